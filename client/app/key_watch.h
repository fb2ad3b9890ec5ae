// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <optional>
#include <vector>

namespace syngraph::app {

// How long it takes from a key to what is painted of it: from the moment it should have been pressed until the window
// has painted and turns to something else. Keys that are painted together count from the first. Milliseconds.
class KeyWatch : public QObject
{
    Q_OBJECT

public:
    // `surface`: what is painted.
    explicit KeyWatch(QObject &surface);

    // A key is pressed now that was due so long ago.
    void press(double lateMs);
    const std::vector<double> &times() const { return m_times; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    double nowMs() const { return double(m_clock.nsecsElapsed()) / 1e6; }

    QElapsedTimer m_clock;
    std::optional<double> m_since;
    std::vector<double> m_times;
};

} // namespace syngraph::app
