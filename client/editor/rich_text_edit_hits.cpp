// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that marks what was found, and what is misspelled.
#include "editor/lazy_layout.h"
#include "editor/line_stretch.h"
#include "editor/rich_text_edit.h"
#include "editor/text_search.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace syngraph::editor {
namespace {

constexpr qreal kRounding = 2;

} // namespace

void RichTextEdit::setHits(HitSource hitsIn)
{
    m_hitsIn = std::move(hitsIn);
    viewport()->update();
}

void RichTextEdit::setSpellMarks(SpellMarks marks)
{
    m_spellMarks = std::move(marks);
    m_binding->layout().setSpellMarks(m_spellMarks);
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
        for (const Hit &hit : m_hitsIn(block.text())) {
            if (isStruck(m_binding->mirror(), {block.position() + hit.position, hit.length}))
                continue;
            for (const QRectF &stretch : stretchOf(*block.layout(), box.topLeft(), int(hit.position), int(hit.end())))
                painter.drawRoundedRect(stretch, kRounding, kRounding);
        }
    }
}

} // namespace syngraph::editor
