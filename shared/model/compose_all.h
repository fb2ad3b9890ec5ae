// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/filter.h"

#include <span>

namespace syngraph::model {

// All changes as one, composed as a balanced tree (legal because compose is associative): O(N log n) for n
// changes with N components, where one after the other would be O(N n).
Delta composeAll(std::span<const Delta> changes, Filter filter);

} // namespace syngraph::model
