// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/sittings.h"

#include <QWidget>

namespace syngraph::ui {

// When how much was written, and by whom: a bar for each minute in which somebody wrote, in the colours of the
// people; pauses are short gaps. A click or a drag goes to a revision, the arrow keys step (with Ctrl by minutes,
// with Shift by sittings).
class DensityStrip : public QWidget
{
    Q_OBJECT

public:
    // A minute, or the gap between two sittings.
    struct Slot
    {
        qint64 changes = 0;
        std::vector<std::pair<int, qint64>> authors; // changes of each, most first
        Revision first;
        Revision last; // 0: a gap
    };
    static std::vector<Slot> slotsOf(const history::Log &log, const history::Choice &choice,
                                     const std::vector<history::Sitting> &sittings);

    explicit DensityStrip(QWidget *parent = nullptr);

    // `colors` by the number of the author.
    void show(std::vector<Slot> slots, std::vector<QColor> colors);
    void setCurrent(Revision revision);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

Q_SIGNALS:
    void chosen(syngraph::Revision revision);
    void stepRequested(syngraph::history::Step step, bool isForward);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // Several slots where there is not room for each.
    std::vector<Slot> columns() const;
    void choose(double x);
    double columnWidth(std::size_t columns) const;

    std::vector<Slot> m_slots;
    std::vector<QColor> m_colors;
    Revision m_current;
};

} // namespace syngraph::ui
