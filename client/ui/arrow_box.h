// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/icons.h"

#include <QComboBox>
#include <QPainter>

namespace syngraph::ui {

// A QComboBox or QFontComboBox with an arrow: the style sheet takes Fusion's away, this draws a finer one.
template<typename Box>
class ArrowBox : public Box
{
public:
    using Box::Box;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Box::paintEvent(event);
        QPainter painter(this);
        const QColor color = this->palette().color(this->isEnabled() ? QPalette::Active : QPalette::Disabled,
                                                   QPalette::Text);
        const int x = this->isRightToLeft() ? 5 : this->width() - 19;
        painter.drawPixmap(x, (this->height() - 14) / 2,
                           linePixmap(QStringLiteral("chevron-down"), color, 14, this->devicePixelRatioF()));
    }
};

} // namespace syngraph::ui
