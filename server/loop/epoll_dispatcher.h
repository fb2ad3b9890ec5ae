// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <vector>

namespace syngraph::loop {

// Qt's event loop on epoll: what a turn costs depends on the sockets with something to say, not on all that are
// open, as with poll(). Linux only. Sockets are watched level-triggered. Write notifiers, which a socket enables for
// each thing it sends, are looked at once with poll() and go into the set only where the line is full.
// Timers of every type keep their interval to the millisecond, which each type allows. Made before QCoreApplication
// (QCoreApplication::setEventDispatcher), which owns it; wakeUp() and interrupt() from any thread, the rest on its own.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 intervalMs, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    using Clock = std::chrono::steady_clock;
    using Deadline = std::pair<Clock::time_point, int>; // and the timer's id

    struct Timer
    {
        QObject *object = nullptr;
        qint64 intervalMs = 0;
        Qt::TimerType type = Qt::CoarseTimer;
        Clock::time_point due;
        bool isFiring = false; // its slot runs: not again until that returns
    };
    struct Watched
    {
        QSocketNotifier *notifiers[3] = {}; // by QSocketNotifier::Type
        quint32 interest = 0;               // as epoll has it
        quint32 generation = 0;             // tells a descriptor from the one that had the number before
    };

    bool hasNotifiers(const Watched &watched) const;
    quint32 wanted(const Watched &watched) const;
    void watch(int descriptor);
    int waitMs(QEventLoop::ProcessEventsFlags flags) const;
    int fireSockets(int timeoutMs);
    int fireWriters();
    int fire(int descriptor, quint32 generation, quint32 events);
    int fireTimers();
    void fireTimer(int timerId);

    int m_epoll = -1;
    int m_wakeUp = -1; // an eventfd
    std::atomic<bool> m_isAwake{false};
    std::atomic<bool> m_isInterrupted{false};
    QHash<int, Watched> m_sockets;
    std::vector<int> m_writers; // descriptors whose write notifiers are new since the last turn
    quint32 m_lastGeneration = 0;
    std::map<int, Timer> m_timers;
    std::set<Deadline> m_deadlines; // of those that are not firing
};

} // namespace syngraph::loop
