// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong in a World, and how it is made good again.
#include "base/plant.h"
#include "model/delta_json.h"
#include "protocol/codec.h"
#include "world/world.h"

namespace syngraph::world {

using session::JournalRecord;
using session::Session;

namespace {

// The past behind the last state says nothing that the state does not.
std::span<const JournalRecord> sinceBase(const std::vector<JournalRecord> &journal)
{
    auto from = journal.size();
    while (from > 0 && !std::holds_alternative<session::BaseRecord>(journal[from - 1]))
        --from;
    return std::span(journal).subspan(from == 0 ? 0 : from - 1);
}

} // namespace

void World::forgetRecords(Client &client, std::size_t from)
{
    const auto note = [&](const JournalRecord &record) {
        if (const auto *edit = std::get_if<session::EditRecord>(&record))
            client.lostEdits.push_back(edit->change);
        forgetSaid(client, record);
    };
    const auto first = client.journal.begin() + std::ptrdiff_t(std::min(from, client.journal.size()));
    std::for_each(first, client.journal.end(), note);
    std::ranges::for_each(client.unwritten, note);
    client.journal.erase(first, client.journal.end());
    client.unwritten.clear();
}

void World::crashClient(int index)
{
    forgetRecords(at(index), at(index).journal.size());
    comeBack(index, false);
}

void World::crashMachine(int index, qint64 kept)
{
    Client &client = at(index);
    forgetRecords(client, kept < 0 ? 0 : client.synced + std::size_t(kept));
    comeBack(index, true);
}

// As ReplicaStore does it.
void World::comeBack(int index, bool mayLackTail)
{
    cut(index);
    Client &client = at(index);
    const bool lacksSome = mayLackTail || client.isJournalFailing;
    // by then what was on the wire has arrived or is lost: it can't come behind an attachment that knows nothing of it
    for (auto &[id, connection] : m_connections) {
        if (lacksSome && connection.client == index)
            connection.toServer.clear();
    }
    client.isJournalFailing = false;
    client.losesSends = false;
    client.awaited.reset();
    const bool hadDocument = client.session->hasDocument();
    auto restored = Session::restore({7, 7}, sinceBase(client.journal), m_options.limits);
    if (!restored) {
        if (hadDocument && !lacksSome)
            fail(QStringLiteral("the journal of client %1 does not replay").arg(index));
        client.session = newSession();
        client.journal.clear();
        client.synced = 0;
        client.shown = {};
        return;
    }
    if (!lacksSome && !(restored->edits().visible() == client.session->edits().visible()))
        fail(QStringLiteral("the journal of client %1 gives another document").arg(index));
    if (m_options.hasTalk)
        restored->followTalk();
    if (m_options.hasTalk && !lacksSome && !(restored->talk()->shown() == client.session->talk()->shown()))
        fail(QStringLiteral("the journal of client %1 gives another talk").arg(index));
    if (mayLackTail && restored->edits().pendingCount() == 0)
        restored = Session::restore({7, 7}, restored->detached(), m_options.limits);
    client.session = std::make_unique<Session>(std::move(*restored));
    client.session->awaitDisk();
    if (lacksSome)
        compactJournal(index);
    show(index, session::ReplaceDocument{});
}

void World::syncJournal(int index)
{
    at(index).synced = at(index).journal.size();
    answerDisk(index);
}

// A disk that takes nothing answers too: nobody's work waits for it.
void World::answerDisk(int index)
{
    const auto mark = std::exchange(at(index).awaited, std::nullopt);
    if (!mark)
        return;
    m_mayDouble = m_mayDouble || at(index).isJournalFailing;
    execute(index, at(index).session->isOnDisk(*mark));
}

bool World::isIdAtRisk(int index) const
{
    const Client &client = m_clients[std::size_t(index)];
    const auto isNewId = [](const JournalRecord &record) { return std::holds_alternative<session::AttachedRecord>(record); };
    return std::ranges::any_of(std::span(client.journal).subspan(client.synced), isNewId);
}

void World::compactJournal(int index)
{
    Client &client = at(index);
    if (!client.session->hasDocument() || client.isJournalFailing)
        return;
    client.journal = client.session->compacted();
    client.unwritten.clear();
    syncJournal(index);
}

void World::setJournalFailing(int index, bool isFailing)
{
    if (std::exchange(at(index).isJournalFailing, isFailing) && !isFailing)
        compactJournal(index);
    if (isFailing)
        answerDisk(index);
}

void World::failWrite(ErrorCode code, bool underWayIsDurable)
{
    m_readOnly = code;
    crashServer(underWayIsDurable);
}

void World::storeRecovers()
{
    if (std::exchange(m_readOnly, std::nullopt))
        execute(m_room->setReadOnly(std::nullopt));
}

// Everybody's connection ends, as those of the clients find out at once; frames under way are lost.
void World::crashServer(bool underWayIsDurable)
{
    m_store.abandon(underWayIsDurable);
    m_talkStore.abandon(underWayIsDurable, m_store.head());
    m_connections.clear();
    startRoom();
    for (int i = 0; i < clientCount(); ++i) {
        if (std::exchange(at(i).connection, 0) != 0)
            execute(i, at(i).session->disconnected(m_now));
    }
    for (Stranger &stranger : m_strangers)
        connectStranger(stranger);
}

void World::crashServerAndForget()
{
    m_tokens.clear();
    crashServer();
}

bool World::closeDocument()
{
    for (const auto &[id, connection] : m_connections) {
        if (connection.serverOpen)
            return false;
    }
    if (!planted(Plant::UnloadDuringSave))
        persist();
    takeSnapshot();
    startRoom();
    return true;
}

void World::restoreBackup(Revision revision)
{
    m_store.setBack(revision);
    m_talkStore.setBack(revision);
    m_epoch = {m_epoch.high, m_epoch.low + 1};
    crashServer();
}

int World::addStranger()
{
    m_strangers.push_back({});
    connectStranger(m_strangers.back());
    return strangerCount() - 1;
}

ClientId World::strangerId(int stranger) const
{
    return m_strangers[std::size_t(stranger)].id;
}

void World::connectStranger(Stranger &stranger)
{
    stranger.connection = m_nextConnection++;
    Connection &connection = m_connections[stranger.connection];
    connection.client = -1;
    connection.clientOpen = false;
    handle(stranger.connection, protocol::Join{{7, 7}});
    stranger.id = m_connections[stranger.connection].id;
}

void World::strangerSays(int index, const QByteArray &frame)
{
    Stranger &stranger = m_strangers[std::size_t(index)];
    if (!m_connections.contains(stranger.connection) || !m_connections[stranger.connection].serverOpen)
        connectStranger(stranger);
    const auto message = protocol::decodeClientMessage(m_reader, frame);
    if (!message)
        serverCloses(stranger.connection);
    else if (*message)
        handle(stranger.connection, **message);
    const auto *submit = message && *message ? std::get_if<protocol::Submit>(&**message) : nullptr;
    const bool isOther = submit && std::ranges::any_of(log(), [&](const protocol::ChangeRecord &record) {
        return record.client == stranger.id && record.sequence == submit->sequence && record.base == submit->base
            && record.submittedHash != model::computeHash(submit->delta.delta);
    });
    if (isOther && m_connections[stranger.connection].serverOpen)
        fail(QStringLiteral("a used number was accepted for another change"));
}

bool World::isSettled(int index) const
{
    const Session &one = session(index);
    const auto connection = m_connections.find(m_clients[std::size_t(index)].connection);
    if (connection == m_connections.end() || !connection->second.toClient.empty())
        return false;
    return std::holds_alternative<session::Live>(one.link()) && !one.edits().hasInFlight()
        && !one.edits().hasUnsent() && one.revision() == m_room->head() && isTalkSettled(index);
}

QString World::settle()
{
    // what is pending may have to go in many small parts
    qint64 rounds = 60;
    for (const Client &client : m_clients) {
        for (qint64 i = 0; client.session->hasDocument() && i < client.session->edits().pendingCount(); ++i) {
            const model::Delta &change = client.session->edits().groups()[std::size_t(i)].change;
            rounds += 1 + change.text().size() / 8 + qint64(change.ops().size());
        }
    }
    storeRecovers();
    for (int i = 0; i < clientCount(); ++i) {
        setRole(i, protocol::Role::Editor);
        setJournalFailing(i, false);
    }
    for (qint64 round = 0; round < rounds && m_failure.isEmpty(); ++round) {
        bool all = true;
        for (int i = 0; i < clientCount(); ++i) {
            if (round == 0)
                cut(i);
            serverNoticesCut(i);
            if (!isConnected(i))
                connect(i);
            syncJournal(i);
            while (serverReceives(i)) { }
            persist();
            while (clientReceives(i)) { }
        }
        tick();
        for (int i = 0; i < clientCount(); ++i)
            all = all && isSettled(i);
        if (all && !hasUnpersisted())
            return m_failure;
    }
    return m_failure.isEmpty() ? QStringLiteral("not everybody became live and acknowledged") : m_failure;
}

} // namespace syngraph::world
