// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QMenu>

namespace syngraph::ui {

// A menu of colours that can be read on light and dark pages, with "none" and any other.
class ColorMenu : public QMenu
{
    Q_OBJECT

public:
    enum class Kind { Text, Highlight };

    ColorMenu(Kind kind, QWidget *parent);

Q_SIGNALS:
    // Invalid: none.
    void chosen(const QColor &color);

private:
    QWidget *makeSwatches(Kind kind);
};

} // namespace syngraph::ui
