// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace syngraph::app {

// What the system asks of the process, as Qt signals: SIGTERM and SIGINT to end, SIGHUP to read its files again.
// SIGHUP of a terminal that is closed asks to end: who started a server there does not want it to stay unseen.
class ProcessSignals : public QObject
{
    Q_OBJECT

public:
    // Before any thread is started, so that all of them inherit it.
    static void block();

    ProcessSignals();
    ~ProcessSignals() override;

Q_SIGNALS:
    void endAsked();
    void reloadAsked();

private:
    void read();

    bool m_hasTerminal;
    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace syngraph::app
