// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::editor {

// A caret or selection in a document, in UTF-16 units. `position` is where the caret blinks.
struct Selection
{
    qint64 anchor = 0;
    qint64 position = 0;

    static Selection caret(qint64 position) { return {position, position}; }
    bool isEmpty() const { return anchor == position; }
    qint64 start() const { return std::min(anchor, position); }
    qint64 end() const { return std::max(anchor, position); }
    friend bool operator==(const Selection &, const Selection &) = default;
};

// My selection after somebody else's change: a caret stays when text is inserted at it, a selection never grows
// by foreign text, collapses when everything in it is deleted, and keeps its direction. `after` is the document
// then: no edge stands inside a surrogate pair or a grapheme (it snaps to the right).
Selection movedSelection(const Selection &selection, const model::Delta &change, const model::Document &after);

// The range that a change of one's own (undo, redo) has changed, caret at its end.
Selection changedRange(const model::Delta &change);

} // namespace syngraph::editor
