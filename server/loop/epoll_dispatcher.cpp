// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include <poll.h>
#include <unistd.h>

namespace syngraph::loop {
namespace {

using std::chrono::milliseconds;

constexpr int kMaxEvents = 512; // of one turn; the rest comes in the next
constexpr quint64 kWakeUpKey = std::numeric_limits<quint64>::max();

constexpr quint32 eventsOf(QSocketNotifier::Type type)
{
    switch (type) {
    case QSocketNotifier::Read:
        return EPOLLIN;
    case QSocketNotifier::Write:
        return EPOLLOUT;
    default:
        return EPOLLPRI;
    }
}

quint64 keyOf(int descriptor, quint32 generation)
{
    return quint64(generation) << 32 | quint32(descriptor);
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_epoll == -1 || m_wakeUp == -1)
        qFatal("The event loop can't be made: %s", qPrintable(qt_error_string(errno)));
    epoll_event event = {EPOLLIN, {.u64 = kWakeUpKey}};
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeUp);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (m_isInterrupted)
        return false;
    int events = 0;
    if (!flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        events += fireWriters();
    const bool waits = flags.testFlag(QEventLoop::WaitForMoreEvents) && events == 0;
    if (waits)
        Q_EMIT aboutToBlock();
    events += fireSockets(waits ? waitMs(flags) : 0);
    if (waits)
        Q_EMIT awake();
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        events += fireTimers();
    return events > 0;
}

// Until the next timer; -1: until something happens.
int EpollDispatcher::waitMs(QEventLoop::ProcessEventsFlags flags) const
{
    if (m_isInterrupted)
        return 0;
    if (m_deadlines.empty() || flags.testFlag(QEventLoop::X11ExcludeTimers))
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(m_deadlines.begin()->first - Clock::now()).count();
    return int(std::clamp<qint64>(left, 0, std::numeric_limits<int>::max()));
}

void EpollDispatcher::wakeUp()
{
    if (m_isAwake.exchange(true))
        return;
    const quint64 one = 1;
    while (::write(m_wakeUp, &one, sizeof one) == -1 && errno == EINTR) { }
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

// --- sockets

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    Watched &watched = m_sockets[descriptor];
    if (!hasNotifiers(watched))
        watched.generation = ++m_lastGeneration;
    watched.notifiers[notifier->type()] = notifier;
    if (notifier->type() == QSocketNotifier::Write)
        m_writers.push_back(descriptor);
    else
        watch(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    const auto found = m_sockets.find(descriptor);
    if (found == m_sockets.end() || found->notifiers[notifier->type()] != notifier)
        return;
    found->notifiers[notifier->type()] = nullptr;
    if ((found->interest & eventsOf(notifier->type())) != 0)
        watch(descriptor);
    if (!hasNotifiers(*found))
        m_sockets.erase(found);
}

bool EpollDispatcher::hasNotifiers(const Watched &watched) const
{
    return watched.notifiers[0] || watched.notifiers[1] || watched.notifiers[2];
}

quint32 EpollDispatcher::wanted(const Watched &watched) const
{
    quint32 events = 0;
    for (const auto type : {QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception})
        events |= watched.notifiers[type] ? eventsOf(type) : 0;
    return events;
}

// Makes epoll's interest what the notifiers want. Without any the descriptor is taken out: it would go on telling
// of errors.
void EpollDispatcher::watch(int descriptor)
{
    Watched &watched = m_sockets[descriptor];
    const quint32 interest = wanted(watched);
    if (interest == watched.interest)
        return;
    epoll_event event = {interest, {.u64 = keyOf(descriptor, watched.generation)}};
    const int what = interest == 0 ? EPOLL_CTL_DEL : watched.interest == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (::epoll_ctl(m_epoll, what, descriptor, &event) != 0 && what != EPOLL_CTL_DEL)
        qWarning("A descriptor can't be watched: %s", qPrintable(qt_error_string(errno)));
    watched.interest = interest;
}

// New write notifiers: nearly always the line has room, and the set of epoll need not learn of them.
int EpollDispatcher::fireWriters()
{
    std::vector<pollfd> polled;
    std::vector<quint32> generations;
    for (const int descriptor : std::exchange(m_writers, {})) {
        const auto found = m_sockets.constFind(descriptor);
        if (found == m_sockets.cend() || !found->notifiers[QSocketNotifier::Write])
            continue;
        polled.push_back({descriptor, POLLOUT, 0});
        generations.push_back(found->generation);
    }
    if (polled.empty())
        return 0;
    const bool isKnown = ::poll(polled.data(), polled.size(), 0) != -1;
    int events = 0;
    for (std::size_t i = 0; i < polled.size(); ++i) {
        if (isKnown && polled[i].revents != 0)
            events += fire(polled[i].fd, generations[i], EPOLLOUT);
        // still wanted: it waits for room, or has more to write than went at once
        const auto found = m_sockets.constFind(polled[i].fd);
        if (found != m_sockets.cend() && found->generation == generations[i]
            && found->notifiers[QSocketNotifier::Write])
            watch(polled[i].fd);
    }
    return events;
}

int EpollDispatcher::fireSockets(int timeoutMs)
{
    epoll_event ready[kMaxEvents];
    const int count = ::epoll_wait(m_epoll, ready, kMaxEvents, timeoutMs);
    int events = 0;
    bool isWoken = false;
    for (int i = 0; i < count; ++i) {
        if (ready[i].data.u64 == kWakeUpKey) {
            quint64 ignored = 0;
            // read before the flag is cleared: who wakes from now on writes again
            while (::read(m_wakeUp, &ignored, sizeof ignored) == -1 && errno == EINTR) { }
            m_isAwake = false;
            isWoken = true;
            ++events;
            continue;
        }
        events += fire(int(quint32(ready[i].data.u64)), quint32(ready[i].data.u64 >> 32), ready[i].events);
    }
    // what was posted before the flag was cleared has written nothing: left to the next turn, it would be sent
    // there ahead of a wait that nothing ends
    if (isWoken)
        QCoreApplication::sendPostedEvents();
    return events;
}

// Looks the descriptor up for each notifier anew: what one does may end the others.
int EpollDispatcher::fire(int descriptor, quint32 generation, quint32 happened)
{
    int events = 0;
    const quint32 ended = happened & (EPOLLERR | EPOLLHUP);
    for (const auto type : {QSocketNotifier::Exception, QSocketNotifier::Read, QSocketNotifier::Write}) {
        const bool isMeant = (happened & eventsOf(type)) != 0 || (ended != 0 && type != QSocketNotifier::Exception);
        const auto found = m_sockets.constFind(descriptor);
        if (!isMeant || found == m_sockets.cend() || found->generation != generation || !found->notifiers[type])
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(found->notifiers[type], &event);
        ++events;
    }
    return events;
}

// --- timers

void EpollDispatcher::registerTimer(int timerId, qint64 intervalMs, Qt::TimerType type, QObject *object)
{
    const auto due = Clock::now() + milliseconds(intervalMs);
    m_timers[timerId] = {object, intervalMs, type, due, false};
    m_deadlines.emplace(due, timerId);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end())
        return false;
    m_deadlines.erase({found->second.due, timerId});
    m_timers.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    bool any = false;
    for (const TimerInfo &timer : registeredTimers(object))
        any = unregisterTimer(timer.timerId) || any;
    return any;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.append({id, int(timer.intervalMs), timer.type});
    }
    return timers;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end())
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(found->second.due - Clock::now()).count();
    return int(std::max<qint64>(0, left));
}

// Each timer once in a turn, however short its interval.
int EpollDispatcher::fireTimers()
{
    const auto now = Clock::now();
    std::vector<int> due;
    for (auto it = m_deadlines.begin(); it != m_deadlines.end() && it->first <= now; ++it)
        due.push_back(it->second);
    for (const int timerId : due)
        fireTimer(timerId);
    return int(due.size());
}

void EpollDispatcher::fireTimer(int timerId)
{
    const auto found = m_timers.find(timerId);
    // ended, begun anew or fired by a nested loop meanwhile
    if (found == m_timers.end() || found->second.isFiring || found->second.due > Clock::now())
        return;
    Timer &timer = found->second;
    m_deadlines.erase({timer.due, timerId});
    // the next time is counted from this one, but nothing that was missed is made up for
    timer.due = std::max(timer.due + milliseconds(timer.intervalMs), Clock::now());
    timer.isFiring = true;
    const auto mark = timer.due;
    QTimerEvent event(timerId);
    QCoreApplication::sendEvent(timer.object, &event);
    const auto still = m_timers.find(timerId);
    if (still == m_timers.end() || !still->second.isFiring || still->second.due != mark)
        return;
    still->second.isFiring = false;
    m_deadlines.emplace(mark, timerId);
}

} // namespace syngraph::loop
