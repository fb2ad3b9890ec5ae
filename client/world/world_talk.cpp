// SPDX-License-Identifier: GPL-3.0-or-later
// Comments and chat in a World, on both sides.
#include "world/world.h"

namespace syngraph::world {

using protocol::TalkEntry;
using protocol::TalkKind;

QString World::nameOf(int client)
{
    return QStringLiteral("Client %1").arg(client);
}

protocol::PersonId World::personOf(int client)
{
    return {5, quint64(client + 2)};
}

bool World::say(int index, const protocol::Say &say)
{
    Client &client = at(index);
    auto effects = client.session->say(say);
    if (!effects)
        return false;
    client.said.push_back(say);
    execute(index, std::move(*effects));
    return true;
}

void World::talk(room::ConnectionId id, const protocol::ClientMessage &message)
{
    const Connection &connection = m_connections[id];
    if (connection.id.isNull())
        return;
    const int client = connection.client;
    if (const auto *read = std::get_if<protocol::ReadTalk>(&message))
        execute(m_talk.read(id, *read, personOf(client)));
    else if (!m_readOnly)
        execute(m_talk.say(id, std::get<protocol::Say>(message),
                           {nameOf(client), personOf(client), client < 0 ? protocol::Role::Editor : at(client).role}, m_wallClock));
}

void World::execute(room::TalkEffects &&effects)
{
    if (!effects.write.empty())
        checkSaid(effects.write.back());
    m_talkStore.collect(effects.write);
    for (const room::Tell &tell : effects.tell) {
        for (const room::ConnectionId id : tell.to)
            deliver(id, {id, tell.message, {}});
    }
}

// What holds for everything that the TalkBoard takes.
void World::checkSaid(const TalkEntry &entry)
{
    const auto owner = int(entry.person.low) - 2;
    const QString what = QStringLiteral("entry %1 of the talk ").arg(entry.number);
    if (m_readOnly)
        fail(what + QStringLiteral("was accepted while nothing can be written"));
    if (owner >= 0) {
        if (at(owner).role < protocol::Role::Commenter)
            fail(what + QStringLiteral("is more than the role of client %1 allows").arg(owner));
        const auto found = std::ranges::find(at(owner).said, entry.id, &protocol::Say::id);
        if (found == at(owner).said.end() || found->kind != entry.kind || found->thread != entry.thread
            || found->about != entry.about || found->text != entry.text || found->quote != entry.quote)
            fail(what + QStringLiteral("is not what client %1 has said").arg(owner));
    }
    const protocol::Remark *about = entry.about ? m_talk.book().remark(*entry.about) : nullptr;
    const protocol::Thread *thread = entry.thread ? m_talk.book().thread(*entry.thread) : nullptr;
    if (entry.kind == TalkKind::DeleteThread && thread)
        about = &thread->remarks.front();
    if (about && about->person != entry.person)
        fail(what + QStringLiteral("changes what somebody else has said"));
}

// Nobody may hear of what is not on the disk.
void World::checkToldDurable(const std::vector<TalkEntry> &entries, qint64 head)
{
    for (const TalkEntry &entry : entries) {
        const bool isThere = entry.number <= m_talkStore.head()
            && m_talkStore.entries()[std::size_t(entry.number - 1)].id == entry.id;
        if (!isThere)
            fail(QStringLiteral("entry %1 of the talk was told before it was durable").arg(entry.number));
    }
    if (head > m_talkStore.head())
        fail(QStringLiteral("entry %1 of the talk was told of before it was durable").arg(head));
}

// What is refused is handed back to the person, once; here it is looked at apart from refused changes.
void World::takeBack(int index, const protocol::NotSaid &refused, bool wasPending, session::SessionEffects &effects)
{
    if (m_talk.book().knows(refused.id))
        fail(QStringLiteral("client %1 hears that was not said what is in the talk").arg(index));
    if (refused.code != ErrorCode::NotAllowed && refused.code != ErrorCode::NotFound)
        fail(QStringLiteral("what client %1 says is refused: %2").arg(index).arg(refused.text));
    if (effects.notices.size() != (wasPending ? 1 : 0))
        fail(QStringLiteral("what client %1 says is refused without a word").arg(index));
    effects.notices.clear();
    at(index).unsaid.insert(refused.id);
}

// What of the talk was in records that are gone may be lost.
void World::forgetSaid(Client &client, const session::JournalRecord &record)
{
    if (const auto *say = std::get_if<session::SayRecord>(&record))
        client.unsaid.insert(say->say.id);
    if (const auto *talk = std::get_if<session::TalkRecord>(&record)) {
        for (const protocol::Say &pending : talk->pending)
            client.unsaid.insert(pending.id);
    }
}

bool World::isTalkSettled(int client) const
{
    const session::TalkFeed *talk = session(client).talk();
    return !talk || (talk->isLevel() && talk->pendingCount() == 0 && talk->shown().head() == m_talk.book().head());
}

bool World::finishTalk()
{
    const auto head = m_talkStore.finish(m_store.head());
    if (head)
        execute(m_talk.persisted(*head));
    return head.has_value();
}

} // namespace syngraph::world
