// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

#include <vector>

namespace syngraph::editor {

// Changes, each to be made behind the one before, that are `change` together. Each has about so many components, and
// those that stand next to them, so that nothing is replaced by halves; plain retains do not count.
std::vector<model::Delta> partsOf(const model::Delta &change, qsizetype components);

} // namespace syngraph::editor
