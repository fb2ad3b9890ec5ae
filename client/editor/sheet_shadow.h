// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace syngraph::editor {

// The shadow of a sheet of paper on the ground around it; lies below the sheet, which covers all but the edges.
class SheetShadow : public QWidget
{
public:
    explicit SheetShadow(QWidget *parent);

    // Around the sheet, which lies in the parent.
    void surround(const QRect &sheet);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace syngraph::editor
