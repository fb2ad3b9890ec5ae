// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "model/json_reader.h"
#include "protocol/messages.h"

#include <QMap>
#include <QSslCertificate>
#include <QWebSocket>

#include <deque>

namespace syngraph::test {

// How long what has to come is waited for; far beyond what a busy machine takes.
inline constexpr int kPatienceMs = 30'000;

// A client that knows the messages and nothing else: says what it is told to, keeps what it hears. Its functions
// run the event loop until they have what they wait for, or the time is over.
class WireClient : public QObject
{
    Q_OBJECT

public:
    explicit WireClient(const QString &origin = {});

    // `pin`: the only key that is accepted, in hex; for wss.
    bool open(const QUrl &url, const QString &pin = {});
    void send(const protocol::ClientMessage &message);
    void sendText(const QString &text) { m_webSocket.sendTextMessage(text); }
    void sendChunks(quint32 transfer, const QByteArray &bytes);

    // The first message of this kind that was heard and not taken yet; does not wait beyond the connection's end.
    template<typename Message>
    std::optional<Message> waitFor(int timeoutMs = kPatienceMs)
    {
        std::optional<Message> found;
        waitUntil([&] { return (found = take<Message>()).has_value() || !isConnected(); }, timeoutMs);
        return found;
    }
    template<typename Message>
    std::optional<Message> take()
    {
        for (auto it = m_heard.begin(); it != m_heard.end(); ++it) {
            if (auto *message = std::get_if<Message>(&*it)) {
                Message result = std::move(*message);
                m_heard.erase(it);
                return result;
            }
        }
        return std::nullopt;
    }
    bool waitUntil(const std::function<bool()> &condition, int timeoutMs = kPatienceMs);
    // The bytes of a transfer, complete.
    QByteArray waitForTransfer(qint64 transfer, qint64 bytes, int timeoutMs = kPatienceMs);
    bool waitForClose(int timeoutMs = kPatienceMs);

    std::optional<protocol::Welcome> greet(const std::optional<QString> &token = {}, const QString &name = {});
    std::optional<DocumentId> create(const QString &title = QStringLiteral("test"));
    // Joins, and keeps `document` up to date from then on with what is committed.
    std::optional<protocol::Joined> join(DocumentId document);
    // Takes up an attachment again; the client then is its owner.
    std::optional<protocol::CatchUp> resume(const protocol::Joined &attachment, Revision known, quint64 knownChain,
                                            Sequence inFlight);
    bool readSnapshot();
    // Submits an insertion and waits for its commit.
    std::optional<Revision> type(const QString &text, qint64 position = 0);
    void submit(const model::Delta &delta, Revision base);
    void followCommits();

    QWebSocket &webSocket() { return m_webSocket; }
    QSslCertificate certificate() const { return m_certificate; }
    bool isConnected() const { return m_webSocket.state() == QAbstractSocket::ConnectedState; }
    int closeCode() const { return int(m_webSocket.closeCode()); }
    QString closeReason() const { return m_webSocket.closeReason(); }
    const std::deque<protocol::ServerMessage> &heard() const { return m_heard; }
    int frames() const { return m_frames; }

    protocol::Joined joined;
    model::Document document;
    Revision revision;
    quint64 chain = 0;
    Sequence sequence; // last one used

private:
    QWebSocket m_webSocket;
    QString m_pin;
    QSslCertificate m_certificate;
    model::JsonReader m_reader;
    std::deque<protocol::ServerMessage> m_heard;
    QMap<quint32, QByteArray> m_transfers;
    int m_frames = 0;
};

// A change that inserts text.
model::Delta insertion(const QString &text, qint64 position = 0);

} // namespace syngraph::test
