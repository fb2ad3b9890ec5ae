// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"

#include <list>
#include <memory>
#include <optional>
#include <variant>

namespace syngraph::net {

// Whoever still owes the answer to a read holds it; null for what is no read.
using Turn = std::shared_ptr<void>;

// Looked up on a disk, and answered with as much as a document has.
template<typename Message>
inline constexpr bool kIsRead = false;
template<>
inline constexpr bool kIsRead<protocol::ListDocuments> = true;
template<>
inline constexpr bool kIsRead<protocol::ListInvitations> = true;
template<>
inline constexpr bool kIsRead<protocol::ListVersions> = true;
template<>
inline constexpr bool kIsRead<protocol::ReadHistory> = true;
template<>
inline constexpr bool kIsRead<protocol::ReadContent> = true;
template<>
inline constexpr bool kIsRead<protocol::GetBlob> = true;

inline bool isRead(const protocol::ClientMessage &message)
{
    return std::visit([]<typename M>(const M &) { return kIsRead<M>; }, message);
}

// What a client has asked to read: looked up two at a time, and none while an answer is still on its way out. Whoever asks
// for much and takes nothing holds little memory and no thread; what else they say is not held up. Socket thread only.
class Reads
{
public:
    // False: more of them wait than anybody needs.
    bool push(const protocol::ClientMessage &message)
    {
        m_waiting.push_back(message);
        return m_waiting.size() <= kMostWaiting;
    }
    // The next whose time has come; to be ended when it is answered.
    std::optional<protocol::ClientMessage> begin(const Connection &connection)
    {
        if (m_waiting.empty() || m_running >= kMostRunning || connection.hasTransfer() || connection.queuedBytes() > kMaxQueuedBytes)
            return std::nullopt;
        protocol::ClientMessage next = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        return next;
    }
    void end() { --m_running; }
    bool isEmpty() const { return m_waiting.empty(); }

private:
    static constexpr std::size_t kMostWaiting = 2000;
    static constexpr int kMostRunning = 2;

    std::list<protocol::ClientMessage> m_waiting; // a deque takes 0.6 KiB empty
    int m_running = 0;
};

} // namespace syngraph::net
