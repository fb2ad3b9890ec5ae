// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/block_painter.h"

#include "editor/list_marker.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextList>

namespace syngraph::editor {
namespace {

using Context = QAbstractTextDocumentLayout::PaintContext;
using Selection = QAbstractTextDocumentLayout::Selection;
using Range = QTextLayout::FormatRange;

// The part of a selection that lies in the block, its paragraph end included; empty where there is none.
Range rangeIn(const QTextBlock &block, const Selection &selection)
{
    const int from = selection.cursor.selectionStart() - block.position();
    const int to = selection.cursor.selectionEnd() - block.position();
    Range range;
    if (from < block.length() && to > 0 && to > from) {
        range = {from, to - from, selection.format};
    } else if (!selection.cursor.hasSelection() && selection.format.hasProperty(QTextFormat::FullWidthSelection)
               && block.contains(selection.cursor.position())) {
        const QTextLine line = block.layout()->lineForTextPosition(-from);
        range = {line.textStart(), line.textLength(), selection.format};
        if (range.start + range.length == block.length() - 1)
            ++range.length;
    }
    return range;
}

// Whether what stands before the block's text is selected too.
bool coversMarker(const QTextBlock &block, const Selection &selection)
{
    return selection.cursor.selectionStart() < block.position() && selection.cursor.selectionEnd() > block.position();
}

// Paints what stands before a list's item, as QTextDocumentLayout does.
class MarkerPainter
{
public:
    MarkerPainter(QPainter &painter, const QTextBlock &block, const QTextList &list, const Context &context)
        : m_painter(painter), m_block(block), m_list(list), m_style(markerStyle(list.format())),
          m_format(QTextCursor(block).charFormat()), m_text(context.palette.brush(QPalette::Text))
    {
        m_font = m_format.font();
        m_device = block.document()->documentLayout()->paintDevice();
        if (m_device)
            m_font = QFont(m_font, m_device);
        for (const Selection &selection : context.selections) {
            if (coversMarker(block, selection))
                m_selected = &selection.format;
        }
    }

    void paint()
    {
        const bool isTask = m_block.blockFormat().marker() != QTextBlockFormat::MarkerType::NoMarker;
        const bool isNumber = m_style <= QTextListFormat::ListDecimal;
        const QString number = isNumber ? itemText(m_list, m_block) : QString();
        QRectF box = boxFor(number);
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(QPen(inkOf(), 0));
        if (m_selected && !isTask)
            m_painter.fillRect(box, m_selected->background());
        if (isTask)
            paintBox(box);
        if (isNumber)
            paintNumber(number, box);
        else if (!isTask)
            paintBullet(box);
        m_painter.restore();
    }

private:
    QRectF boxFor(const QString &number)
    {
        const QFontMetrics metrics(m_font);
        const QTextLine line = m_block.layout()->lineAt(0);
        const QRectF first = line.naturalTextRect();
        // on the line's base, also where something in the line is higher than its text
        m_top = qRound(first.top() + line.ascent()) - metrics.ascent();
        QSizeF size(metrics.lineSpacing() / 3, metrics.lineSpacing() / 3);
        if (!number.isEmpty())
            size = QSizeF(metrics.horizontalAdvance(number), metrics.height());
        const bool isRightToLeft = m_block.textDirection() == Qt::RightToLeft;
        const qreal space = metrics.horizontalAdvance(u' ');
        qreal x = first.topLeft().toPoint().x();
        x += isRightToLeft ? first.width() + space : -space - size.width();
        return QRectF(QPointF(x, m_top + metrics.height() / 2 - size.height() / 2), size);
    }

    QBrush inkOf() const
    {
        const QBrush brush = m_selected ? m_selected->foreground() : m_format.foreground();
        return brush.style() == Qt::NoBrush ? m_text : brush;
    }

    void paintBox(QRectF box)
    {
        const int reach = QFontMetrics(m_font).lineSpacing() / 6;
        box.adjust(-reach, 0, -reach, 0);
        const QRectF outer = box.adjusted(-reach, -reach, reach, reach);
        if (m_selected)
            m_painter.fillRect(outer, m_selected->background());
        if (m_block.blockFormat().marker() == QTextBlockFormat::MarkerType::Checked) {
            m_painter.setPen(QPen(m_painter.pen().color(), 2));
            m_painter.drawLine(box.topLeft(), box.bottomRight());
            m_painter.drawLine(box.topRight(), box.bottomLeft());
            m_painter.setPen(QPen(m_painter.pen().color(), 0));
        }
        m_painter.drawRect(outer);
    }

    void paintNumber(const QString &number, const QRectF &box)
    {
        QTextLayout layout(number, m_font, m_device);
        QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
        // whichever way the text runs, the number's dot stands between it and the text, as it stands in itemText()
        option.setTextDirection(Qt::LeftToRight);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLeadingIncluded(true);
        layout.endLayout();
        layout.draw(&m_painter, QPointF(box.left(), m_top));
    }

    void paintBullet(const QRectF &box)
    {
        switch (m_style) {
        case QTextListFormat::ListSquare: m_painter.fillRect(box, m_text); break;
        case QTextListFormat::ListCircle:
            m_painter.setPen(QPen(m_text, 0));
            m_painter.drawEllipse(box.translated(0.5, 0.5));
            break;
        case QTextListFormat::ListDisc:
            m_painter.setBrush(m_text);
            m_painter.setPen(Qt::NoPen);
            m_painter.drawEllipse(box);
            break;
        default: break;
        }
    }

    QPainter &m_painter;
    QTextBlock m_block;
    const QTextList &m_list;
    int m_style;
    QTextCharFormat m_format;
    QBrush m_text;
    QFont m_font;
    QPaintDevice *m_device = nullptr;
    const QTextCharFormat *m_selected = nullptr;
    int m_top = 0;
};

QList<Range> rangesIn(const QTextBlock &block, const Context &context, const QList<SpellMark> &marks)
{
    QList<Range> ranges;
    for (const SpellMark &mark : marks) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        format.setUnderlineColor(Qt::red);
        ranges.append({mark.start, mark.length, format});
    }
    for (const Selection &selection : context.selections) {
        const Range range = rangeIn(block, selection);
        if (range.length > 0)
            ranges.append(range);
    }
    return ranges;
}

// Where the caret is to be painted in this block, -1 for nowhere. Below -1 it counts in composed text.
int caretIn(const QTextBlock &block, int position)
{
    if (position >= block.position() && position < block.position() + block.length())
        return position - block.position();
    if (position < -1 && !block.layout()->preeditAreaText().isEmpty())
        return block.layout()->preeditAreaPosition() - (position + 2);
    return -1;
}

} // namespace

void paintMarker(QPainter &painter, const QTextBlock &block, const QTextList &list, const Context &context)
{
    if (markerStyle(list.format()) != QTextListFormat::ListStyleUndefined && block.layout()->lineCount() > 0)
        MarkerPainter(painter, block, list, context).paint();
}

void paintBlock(QPainter &painter, const QTextBlock &block, const Context &context, const QList<SpellMark> &marks,
                int caretWidth)
{
    const QTextLayout &layout = *block.layout();
    const QPointF origin = -layout.position();
    const QBrush ground = block.blockFormat().background();
    if (ground.style() != Qt::NoBrush)
        painter.fillRect(layout.boundingRect(), ground);
    if (const QTextList *list = block.textList())
        paintMarker(painter, block, *list, context);
    const QPen before = painter.pen();
    painter.setPen(context.palette.color(QPalette::Text));
    layout.draw(&painter, origin, rangesIn(block, context, marks), context.clip);
    const int caret = caretIn(block, context.cursorPosition);
    if (caret >= 0)
        layout.drawCursor(&painter, origin, caret, caretWidth);
    painter.setPen(before);
}

} // namespace syngraph::editor
