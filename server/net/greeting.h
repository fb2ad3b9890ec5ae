// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/admission.h"
#include "net/frame_guard.h"
#include "net/gate.h"

#include <QPointer>
#include <QSocketNotifier>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <memory>

namespace syngraph::net {

// A TCP connection until it is a WebSocket or has ended. Decides by the first byte between TLS and plain HTTP,
// reads the head of the request without taking it, and lets the gate judge it. Until the first byte came it
// costs a descriptor and a notifier. Everything has to be done `deadlineMs` after accept, or it is cut.
// Owned by its parent; announces its end once. Socket thread only.
class Greeting : public QObject
{
    Q_OBJECT

public:
    struct Terms
    {
        QSslConfiguration tls;
        GateRules gate;
        FrameInspector::Limits firstLimits;
        int deadlineMs = 0;
    };

    // Takes the descriptor. `terms` outlives it.
    Greeting(qintptr descriptor, Visitor visitor, Admission admission, const Terms &terms, QObject *parent);
    ~Greeting() override;

    const Visitor &visitor() const { return m_visitor; }
    QTcpSocket *socket() const { return m_socket; }
    FrameGuard *guard() const { return m_guard; }
    // After upgradable(), when a QWebSocket has the socket: it goes, and with it the place it takes.
    Admission release();

Q_SIGNALS:
    // The head is complete and unread on socket().
    void upgradable();
    void ended();

private:
    void readFirstByte();
    void beginTls();
    void beginPlain();
    void adopt(QTcpSocket *socket);
    void readHead();
    void answer(const Verdict &verdict);
    void answerAndGoOn(const Verdict &verdict, qsizetype requestBytes);
    void end();

    qintptr m_descriptor; // -1 when a socket object has it
    Visitor m_visitor;
    Admission m_admission;
    const Terms &m_terms;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QPointer<QTcpSocket> m_socket;
    QPointer<FrameGuard> m_guard;
    QTimer m_deadline;
    bool m_hasEnded = false;
};

} // namespace syngraph::net
