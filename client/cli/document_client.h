// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/server_client.h"
#include "client_net/session_driver.h"

namespace syngraph::cli {

// One open document for a command that goes step by step: a Session with its driver, and waiting for it.
class DocumentClient
{
public:
    // Finds the document that the target names, joins it and has its content.
    static Result<std::unique_ptr<DocumentClient>> open(const Target &target);
    static Result<std::unique_ptr<DocumentClient>> open(const Target &target, DocumentId document);
    // Has what was said about it, too.
    static Result<std::unique_ptr<DocumentClient>> openWithTalk(const Target &target);
    ~DocumentClient();

    client_net::SessionDriver &driver() { return *m_driver; }
    const session::Session &session() const { return m_driver->session(); }
    const model::Document &visible() const { return session().edits().visible(); }
    // Makes the change and waits until the server has acknowledged all of it; the reason where it has not.
    Result<void> editAndSettle(const model::Delta &change);
    Result<void> decideAndSettle(const model::Verdict &verdict);
    // Waits until nothing is pending.
    Result<void> settle();
    template<typename Request>
    Result<client_net::Reply> ask(Request request)
    {
        std::optional<Result<client_net::Reply>> answer;
        m_driver->requests().ask(std::move(request),
                                 [&](Result<client_net::Reply> reply) { answer = std::move(reply); });
        waitUntil([&] { return answer.has_value(); });
        return *answer;
    }

private:
    DocumentClient(const Target &target, session::Session session);
    Result<void> waitForDocument();

    std::unique_ptr<client_net::SessionDriver> m_driver;
    std::optional<Error> m_lost;
    std::optional<Error> m_refused;
};

// How a driver is made for a target; `journal` may be empty.
client_net::SessionDriver::Options driverOptions(const Target &target, client_net::JournalSink journal = {});

} // namespace syngraph::cli
