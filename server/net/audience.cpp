// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/audience.h"

#include "protocol/codec.h"
#include "protocol/short_changes.h"

#include <algorithm>

namespace syngraph::net {
namespace {

constexpr qint64 kMaxBehindMs = 30'000;
constexpr qint64 kPullBytes = 128 * 1024;

Revision lastOf(const protocol::Committed &committed)
{
    return {committed.revision.value + qint64(committed.changes.size()) - 1};
}

// What nobody misses who will get newer of it later.
bool isPassing(const protocol::ServerMessage &message)
{
    return std::holds_alternative<protocol::PresenceUpdate>(message)
        || std::holds_alternative<protocol::ContentHash>(message);
}

} // namespace

// One message as bytes, the same for all who take it in the same form; none is made that nobody takes.
class Audience::Forms
{
public:
    explicit Forms(const protocol::ServerMessage &message) : m_message(message) { }

    const QByteArray &forReader(const Connection &reader)
    {
        if (!reader.wantsShortChanges())
            return longForm();
        if (m_short.isNull())
            m_short = shortForm();
        return m_short;
    }

private:
    const QByteArray &longForm()
    {
        if (m_long.isNull())
            m_long = protocol::encode(m_message);
        return m_long;
    }
    QByteArray shortForm()
    {
        const auto *committed = std::get_if<protocol::Committed>(&m_message);
        auto typed = committed ? protocol::shortFormOf(*committed) : std::nullopt;
        return typed ? protocol::encode(protocol::ServerMessage(std::move(*typed))) : longForm();
    }

    const protocol::ServerMessage &m_message;
    QByteArray m_long;
    QByteArray m_short;
};

Connection *Audience::find(room::ConnectionId id) const
{
    const auto found = m_members.find(id);
    return found == m_members.end() ? nullptr : found->second.connection;
}

void Audience::remove(room::ConnectionId id)
{
    const auto found = m_members.find(id);
    if (found == m_members.end())
        return;
    m_attachedCount -= found->second.isAttached ? 1 : 0;
    m_members.erase(found);
}

std::vector<Connection *> Audience::connections() const
{
    std::vector<Connection *> all;
    for (const auto &[id, member] : m_members)
        all.push_back(member.connection);
    return all;
}

void Audience::send(const room::Send &send)
{
    const auto found = m_members.find(send.to);
    if (found == m_members.end())
        return;
    Member &member = found->second;
    if (std::holds_alternative<protocol::Joined>(send.message) && !std::exchange(member.isAttached, true))
        ++m_attachedCount;
    if (const auto *snapshot = std::get_if<protocol::Snapshot>(&send.message)) {
        member.sent = snapshot->revision;
        member.connection->sendTransfer(send.message, send.payload);
        return;
    }
    if (const auto *catchUp = std::get_if<protocol::CatchUp>(&send.message))
        member.sent = catchUp->revision;
    if (const auto *committed = std::get_if<protocol::Committed>(&send.message))
        member.sent = lastOf(*committed);
    member.connection->send(send.message);
}

void Audience::broadcast(const room::Broadcast &message, const room::Room &room, qint64 nowMs)
{
    Forms forms(*message);
    const auto *committed = std::get_if<protocol::Committed>(message.get());
    for (auto &[id, member] : m_members) {
        if (!member.isAttached)
            continue;
        if (committed)
            offer(member, *committed, forms, room, nowMs);
        else if (!isPassing(*message) || (!member.isBehind && member.connection->queuedBytes() < kLevelBytes))
            member.connection->sendEncoded(forms.forReader(*member.connection));
    }
}

void Audience::offer(Member &member, const protocol::Committed &committed, Forms &forms, const room::Room &room,
                     qint64 nowMs)
{
    if (member.isBehind || lastOf(committed) <= member.sent)
        return;
    if (committed.revision == member.sent.next() && member.connection->queuedBytes() <= kBehindBytes) {
        member.connection->sendEncoded(forms.forReader(*member.connection));
        member.sent = lastOf(committed);
        return;
    }
    member.isBehind = true;
    member.behindSinceMs = nowMs;
    member.sentBytes = member.connection->sentBytes();
    pull(member, room);
}

void Audience::catchUp(room::ConnectionId id, const room::Room &room)
{
    const auto found = m_members.find(id);
    if (found != m_members.end() && found->second.isBehind)
        pull(found->second, room);
}

void Audience::pull(Member &member, const room::Room &room)
{
    while (member.connection->queuedBytes() < kLevelBytes) {
        const auto next = room.committedSince(member.sent, kPullBytes);
        if (!next) {
            // later: it changes the map that is being walked through
            QMetaObject::invokeMethod(
                member.connection, [connection = member.connection] { connection->cut({ErrorCode::TooSlow, {}}); },
                Qt::QueuedConnection);
            return;
        }
        if (!*next) {
            member.isBehind = false;
            return;
        }
        member.sent = lastOf(std::get<protocol::Committed>(**next));
        member.connection->send(**next);
    }
    member.connection->tellWhenDrained();
}

void Audience::tick(const room::Room &room, qint64 nowMs)
{
    std::vector<Connection *> tooSlow;
    for (auto &[id, member] : m_members) {
        if (!member.isBehind)
            continue;
        pull(member, room);
        // a large snapshot over a thin line takes its time; what counts is that it moves
        const qint64 sentBytes = member.connection->sentBytes();
        if (member.connection->hasTransfer() && sentBytes > member.sentBytes)
            member.behindSinceMs = nowMs;
        member.sentBytes = sentBytes;
        if (member.isBehind && nowMs - member.behindSinceMs > kMaxBehindMs)
            tooSlow.push_back(member.connection);
    }
    for (Connection *connection : tooSlow)
        connection->cut({ErrorCode::TooSlow, {}});
}

} // namespace syngraph::net
