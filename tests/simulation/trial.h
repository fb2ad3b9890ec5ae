// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "judge.h"

namespace syngraph::simulation {

// A World under the eyes of a Judge: steps are played until one goes wrong, then it is healed and judged once more.
class Trial
{
public:
    Trial(const world::Setup &setup, const Leniency &leniency);

    // Whether the step did anything; nothing happens any more once something is wrong.
    bool play(const world::Step &step);
    // Heals the world; empty, or what went wrong.
    QString finish();

    const world::World &world() const { return *m_world; }
    const QString &wrong() const { return m_wrong; }
    const std::vector<world::Step> &steps() const { return m_steps; }

private:
    QString comparePresence();
    QString part();

    std::unique_ptr<world::World> m_world;
    Judge m_judge;
    std::vector<world::Step> m_steps; // that did something
    QString m_wrong;
};

// Plays `steps` in a new world; empty, or what went wrong.
QString replay(const world::Setup &setup, const Leniency &leniency, const std::vector<world::Step> &steps);

// As few of the steps as still go wrong in the same way: none can be left out (delta debugging). Gives up after `mostReplays`.
std::vector<world::Step> shrink(const world::Setup &setup, const Leniency &leniency, std::vector<world::Step> steps,
                                int mostReplays = 3000);

// A scenario file for `syngraph-cli scenario` and tests/simulation/scenarios.
QJsonObject toScenario(const QString &id, const world::Setup &setup, const Leniency &leniency,
                       const std::vector<world::Step> &steps, const QString &wrong);
// As people read it: a step a line.
QByteArray textOf(const QJsonObject &scenario);
// Plays such a file; empty, or what goes wrong.
QString playScenario(const QJsonObject &scenario);

} // namespace syngraph::simulation
