// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

#include <utility>

namespace syngraph::editor {

// Two changes, the second to be made behind the first, that are `change` together. The first has the first `components`
// components and those that stand next to them, so that nothing is replaced by halves; plain retains do not count.
std::pair<model::Delta, model::Delta> cutDelta(const model::Delta &change, qsizetype components);

} // namespace syngraph::editor
