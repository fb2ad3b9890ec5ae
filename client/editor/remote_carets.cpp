// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/remote_carets.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace syngraph::editor {
namespace {

constexpr qreal kCaretWidth = 2;
constexpr qreal kDot = 6;
constexpr qreal kHoverReach = 5;
constexpr int kFlagMs = 2000;
constexpr qsizetype kLongestName = 24;
constexpr qsizetype kMaxFlags = 200;

// White or nearly black, whichever is easier to read on the colour.
QColor inkOn(const QColor &color)
{
    const double luminance = 0.2126 * std::pow(color.redF(), 2.2) + 0.7152 * std::pow(color.greenF(), 2.2)
        + 0.0722 * std::pow(color.blueF(), 2.2);
    return luminance > 0.36 ? QColor(0x1a, 0x1a, 0x1a) : QColor(Qt::white);
}

// Positions of the first and last visible character, roughly: whole lines.
Selection visibleRange(const QTextEdit &edit)
{
    const QRect view = edit.viewport()->rect();
    return {edit.cursorForPosition(view.topLeft()).position(),
            edit.cursorForPosition(view.bottomRight()).position()};
}

} // namespace

void RemoteCarets::set(const RemoteCaret &caret)
{
    const auto known = m_carets.constFind(caret.id);
    const bool isNew = known == m_carets.constEnd();
    const bool hasMoved = isNew || known->selection != caret.selection;
    if (!hasMoved && known->name == caret.name && known->color == caret.color)
        return;
    m_carets.insert(caret.id, caret);
    Q_EMIT updateNeeded();
    if (!hasMoved)
        return;
    Shown &shown = m_shown[caret.id];
    shown.isFresh = true;
    const int move = ++shown.moves;
    QTimer::singleShot(kFlagMs, this, [this, id = caret.id, move] {
        const auto found = m_shown.find(id);
        if (found == m_shown.end() || found->moves != move)
            return;
        found->isFresh = false;
        Q_EMIT updateNeeded();
    });
}

void RemoteCarets::remove(const QByteArray &id)
{
    m_shown.remove(id);
    if (m_carets.remove(id))
        Q_EMIT updateNeeded();
}

void RemoteCarets::clear()
{
    m_carets.clear();
    m_shown.clear();
    Q_EMIT updateNeeded();
}

void RemoteCarets::setFlagsShown(bool shown)
{
    m_flagsShown = shown;
    Q_EMIT updateNeeded();
}

void RemoteCarets::moveOver(const model::Delta &change, const model::Document &after)
{
    for (RemoteCaret &caret : m_carets)
        caret.selection = movedSelection(caret.selection, change, after);
    if (!m_carets.isEmpty())
        Q_EMIT updateNeeded();
}

void RemoteCarets::paint(QTextEdit &edit, const QRect &)
{
    if (m_carets.isEmpty())
        return;
    const Selection visible = visibleRange(edit);
    QPainter painter(edit.viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const RemoteCaret &caret : std::as_const(m_carets)) {
        if (!caret.selection.isEmpty() && caret.selection.start() <= visible.end()
            && caret.selection.end() >= visible.start())
            paintSelection(painter, edit, caret, visible);
    }
    for (const RemoteCaret &caret : std::as_const(m_carets)) {
        if (caret.selection.position >= visible.start() && caret.selection.position <= visible.end())
            paintCaret(painter, edit, caret);
    }
}

void RemoteCarets::hover(const QPointF &place)
{
    QByteArray hovered;
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (it->place.adjusted(-kHoverReach, -kHoverReach, kHoverReach, kHoverReach).contains(place))
            hovered = it.key();
    }
    if (std::exchange(m_hovered, hovered) != hovered)
        Q_EMIT updateNeeded();
}

void RemoteCarets::paintSelection(QPainter &painter, QTextEdit &edit, const RemoteCaret &caret,
                                  const Selection &visible) const
{
    QColor tint = caret.color;
    tint.setAlphaF(0.25F);
    const qint64 from = std::max(caret.selection.start(), visible.start());
    const qint64 to = std::min(caret.selection.end(), visible.end());
    QTextBlock block = edit.document()->findBlock(int(from));
    for (; block.isValid() && block.position() <= to; block = block.next()) {
        const QTextLayout *layout = block.layout();
        // the caret's rectangle says where the block's layout lies in the viewport
        const QRectF origin = edit.cursorRect(QTextCursor(block));
        const QTextLine firstLine = layout->lineForTextPosition(0);
        if (!firstLine.isValid())
            continue;
        const QPointF offset(origin.left() - firstLine.cursorToX(0), origin.top() - firstLine.y());
        for (int i = 0; i < layout->lineCount(); ++i) {
            const QTextLine line = layout->lineAt(i);
            const qint64 start = std::max<qint64>(from - block.position(), line.textStart());
            const qint64 end = std::min<qint64>(to - block.position(), line.textStart() + line.textLength());
            if (start > end || to == block.position() + line.textStart())
                continue;
            const qreal left = line.cursorToX(int(start));
            // a selected line end, or empty line, shows as a small stub
            const bool isPastEnd = to - block.position() > line.textStart() + line.textLength();
            const qreal right = line.cursorToX(int(end)) + (isPastEnd && i + 1 == layout->lineCount() ? 6 : 0);
            painter.fillRect(QRectF(std::min(left, right), line.y(), std::abs(right - left), line.height())
                                 .translated(offset), tint);
        }
    }
}

void RemoteCarets::paintCaret(QPainter &painter, QTextEdit &edit, const RemoteCaret &caret)
{
    QTextCursor cursor(edit.document());
    cursor.setPosition(int(std::min<qint64>(caret.selection.position, edit.document()->characterCount() - 1)));
    const QRectF place = edit.cursorRect(cursor);
    painter.setPen(Qt::NoPen);
    painter.setBrush(caret.color);
    painter.drawRoundedRect(QRectF(place.left() - kCaretWidth / 2, place.top(), kCaretWidth, place.height()), 1, 1);
    Shown &shown = m_shown[caret.id];
    shown.place = place;
    if (!m_flagsShown || (!shown.isFresh && m_hovered != caret.id)) {
        painter.drawEllipse(QPointF(place.left(), place.top()), kDot / 2, kDot / 2);
        return;
    }
    const QPixmap &picture = flag(caret, edit.devicePixelRatioF());
    const QSizeF size = picture.deviceIndependentSize();
    const qreal right = edit.viewport()->width() - size.width();
    const qreal above = place.top() - size.height();
    const QPointF corner(std::clamp(place.left() - kCaretWidth / 2, 0.0, std::max(right, 0.0)),
                         above >= 0 ? above : place.bottom());
    painter.drawPixmap(corner, picture);
}

const QPixmap &RemoteCarets::flag(const RemoteCaret &caret, qreal pixelRatio)
{
    const QString key = caret.color.name() + QString::number(pixelRatio) + caret.name;
    const auto found = m_flags.constFind(key);
    if (found != m_flags.constEnd())
        return *found;
    if (m_flags.size() >= kMaxFlags)
        m_flags.clear();
    QFont font;
    font.setPointSizeF(8);
    font.setWeight(QFont::DemiBold);
    const QString name = caret.name.size() > kLongestName ? caret.name.first(kLongestName) + u'…' : caret.name;
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(name)) + 10, std::ceil(metrics.height()) + 2);
    QPixmap picture((size * pixelRatio).toSize());
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(caret.color);
    painter.drawRoundedRect(QRectF({0, 0}, size), 3, 3);
    painter.drawRect(QRectF(0, size.height() - 4, 4, 4));
    painter.setFont(font);
    painter.setPen(inkOn(caret.color));
    painter.drawText(QRectF({0, 0}, size), Qt::AlignCenter, name);
    painter.end();
    return *m_flags.insert(key, picture);
}

} // namespace syngraph::editor
