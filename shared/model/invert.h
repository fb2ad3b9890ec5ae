// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::model {

// The change that takes `change` back; `before` is the document it applies to, and it must apply there.
// Law (property test invert_*): apply(apply(d, a), invert(a, d)) = d.
// With Filter::Classes a paragraph format taken back covers its whole line, as every paragraph format does:
// the units of a retain get the value that the next paragraph end in that retain gets back.
// O(components + units touched).
Delta invert(const Delta &change, const Document &before, Filter filter);

} // namespace syngraph::model
