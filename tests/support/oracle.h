// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cells.h"

// What each operation of the algebra must give, computed character by character.
namespace syngraph::support::oracle {

using model::Filter;
using model::Tie;

Cells apply(const Cells &document, const Edit &edit, Filter filter);
// `b` is made on what `a` results in.
Edit compose(const Edit &a, const Edit &b, Filter filter);
// L0: `moved` after `over`, without formatting intent.
Edit transform(const Edit &moved, const Edit &over, Tie tie);
// L2, as SEMANTICS 4 words it.
Edit rebase(const Edit &moved, const Edit &over, Tie tie);
// Where a position goes; `pushed`: an insert exactly there moves it.
qint64 transformPosition(qint64 position, const Edit &over, bool pushed);

} // namespace syngraph::support::oracle
