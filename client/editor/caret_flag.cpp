// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/caret_flag.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace syngraph::editor {
namespace {

constexpr qsizetype kLongestName = 24;
constexpr qsizetype kMaxFlags = 400;

} // namespace

QColor inkOn(const QColor &color)
{
    const double luminance = 0.2126 * std::pow(color.redF(), 2.2) + 0.7152 * std::pow(color.greenF(), 2.2)
        + 0.0722 * std::pow(color.blueF(), 2.2);
    return luminance > 0.36 ? QColor(0x1a, 0x1a, 0x1a) : QColor(Qt::white);
}

const QPixmap &CaretFlags::flag(const QString &fullName, const QColor &color, qreal pixelRatio)
{
    const QString key = color.name() + QString::number(pixelRatio) + fullName;
    const auto found = m_flags.constFind(key);
    if (found != m_flags.constEnd())
        return *found;
    if (m_flags.size() >= kMaxFlags)
        m_flags.clear();
    QFont font;
    font.setPointSizeF(8);
    font.setWeight(QFont::DemiBold);
    const QString name = fullName.size() > kLongestName ? fullName.first(kLongestName) + u'…' : fullName;
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(name)) + 10, std::ceil(metrics.height()) + 2);
    QPixmap picture((size * pixelRatio).toSize());
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF({0, 0}, size), 3, 3);
    painter.drawRect(QRectF(0, size.height() - 4, 4, 4));
    painter.setFont(font);
    painter.setPen(inkOn(color));
    painter.drawText(QRectF({0, 0}, size), Qt::AlignCenter, name);
    painter.end();
    return *m_flags.insert(key, picture);
}

} // namespace syngraph::editor
