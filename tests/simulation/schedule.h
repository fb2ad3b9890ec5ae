// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world/world.h"

#include <QMap>

namespace syngraph::simulation {

// What one schedule did, to see that it did anything.
struct Tally
{
    qint64 revisions = 0;
    QMap<QString, qint64> events;
};

// One seed = one world: clients type, format and undo at random while the network cuts, delays and repeats, the
// log goes out of memory, clients and server crash. Which of these a schedule knows depends on its seed.
class Schedule
{
public:
    explicit Schedule(quint64 seed);

    // Plays it to the end and brings everybody together; empty, or what went wrong.
    QString run(Tally &tally);

private:
    quint64 random();
    int below(int bound) { return int(random() % quint64(bound)); }
    bool chance(int percent) { return below(100) < percent; }

    void step(Tally &tally);
    void fault(int client, Tally &tally);
    void type(int client);
    model::Delta randomChange(int client);
    QString nextToken();
    bool settle();
    QString verdict() const;
    QString checkTokens() const;

    quint64 m_state;
    world::World m_world;
    bool m_undo = false;
    bool m_deletes = false;
    bool m_backups = false;
    bool m_crashes = false;
    bool m_cuts = false;
    bool m_losesTokens = false;
    bool m_lateFrames = false;
    char16_t m_nextToken = 0;
    qint64 m_typed = 0; // tokens
};

} // namespace syngraph::simulation
