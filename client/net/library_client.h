// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/connection.h"
#include "client_net/personal_server.h"
#include "client_net/request_client.h"

namespace syngraph::client_net {

// Asks a personal server for documents: create, open by path, list, rename, trash. Connects when something is to
// be asked, starts the server where there is none, and lets go of it after a while, so that it can end itself.
// Every question gets exactly one answer. One thread.
class LibraryClient : public QObject
{
    Q_OBJECT

public:
    LibraryClient(PersonalServer &server, TransportFactory makeTransport, QObject *parent = nullptr);
    ~LibraryClient() override;

    template<typename Request>
    void ask(Request request, RequestClient::Answered answered)
    {
        m_rest.stop();
        ++m_open;
        auto counted = [this, answered = std::move(answered)](Result<Reply> reply) {
            if (--m_open == 0)
                m_rest.start();
            answered(std::move(reply));
        };
        if (m_connection.isWelcomed()) {
            m_requests.ask(std::move(request), std::move(counted));
            return;
        }
        m_waiting.push_back({[this, request, counted] { m_requests.ask(request, counted); },
                             [counted](const Error &reason) { counted(reason); }});
        if (!m_isConnecting)
            connectNow();
    }

    // Whether every question has its answer.
    bool isIdle() const { return m_open == 0; }

private:
    // A question that waits for the connection.
    struct Question
    {
        std::function<void()> put;
        std::function<void(const Error &)> fail;
    };

    void connectNow();
    void welcomed();
    void closed(const Error &reason);
    void failWaiting(const Error &reason);

    PersonalServer &m_server;
    Connection m_connection;
    RequestClient m_requests;
    std::vector<Question> m_waiting;
    QTimer m_rest;
    int m_open = 0;
    bool m_isConnecting = false;
    bool m_isSecondTry = false;
};

} // namespace syngraph::client_net
