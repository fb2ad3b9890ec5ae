// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/color_menu.h"

#include <QColorDialog>
#include <QGridLayout>
#include <QPainter>
#include <QToolButton>
#include <QWidgetAction>

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
        connect(button, &QToolButton::clicked, this, [this, color] {
            close();
            Q_EMIT chosen(color);
        });
        grid->addWidget(button, index / kColumns, index % kColumns);
        ++index;
    }
    return area;
}

} // namespace syngraph::ui
