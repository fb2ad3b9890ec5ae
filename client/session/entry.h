// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "session/moving_change.h"

// Entries of the undo stack: what takes one of my changes back, kept up to date under other people's changes.
//
// An entry is a Delta whose retained formats hold *pairs* [value my change had set, value before] instead of
// values, so that moving it needs no document: a format is put back only where the text still shows the value
// I had set, decided when the entry is used. Deleted text is held as plain inserts. (SEMANTICS 5, "own undo".)
namespace syngraph::session {

// The entry that takes `change` back; `before` is the document it applies to, where it must apply.
model::Delta inverseEntry(const model::Delta &change, const model::Document &before);

// What the entry does to `document` now: only sets that change something. Empty: nothing is left to do.
model::Delta realize(const model::Delta &entry, const model::Document &document);

// Moves an entry over a remote change made on the same document, and the remote change over the entry, for the
// entry below. The entry keeps every key.
void moveEntry(model::Delta &entry, MovingChange &remote, model::Tie tie = model::Tie::GoesAfter);

} // namespace syngraph::session
