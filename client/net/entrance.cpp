// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/entrance.h"

#include "trust/check_words.h"
#include "trust/code_proof.h"

#include <QPointer>
#include <QThread>

namespace syngraph::client_net {
namespace {

constexpr int kPingMs = 5000;

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

Entrance::Entrance(Connection &connection, RequestClient &requests, QObject *parent)
    : QObject(parent), m_connection(connection), m_requests(requests)
{
    m_ping.setInterval(kPingMs);
    connect(&m_ping, &QTimer::timeout, this, [this] { m_connection.send(protocol::Ping{}); });
    connect(&m_connection, &Connection::closed, this, &Entrance::cancel);
    connect(&m_connection, &Connection::received, this, [this](const protocol::ServerMessage &message) {
        const auto *told = std::get_if<protocol::Asked>(&message);
        if (told && told->document == m_document && m_ping.isActive())
            Q_EMIT asked(told->seen);
    });
}

QStringList Entrance::words() const
{
    return m_connection.transcript() ? trust::checkWords(*m_connection.transcript()) : QStringList();
}

void Entrance::cancel()
{
    ++m_attempt;
    m_ping.stop();
}

void Entrance::refuse(const Error &reason)
{
    cancel();
    Q_EMIT refused(reason);
}

void Entrance::take(const Result<Reply> &reply, qint64 attempt)
{
    if (attempt != m_attempt)
        return;
    if (!reply) {
        refuse(reply.error());
    } else if (std::holds_alternative<protocol::Admitted>(reply->message)) {
        cancel();
        Q_EMIT admitted();
    }
}

void Entrance::knock(DocumentId document)
{
    cancel();
    m_ping.start();
    m_document = document;
    const QPointer<Entrance> alive(this);
    m_requests.ask(protocol::Knock{0, document}, [alive, attempt = m_attempt](const Result<Reply> &reply) {
        if (alive)
            alive->take(reply, attempt);
    });
}

void Entrance::useCode(DocumentId document, const QString &code)
{
    cancel();
    m_ping.start();
    m_document = document;
    const QPointer<Entrance> alive(this);
    m_requests.ask(protocol::AskCode{0, document}, [alive, code, attempt = m_attempt](const Result<Reply> &reply) {
        if (!alive || attempt != alive->m_attempt)
            return;
        const auto *challenge = reply ? std::get_if<protocol::CodeChallenge>(&reply->message) : nullptr;
        if (challenge)
            alive->challenged(*challenge, code, attempt);
        else
            alive->refuse(reply ? Error{ErrorCode::Malformed, {}} : reply.error());
    });
}

void Entrance::challenged(const protocol::CodeChallenge &challenge, const QString &code, qint64 attempt)
{
    const QByteArray salt = QByteArray::fromHex(challenge.salt.toLatin1());
    const auto key = std::make_shared<Result<QByteArray>>(ErrorCode::BadCode);
    QThread *work = QThread::create([key, code, salt] { *key = trust::codeKey(code, salt); });
    connect(work, &QThread::finished, work, &QObject::deleteLater);
    connect(work, &QThread::finished, this,
            [this, key, challenge, attempt] { prove(challenge, *key, attempt); });
    work->start();
}

void Entrance::prove(const protocol::CodeChallenge &challenge, const Result<QByteArray> &key, qint64 attempt)
{
    if (attempt != m_attempt || !m_connection.transcript())
        return;
    if (!key) {
        refuse({ErrorCode::BadCode, {}});
        return;
    }
    const trust::Transcript &transcript = *m_connection.transcript();
    const QByteArray expected = trust::codeProof(trust::Side::Server, *key, transcript, m_document);
    if (!trust::isEqual(expected, QByteArray::fromHex(challenge.proof.toLatin1()))) {
        refuse({ErrorCode::BadCode, {}});
        return;
    }
    const QByteArray mine = trust::codeProof(trust::Side::Client, *key, transcript, m_document);
    const QPointer<Entrance> alive(this);
    m_requests.ask(protocol::ProveCode{0, m_document, hexOf(mine)}, [alive, attempt](const Result<Reply> &reply) {
        if (alive)
            alive->take(reply, attempt);
    });
}

} // namespace syngraph::client_net
