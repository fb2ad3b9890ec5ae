// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "talker.h"
#include "trial.h"

#include <QMap>

namespace syngraph::simulation {

// What schedules did, to see that they did anything.
struct Tally
{
    qint64 schedules = 0;
    qint64 revisions = 0;
    QMap<QString, qint64> steps; // by name; those that did something
    void add(const Tally &other);
};

// What went wrong in one room of a schedule.
struct Failure
{
    quint64 seed = 0;
    QString wrong;
    world::Setup setup;
    Leniency leniency;
    std::vector<world::Step> steps;
};

// One seed = one world of several rooms in one server: people type, format, undo, propose, decide, talk and restore at
// random while the network cuts, delays and repeats, disks fail, the log goes out of memory, clients and server crash. Which of these a
// schedule knows depends on its seed.
class Schedule
{
public:
    explicit Schedule(quint64 seed);

    // Plays it to the end and brings everybody together; nothing, or what went wrong first.
    std::optional<Failure> run(Tally &tally);

private:
    struct Room
    {
        Trial trial;
        Typist typist;
        Talker talker = {};
        qint64 proposals = 0;
        std::optional<int> leaving = {}; // everybody goes and the document is closed: which step of it comes next
    };

    world::Step draw(Room &room);
    world::Step drawLeaving(Room &room);
    world::Step drawTyping(Room &room, int client);
    void drawChange(Room &room, world::Step &step);
    world::Step drawDisk(int client);
    world::Step drawTime();
    world::Step drawFault(Room &room, int client);
    world::Step drawOldConnection(const world::World &world, int client);
    world::Step drawServerFault(Room &room);
    world::Step drawClientFault(int client, int kind);
    void begin();
    void play(Room &room, const world::Step &step);

    quint64 m_seed;
    support::Random m_random;
    Swarm m_swarm;
    std::vector<std::unique_ptr<Room>> m_rooms;
    std::map<world::Step::Kind, qint64> m_done;
};

} // namespace syngraph::simulation
