// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/messages.h"

#include <functional>
#include <map>

namespace syngraph::client_net {

// What answered a request; `payload` where the message announces a transfer.
struct Reply
{
    protocol::ServerMessage message;
    QByteArray payload;
};

// Numbers requests and finds the one that an answer belongs to. Each gets exactly one answer: the server's, its
// refusal, or that the connection was lost. Number 0 stays with the Session. One thread; knows no socket.
class RequestClient
{
public:
    using Send = std::function<void(const protocol::ClientMessage &)>;
    using Answered = std::function<void(Result<Reply>)>;

    explicit RequestClient(Send send) : m_send(std::move(send)) { }

    // Sends the request under the next number; returns that number.
    template<typename Request>
    qint64 ask(Request request, Answered answered)
    {
        request.request = ++m_last;
        m_open.emplace(m_last, std::move(answered));
        m_send(std::move(request));
        return m_last;
    }
    // Whether the message was an answer to a request of this client.
    bool take(const protocol::ServerMessage &message, const QByteArray &payload);
    // Answers whatever is open with this error.
    void failAll(const Error &reason);

private:
    Send m_send;
    qint64 m_last = 0;
    std::map<qint64, Answered> m_open;
};

} // namespace syngraph::client_net
