// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/edit_forms.h"
#include "editor/selection.h"

// Pieces that the commands share; nobody else includes this.
namespace syngraph::editor::commands {

// A line (paragraph) of a document: [start, end] where `end` is the position of its paragraph end.
struct Line
{
    qint64 start = 0;
    qint64 end = 0;
    model::Attributes attributes;

    bool isEmpty() const { return start == end; }
};

Line lineAt(const model::Document &document, qint64 position);
// Of the line with this number.
model::Attributes attributesOf(const model::Document &document, qint64 line);
int indentOf(const model::Attributes &lineAttributes);
// "left", "center", "right" or "justify": as it says itself, or else as its first letters run.
QString alignmentOf(const model::Document &document, const Line &line);
// Whether such a line is an item of a list.
bool isItem(const model::Attributes &lineAttributes);

// Both ends inside the document and outside surrogate pairs.
Selection clamped(const Selection &selection, const model::Document &document);

// Calls each(line) for the lines that the selection reaches into.
template<typename Each>
void eachLine(const model::Document &document, const Selection &selection, Each each)
{
    const Selection range = clamped(selection, document);
    qint64 position = range.start();
    do {
        const Line line = lineAt(document, position);
        each(line);
        position = line.end + 1;
    } while (position < range.end());
}

// Appends the deletion of [from, to) to a change that stands at `from`. Returns what the end of the joined line must
// be set to (empty: nothing to set) - the first line's values if that line is not empty.
model::Attributes appendDelete(model::Delta &change, const model::Document &document, qint64 from, qint64 to);

// Goes on from `position` to the end of its line and sets `attributes` there.
void appendLineEnd(model::Delta &change, const model::Document &document, qint64 position,
                   const model::Attributes &attributes);

} // namespace syngraph::editor::commands
