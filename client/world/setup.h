// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "world/step.h"

namespace syngraph::world {

// How a World begins: everybody has joined and has the document.
struct Setup
{
    model::Delta base;
    int clients = 0;
    int strangers = 0;
    World::Options options = {};
};

// `base` must be a valid document.
std::unique_ptr<World> build(const Setup &setup);

// The members of a scenario file that say this; clients are named A, B, … there, strangers Y, Y1, Y2 ….
QJsonObject toJson(const Setup &setup);
// Names the clients of a file may have chosen, in order, go to `names`.
Result<Setup> setupFromJson(const QJsonObject &json, QStringList &names);
QString clientName(int client);
QString strangerName(int stranger);
// The step with its client, by those names.
QJsonObject toJson(const Step &step);

} // namespace syngraph::world
