// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptor.h"

#include "protocol/limits.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace syngraph::net {
namespace {

constexpr int kBacklog = 4096;
constexpr int kRetryAcceptMs = 100;

class Listener : public QTcpServer
{
public:
    explicit Listener(std::function<void(qintptr)> onConnection) : m_onConnection(std::move(onConnection)) { }

protected:
    void incomingConnection(qintptr descriptor) override { m_onConnection(descriptor); }

private:
    std::function<void(qintptr)> m_onConnection;
};

QHostAddress peerOf(qintptr descriptor)
{
    sockaddr_storage storage = {};
    socklen_t length = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(int(descriptor), address, &length) != 0)
        return {};
    return QHostAddress(address);
}

int openSpare()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

} // namespace

Acceptor::Acceptor(Greeting::Terms terms, int maxConnections, int maxPerAddress, const Log &log,
                   OnArrival onArrival)
    : m_terms(std::move(terms))
    , m_desk(maxConnections, maxPerAddress)
    , m_log(log)
    , m_onArrival(std::move(onArrival))
    , m_upgrader(QStringLiteral("Syngraph"), QWebSocketServer::NonSecureMode)
    , m_spareDescriptor(openSpare())
{
    m_upgrader.setMaxPendingConnections(maxConnections);
    m_upgrader.setSupportedSubprotocols({QLatin1StringView(protocol::kSubprotocol)});
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &Acceptor::handOver);
}

Acceptor::~Acceptor()
{
    stop();
    // they refer to the terms and the desk
    qDeleteAll(findChildren<Greeting *>(Qt::FindDirectChildrenOnly));
    if (m_spareDescriptor != -1)
        ::close(m_spareDescriptor);
}

Result<quint16> Acceptor::listen(const QHostAddress &address, quint16 port)
{
    auto listener = std::make_unique<Listener>([this](qintptr descriptor) { accept(descriptor); });
    listener->setListenBacklogSize(kBacklog);
    if (!listener->listen(address, port)) {
        if (listener->serverError() == QAbstractSocket::AddressInUseError)
            return Error{ErrorCode::PortInUse,
                         QStringLiteral("Port %1 of %2 is already in use; choose another with --listen.")
                             .arg(port)
                             .arg(address.toString())};
        return Error{ErrorCode::Unreachable, QStringLiteral("Can't listen on %1, port %2: %3.")
                                                 .arg(address.toString())
                                                 .arg(port)
                                                 .arg(listener->errorString())};
    }
    connect(listener.get(), &QTcpServer::acceptError, this,
            [this, raw = listener.get()] { outOfDescriptors(raw); });
    const quint16 taken = listener->serverPort();
    m_listeners.push_back(std::move(listener));
    return taken;
}

void Acceptor::unlisten(quint16 port)
{
    std::erase_if(m_listeners, [port](const auto &listener) { return listener->serverPort() == port; });
}

void Acceptor::stop()
{
    m_listeners.clear();
}

void Acceptor::accept(qintptr descriptor)
{
    Visitor visitor{peerOf(descriptor), false};
    auto admission = m_desk.tryAdmit(visitor.peer);
    if (!admission) {
        ::close(int(descriptor));
        m_log.debug(QStringLiteral("turned away %1: too many connections").arg(visitor.peer.toString()));
        return;
    }
    auto *greeting = new Greeting(descriptor, std::move(visitor), std::move(*admission), m_terms, this);
    connect(greeting, &Greeting::upgradable, this, [this, greeting] { upgrade(greeting); });
    connect(greeting, &Greeting::ended, this, [this, greeting] { forget(greeting); });
}

void Acceptor::upgrade(Greeting *greeting)
{
    m_upgrading.push_back(greeting);
    m_upgrader.handleConnection(greeting->socket());
}

void Acceptor::handOver()
{
    while (std::unique_ptr<QWebSocket> webSocket{m_upgrader.nextPendingConnection()}) {
        // QWebSocket doesn't tell its socket; both ends together name a TCP connection
        const auto found = std::ranges::find_if(m_upgrading, [&](const Greeting *greeting) {
            const QTcpSocket *socket = greeting->socket();
            return socket && socket->peerPort() == webSocket->peerPort()
                && socket->peerAddress() == webSocket->peerAddress()
                && socket->localAddress() == webSocket->localAddress()
                && socket->localPort() == webSocket->localPort();
        });
        if (found == m_upgrading.end())
            continue;
        Greeting *greeting = *found;
        m_upgrading.erase(found);
        webSocket->setParent(nullptr);
        QPointer<QTcpSocket> socket = greeting->socket();
        QPointer<FrameGuard> guard = greeting->guard();
        const Visitor visitor = greeting->visitor();
        Admission admission = greeting->release();
        greeting->deleteLater();
        guard->start();
        m_onArrival({std::move(webSocket), socket, guard, visitor, std::move(admission)});
    }
}

void Acceptor::forget(Greeting *greeting)
{
    std::erase(m_upgrading, greeting);
    greeting->deleteLater();
}

void Acceptor::outOfDescriptors(QTcpServer *listener)
{
    m_log.warning(QStringLiteral("can't accept: %1").arg(listener->errorString()));
    if (m_spareDescriptor != -1) {
        // one newcomer is taken and cut, so that he learns of it instead of waiting
        ::close(m_spareDescriptor);
        const int refused = ::accept4(int(listener->socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC);
        if (refused != -1)
            ::close(refused);
        m_spareDescriptor = openSpare();
    }
    QTimer::singleShot(kRetryAcceptMs, listener, [listener] { listener->resumeAccepting(); });
}

} // namespace syngraph::net
