// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/color_menu.h"

#include <QColorDialog>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QWidgetAction>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kColumns = 6;
constexpr int kSide = 22;

struct Swatch
{
    const char *name; // translated in the context "ColorMenu"
    QRgb color;
};

constexpr Swatch kText[] = {
    {QT_TRANSLATE_NOOP("ColorMenu", "Red"), 0xc81e1e},     {QT_TRANSLATE_NOOP("ColorMenu", "Orange"), 0xc2410c},
    {QT_TRANSLATE_NOOP("ColorMenu", "Amber"), 0xa16207},   {QT_TRANSLATE_NOOP("ColorMenu", "Green"), 0x15803d},
    {QT_TRANSLATE_NOOP("ColorMenu", "Teal"), 0x0f766e},    {QT_TRANSLATE_NOOP("ColorMenu", "Sky"), 0x0369a1},
    {QT_TRANSLATE_NOOP("ColorMenu", "Blue"), 0x1d4ed8},    {QT_TRANSLATE_NOOP("ColorMenu", "Violet"), 0x6d28d9},
    {QT_TRANSLATE_NOOP("ColorMenu", "Pink"), 0xbe185d},    {QT_TRANSLATE_NOOP("ColorMenu", "Brown"), 0x7c4a21},
    {QT_TRANSLATE_NOOP("ColorMenu", "Grey"), 0x64748b},    {QT_TRANSLATE_NOOP("ColorMenu", "Black"), 0x111827},
};
constexpr Swatch kHighlight[] = {
    {QT_TRANSLATE_NOOP("ColorMenu", "Yellow"), 0xfef08a},  {QT_TRANSLATE_NOOP("ColorMenu", "Orange"), 0xfed7aa},
    {QT_TRANSLATE_NOOP("ColorMenu", "Red"), 0xfecaca},     {QT_TRANSLATE_NOOP("ColorMenu", "Pink"), 0xfbcfe8},
    {QT_TRANSLATE_NOOP("ColorMenu", "Violet"), 0xddd6fe},  {QT_TRANSLATE_NOOP("ColorMenu", "Blue"), 0xbfdbfe},
    {QT_TRANSLATE_NOOP("ColorMenu", "Sky"), 0xbae6fd},     {QT_TRANSLATE_NOOP("ColorMenu", "Teal"), 0x99f6e4},
    {QT_TRANSLATE_NOOP("ColorMenu", "Green"), 0xbbf7d0},   {QT_TRANSLATE_NOOP("ColorMenu", "Lime"), 0xd9f99d},
    {QT_TRANSLATE_NOOP("ColorMenu", "Sand"), 0xfde68a},    {QT_TRANSLATE_NOOP("ColorMenu", "Grey"), 0xe2e8f0},
};

QIcon swatchIcon(const QColor &color)
{
    QPixmap picture(kSide, kSide);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color.darker(125), 1));
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1.5, 1.5, kSide - 3, kSide - 3));
    return picture;
}

} // namespace

ColorMenu::ColorMenu(Kind kind, QWidget *parent) : QMenu(parent)
{
    addAction(kind == Kind::Text ? tr("&Automatic") : tr("&No Highlight"), this, [this] { Q_EMIT chosen({}); });
    auto *swatches = new QWidgetAction(this);
    swatches->setText(kind == Kind::Text ? tr("Text colours") : tr("Highlight colours"));
    swatches->setDefaultWidget(makeSwatches(kind));
    addAction(swatches);
    addAction(tr("&Other…"), this, [this] {
        const QColor color = QColorDialog::getColor(Qt::white, parentWidget());
        if (color.isValid())
            Q_EMIT chosen(color);
    });
}

QWidget *ColorMenu::makeSwatches(Kind kind)
{
    auto *area = new QWidget(this);
    area->setObjectName(QStringLiteral("swatches"));
    area->setAccessibleName(kind == Kind::Text ? tr("Text colours") : tr("Highlight colours"));
    area->setFocusPolicy(Qt::StrongFocus);
    auto *grid = new QGridLayout(area);
    grid->setContentsMargins(8, 4, 8, 4);
    grid->setSpacing(2);
    int index = 0;
    for (const Swatch &swatch : kind == Kind::Text ? kText : kHighlight) {
        const QColor color = QColor::fromRgb(swatch.color);
        auto *button = new QToolButton(area);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setIcon(swatchIcon(color));
        button->setIconSize(QSize(kSide, kSide));
        button->setToolTip(tr(swatch.name));
        button->setAccessibleName(tr(swatch.name));
        button->installEventFilter(this);
        m_swatches.push_back(button);
        connect(button, &QToolButton::clicked, this, [this, color] {
            close();
            Q_EMIT chosen(color);
        });
        grid->addWidget(button, index / kColumns, index % kColumns);
        ++index;
    }
    area->setFocusProxy(m_swatches.front());
    return area;
}

// Arrows go over the colours, and above and below them back into the menu.
bool ColorMenu::eventFilter(QObject *watched, QEvent *event)
{
    const auto here = std::ranges::find(m_swatches, watched);
    if (event->type() != QEvent::KeyPress || here == m_swatches.end())
        return QMenu::eventFilter(watched, event);
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    int step = 0;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: (*here)->click(); return true;
    case Qt::Key_Right: step = forward; break;
    case Qt::Key_Left: step = -forward; break;
    case Qt::Key_Down: step = kColumns; break;
    case Qt::Key_Up: step = -kColumns; break;
    default: return QMenu::eventFilter(watched, event);
    }
    const auto next = here - m_swatches.begin() + step;
    if (next >= 0 && next < std::ssize(m_swatches)) {
        m_swatches[std::size_t(next)]->setFocus(Qt::TabFocusReason);
    } else if (std::abs(step) == kColumns) {
        setFocus();
        setActiveAction(step > 0 ? actions().last() : actions().first());
    }
    return true;
}

} // namespace syngraph::ui
