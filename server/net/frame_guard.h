// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/frame_inspector.h"

#include <QObject>
#include <QTcpSocket>

namespace syngraph::net {

// Shows a FrameInspector what arrives on a socket before QWebSocket parses it. How: signals reach their slots
// in the order of connection, so the guard is connected to readyRead() before the socket is handed over
// (look first: what is new is peeked at), and once more behind QWebSocket (note how much that has left
// unread). At a violation the rest of the input is thrown away, so that QWebSocket parses none of it.
// A child of the socket; socket thread only.
class FrameGuard : public QObject
{
    Q_OBJECT

public:
    // Before QWebSocketServer::handleConnection(socket).
    FrameGuard(QTcpSocket *socket, FrameInspector::Limits limits);

    // When QWebSocket has taken over: from the next byte on, frames are expected.
    void start();
    FrameInspector &inspector() { return m_inspector; }
    // From now on QWebSocket gets to see nothing, as after a violation; closeSeen() tells when the client has
    // said that it closes too.
    void discardInput();

Q_SIGNALS:
    void violated(quint16 closeCode, const QString &reason);
    void closeSeen();

private:
    void lookFirst();
    std::optional<FrameInspector::Violation> inspect();

    QTcpSocket *m_socket; // parent
    FrameInspector m_inspector;
    qint64 m_leftUnread = 0; // bytes that were inspected and are still in the socket
    bool m_isStarted = false;
    bool m_discardsInput = false;
};

} // namespace syngraph::net
