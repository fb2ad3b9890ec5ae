// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/relay.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace syngraph::test {
namespace {

qint64 nowMs()
{
    return QDeadlineTimer::current(Qt::PreciseTimer).deadline();
}

} // namespace

Relay::Relay(quint16 serverPort, quint64 seed, const QHostAddress &server)
    : m_server(server)
    , m_serverPort(serverPort)
    , m_random(quint32(seed ^ (seed >> 32)))
{
    connect(&m_listener, &QTcpServer::newConnection, this, &Relay::accept);
    m_listener.listen(QHostAddress::LocalHost);
}

QUrl Relay::url() const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(m_listener.serverPort()));
}

void Relay::setDelay(qint64 leastMs, qint64 mostMs)
{
    m_leastMs = leastMs;
    m_mostMs = mostMs;
}

void Relay::setStalls(int percent, qint64 leastMs, qint64 mostMs)
{
    m_stallPercent = percent;
    m_leastStallMs = leastMs;
    m_mostStallMs = mostMs;
}

qint64 Relay::drawDelay()
{
    const qint64 delay = m_leastMs + m_random.bounded(m_mostMs - m_leastMs + 1);
    if (m_stallPercent == 0 || m_random.bounded(100) >= m_stallPercent)
        return delay;
    return delay + m_leastStallMs + m_random.bounded(m_mostStallMs - m_leastStallMs + 1);
}

void Relay::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        client->setParent(nullptr);
        auto connection = std::make_unique<Connection>();
        connection->client.reset(client);
        if (!m_isOpen) {
            client->abort();
            continue;
        }
        connection->server = std::make_unique<QTcpSocket>();
        QTcpSocket *server = connection->server.get();
        for (QTcpSocket *socket : {client, server}) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(socket, &QTcpSocket::disconnected, this, [this, raw = connection.get()] {
                // queued: not from inside the signal of a socket that goes
                QMetaObject::invokeMethod(this, [this, raw] { drop(raw); }, Qt::QueuedConnection);
            });
        }
        server->connectToHost(m_server, m_serverPort);
        prepare(connection->up, client, server, &m_holdsUp);
        prepare(connection->down, server, client, &m_holdsDown);
        m_connections.push_back(std::move(connection));
    }
}

void Relay::prepare(Pipe &pipe, QTcpSocket *from, QTcpSocket *to, const bool *isHeld)
{
    pipe.from = from;
    pipe.to = to;
    pipe.isHeld = isHeld;
    pipe.timer = std::make_unique<QTimer>();
    pipe.timer->setSingleShot(true);
    pipe.timer->setTimerType(Qt::PreciseTimer);
    connect(pipe.timer.get(), &QTimer::timeout, this, [this, &pipe] { pass(pipe); });
    connect(from, &QTcpSocket::readyRead, this, [this, &pipe] { read(pipe); });
    connect(to, &QTcpSocket::connected, this, [this, &pipe] { pass(pipe); });
}

void Relay::read(Pipe &pipe)
{
    const qint64 drawn = drawDelay();
    const qint64 last = pipe.queue.empty() ? 0 : pipe.queue.back().first;
    QByteArray bytes = pipe.from->readAll();
    const qint64 passingMs = m_rate == 0 ? 0 : bytes.size() * 1000 / m_rate;
    pipe.queue.emplace_back(std::max(last, nowMs() + drawn) + passingMs, std::move(bytes));
    if (!pipe.timer->isActive())
        pass(pipe);
}

void Relay::pass(Pipe &pipe)
{
    if (*pipe.isHeld || pipe.to->state() != QAbstractSocket::ConnectedState)
        return;
    while (!pipe.queue.empty() && pipe.queue.front().first <= nowMs()) {
        pipe.to->write(pipe.queue.front().second);
        pipe.queue.pop_front();
    }
    if (!pipe.queue.empty())
        pipe.timer->start(int(pipe.queue.front().first - nowMs()));
    else if (pipe.from->state() == QAbstractSocket::UnconnectedState)
        pipe.to->disconnectFromHost();
}

void Relay::setHeld(bool &hold, bool isHeld)
{
    hold = isHeld;
    for (const auto &connection : m_connections) {
        pass(connection->up);
        pass(connection->down);
    }
}

// One end has gone: what it had sent still arrives.
void Relay::drop(Connection *connection)
{
    const auto found = std::ranges::find_if(m_connections, [&](const auto &one) { return one.get() == connection; });
    if (found == m_connections.end())
        return;
    pass(connection->up);
    pass(connection->down);
    const auto isOver = [](const QTcpSocket &socket) { return socket.state() == QAbstractSocket::UnconnectedState; };
    if (isOver(*connection->client) && isOver(*connection->server))
        m_connections.erase(found);
}

void Relay::cut()
{
    const auto cut = std::exchange(m_connections, {});
    for (const auto &connection : cut) {
        connection->client->disconnect(this);
        connection->server->disconnect(this);
        connection->client->abort();
        connection->server->abort();
    }
}

} // namespace syngraph::test
