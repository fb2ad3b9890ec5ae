// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that marks what was found.
#include "editor/lazy_layout.h"
#include "editor/rich_text_edit.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

namespace syngraph::editor {
namespace {

constexpr qreal kRounding = 2;

// Over all lines that the stretch reaches into; `corner` is that of the paragraph's lines.
void paintHit(QPainter &painter, const QTextLayout &layout, const QPointF &corner, const Hit &hit)
{
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const int from = std::max(int(hit.position), line.textStart());
        const int to = std::min(int(hit.end()), line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const qreal left = line.cursorToX(from);
        const qreal right = line.cursorToX(to);
        painter.drawRoundedRect(QRectF(corner.x() + std::min(left, right), corner.y() + line.y(), std::abs(right - left),
                                       line.height()),
                                kRounding, kRounding);
    }
}

} // namespace

void RichTextEdit::setHits(HitSource hitsIn)
{
    m_hitsIn = std::move(hitsIn);
    viewport()->update();
}

void RichTextEdit::setFinding(bool isFinding)
{
    m_isFinding = isFinding;
    updatePalette();
}

// Only in paragraphs that come in view, at each painting: nothing has to be kept up while people write.
void RichTextEdit::paintHits(const QRect &area)
{
    if (!m_hitsIn)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.hit);
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const LazyLayout &layout = m_binding->layout();
    // shaping what is out of sight would move what is being painted
    const LazyLayout::Glance glance(layout);
    for (QTextBlock block = layout.blockAt(area.top() - offset.y()); block.isValid(); block = block.next()) {
        const QRectF box = layout.blockBoundingRect(block).translated(offset);
        if (box.top() > area.bottom())
            break;
        for (const Hit &hit : m_hitsIn(block.text()))
            paintHit(painter, *block.layout(), box.topLeft(), hit);
    }
}

} // namespace syngraph::editor
