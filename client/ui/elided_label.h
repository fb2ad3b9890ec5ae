// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace syngraph::ui {

// A line of plain text that gives way: what does not fit ends in an ellipsis and is in the tooltip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace syngraph::ui
