// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/remote_carets.h"

#include "editor/caret_geometry.h"

#include <QPainter>
#include <QTextEdit>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr qreal kCaretWidth = 2;
constexpr qreal kDot = 6;
constexpr qreal kHoverReach = 5;
constexpr qint64 kFlagMs = 2000;
constexpr float kTint = 0.25F; // of a selection

} // namespace

RemoteCarets::RemoteCarets(QObject *parent) : QObject(parent)
{
    m_clock.start();
    m_refresh.setSingleShot(true);
    m_fade.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &RemoteCarets::refresh);
    connect(&m_fade, &QTimer::timeout, this, &RemoteCarets::fade);
}

void RemoteCarets::attach(QTextEdit *edit)
{
    m_edit = edit;
    for (Shown &shown : m_shown)
        shown.area = {};
    refreshLater();
}

void RemoteCarets::refreshLater()
{
    if (m_edit && !m_refresh.isActive())
        m_refresh.start(0);
}

void RemoteCarets::markDirty(const QByteArray &id)
{
    m_dirty.insert(id);
    refreshLater();
}

void RemoteCarets::set(const RemoteCaret &caret)
{
    const auto known = m_carets.constFind(caret.id);
    const bool hasMoved = known == m_carets.constEnd() || known->selection != caret.selection;
    if (!hasMoved && known->name == caret.name && known->color == caret.color)
        return;
    m_carets.insert(caret.id, caret);
    markDirty(caret.id);
    if (!hasMoved)
        return;
    m_shown[caret.id].freshUntil = m_clock.elapsed() + kFlagMs;
    if (!m_fade.isActive())
        m_fade.start(int(kFlagMs));
}

void RemoteCarets::fade()
{
    const qint64 now = m_clock.elapsed();
    qint64 next = 0;
    for (auto it = m_shown.begin(); it != m_shown.end(); ++it) {
        if (it->freshUntil == 0)
            continue;
        if (it->freshUntil <= now) {
            it->freshUntil = 0;
            markDirty(it.key());
        } else {
            next = next == 0 ? it->freshUntil : std::min(next, it->freshUntil);
        }
    }
    if (next > 0)
        m_fade.start(int(next - now));
}

void RemoteCarets::remove(const QByteArray &id)
{
    m_gone |= m_shown.take(id).area;
    if (m_carets.remove(id))
        refreshLater();
}

void RemoteCarets::clear()
{
    const auto ids = m_carets.keys();
    for (const QByteArray &id : ids)
        remove(id);
}

void RemoteCarets::setFlagsShown(bool shown)
{
    m_flagsShown = shown;
    for (auto it = m_carets.cbegin(); it != m_carets.cend(); ++it)
        markDirty(it.key());
}

void RemoteCarets::moveOver(const model::Delta &change, const model::Document &after)
{
    for (RemoteCaret &caret : m_carets)
        caret.selection = movedSelection(caret.selection, change, after);
    refreshLater();
}

void RemoteCarets::scrolled(int dy)
{
    for (Shown &shown : m_shown) {
        shown.area.translate(0, dy);
        shown.caret.translate(0, dy);
    }
    m_gone.translate(0, dy);
    refreshLater();
}

bool RemoteCarets::showsFlag(const RemoteCaret &caret) const
{
    return m_flagsShown && (m_shown.value(caret.id).freshUntil > 0 || m_hovered == caret.id);
}

RemoteCarets::Place RemoteCarets::placeOf(const RemoteCaret &caret, const CaretGeometry &geometry)
{
    Place place;
    if (geometry.isVisible(caret.selection.position)) {
        const QRectF line = geometry.caretAt(caret.selection.position);
        place.caret = QRectF(line.left() - kCaretWidth / 2, line.top(), kCaretWidth, line.height());
        place.flag = QRectF(line.left() - kDot / 2, line.top() - kDot / 2, kDot, kDot);
        if (showsFlag(caret)) {
            const QSizeF size = m_flags.flag(caret.name, caret.color, m_edit->devicePixelRatioF()).deviceIndependentSize();
            const qreal right = m_edit->viewport()->width() - size.width();
            const qreal above = line.top() - size.height();
            place.flag = QRectF(QPointF(std::clamp(place.caret.left(), 0.0, std::max(right, 0.0)),
                                        above >= 0 ? above : line.bottom()), size);
        }
        place.area = QRegion(place.caret.united(place.flag).toAlignedRect().adjusted(-1, -1, 1, 1));
    }
    if (!caret.selection.isEmpty()) {
        for (const QRectF &box : geometry.selected(caret.selection))
            place.area |= box.toAlignedRect();
    }
    return place;
}

// Tells what has to be painted anew: where carets were and where they are.
void RemoteCarets::refresh()
{
    if (!m_edit)
        return;
    const CaretGeometry geometry(*m_edit);
    QRegion area = std::exchange(m_gone, {});
    for (const RemoteCaret &caret : std::as_const(m_carets)) {
        Shown &shown = m_shown[caret.id];
        const Place place = placeOf(caret, geometry);
        if (shown.area != place.area || (m_dirty.contains(caret.id) && !place.area.isEmpty()))
            area |= shown.area | place.area;
        shown.area = place.area;
        shown.caret = place.caret;
    }
    m_dirty.clear();
    if (!area.isEmpty())
        Q_EMIT updateNeeded(area);
    Q_EMIT moved();
}

void RemoteCarets::paint(QPainter &painter, const QRect &area)
{
    if (m_carets.isEmpty() || !m_edit)
        return;
    const CaretGeometry geometry(*m_edit);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QList<std::pair<const RemoteCaret *, Place>> carets;
    for (const RemoteCaret &caret : std::as_const(m_carets)) {
        Place place = placeOf(caret, geometry);
        Shown &shown = m_shown[caret.id];
        // painted in part only: the rest of where it was, and of where it is, comes with the next refresh
        if (place.area != shown.area)
            refreshLater();
        if (!place.area.intersects(area))
            continue;
        QColor tint = caret.color;
        tint.setAlphaF(kTint);
        if (!caret.selection.isEmpty()) {
            for (const QRectF &box : geometry.selected(caret.selection))
                painter.fillRect(box, tint);
        }
        if (!place.caret.isEmpty())
            carets.append({&caret, std::move(place)});
    }
    for (const auto &[caret, place] : std::as_const(carets)) {
        painter.setBrush(caret->color);
        painter.drawRoundedRect(place.caret, 1, 1);
        if (showsFlag(*caret))
            painter.drawPixmap(place.flag.topLeft(), m_flags.flag(caret->name, caret->color, m_edit->devicePixelRatioF()));
        else
            painter.drawEllipse(place.flag);
    }
}

void RemoteCarets::hover(const QPointF &place)
{
    QByteArray hovered;
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        const QRectF reach = it->caret.adjusted(-kHoverReach, -kHoverReach, kHoverReach, kHoverReach);
        if (!it->caret.isEmpty() && reach.contains(place))
            hovered = it.key();
    }
    const QByteArray before = std::exchange(m_hovered, hovered);
    if (before == hovered)
        return;
    markDirty(before);
    markDirty(hovered);
}

} // namespace syngraph::editor
