// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>

namespace syngraph::ui {

// What somebody is doing at the moment.
enum class Activity { Here, Typing, Idle, Offline };

// Who of the people in the document writes, is quiet, or has lost the connection, from what the server says of them;
// and a sentence when somebody comes or goes, not more often than can be heard. The driver must outlive it.
class PeopleWatch : public QObject
{
    Q_OBJECT

public:
    PeopleWatch(client_net::SessionDriver &driver, QObject *parent);

    Activity activityOf(qint64 member) const;
    // Those whose connection was lost a while ago and who have not come back, as they were.
    std::vector<protocol::Person> lost() const;
    // As if so much more time had passed, for tests.
    void passTime(qint64 ms);

Q_SIGNALS:
    // Somebody does something else than before.
    void changed();
    // "Ada joined", to be said to everybody here in the way of each.
    void said(const QString &words);

private:
    struct Known
    {
        protocol::Person person;
        qint64 writtenMs = -1; // never
        qint64 movedMs = 0;
    };
    struct Lost
    {
        protocol::Person person;
        qint64 sinceMs = 0;
    };

    qint64 now() const { return m_clock.elapsed() + m_passed; }
    void take(const protocol::ServerMessage &message);
    void lookAtPeople();
    void say();
    void look();
    std::map<qint64, Activity> activities() const;

    client_net::SessionDriver &m_driver;
    std::map<qint64, Known> m_known; // by member
    std::vector<session::PresenceMap::Carets> m_carets; // before the server's last word about them
    std::vector<Lost> m_lost;
    std::map<qint64, Activity> m_told;
    QStringList m_joined; // not said yet
    QStringList m_back;
    QStringList m_left;
    QElapsedTimer m_clock;
    qint64 m_passed = 0;
    QTimer m_look;
    QTimer m_say;
    bool m_wasLive = false;
};

} // namespace syngraph::ui
