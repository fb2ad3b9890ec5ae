// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"
#include "history/log.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace syngraph::ui {

// Reads the log of the open document from its server, and goes on with it as people write, while somebody looks at it.
// What has been read stays when the connection is lost, or nobody looks. The driver must outlive it; GUI thread.
class HistoryReader : public QObject
{
    Q_OBJECT

public:
    HistoryReader(client_net::SessionDriver &driver, QObject *parent);

    // Whether `by` shows something of the log: as long as anybody does it is read, and kept up with.
    void setShown(const QObject &by, bool isShown);
    const history::Log &log() const { return m_log; }
    // Whether the log has been read up to where it ended when the server was asked.
    bool isRead() const { return m_isRead; }
    // How much of it is here, 0 to 1.
    double share() const;
    const std::vector<protocol::NamedVersion> &versions() const { return m_versions; }
    // Why nothing can be read at the moment.
    const std::optional<Error> &problem() const { return m_problem; }
    // The names of versions have changed.
    void readVersions();

Q_SIGNALS:
    void changed();

private:
    void look();
    void ask();
    void take(const Result<client_net::Reply> &reply);
    bool isLive() const;

    client_net::SessionDriver &m_driver;
    history::Log m_log;
    std::vector<protocol::NamedVersion> m_versions;
    std::optional<Error> m_problem;
    Epoch m_epoch;
    Revision m_head; // of the server when it last answered
    QElapsedTimer m_versionsRead;
    QTimer m_later;
    QSet<const QObject *> m_viewers;
    bool m_isAsking = false;
    bool m_isRead = false;
};

} // namespace syngraph::ui
