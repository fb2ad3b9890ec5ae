// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection_chip.h"

#include <QPainter>
#include <QPainterPath>

namespace syngraph::ui {
namespace {

constexpr int kShape = 12;
constexpr int kPad = 9;
constexpr int kGap = 6;

} // namespace

ConnectionChip::ConnectionChip(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Connection"));
}

void ConnectionChip::show(const ConnectionWords &words, qint64 people)
{
    if (words == m_words && people == m_people)
        return;
    const bool isTold = words.kind != m_words.kind;
    m_words = words;
    m_people = people;
    setToolTip(words.text);
    if (isTold)
        setAccessibleDescription(words.text);
    updateGeometry();
    update();
}

QString ConnectionChip::label() const
{
    return m_words.kind == ConnectionKind::Live && m_people > 1
        ? QStringLiteral("%1 · %2").arg(m_words.chip).arg(m_people)
        : m_words.chip;
}

QSize ConnectionChip::sizeHint() const
{
    return {2 * kPad + kShape + kGap + fontMetrics().horizontalAdvance(label()), 28};
}

void ConnectionChip::paintShape(QPainter &painter, const QRectF &box, const QColor &color) const
{
    QPen pen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF disc = box.adjusted(1.5, 1.5, -1.5, -1.5);
    const QPointF middle = box.center();
    switch (m_words.kind) {
    case ConnectionKind::LocalOnly:
    case ConnectionKind::Opening: painter.drawEllipse(disc); break;
    case ConnectionKind::Sending:
        painter.drawLine(QPointF(middle.x(), disc.bottom()), QPointF(middle.x(), disc.top()));
        painter.drawPolyline(QPolygonF{QPointF(disc.left(), middle.y()), QPointF(middle.x(), disc.top()),
                                       QPointF(disc.right(), middle.y())});
        break;
    case ConnectionKind::Offline:
        painter.drawEllipse(disc);
        painter.drawLine(box.bottomLeft(), box.topRight());
        break;
    case ConnectionKind::NotAnswering:
        painter.drawEllipse(disc);
        painter.drawLine(middle, QPointF(middle.x(), disc.top() + 2));
        painter.drawLine(middle, QPointF(disc.right() - 2, middle.y()));
        break;
    case ConnectionKind::ReadOnly:
    case ConnectionKind::Stopped:
    case ConnectionKind::NotKept:
    case ConnectionKind::HandedBack:
        painter.drawLine(disc.topLeft(), disc.bottomRight());
        painter.drawLine(disc.topRight(), disc.bottomLeft());
        break;
    case ConnectionKind::Live:
    case ConnectionKind::CatchingUp:
    case ConnectionKind::Merged:
        painter.setBrush(color);
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1));
        break;
    }
}

void ConnectionChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool dark = isDark(palette());
    const QColor color = toneColor(m_words.tone, dark);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(toneGround(m_words.tone, dark).darker(isDown() || underMouse() ? 105 : 100));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    paintShape(painter, QRectF(kPad, (height() - kShape) / 2.0, kShape, kShape), color);
    painter.setPen(color);
    painter.drawText(rect().adjusted(kPad + kShape + kGap, 0, -kPad + 2, 0), Qt::AlignVCenter | Qt::AlignLeft, label());
}

} // namespace syngraph::ui
