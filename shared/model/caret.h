// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <optional>

// Where carets and selections go when somebody else changes the document (SEMANTICS 6). Positions are UTF-16
// units of the document the holder sees; `after` is that document with the change applied.
namespace syngraph::model {

// A selection from `anchor` to where the caret blinks; equal: only a caret.
struct Selection
{
    qint64 anchor = 0;
    qint64 head = 0;

    bool isCaret() const { return anchor == head; }
    friend bool operator==(const Selection &, const Selection &) = default;
};

// The next place from `position` on that is not inside a surrogate pair or a grapheme. O(log n), independent
// of the length of the document and, beyond 512 units on either side, of the line.
qint64 snapRight(qint64 position, const Document &document);

// A caret that stands at `caret`: text inserted exactly there leaves it, so nobody is pushed by others.
// The same holds for my own caret and for somebody's that is shown to me.
qint64 moveCaret(qint64 caret, const Delta &over, const Document &after);

// The selection never grows by foreign text at its edges, collapses where all of it is deleted, and keeps its
// direction.
Selection moveSelection(Selection selection, const Delta &over, const Document &after);
// The same before it is snapped, for one of several moves in a row.
Selection moveSelection(Selection selection, const Delta &over);

// Where the author's caret stands after `change`: behind what it inserted last, or, where it only deletes, at
// the first deletion; nothing where it does neither. Not snapped.
// Law (property test own_caret_equals_the_one_shown_to_others): with it everybody shows an author's caret
// where he sees it himself, whatever was committed first, when his change inserts.
std::optional<qint64> caretBehind(const Delta &change);

} // namespace syngraph::model
