// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

namespace syngraph::model {

// What becomes of a format that both changes set on one unit.
enum class Conflicts {
    TieDecides, // the loser's key is dropped
    KeepAll     // the moved change keeps it: for undo entries, which look at the text when they are used
};

// `moved` rewritten to apply after `over` with formatting intent: concurrent text takes over formats set around
// it, and a paragraph opened at a line end leaves what others do to that line alone (rules in PROTOCOL.md).
// Used wherever a change of a document is moved over another; a pure function of its arguments. O(components).
// Laws (property tests rebase_*): those of `transform`, on documents with Filter::Classes.
Delta rebase(const Delta &moved, const Delta &over, Tie tie, Conflicts conflicts = Conflicts::TieDecides);

} // namespace syngraph::model
