// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/session_driver.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace syngraph::client_net {

using session::SessionEffects;

namespace {

constexpr int kTickMs = 500;
// A connection that lasted this long was a good one: the next loss begins with the short delay.
constexpr qint64 kGoodMs = 2000;
// Bytes of a document whose reading would be felt: some milliseconds.
constexpr qsizetype kLongDocument = 256 * 1024;

// What another attempt with the same key, token and program can only repeat.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Untrusted:
    case ErrorCode::NoCommonProtocol:
    case ErrorCode::BadToken:
    case ErrorCode::NotAllowed:
    case ErrorCode::NotFound:
    case ErrorCode::KeyChanged:
    case ErrorCode::Removed:
    case ErrorCode::SharingEnded:
        return true;
    default:
        return false;
    }
}

} // namespace

SessionDriver::SessionDriver(session::Session session, Options options, QObject *parent)
    : QObject(parent),
      m_session(std::move(session)),
      m_options(std::move(options)),
      m_connection(m_options.makeTransport),
      m_requests([this](const protocol::ClientMessage &message) { m_connection.send(message); })
{
    if (m_options.onDisk)
        m_session.awaitDisk();
    m_clock.start();
    m_retry.setSingleShot(true);
    m_presence.setSingleShot(true);
    connect(&m_connection, &Connection::welcomed, this, [this] { execute(m_session.connected(now())); });
    connect(&m_connection, &Connection::received, this,
            [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                m_session.heard(now());
                m_options.gate ? m_options.gate(message, payload) : take(message, payload);
            });
    connect(&m_connection, &Connection::progressed, this, [this] { m_session.heard(now()); });
    connect(&m_connection, &Connection::closed, this, &SessionDriver::connectionClosed);
    connect(&m_retry, &QTimer::timeout, this, &SessionDriver::connectNow);
    for (QTimer *timer : {&m_tick, &m_presence})
        connect(timer, &QTimer::timeout, this, &SessionDriver::tick);
}

SessionDriver::~SessionDriver()
{
    m_connection.abort();
}

void SessionDriver::start()
{
    m_running = true;
    m_tick.start(kTickMs);
    connectNow();
}

void SessionDriver::stop()
{
    if (!m_running)
        return;
    m_running = false;
    m_tick.stop();
    m_presence.stop();
    m_retry.stop();
    m_connection.send(protocol::Leave{});
    m_connection.close();
    detach();
    m_requests.failAll({ErrorCode::Cancelled, {}});
}

void SessionDriver::reconnectNow()
{
    if (!m_running || m_connection.isWelcomed())
        return;
    m_retryMs = protocol::kReconnectFirstMs;
    m_stoppedBy.reset();
    connectNow();
}

void SessionDriver::redirect(const Endpoint &endpoint, const Credentials &credentials)
{
    m_options.endpoint = endpoint;
    m_options.credentials = credentials;
    if (m_connection.isWelcomed())
        return;
    m_retryMs = protocol::kReconnectFirstMs;
    if (m_running)
        reconnectNow();
    else
        start();
}

void SessionDriver::introduce(const QString &name, std::optional<qint64> color)
{
    m_options.credentials.name = name;
    m_session.wishColor(color);
    if (!m_running || !m_connection.isWelcomed())
        return;
    m_connection.abort();
    detach();
    m_requests.failAll({ErrorCode::Cancelled, {}});
    connectNow();
}

std::optional<session::Millis> SessionDriver::retryIn() const
{
    return m_retry.isActive() ? std::optional<session::Millis>(m_retry.remainingTime()) : std::nullopt;
}

void SessionDriver::connectNow()
{
    m_retry.stop();
    m_connection.open(m_options.endpoint, m_options.credentials);
}

// What a connection brought that is over is said again on the next one.
void SessionDriver::detach()
{
    m_snapshotReader.forget();
    m_heldBack.clear();
    execute(m_session.disconnected(now()));
}

void SessionDriver::connectionClosed(const Error &reason)
{
    detach();
    m_requests.failAll(m_running ? reason : Error{ErrorCode::Cancelled, {}});
    if (m_running && isFinal(reason.code))
        m_stoppedBy = reason;
    if (m_running && !m_stoppedBy)
        retryLater();
    Q_EMIT disconnected(reason);
}

// Full jitter: a thousand clients of a server that restarts do not come back in one moment.
void SessionDriver::retryLater()
{
    m_retry.start(int(QRandomGenerator::global()->bounded(m_retryMs + 1)));
    m_retryMs = std::min<qint64>(2 * m_retryMs, protocol::kReconnectMaxMs);
}

void SessionDriver::take(const protocol::ServerMessage &message, const QByteArray &payload)
{
    if (m_requests.take(message, payload))
        return;
    if (m_snapshotReader.isReading() || !m_heldBack.empty()) {
        m_heldBack.emplace_back(message, payload);
        return;
    }
    takeNow(message, payload);
}

void SessionDriver::takeNow(const protocol::ServerMessage &message, const QByteArray &payload)
{
    Q_EMIT received(message);
    if (std::holds_alternative<protocol::Joined>(message)) {
        m_joinedAt = now();
        m_reconnects += m_attached++ > 0 ? 1 : 0;
    }
    const auto *snapshot = std::get_if<protocol::Snapshot>(&message);
    if (snapshot && payload.size() >= kLongDocument) {
        readElsewhere(*snapshot, payload);
        return;
    }
    execute(m_session.received(message, payload, now()));
    Q_EMIT taken(message);
}

void SessionDriver::readElsewhere(const protocol::Snapshot &message, const QByteArray &payload)
{
    m_snapshotReader.read(message, payload, [this, message](Result<model::Document> content) {
        execute(m_session.received(message, std::move(content), now()));
        Q_EMIT taken(message);
        while (!m_snapshotReader.isReading() && !m_heldBack.empty()) {
            const auto [next, bytes] = std::move(m_heldBack.front());
            m_heldBack.pop_front();
            takeNow(next, bytes);
        }
    });
}

void SessionDriver::tick()
{
    if (std::holds_alternative<session::Live>(m_session.link()) && now() - m_joinedAt > kGoodMs)
        m_retryMs = protocol::kReconnectFirstMs;
    execute(m_session.tick(now()));
}

void SessionDriver::edit(const model::Delta &change, session::PendingEdits::Grouping grouping,
                         session::StepLabel label)
{
    execute(m_session.edit(change, grouping, now(), label));
}

void SessionDriver::decide(const model::Verdict &verdict, const model::Delta &change, session::StepLabel label)
{
    execute(m_session.decide(verdict, change, label));
}

void SessionDriver::undo()
{
    execute(m_session.undo(now()));
}

void SessionDriver::forgetSteps()
{
    execute(m_session.forgetSteps());
}

void SessionDriver::redo()
{
    execute(m_session.redo(now()));
}

void SessionDriver::setPresence(std::vector<protocol::Range> ranges)
{
    execute(m_session.setPresence(std::move(ranges), now()));
    m_presence.start(int(protocol::kPresenceIntervalMs));
}

Result<protocol::TalkId> SessionDriver::say(protocol::Say say)
{
    QRandomGenerator *random = QRandomGenerator::system();
    say.id = {random->generate64(), random->generate64()};
    auto effects = m_session.say(say);
    if (!effects)
        return effects.error();
    execute(std::move(*effects));
    return say.id;
}

void SessionDriver::execute(SessionEffects effects)
{
    m_effects.push_back(std::move(effects));
    if (m_executing)
        return;
    m_executing = true;
    while (!m_effects.empty()) {
        const SessionEffects next = std::move(m_effects.front());
        m_effects.pop_front();
        executeOne(next);
    }
    m_executing = false;
}

// By way of the application, which is there as long as any thread that waits for disks.
void SessionDriver::awaitDisk(qint64 mark)
{
    m_options.onDisk([driver = QPointer<SessionDriver>(this), mark] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [driver, mark] {
                if (driver)
                    driver->execute(driver->m_session.isOnDisk(mark));
            },
            Qt::QueuedConnection);
    });
}

void SessionDriver::executeOne(const SessionEffects &effects)
{
    if (m_options.notices)
        std::ranges::for_each(effects.notices, m_options.notices);
    if (!effects.journal.empty() && m_options.journal)
        m_options.journal(effects.journal, m_effects.empty() ? &m_session : nullptr);
    if (effects.toDisk && m_options.onDisk)
        awaitDisk(*effects.toDisk);
    for (const session::VisibleEffect &effect : effects.visible) {
        if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
            Q_EMIT applied(apply->change);
        else
            Q_EMIT replaced();
    }
    for (const protocol::ClientMessage &message : effects.send) {
        m_connection.send(message);
        if (const auto *submit = std::get_if<protocol::Submit>(&message))
            Q_EMIT submitted(*submit);
    }
    for (const session::Notice &notice : effects.notices)
        Q_EMIT noticed(notice);
    if (effects.outrun)
        Q_EMIT outrun();
    if (const auto *stopped = std::get_if<session::Stopped>(&m_session.link()))
        m_stoppedBy = stopped->reason;
    if (effects.reconnect && m_running) {
        m_connection.abort();
        connectionClosed({ErrorCode::ConnectionLost, {}});
    }
    if (effects.changed || !effects.journal.empty())
        Q_EMIT changed();
}

} // namespace syngraph::client_net
