// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/greeting.h"
#include "net/log.h"

#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <vector>

namespace syngraph::net {

// A WebSocket as it comes from the acceptor, before its first message.
struct Arrival
{
    std::unique_ptr<QWebSocket> webSocket;
    QPointer<QTcpSocket> socket; // below it: to be deleted after the WebSocket
    QPointer<FrameGuard> guard;
    Visitor visitor;
    Admission admission;
};

// The sockets that listen: each port speaks TLS and plain HTTP, ends as WebSocket or with a small answer.
// QWebSocketServer only does the upgrade; accepting is done here because its own listens with a backlog of 50,
// without TCP_NODELAY, and lets silent TLS connections block everybody. Silent, slow or too many newcomers cost
// nothing but their own place. Out of descriptors: one is kept in reserve to turn people away with.
// Socket thread only. Errors of listen() are values; later ones are logged and survived.
class Acceptor : public QObject
{
    Q_OBJECT

public:
    using OnArrival = std::function<void(Arrival)>;

    Acceptor(Greeting::Terms terms, int maxConnections, int maxPerAddress, const Log &log, OnArrival onArrival);
    ~Acceptor() override;

    // May be called for several addresses; port 0 takes any free one. Answers the port.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    // Connections made there stay.
    void unlisten(quint16 port);
    void stop();
    // Counts for those who come from now on.
    void setTls(const QSslConfiguration &tls) { m_terms.tls = tls; }
    void setHealth(const QByteArray &json) { m_terms.gate.health = json; }
    int connectionCount() const { return m_desk.count(); }

private:
    void accept(qintptr descriptor);
    void upgrade(Greeting *greeting);
    void handOver();
    void forget(Greeting *greeting);
    void outOfDescriptors(QTcpServer *listener);

    Greeting::Terms m_terms;
    AdmissionDesk m_desk;
    const Log &m_log;
    OnArrival m_onArrival;
    QWebSocketServer m_upgrader;
    std::vector<std::unique_ptr<QTcpServer>> m_listeners;
    std::vector<Greeting *> m_upgrading; // those whose socket m_upgrader works on
    int m_spareDescriptor = -1;
};

} // namespace syngraph::net
