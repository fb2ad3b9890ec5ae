// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/caret_geometry.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr qreal kStub = 6;

} // namespace

CaretGeometry::CaretGeometry(const QTextEdit &edit)
    : m_edit(edit), m_scroll(edit.horizontalScrollBar()->value(), edit.verticalScrollBar()->value())
{
    const QRect view = edit.viewport()->rect();
    const QAbstractTextDocumentLayout &layout = *edit.document()->documentLayout();
    const int first = layout.hitTest(QPointF(view.topLeft()) + m_scroll, Qt::FuzzyHit);
    const int last = layout.hitTest(QPointF(view.bottomRight()) + m_scroll, Qt::FuzzyHit);
    m_visible = {first, last};
}

QPointF CaretGeometry::originOf(const QTextBlock &block) const
{
    return m_edit.document()->documentLayout()->blockBoundingRect(block).topLeft() - m_scroll;
}

QRectF CaretGeometry::caretAt(qint64 position) const
{
    const qint64 last = m_edit.document()->characterCount() - 1;
    const QTextBlock block = m_edit.document()->findBlock(int(std::min(position, last)));
    const QPointF origin = originOf(block);
    const int inside = int(std::min(position, last)) - block.position();
    const QTextLine line = block.layout()->lineForTextPosition(inside);
    if (!line.isValid())
        return {};
    return {origin + QPointF(line.cursorToX(inside), line.y()), QSizeF(0, line.height())};
}

std::vector<QRectF> CaretGeometry::selected(const Selection &selection) const
{
    std::vector<QRectF> boxes;
    const qint64 from = std::max(selection.start(), m_visible.start());
    const qint64 to = std::min(selection.end(), m_visible.end());
    QTextBlock block = m_edit.document()->findBlock(int(from));
    for (; block.isValid() && block.position() <= to && from < to; block = block.next()) {
        const QPointF origin = originOf(block);
        const QTextLayout &layout = *block.layout();
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const qint64 start = std::max<qint64>(from - block.position(), line.textStart());
            const qint64 end = std::min<qint64>(to - block.position(), line.textStart() + line.textLength());
            if (start > end || to == block.position() + line.textStart())
                continue;
            const qreal left = line.cursorToX(int(start));
            const bool isPastEnd = to - block.position() > line.textStart() + line.textLength();
            const qreal right = line.cursorToX(int(end)) + (isPastEnd && i + 1 == layout.lineCount() ? kStub : 0);
            boxes.push_back(QRectF(std::min(left, right), line.y(), std::abs(right - left), line.height()).translated(origin));
        }
    }
    return boxes;
}

} // namespace syngraph::editor
