// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

namespace syngraph::model {

// `moved` rewritten to apply after `over`, both made on one document; the core rule without formatting
// intent (documents are moved by `rebase`). O(components).
// Laws (property tests transform_*): transform(x, {}) = x, transform({}, x) = {}; TP1: compose(a, b over a,
// GoesBefore) = compose(b, a over b, GoesAfter); surrogate-aligned in, aligned out; canonical in and out.
Delta transform(const Delta &moved, const Delta &over, Tie tie);

// Whether something that stands at a position goes along when text is inserted exactly there.
enum class AtInsert { Stays, Moves };

// Where a position of the old document is in the new one; inside deleted text: where that was.
qint64 transformPosition(qint64 position, const Delta &over, AtInsert atInsert);

} // namespace syngraph::model
