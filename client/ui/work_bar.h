// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/long_work.h"

#include <QWidget>

namespace syngraph::ui {

// A line for each work of the window that takes longer than a moment, with a button to end it. Takes no room where there
// is none.
class WorkBar : public QWidget
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget *parent = nullptr);

    void add(LongWork &work);
};

} // namespace syngraph::ui
