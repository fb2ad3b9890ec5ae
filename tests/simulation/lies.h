// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/random.h"
#include "world/world.h"

namespace syngraph::simulation {

// A frame of a client that does not keep to the protocol (or, for once, does): `stranger` knows what it has sent, what
// the document holds, and the ids of everybody.
QByteArray drawLie(support::Random &random, const world::World &world, int stranger);

} // namespace syngraph::simulation
