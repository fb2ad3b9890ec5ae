// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that shows whose text it is, what was changed, and where.
#include "editor/lazy_layout.h"
#include "editor/line_stretch.h"
#include "editor/rich_text_edit.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTimer>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr int kFlashMs = 400;
constexpr qreal kUnderline = 1.5;
constexpr qreal kDot = 2.5;

void paintDots(QPainter &painter, const QRectF &stretch, const QColor &color)
{
    for (qreal left = stretch.left(); left < stretch.right(); left += 2 * kDot)
        painter.fillRect(QRectF(left, stretch.bottom() - kDot, std::min(kDot, stretch.right() - left), kDot), color);
}

void paintTint(QPainter &painter, const QTextBlock &block, const QPointF &corner, const Tint &tint)
{
    const int from = int(std::max<qint64>(tint.from - block.position(), 0));
    const int to = int(std::min<qint64>(tint.to - block.position(), block.length() - 1));
    for (const QRectF &stretch : stretchOf(*block.layout(), corner, from, to)) {
        if (tint.ground.isValid())
            painter.fillRect(stretch, tint.ground);
        if (tint.line.isValid() && tint.lineStyle == Tint::Line::Dotted)
            paintDots(painter, stretch, tint.line);
        else if (tint.line.isValid())
            painter.fillRect(QRectF(stretch.left(), stretch.bottom() - kUnderline, stretch.width(), kUnderline), tint.line);
    }
}

} // namespace

void RichTextEdit::setTints(TintSource tintsIn)
{
    m_tintsIn = std::move(tintsIn);
    viewport()->update();
}

void RichTextEdit::flash(qint64 from, qint64 to)
{
    QColor ground = m_theme.link;
    ground.setAlphaF(0.28F);
    m_flash = Tint{from, std::max(to, from + 1), ground};
    viewport()->update();
    QTimer::singleShot(kFlashMs, this, [this] {
        m_flash.reset();
        viewport()->update();
    });
}

void RichTextEdit::paintTints(const QRect &area)
{
    if (!m_tintsIn && !m_flash)
        return;
    QPainter painter(viewport());
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const LazyLayout &layout = m_binding->layout();
    // shaping what is out of sight would move what is being painted
    const LazyLayout::Glance glance(layout);
    for (QTextBlock block = layout.blockAt(area.top() - offset.y()); block.isValid(); block = block.next()) {
        const QRectF box = layout.blockBoundingRect(block).translated(offset);
        if (box.top() > area.bottom())
            break;
        const qint64 end = block.position() + block.length();
        std::vector<Tint> tints = m_tintsIn ? m_tintsIn(block.position(), end) : std::vector<Tint>();
        if (m_flash && m_flash->from < end && m_flash->to > block.position())
            tints.push_back(*m_flash);
        for (const Tint &tint : tints)
            paintTint(painter, block, box.topLeft(), tint);
    }
}

} // namespace syngraph::editor
