// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QMenu>

#include <vector>

class QToolButton;

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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSwatches(Kind kind);

    std::vector<QToolButton *> m_swatches; // row by row
};

} // namespace syngraph::ui
