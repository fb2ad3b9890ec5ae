// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/card_button.h"

#include "ui/colors.h"

#include <QPainter>

namespace syngraph::ui {
namespace {

constexpr int kPad = 10;
constexpr int kPicture = 24;
constexpr int kGap = 12;

} // namespace

CardButton::CardButton(const QIcon &icon, const QString &text, const QString &hint, QWidget *parent)
    : QAbstractButton(parent), m_hint(hint)
{
    setIcon(icon);
    setText(text);
    setAccessibleName(text);
    setAccessibleDescription(hint);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CardButton::setRaised(bool raised)
{
    m_isRaised = raised;
    update();
}

QSize CardButton::sizeHint() const
{
    return {260, 2 * fontMetrics().height() + 2 * kPad};
}

void CardButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor window = palette().color(QPalette::Window);
    const QColor accent = palette().color(QPalette::Highlight);
    const bool isHot = underMouse() || isDown();
    if (isHot || m_isRaised || hasFocus()) {
        const QColor border = hasFocus() ? accent : palette().color(QPalette::Mid);
        painter.setPen(hasFocus() || m_isRaised ? QPen(border, hasFocus() ? 1.6 : 1) : QPen(Qt::NoPen));
        const QColor base = palette().color(QPalette::Base);
        painter.setBrush(isHot ? mixed(window, accent, isDown() ? 0.16 : 0.09) : m_isRaised ? base : window);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
    }
    icon().paint(&painter, QRect(kPad, (height() - kPicture) / 2, kPicture, kPicture));
    const int left = kPad + kPicture + kGap;
    const QRect lines = rect().adjusted(left, kPad, -kPad, -kPad);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(palette().color(QPalette::WindowText));
    const QFontMetrics strongMetrics(strong);
    painter.drawText(lines, Qt::AlignLeft | Qt::AlignTop,
                     strongMetrics.elidedText(text(), Qt::ElideRight, lines.width()));
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(lines, Qt::AlignLeft | Qt::AlignBottom,
                     fontMetrics().elidedText(m_hint, Qt::ElideRight, lines.width()));
}

} // namespace syngraph::ui
