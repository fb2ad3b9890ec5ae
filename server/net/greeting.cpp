// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/greeting.h"

#include "base/plant.h"

#include <sys/socket.h>
#include <unistd.h>

namespace syngraph::net {
namespace {

constexpr unsigned char kTlsHandshakeRecord = 0x16;

bool beginsHttp(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

} // namespace

Greeting::Greeting(qintptr descriptor, Visitor visitor, Admission admission, const Terms &terms, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_visitor(std::move(visitor))
    , m_admission(std::move(admission))
    , m_terms(terms)
    , m_notifier(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
{
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Greeting::readFirstByte);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Greeting::end);
    if (checks(Check::HandshakeTime))
        m_deadline.start(m_terms.deadlineMs);
}

Greeting::~Greeting()
{
    m_notifier.reset();
    if (m_descriptor != -1)
        ::close(int(m_descriptor));
    if (m_socket && !m_hasEnded)
        m_socket->disconnect(this);
    delete m_socket.data();
}

Admission Greeting::release()
{
    m_hasEnded = true;
    m_deadline.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->setParent(nullptr);
    }
    m_socket = nullptr;
    return std::move(m_admission);
}

void Greeting::readFirstByte()
{
    unsigned char byte = 0;
    const ssize_t count = ::recv(int(m_descriptor), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    // two notifiers must not watch one descriptor; not deleted here, since it is the one that called
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
    if (count == 1 && byte == kTlsHandshakeRecord)
        beginTls();
    else if (count == 1 && beginsHttp(byte))
        beginPlain();
    else
        end();
}

void Greeting::beginTls()
{
    auto *socket = new QSslSocket(this);
    adopt(socket);
    if (m_hasEnded)
        return;
    m_visitor.isEncrypted = true;
    socket->setSslConfiguration(m_terms.tls);
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        connect(socket, &QTcpSocket::readyRead, this, &Greeting::readHead);
        readHead();
    });
    socket->startServerEncryption();
}

void Greeting::beginPlain()
{
    auto *socket = new QTcpSocket(this);
    adopt(socket);
    if (!m_hasEnded)
        connect(socket, &QTcpSocket::readyRead, this, &Greeting::readHead);
}

void Greeting::adopt(QTcpSocket *socket)
{
    m_socket = socket;
    if (!socket->setSocketDescriptor(m_descriptor)) {
        end();
        return;
    }
    m_descriptor = -1;
    // has to happen before the first write: QWebSocket offers no way to it
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::disconnected, this, &Greeting::end);
    connect(socket, &QTcpSocket::errorOccurred, this, &Greeting::end);
}

void Greeting::readHead()
{
    if (m_hasEnded || m_guard)
        return;
    const QByteArray bytes = m_socket->peek(kMaxHeaderBytes);
    const auto length = headLength(bytes);
    if (!length && bytes.size() < kMaxHeaderBytes)
        return;
    const auto request = length ? parseHead(bytes.first(*length)) : std::nullopt;
    const Verdict verdict = request ? judge(*request, m_visitor, m_terms.gate) : Verdict();
    if (request && mayAskAgain(*request, verdict)) {
        answerAndGoOn(verdict, *length);
        return;
    }
    disconnect(m_socket, &QTcpSocket::readyRead, this, &Greeting::readHead);
    if (!request) {
        answer({false, 400, "The request is not valid HTTP."});
        return;
    }
    if (!verdict.isUpgrade) {
        answer(verdict);
        return;
    }
    m_guard = new FrameGuard(m_socket, m_terms.firstLimits);
    Q_EMIT upgradable();
}

// Until the deadline that every greeting has.
void Greeting::answerAndGoOn(const Verdict &verdict, qsizetype requestBytes)
{
    if (m_socket->bytesToWrite() > kMaxHeaderBytes) {
        end(); // asks, and does not listen
        return;
    }
    m_socket->skip(requestBytes);
    m_socket->write(httpAnswer(verdict, Afterwards::KeepOpen));
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Greeting::readHead, Qt::QueuedConnection);
}

void Greeting::answer(const Verdict &verdict)
{
    // unread input would turn the close into a reset, which can overtake the answer
    m_socket->skip(m_socket->bytesAvailable());
    m_socket->write(httpAnswer(verdict));
    m_socket->disconnectFromHost();
}

void Greeting::end()
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_deadline.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        // it may be the one that called
        m_socket->setParent(nullptr);
        m_socket->deleteLater();
        m_socket = nullptr;
    }
    Q_EMIT ended();
}

} // namespace syngraph::net
