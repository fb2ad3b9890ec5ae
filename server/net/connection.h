// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/json_reader.h"
#include "net/acceptor.h"
#include "net/outbox.h"
#include "net/token_bucket.h"
#include "net/work_budget.h"
#include "room/effects.h"

#include <list>
#include <variant>

namespace syngraph::net {

// One client: strict messages in, queued messages out, deadlines and limits on both. The first message has to be
// a short hello within kFirstMessageMs; after that a client that is silent for kServerSilenceMs is cut. More
// than 100 changes a second are delayed, never dropped, and what comes behind them, parts of transfers too, keeps its
// place; what piles up meanwhile is bounded. Knows nothing of documents and roles. Who does not take his answers gets
// no new ones. Times in ms of the caller's monotonic clock. After ended() it is deaf and mute, closes politely if it
// can, and deletes itself. Child of the server, socket thread only.
class Connection : public QObject
{
    Q_OBJECT

public:
    // `reader` outlives it, and may read for others between its messages.
    Connection(room::ConnectionId id, Arrival arrival, model::JsonReader &reader, qint64 nowMs, QObject *parent);
    ~Connection() override;

    room::ConnectionId id() const { return m_id; }
    const Visitor &visitor() const { return m_visitor; }

    // After hello was accepted: larger messages, and what was sent behind hello without waiting.
    void welcome();
    // Whether the client named the feature.
    void setShortChanges(bool areWanted) { m_wantsShortChanges = areWanted; }
    bool wantsShortChanges() const { return m_wantsShortChanges; }

    void send(const protocol::ServerMessage &message);
    void sendEncoded(const QByteArray &message);
    void sendTransfer(const protocol::ServerMessage &message, const QByteArray &payload);
    // Holds everything back until released.
    void setCorked(bool corked);
    // Tells why and closes.
    void goodbye(const Error &reason);
    // Cuts without another word, for one who does not read.
    void cut(const Error &reason);

    qint64 queuedBytes() const { return m_outbox.queuedBytes(); }
    qint64 sentBytes() const { return m_outbox.sentBytes(); }
    bool hasTransfer() const { return m_outbox.hasTransfer(); }
    // Has drained() emitted once, as soon as little is left in the queue. Something has to be in it.
    void tellWhenDrained() { m_isAwaited = true; }
    void forgetSnapshots() { m_outbox.forgetSnapshots(); }
    bool hasEnded() const { return m_hasEnded; }
    // Why it ended; empty detail and ConnectionLost where the client left.
    const Error &reason() const { return m_reason; }

    void flush(FrameCache &frames);
    void tick(qint64 nowMs);

Q_SIGNALS:
    void received(const syngraph::protocol::ClientMessage &message);
    void chunkReceived(quint32 transfer, const QByteArray &bytes);
    // Something waits for flush(); emitted once until then.
    void flushWanted();
    // See tellWhenDrained().
    void drained();
    void ended();

private:
    struct Chunk
    {
        quint32 transfer = 0;
        QByteArray bytes;
    };
    struct Waiting
    {
        std::variant<protocol::ClientMessage, Chunk> what;
        qint64 bytes = 0;
    };

    void readText(const QString &text);
    void readBinary(const QByteArray &frame);
    void take(protocol::ClientMessage message, qint64 bytes);
    void deliver(const protocol::ClientMessage &message);
    void putOff(Waiting waiting);
    void deliverWaiting();
    bool mayDeliver(const protocol::ClientMessage &message);
    void written();
    void limitIncoming(qint64 bytes);
    void wantFlush();
    bool isStuck(qint64 nowMs);
    void end(const Error &reason);
    void failFraming(quint16 closeCode, const QString &reason);
    // Our part of the closing handshake; the rest is given kLingerMs.
    void close(quint16 code, const QString &reason);
    void finishSending();
    static FrameInspector::Limits limitsAfterHello();

    room::ConnectionId m_id;
    Visitor m_visitor;
    Admission m_admission;
    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_socket;
    QPointer<FrameGuard> m_guard;
    Outbox m_outbox;
    model::JsonReader &m_reader;
    std::list<Waiting> m_waiting; // behind a change that has to wait; a deque takes 0.6 KiB empty
    qint64 m_waitingBytes = 0;
    qint64 m_waitingChunkBytes = 0;
    TokenBucket m_changes;
    TokenBucket m_messages;
    TokenBucket m_joins;
    WorkBudget m_work;
    QTimer m_delay;
    QTimer m_linger;
    qint64 m_bornMs;
    qint64 m_heardMs;
    qint64 m_pingedMs;
    qint64 m_nowMs;
    qint64 m_movedMs; // when bytes left last, or none waited
    qint64 m_movedBytes = 0;
    qint64 m_frames = 0;
    qint64 m_controlFrames = 0;
    Error m_reason{ErrorCode::ConnectionLost, {}};
    bool m_saidHello = false;
    bool m_isWelcome = false;
    bool m_wantsShortChanges = false;
    bool m_wantsFlush = false;
    bool m_isAwaited = false; // somebody has more for the queue
    bool m_hasEnded = false;
    bool m_isClosing = false; // our close frame is in the socket
};

// What a connection may send before it is known.
FrameInspector::Limits limitsBeforeHello();

} // namespace syngraph::net
