// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/request_client.h"

namespace syngraph::client_net {
namespace {

qint64 requestOf(const protocol::ServerMessage &message)
{
    return std::visit(
        [](const auto &m) -> qint64 {
            if constexpr (requires { m.request; })
                return m.request;
            else
                return 0;
        },
        message);
}

} // namespace

bool RequestClient::take(const protocol::ServerMessage &message, const QByteArray &payload)
{
    const auto found = m_open.find(requestOf(message));
    if (found == m_open.end())
        return false;
    const Answered answered = std::move(found->second);
    m_open.erase(found);
    if (const auto *failed = std::get_if<protocol::Failed>(&message))
        answered(Error{failed->code, failed->text});
    else
        answered(Reply{message, payload});
    return true;
}

void RequestClient::failAll(const Error &reason)
{
    const auto open = std::exchange(m_open, {});
    for (const auto &[number, answered] : open)
        answered(reason);
}

} // namespace syngraph::client_net
