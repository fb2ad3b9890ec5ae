// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world/setup.h"

#include <QJsonObject>

#include <map>

namespace syngraph::cli {

// Plays one scenario (the step format of tests/vectors, extended) in a World: the real Room and Sessions in this
// process. Steps: edit, undo, redo, commit, deliver as in the vectors; cut, reconnect, crash (client "server": the
// server), late (a frame of a connection given up arrives), tick; settle (heals everything: everybody must end with
// the server's document). A reconnect delivers all that is on its way. Beyond these, every step that the simulator
// writes, see world/step.h.
class ScenarioPlayer
{
public:
    // Refuses a scenario without a valid base or clients.
    static Result<ScenarioPlayer> prepare(const QJsonObject &scenario);

    // Does one step. The answer holds "ok", every replica under "docs", what undo and redo did under "change",
    // and where something the step expects is otherwise, "error".
    QJsonObject play(const QJsonObject &step);
    // Every replica by the client's name, and "server".
    QJsonObject documents() const;
    // What is wrong with `documents()` where all of them should be `expected`; empty: nothing.
    QString compareAll(const QJsonArray &expected) const;

private:
    explicit ScenarioPlayer(std::unique_ptr<world::World> world) : m_world(std::move(world)) { }

    QString act(const QString &what, int client, const QJsonObject &step, QJsonObject &answer);
    QString edit(int client, const QJsonObject &step);
    QString commit(int client, qint64 revision);
    QString deliver(int client, qint64 revision);
    QString crash(int client);
    QString actFreely(int client, const QJsonObject &json);
    QString settle();
    void exchange(int client);
    QString compare(const QJsonObject &expected) const;

    std::unique_ptr<world::World> m_world;
    std::map<QString, int> m_clients;
    std::map<QString, int> m_strangers;
};

} // namespace syngraph::cli
