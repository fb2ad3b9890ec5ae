// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/document_client.h"

#include "client_net/web_socket_transport.h"

namespace syngraph::cli {

using client_net::SessionDriver;

namespace {

// How long a command that has work with the server waits for it to come back.
constexpr qint64 kPatienceMs = 30'000;
constexpr qint64 kGoodbyeMs = 2'000;

} // namespace

SessionDriver::Options driverOptions(const Target &target, client_net::JournalSink journal)
{
    return {target.endpoint, target.credentials, [] { return std::make_unique<client_net::WebSocketTransport>(); },
            std::move(journal), {}};
}

DocumentClient::DocumentClient(const Target &target, session::Session session)
    : m_driver(std::make_unique<SessionDriver>(std::move(session), driverOptions(target)))
{
    SessionDriver *driver = m_driver.get();
    QObject::connect(driver, &SessionDriver::disconnected, driver, [this](const Error &reason) { m_lost = reason; });
    QObject::connect(driver, &SessionDriver::noticed, driver, [this](const session::Notice &notice) {
        if (notice.kind == session::Notice::Kind::Refused)
            m_refused = notice.reason;
    });
}

// What was sent still arrives.
DocumentClient::~DocumentClient()
{
    if (!std::holds_alternative<session::Live>(session().link()))
        return;
    m_lost.reset();
    m_driver->stop();
    waitUntil([this] { return m_lost.has_value(); }, kGoodbyeMs);
}

Result<std::unique_ptr<DocumentClient>> DocumentClient::open(const Target &target)
{
    const auto document = findDocument(target);
    if (!document)
        return document.error();
    return open(target, *document);
}

Result<std::unique_ptr<DocumentClient>> DocumentClient::open(const Target &target, DocumentId document)
{
    std::unique_ptr<DocumentClient> client(new DocumentClient(target, session::Session(document)));
    if (auto ready = client->waitForDocument(); !ready)
        return ready.error();
    return client;
}

Result<std::unique_ptr<DocumentClient>> DocumentClient::openWithTalk(const Target &target)
{
    const auto document = findDocument(target);
    if (!document)
        return document.error();
    session::Session session(*document);
    session.followTalk();
    std::unique_ptr<DocumentClient> client(new DocumentClient(target, std::move(session)));
    if (auto ready = client->waitForDocument(); !ready)
        return ready.error();
    waitUntil([&] { return client->m_lost || client->session().talk()->isLevel(); });
    if (client->m_lost)
        return *client->m_lost;
    return client;
}

Result<void> DocumentClient::waitForDocument()
{
    m_driver->start();
    waitUntil([this] {
        return m_lost || m_driver->stoppedBy() || std::holds_alternative<session::Live>(session().link());
    });
    if (m_driver->stoppedBy())
        return *m_driver->stoppedBy();
    return m_lost ? Result<void>(*m_lost) : Result<void>();
}

Result<void> DocumentClient::editAndSettle(const model::Delta &change)
{
    m_driver->edit(change, session::PendingEdits::Grouping::New);
    return settle();
}

Result<void> DocumentClient::decideAndSettle(const model::Verdict &verdict)
{
    m_driver->decide(verdict, model::decided(visible(), verdict));
    return settle();
}

Result<void> DocumentClient::settle()
{
    const auto hasNothingToDo = [this] {
        return m_refused || m_driver->stoppedBy() || session().pendingCount() == 0 || session().readOnly();
    };
    qint64 before = -1;
    while (!waitUntil(hasNothingToDo, kPatienceMs)) {
        // a large change goes in many parts; what counts is that it goes on
        const qint64 revision = session().revision().value;
        if (revision == before)
            return ErrorCode::TimedOut;
        before = revision;
    }
    if (m_refused)
        return *m_refused;
    if (m_driver->stoppedBy())
        return *m_driver->stoppedBy();
    if (session().pendingCount() != 0)
        return Error{*session().readOnly(), {}};
    return {};
}

} // namespace syngraph::cli
