// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/connection.h"
#include "client_net/request_client.h"

#include <QTimer>

namespace syngraph::client_net {

// Getting into a document that somebody shares, over a connection that has introduced itself: by asking the person, or
// by a code. Each attempt ends with admitted() or refused(), unless the connection ends; meanwhile it keeps the
// connection alive. One attempt at a time. Owns nothing. A code never leaves this computer, and nothing is proved to
// a server that has not proved first that it knows the code.
class Entrance : public QObject
{
    Q_OBJECT

public:
    Entrance(Connection &connection, RequestClient &requests, QObject *parent = nullptr);

    // What the person who shares sees on the other screen; empty where nobody has introduced himself.
    QStringList words() const;
    void knock(DocumentId document);
    // The code as typed. Does the work on a thread of its own.
    void useCode(DocumentId document, const QString &code);
    void cancel();

Q_SIGNALS:
    // The knock waits for a person: whether somebody who may answer sees it now. Again when that changes.
    void asked(bool isSeen);
    void admitted();
    void refused(const syngraph::Error &reason);

private:
    void take(const Result<Reply> &reply, qint64 attempt);
    void challenged(const protocol::CodeChallenge &challenge, const QString &code, qint64 attempt);
    void prove(const protocol::CodeChallenge &challenge, const Result<QByteArray> &key, qint64 attempt);
    void refuse(const Error &reason);

    Connection &m_connection;
    RequestClient &m_requests;
    QTimer m_ping;
    DocumentId m_document;
    qint64 m_attempt = 0; // answers to an earlier one are passed over
};

} // namespace syngraph::client_net
