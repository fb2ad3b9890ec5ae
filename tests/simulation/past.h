// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/random.h"
#include "world/world.h"

namespace syngraph::simulation {

// As the history of a window does it, by somebody who sees `present` and has read the log of the World: a change that
// puts back all or some paragraphs of an earlier content, or takes back what one person has done. May be empty.
model::Delta drawRestoring(support::Random &random, const world::World &world, const model::Document &present);

} // namespace syngraph::simulation
