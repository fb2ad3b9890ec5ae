// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/transport.h"
#include "model/json_reader.h"
#include "protocol/messages.h"
#include "trust/identity_key.h"

#include <QTimer>

#include <deque>
#include <map>
#include <optional>

namespace syngraph::client_net {

// Who the client says it is; the token never appears in an address, a log or a command line.
struct Credentials
{
    QString token; // owner token or invitation secret; empty: none
    QString name;  // wish; empty: none
    std::optional<trust::IdentityKey> identity = {}; // by which servers of others know this person
};

// Messages over a Transport: greets, says whose key it has where the server wants to know, decodes, gives changes one
// form whichever they come in, and hands a message that announces a transfer on when all its bytes are there. What
// concerns the document waits behind a snapshot on its way, so that its order stays that of the server; other transfers
// hold nothing up. Can be opened again after closed(); owns its Transport.
class Connection : public QObject
{
    Q_OBJECT

public:
    explicit Connection(TransportFactory makeTransport, QObject *parent = nullptr);
    ~Connection() override;

    // Gives up what there is and connects anew; welcomed() or closed() follows.
    void open(const Endpoint &endpoint, const Credentials &credentials);
    bool isWelcomed() const { return m_welcomed; }
    // What both sides saw while it introduced itself; null where it did not.
    const trust::Transcript *transcript() const { return m_transcript ? &*m_transcript : nullptr; }
    // Of the server's key, raw; zeros without TLS.
    QByteArray fingerprint() const { return m_transport ? m_transport->fingerprint() : QByteArray(); }
    void send(const protocol::ClientMessage &message);
    // The bytes that a message sent before has announced.
    void sendTransfer(quint32 transfer, const QByteArray &bytes);
    // Gives the connection up at once; nothing is emitted.
    void abort();
    // Ends it in an orderly way: what was sent arrives; closed() follows.
    void close();

Q_SIGNALS:
    void welcomed(const syngraph::protocol::Welcome &welcome);
    void received(const syngraph::protocol::ServerMessage &message, const QByteArray &payload);
    // Part of a transfer came: the server is there.
    void progressed();
    void closed(const syngraph::Error &reason);

private:
    struct Waiting
    {
        protocol::ServerMessage message;
        quint32 transfer = 0;
        qint64 missing = 0; // bytes of its transfer
        QByteArray payload;
    };

    void greet();
    void introduce();
    // Whether the message belonged to the introduction.
    bool takeIntroduction(const protocol::ServerMessage &message);
    void sendNow(const protocol::ClientMessage &message);
    void beWelcome();
    void readText(const QByteArray &frame);
    void readBinary(const QByteArray &frame);
    void take(protocol::ServerMessage message);
    void deliverWaiting();
    void deliver(const protocol::ServerMessage &message, const QByteArray &payload);
    void fail(const Error &reason);

    TransportFactory m_makeTransport;
    std::unique_ptr<Transport> m_transport;
    QTimer m_deadline; // for the server's welcome
    model::JsonReader m_reader;
    std::deque<Waiting> m_waiting;          // a snapshot and what came behind it
    std::map<quint32, Waiting> m_transfers; // others that are not complete
    std::optional<Error> m_goodbye;
    Credentials m_credentials;
    std::optional<protocol::Welcome> m_greeting; // of the server, until the introduction is over
    QByteArray m_commitment;
    QByteArray m_nonce;
    std::optional<trust::Transcript> m_transcript;
    qint64 m_generation = 0; // tells whether a slot has opened or closed the connection meanwhile
    bool m_welcomed = false;
};

} // namespace syngraph::client_net
