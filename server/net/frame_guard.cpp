// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/frame_guard.h"

namespace syngraph::net {

FrameGuard::FrameGuard(QTcpSocket *socket, FrameInspector::Limits limits)
    : QObject(socket)
    , m_socket(socket)
    , m_inspector(limits)
{
    connect(socket, &QTcpSocket::readyRead, this, &FrameGuard::lookFirst);
}

void FrameGuard::start()
{
    m_isStarted = true;
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { m_leftUnread = m_socket->bytesAvailable(); });
}

void FrameGuard::discardInput()
{
    if (m_discardsInput)
        return;
    m_discardsInput = true;
    // all of it has been inspected: what arrives is looked at before anybody else is told
    m_socket->skip(m_socket->bytesAvailable());
    if (m_inspector.hasSeenClose())
        Q_EMIT closeSeen();
}

void FrameGuard::lookFirst()
{
    if (!m_isStarted)
        return;
    if (m_discardsInput) {
        m_inspector.feed(m_socket->readAll());
        if (m_inspector.hasSeenClose())
            Q_EMIT closeSeen();
        return;
    }
    if (const auto violation = inspect()) {
        discardInput();
        Q_EMIT violated(violation->closeCode, QString::fromLatin1(violation->reason));
    }
}

std::optional<FrameInspector::Violation> FrameGuard::inspect()
{
    const qint64 available = m_socket->bytesAvailable();
    const qint64 fresh = available - m_leftUnread;
    m_leftUnread = available;
    // Most of a large frame is skipped without copying: peek() begins at the first unread byte, so that a
    // frame sent byte by byte would otherwise cost the square of its length.
    if (fresh <= m_inspector.payloadLeft()) {
        m_inspector.skip(fresh);
        return std::nullopt;
    }
    const QByteArray bytes = m_socket->peek(available);
    return m_inspector.feed(QByteArrayView(bytes).last(std::min<qint64>(fresh, bytes.size())));
}

} // namespace syngraph::net
