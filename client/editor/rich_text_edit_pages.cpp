// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that shows its document as a sheet of paper.
#include "editor/block_geometry.h"
#include "editor/lazy_layout.h"
#include "editor/rich_text_edit.h"
#include "editor/sheet_shadow.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

namespace syngraph::editor {
namespace {

constexpr int kLeastDesk = 12;       // ground beside the page, in pixels
constexpr double kLeastMargin = 12;  // of a sheet for which there is too little room
constexpr double kNamePixels = 11;
constexpr double kNameGap = 3; // between the line at which a page begins and its name

} // namespace

void RichTextEdit::setSheet(const std::optional<Sheet> &sheet)
{
    if (sheet == m_sheet)
        return;
    m_sheet = sheet;
    if (sheet && !m_shadow)
        m_shadow = new SheetShadow(this);
    placePage();
    viewport()->update();
}

void RichTextEdit::setPageStarts(PageStartSource startsIn)
{
    m_pageStartsIn = std::move(startsIn);
    viewport()->update();
}

// The viewport is the page; what is left beside it shows the ground. Where there is little room the margins of a sheet
// give way, so that its lines stay those of the paper.
void RichTextEdit::placePage()
{
    const int bar = verticalScrollBar()->sizeHint().width();
    const int room = width() - bar;
    const double widest = m_sheet ? m_sheet->width : m_theme.pageWidth;
    const int desk = std::max(kLeastDesk, (room - int(widest * zoom())) / 2);
    const QMargins wanted(desk, kLeastDesk, desk, 0);
    if (viewportMargins() != wanted)
        setViewportMargins(wanted);
    QMarginsF margins = m_theme.pageMargins;
    if (m_sheet) {
        margins = m_sheet->margins;
        const double missing = std::max(0.0, widest - (room - 2 * desk) / zoom());
        const double side = margins.left() + margins.right();
        const double kept = std::max(std::min(side, 2 * kLeastMargin), side - missing);
        margins.setLeft(side > 0 ? margins.left() * kept / side : 0);
        margins.setRight(side > 0 ? margins.right() * kept / side : 0);
    }
    m_binding->setPageMargins(margins);
    if (!m_shadow)
        return;
    m_shadow->setVisible(m_sheet.has_value());
    const int left = layoutDirection() == Qt::RightToLeft ? bar : 0;
    m_shadow->surround(QRect(left + desk, kLeastDesk, room - 2 * desk, height()));
}

// A line across the sheet where a page ends on paper, and the name of the one that begins.
void RichTextEdit::paintPageStarts(const QRect &area)
{
    if (!m_pageStartsIn)
        return;
    QPainter painter(viewport());
    QFont font = this->font();
    font.setPixelSize(std::max(1, qRound(kNamePixels * zoom())));
    painter.setFont(font);
    const double high = QFontMetricsF(font).height() + kNameGap;
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const LazyLayout &layout = m_binding->layout();
    // shaping what is out of sight would move what is being painted
    const LazyLayout::Glance glance(layout);
    const QTextBlock first = layout.blockAt(area.top() - high - offset.y());
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        const QRectF box = layout.blockBoundingRect(block).translated(offset);
        const double gap = box.top() - (layout.top(block) + offset.y());
        if (box.top() - gap > area.bottom())
            break;
        for (const PageStart &start : m_pageStartsIn(block.position(), block.position() + block.length())) {
            const QTextLine line = block.layout()->lineForTextPosition(int(start.position) - block.position());
            const bool isFirst = !line.isValid() || line.lineNumber() == 0;
            paintPageStart(painter, isFirst ? box.top() - gap / 2 : box.top() + line.y(), start.name);
        }
    }
}

void RichTextEdit::paintPageStart(QPainter &painter, double y, const QString &name) const
{
    QColor color = m_theme.faint;
    QPen pen(color, 1, Qt::DashLine);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    painter.drawLine(QPointF(0, std::round(y) + 0.5), QPointF(viewport()->width(), std::round(y) + 0.5));
    const double width = painter.fontMetrics().horizontalAdvance(name) + 2 * kNameGap;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF box(isMirrored ? kNameGap : viewport()->width() - width - kNameGap, y + kNameGap, width,
                     painter.fontMetrics().height());
    painter.fillRect(box, m_theme.paper);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignCenter, name);
}

} // namespace syngraph::editor
