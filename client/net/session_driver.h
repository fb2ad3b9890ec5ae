// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/connection.h"
#include "client_net/request_client.h"
#include "client_net/snapshot_reader.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <span>

namespace syngraph::client_net {

// Keeps what a Session writes down; returns only when it is with the operating system. The Session, for a journal
// that has grown and is to be replaced, stands behind these records; null while more of them are waiting.
// Failures are the sink's to tell: editing goes on.
using JournalSink =
    std::function<void(std::span<const session::JournalRecord> records, const session::Session *session)>;

// Calls back, on whatever thread, when all that the sink was given is on the disk, or can't be brought there.
using DiskWait = std::function<void(std::function<void()> done)>;

// Keeps what is handed back to the person, before the journal forgets it.
using NoticeSink = std::function<void(const session::Notice &notice)>;

// Gets what the server says instead of the driver, and hands it on with SessionDriver::take(), in order, when it
// sees fit: for those who must see a document as it was.
using Gate = std::function<void(const protocol::ServerMessage &message, const QByteArray &payload)>;

// Gives a Session what it must not have itself: a connection, time, chance and a journal. Executes its effects in
// their order (journal, visible, send, notices); what a slot does in between is executed after that. Connects
// again by itself, after 0.2 s doubling to 5 s with full jitter, until something would not get better by it.
// Owns the Session and the Connection; lives on one thread. Times are ms of a monotonic clock of its own.
class SessionDriver : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        Endpoint endpoint;
        Credentials credentials;
        TransportFactory makeTransport;
        JournalSink journal; // empty: nothing is kept
        Gate gate;           // empty: nothing is held back
        DiskWait onDisk = {}; // empty: nothing is waited for, see Session::awaitDisk
        NoticeSink notices = {}; // empty: they are only told, by noticed()
    };

    SessionDriver(session::Session session, Options options, QObject *parent = nullptr);
    ~SessionDriver() override;

    // Connects, and stays connected until stop().
    void start();
    // Leaves the document and ends the connection; the Session can still be edited and read.
    void stop();
    // Without waiting: the network is back, or the person asks for it.
    void reconnectNow();
    // The server is at another address now (a personal server listens where it finds room); connects there.
    void redirect(const Endpoint &endpoint, const Credentials &credentials);

    // What others are to see of this person; who is connected leaves and comes back for it.
    void introduce(const QString &name, std::optional<qint64> color);

    void edit(const model::Delta &change, session::PendingEdits::Grouping grouping, session::StepLabel label = 0);
    void decide(const model::Verdict &verdict, const model::Delta &change, session::StepLabel label = 0);
    void undo();
    void redo();
    void forgetSteps();
    void setPresence(std::vector<protocol::Range> ranges);
    // See the Session.
    void pictureAdded(const QByteArray &hash) { m_session.pictureAdded(hash); }
    void pictureStored(const QByteArray &hash) { execute(m_session.pictureStored(hash)); }
    // Something for the talk, for which the id is drawn here; why not, where it can't be said.
    Result<protocol::TalkId> say(protocol::Say say);

    // What the server said.
    void take(const protocol::ServerMessage &message, const QByteArray &payload);

    const session::Session &session() const { return m_session; }
    // Requests over the same connection, which has joined the document.
    RequestClient &requests() { return m_requests; }
    void sendTransfer(quint32 transfer, const QByteArray &bytes) { m_connection.sendTransfer(transfer, bytes); }
    // Ms for which the server owes an answer; 0: it owes none.
    session::Millis silence() const { return m_session.silence(now()); }
    // Ms until the next attempt to connect; nothing where none is waited for.
    std::optional<session::Millis> retryIn() const;
    // Why it has given up connecting, if it has.
    const std::optional<Error> &stoppedBy() const { return m_stoppedBy; }
    // How often it has attached to the document after the first time.
    int reconnects() const { return m_reconnects; }

Q_SIGNALS:
    // The visible document has changed by somebody else, or by undo.
    void applied(const syngraph::model::Delta &change);
    void replaced();
    // Link, people, role, title, what is pending: look again.
    void changed();
    void noticed(const syngraph::session::Notice &notice);
    // A decision of one's own did nothing, as others had decided before.
    void outrun();
    // What the server said, before the Session takes it.
    void received(const syngraph::protocol::ServerMessage &message);
    // It took what the server said.
    void taken(const syngraph::protocol::ServerMessage &message);
    void submitted(const syngraph::protocol::Submit &submit);
    // A connection ended or did not come about; another attempt follows unless stoppedBy().
    void disconnected(const syngraph::Error &reason);

private:
    session::Millis now() const { return m_clock.elapsed(); }
    void connectNow();
    void connectionClosed(const Error &reason);
    void detach();
    void takeNow(const protocol::ServerMessage &message, const QByteArray &payload);
    void readElsewhere(const protocol::Snapshot &message, const QByteArray &payload);
    void execute(session::SessionEffects effects);
    void executeOne(const session::SessionEffects &effects);
    void awaitDisk(qint64 mark);
    void retryLater();
    void tick();

    session::Session m_session;
    Options m_options;
    Connection m_connection;
    RequestClient m_requests;
    SnapshotReader m_snapshotReader;
    std::deque<std::pair<protocol::ServerMessage, QByteArray>> m_heldBack; // came while a snapshot is being read
    QElapsedTimer m_clock;
    QTimer m_tick;
    QTimer m_presence;
    QTimer m_retry;
    std::deque<session::SessionEffects> m_effects; // in the order they came about
    std::optional<Error> m_stoppedBy;
    qint64 m_retryMs = protocol::kReconnectFirstMs;
    session::Millis m_joinedAt = 0;
    int m_attached = 0;
    int m_reconnects = 0;
    bool m_running = false;
    bool m_executing = false;
};

} // namespace syngraph::client_net
