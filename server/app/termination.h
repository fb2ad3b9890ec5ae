// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace syngraph::app {

// SIGTERM and SIGINT as a Qt signal.
class Termination : public QObject
{
    Q_OBJECT

public:
    // Before any thread is started, so that all of them inherit it.
    static void blockSignals();

    Termination();
    ~Termination() override;

Q_SIGNALS:
    void requested();

private:
    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace syngraph::app
