// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include "lies.h"

namespace syngraph::simulation {

using world::Step;
using Kind = Step::Kind;

void Tally::add(const Tally &other)
{
    schedules += other.schedules;
    revisions += other.revisions;
    for (auto it = other.steps.cbegin(); it != other.steps.cend(); ++it)
        steps[it.key()] += it.value();
}

Schedule::Schedule(quint64 seed)
    : m_seed(seed)
    , m_random(seed, 0)
    , m_swarm(Swarm::draw(m_random))
{
    const Leniency leniency{m_swarm.mayMerge(), m_swarm.mayRefuse(), m_swarm.backups};
    for (int i = 0; i < m_swarm.rooms; ++i)
        m_rooms.push_back(std::make_unique<Room>(Trial(m_swarm.setup, leniency), Typist(m_swarm)));
}

void Schedule::play(Room &room, const Step &step)
{
    if (room.trial.play(step))
        ++m_done[step.kind];
}

// Some may only propose; latecomers have not been here yet; pictures are uploaded before somebody shows them.
void Schedule::begin()
{
    for (const auto &room : m_rooms) {
        for (qint64 picture = 0; m_swarm.embeds && picture < 3; ++picture)
            play(*room, {.kind = Kind::Blob, .bytes = pictureHash(picture)});
        for (int client = 0; m_swarm.suggesters && client < m_swarm.setup.clients; ++client) {
            if (m_random.chance(50))
                play(*room, {.kind = Kind::Role, .client = client, .number = qint64(protocol::Role::Suggester)});
        }
        for (int client = 1; m_swarm.latecomers && client < m_swarm.setup.clients; ++client) {
            if (m_random.chance(50))
                continue;
            play(*room, {.kind = Kind::Cut, .client = client});
            play(*room, {.kind = Kind::Notice, .client = client});
            play(*room, {.kind = Kind::CrashMachine, .client = client, .number = -1});
        }
    }
}

std::optional<Failure> Schedule::run(Tally &tally)
{
    begin();
    for (int i = 0; i < m_swarm.steps; ++i) {
        Room &room = *m_rooms[std::size_t(m_random.below(m_swarm.rooms))];
        const Step step = draw(room);
        const bool isOfServer = step.kind == Kind::CrashServer || step.kind == Kind::ForgetServer
            || step.kind == Kind::Tick;
        if (!isOfServer) {
            play(room, step);
            continue;
        }
        for (const auto &each : m_rooms)
            play(*each, step);
    }
    ++tally.schedules;
    std::optional<Failure> failure;
    for (const auto &room : m_rooms) {
        const QString wrong = room->trial.finish();
        tally.revisions += room->trial.world().room().head().value;
        if (!wrong.isEmpty() && !failure)
            failure = Failure{m_seed, wrong, m_swarm.setup, {m_swarm.mayMerge(), m_swarm.mayRefuse(), m_swarm.backups},
                              room->trial.steps()};
    }
    for (const auto &[kind, count] : m_done)
        tally.steps[world::nameOf(kind)] += count;
    return failure;
}

Step Schedule::draw(Room &room)
{
    if (room.leaving)
        return drawLeaving(room);
    const world::World &world = room.trial.world();
    const int client = int(m_random.below(world.clientCount()));
    if (m_swarm.clientPower && world.isIdAtRisk(client) && m_random.chance(10))
        return {.kind = Kind::CrashMachine, .client = client};
    const int all = m_swarm.typing + m_swarm.toServer + m_swarm.toClient + m_swarm.disk + m_swarm.time + m_swarm.faults;
    qint64 kind = m_random.below(all);
    if ((kind -= m_swarm.typing) < 0)
        return drawTyping(room, client);
    if ((kind -= m_swarm.toServer) < 0)
        return {.kind = Kind::ToServer, .client = client};
    if ((kind -= m_swarm.toClient) < 0)
        return {.kind = Kind::ToClient, .client = client};
    if ((kind -= m_swarm.disk) < 0)
        return drawDisk(client);
    if ((kind -= m_swarm.time) < 0)
        return drawTime();
    if (!world.isConnected(client) && m_random.chance(60))
        return {.kind = Kind::Connect, .client = client};
    return drawFault(room, client);
}

// By chance alone all of them are never gone in one moment.
Step Schedule::drawLeaving(Room &room)
{
    const int clients = room.trial.world().clientCount();
    const int step = (*room.leaving)++;
    if (step < 2 * clients)
        return {.kind = step % 2 == 0 ? Kind::Cut : Kind::Notice, .client = step / 2};
    room.leaving.reset();
    return {.kind = Kind::Close};
}

Step Schedule::drawDisk(int client)
{
    if (m_swarm.setup.options.slowDisks && m_random.chance(40))
        return {.kind = Kind::SyncJournal, .client = client};
    const int kind = int(m_random.below(10));
    const qint64 isOfTalk = m_swarm.talk ? m_random.below(2) : 0;
    if (kind < 3)
        return {.kind = Kind::Begin, .number = isOfTalk};
    if (kind < 6)
        return {.kind = Kind::Finish, .number = isOfTalk};
    if (kind == 6)
        return {.kind = Kind::Snapshot};
    return {.kind = Kind::Persist};
}

Step Schedule::drawTime()
{
    if (m_swarm.clock && m_random.chance(30))
        return {.kind = Kind::WallClock, .number = m_random.below(2'000'000)};
    if (m_swarm.clock && m_random.chance(20))
        return {.kind = Kind::Tick, .number = m_random.below(60'000)};
    return {.kind = Kind::Tick, .number = 200};
}

Step Schedule::drawFault(Room &room, int client)
{
    const world::World &world = room.trial.world();
    const int kind = int(m_random.below(10));
    if (m_swarm.oldConnections && m_random.chance(50))
        return drawOldConnection(world, client);
    if (kind < 2 && m_swarm.cuts)
        return {.kind = Kind::Cut, .client = client};
    if (kind == 3 && m_swarm.roles) {
        using protocol::Role;
        const Role lower[] = {Role::Viewer, Role::Commenter, Role::Suggester};
        const Role role = m_random.chance(50) ? Role::Editor : m_random.pick(lower);
        return {.kind = Kind::Role, .client = client, .number = qint64(role)};
    }
    if ((kind == 4 || kind == 9) && m_swarm.strangers) {
        const int stranger = int(m_random.below(world.strangerCount()));
        return {.kind = Kind::Say, .client = stranger, .bytes = drawLie(m_random, world, stranger)};
    }
    if (kind < 7)
        return drawServerFault(room);
    return drawClientFault(client, kind);
}

// What was on its way when a connection was given up arrives behind the back of the next one.
Step Schedule::drawOldConnection(const world::World &world, int client)
{
    for (int other = 0; other < world.clientCount(); ++other) {
        if (world.hasLateFrame(other) && world.isConnected(other) && m_random.chance(50))
            return {.kind = m_random.chance(70) ? Kind::Late : Kind::ToServer, .client = other};
        if (!world.isConnected(other) && m_random.chance(40))
            return {.kind = Kind::Connect, .client = other};
    }
    // a frame said twice on one connection is none of the product's once its first copy may be refused
    if (!m_swarm.mayRefuse() && m_random.chance(30))
        return {.kind = Kind::Repeat, .client = client};
    return {.kind = Kind::Cut, .client = client};
}

Step Schedule::drawServerFault(Room &room)
{
    const world::World &world = room.trial.world();
    if (world.room().document().length() > 0 && m_swarm.serverDisk && m_random.chance(40)) {
        if (m_random.chance(50))
            return {.kind = Kind::StoreRecovers};
        return {.kind = Kind::WriteFails, .number = m_random.below(2)};
    }
    if (m_swarm.serverCrashes && m_random.chance(25))
        return {.kind = Kind::CrashServer, .number = m_random.below(2)};
    if (m_swarm.backups && m_random.chance(10))
        return {.kind = Kind::Backup, .number = m_random.below(world.room().persistedHead().value + 1)};
    if (m_swarm.losesRegistry && m_random.chance(15))
        return {.kind = Kind::ForgetServer};
    if (m_random.chance(30) && m_swarm.cuts)
        room.leaving = 0;
    return {.kind = Kind::Trim, .number = m_random.below(4)};
}

Step Schedule::drawClientFault(int client, int kind)
{
    if (kind == 7 && m_swarm.clientCrashes)
        return {.kind = m_random.chance(40) ? Kind::CrashClient : Kind::Halt, .client = client};
    if (kind == 8 && m_swarm.clientPower && m_random.chance(50))
        return {.kind = Kind::CrashMachine, .client = client, .number = m_random.below(6)};
    if (kind == 8 && m_swarm.clientDisk)
        return {.kind = m_random.chance(40) ? Kind::JournalFails : Kind::JournalRecovers, .client = client};
    if (m_random.chance(40))
        return {.kind = Kind::CompactJournal, .client = client};
    return {.kind = m_random.chance(50) ? Kind::SyncJournal : Kind::Notice, .client = client};
}

} // namespace syngraph::simulation
