// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/random.h"
#include "world/world.h"

namespace syngraph::simulation {

// Draws what the people in one World say about the text and to each other, and where comments have their text.
class Talker
{
public:
    // Something that this client may say; what is refused at once does nothing.
    protocol::Say say(support::Random &random, const world::World &world, int client);
    // Gives text to a thread, or takes it off.
    static model::Delta anchor(support::Random &random, const model::Document &document);

private:
    quint64 m_said = 0;
};

} // namespace syngraph::simulation
