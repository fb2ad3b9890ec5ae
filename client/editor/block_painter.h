// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>

#include <functional>

class QPainter;
class QTextList;

namespace syngraph::editor {

// A word of a block that is marked as misspelled, in UTF-16 units from the block's beginning.
struct SpellMark
{
    int start = 0;
    int length = 0;
};

// The marks of a block that is about to be painted. Asked at each painting, so it has to be quick; a mark that has
// changed needs a repaint, never a new layout.
using SpellMarks = std::function<QList<SpellMark>(const QTextBlock &block)>;

// Paints one shaped block: ground, marker, text with selections, caret. (0, 0) of the painter is the beginning of
// the block's lines; `context.clip` is in the same coordinates.
void paintBlock(QPainter &painter, const QTextBlock &block, const QAbstractTextDocumentLayout::PaintContext &context,
                const QList<SpellMark> &marks, int caretWidth);

// The sign that stands before an item of a list, relative to the block's QTextLayout.
void paintMarker(QPainter &painter, const QTextBlock &block, const QTextList &list,
                 const QAbstractTextDocumentLayout::PaintContext &context);

} // namespace syngraph::editor
