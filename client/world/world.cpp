// SPDX-License-Identifier: GPL-3.0-or-later
// The clients' half of a World: people, Sessions, carets, the network as clients see it.
#include "world/world.h"

#include "model/compose_all.h"
#include "protocol/codec.h"
#include "protocol/short_changes.h"

namespace syngraph::world {

using model::Delta;
using model::Document;
using session::Session;
using session::SessionEffects;

World::World(const Delta &base, const Options &options)
    : m_base(*Document::fromDelta(base))
    , m_options(options)
    , m_store(m_base)
    , m_hashes{m_base.hash()}
{
    startRoom();
}

World::~World() = default;

void World::fail(const QString &why)
{
    if (m_failure.isEmpty())
        m_failure = why;
}

std::unique_ptr<Session> World::newSession() const
{
    auto session = std::make_unique<Session>(DocumentId{7, 7}, m_options.limits);
    session->awaitDisk();
    if (m_options.hasTalk)
        session->followTalk();
    return session;
}

int World::addClient()
{
    Client client;
    client.session = newSession();
    m_clients.push_back(std::move(client));
    return clientCount() - 1;
}

void World::edit(int index, const Delta &change, session::PendingEdits::Grouping grouping)
{
    show(index, change);
    execute(index, at(index).session->edit(change, grouping, m_now));
    at(index).carets.edited(change, at(index).shown);
}

void World::decide(int index, const model::Verdict &verdict, const Delta &change)
{
    show(index, change);
    execute(index, at(index).session->decide(verdict, change));
    at(index).carets.edited(change, at(index).shown);
}

void World::show(int index, const Delta &change)
{
    Client &client = at(index);
    if (!client.shown.apply(change, model::Filter::Classes))
        fail(QStringLiteral("an edit did not apply to what is shown"));
    if (const auto behind = model::caretBehind(change))
        client.selection = {*behind, *behind};
}

namespace {

// Whether it tells what the document is or becomes.
bool isDocumentOf(const protocol::ServerMessage &message)
{
    return std::holds_alternative<protocol::Committed>(message) || std::holds_alternative<protocol::CatchUp>(message)
        || std::holds_alternative<protocol::Snapshot>(message) || std::holds_alternative<protocol::ContentHash>(message);
}

std::optional<Delta> changeIn(const SessionEffects &effects)
{
    for (const session::VisibleEffect &effect : effects.visible) {
        if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
            return apply->change;
    }
    return std::nullopt;
}

// What a remote change does to a caret, told unit by unit: it stays behind what is left of the text before it.
qint64 caretOver(qint64 caret, const Delta &change)
{
    qint64 before = 0;
    qint64 left = 0;
    for (const model::Op &op : change.ops()) {
        for (qint64 unit = 0; unit < op.length && before < caret; ++unit) {
            left += op.isDelete() ? 0 : 1;
            before += op.isInsert() ? 0 : 1;
        }
    }
    return left + caret - before;
}

} // namespace

std::optional<Delta> World::undo(int index)
{
    SessionEffects effects = at(index).session->undo(m_now);
    auto change = changeIn(effects);
    execute(index, std::move(effects));
    if (change)
        at(index).carets.edited(*change, at(index).shown);
    return change;
}

std::optional<Delta> World::redo(int index)
{
    SessionEffects effects = at(index).session->redo(m_now);
    auto change = changeIn(effects);
    execute(index, std::move(effects));
    if (change)
        at(index).carets.edited(*change, at(index).shown);
    return change;
}

void World::select(int index, model::Selection selection)
{
    at(index).selection = selection;
    execute(index, at(index).session->setPresence({{selection.anchor, selection.head}}, m_now));
}

void World::write(Client &client, std::span<session::JournalRecord> records)
{
    auto &to = client.isJournalFailing ? client.unwritten : client.journal;
    to.insert(to.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
}

void World::execute(int index, SessionEffects &&effects)
{
    Client &client = at(index);
    write(client, effects.journal);
    for (const session::VisibleEffect &effect : effects.visible)
        show(index, effect);
    const auto connection = m_connections.find(client.connection);
    for (const protocol::ClientMessage &message : effects.send) {
        if (!client.losesSends && connection != m_connections.end())
            connection->second.toServer.push_back(protocol::encode(message));
    }
    for (session::Notice &notice : effects.notices)
        client.notices.push_back(std::move(notice));
    if (effects.reconnect)
        cut(index);
    if (client.session->hasDocument() && !(client.shown == client.session->edits().visible()))
        fail(QStringLiteral("client %1 shows something else than its session has").arg(index));
    if (!effects.toDisk)
        return;
    client.awaited = effects.toDisk;
    if (client.isJournalFailing)
        answerDisk(index);
    else if (!m_options.slowDisks)
        syncJournal(index);
}

void World::show(int index, const session::VisibleEffect &effect)
{
    Client &client = at(index);
    if (const auto *apply = std::get_if<session::ApplyChange>(&effect)) {
        if (!client.shown.apply(apply->change, model::Filter::Classes))
            fail(QStringLiteral("a change did not apply to what client %1 shows").arg(index));
        const auto moved = model::moveSelection(client.selection, apply->change);
        if (client.selection.isCaret() && moved.head != caretOver(client.selection.head, apply->change))
            fail(QStringLiteral("the caret of client %1 was pushed away").arg(index));
        client.selection = model::moveSelection(client.selection, apply->change, client.shown);
    } else {
        client.shown = client.session->edits().visible();
        const qint64 last = client.shown.length() - 1;
        client.selection = {std::min(client.selection.anchor, last), std::min(client.selection.head, last)};
        client.carets.restart(client.session->revision());
    }
    if (m_observer)
        m_observer(index, effect);
}

void World::connect(int index)
{
    Client &client = at(index);
    client.losesSends = false;
    client.connection = m_nextConnection++;
    m_connections[client.connection].client = index;
    execute(index, client.session->connected(m_now));
}

void World::cut(int index)
{
    Client &client = at(index);
    const auto found = m_connections.find(client.connection);
    if (found == m_connections.end())
        return;
    found->second.clientOpen = false;
    found->second.toClient.clear();
    client.connection = 0;
    execute(index, client.session->disconnected(m_now));
}

bool World::clientReceives(int index)
{
    Client &client = at(index);
    const auto found = m_connections.find(client.connection);
    if (found == m_connections.end() || found->second.toClient.empty()) {
        if (found != m_connections.end() && !found->second.serverOpen)
            cut(index);
        return false;
    }
    const Frame frame = found->second.toClient.front();
    found->second.toClient.pop_front();
    auto messages = protocol::decodeServerFrame(m_reader, frame.text);
    if (!messages) {
        fail(QStringLiteral("a client could not read %1").arg(QString::fromUtf8(frame.text)));
        return true;
    }
    for (protocol::ServerMessage &message : *messages) {
        protocol::lengthen(message);
        const Revision before = client.session->revision();
        const auto *notSaid = std::get_if<protocol::NotSaid>(&message);
        const bool wasPending = notSaid && client.session->talk() && client.session->talk()->isPending(notSaid->id);
        SessionEffects effects = client.session->received(message, frame.payload, m_now);
        // it would heal itself, by taking the document anew
        if (effects.reconnect && isDocumentOf(message))
            fail(QStringLiteral("client %1 can't follow what the server sent: %2").arg(index).arg(QString::fromUtf8(frame.text.left(400))));
        if (notSaid)
            takeBack(index, *notSaid, wasPending, effects);
        const SessionEffects seen{{}, effects.visible, {}, {}, {}, effects.reconnect, effects.changed};
        execute(index, std::move(effects));
        const bool isLeap = !std::holds_alternative<protocol::Committed>(message) && client.session->revision() != before;
        if (isLeap || std::holds_alternative<protocol::Joined>(message))
            client.carets.restart(client.session->revision());
        else if (client.session->hasDocument())
            moveCarets(index, message, seen);
    }
    return true;
}

// Keeps the carets of the others as an editor does that hears the same messages.
void World::moveCarets(int index, const protocol::ServerMessage &message, const SessionEffects &effects)
{
    Client &client = at(index);
    const session::PendingEdits &edits = client.session->edits();
    if (effects.reconnect) {
        client.carets.restart(client.session->revision());
    } else if (const auto *committed = std::get_if<protocol::Committed>(&message)) {
        std::vector<Delta> changes;
        std::vector<Delta> shown;
        for (const protocol::CommittedChange &change : committed->changes)
            changes.push_back(change.delta.delta);
        for (const session::VisibleEffect &effect : effects.visible) {
            if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
                shown.push_back(apply->change);
        }
        const qint64 by = committed->changes.size() == 1 ? committed->changes.front().by : 0;
        client.carets.committed(client.session->revision(), by == client.session->member() ? 0 : by,
                                model::composeAll(changes, model::Filter::Classes),
                                model::composeAll(shown, model::Filter::Classes), edits);
    } else if (const auto *update = std::get_if<protocol::PresenceUpdate>(&message)) {
        for (const protocol::PresenceEntry &entry : update->entries) {
            if (entry.member != client.session->member())
                client.carets.said(entry, edits, m_now);
        }
    } else if (const auto *left = std::get_if<protocol::PersonLeft>(&message)) {
        client.carets.left(left->member);
    } else {
        for (const session::VisibleEffect &effect : effects.visible) {
            if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
                client.carets.edited(apply->change, client.shown);
        }
    }
}

} // namespace syngraph::world
