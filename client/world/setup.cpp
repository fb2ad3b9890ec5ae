// SPDX-License-Identifier: GPL-3.0-or-later
#include "world/setup.h"

#include "model/delta_json.h"
#include "model/schema.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace syngraph::world {
namespace {

// Lets everything on its way arrive, in both directions.
void exchange(World &world, int client)
{
    bool moved = true;
    while (moved) {
        moved = world.serverReceives(client);
        world.persist();
        while (world.clientReceives(client))
            moved = true;
    }
}

} // namespace

std::unique_ptr<World> build(const Setup &setup)
{
    auto world = std::make_unique<World>(setup.base, setup.options);
    for (int i = 0; i < setup.clients; ++i) {
        world->addClient();
        world->connect(i);
        exchange(*world, i);
    }
    for (int i = 0; i < setup.strangers; ++i)
        world->addStranger();
    for (int i = 0; i < setup.clients; ++i)
        exchange(*world, i);
    return world;
}

QString clientName(int client)
{
    const QChar letter(u'A' + client % 24);
    return client < 24 ? QString(letter) : letter + QString::number(client / 24);
}

QString strangerName(int stranger)
{
    return stranger == 0 ? QStringLiteral("Y") : QStringLiteral("Y%1").arg(stranger);
}

QJsonObject toJson(const Step &step)
{
    return toJson(step, [](const Step &s) {
        return s.kind == Step::Kind::Say ? strangerName(s.client) : clientName(s.client);
    });
}

QJsonObject toJson(const Setup &setup)
{
    QJsonArray names;
    for (int i = 0; i < setup.clients; ++i)
        names.append(clientName(i));
    QJsonObject json{{QStringLiteral("base"), QJsonDocument::fromJson(model::toJson(setup.base)).array()},
                     {QStringLiteral("clients"), names}};
    if (setup.strangers > 0)
        json[u"strangers"] = setup.strangers;
    const World::Options usual;
    if (setup.options.batchBytes != usual.batchBytes)
        json[u"batchBytes"] = setup.options.batchBytes;
    if (setup.options.slowDisks)
        json[u"slowDisks"] = true;
    if (setup.options.hasTalk)
        json[u"talk"] = true;
    if (setup.options.limits.bytes != usual.limits.bytes)
        json[u"limits"] = QJsonArray{setup.options.limits.bytes, setup.options.limits.components};
    return json;
}

Result<Setup> setupFromJson(const QJsonObject &json, QStringList &names)
{
    Setup setup;
    const auto base = model::parseDelta(QJsonDocument(json[u"base"].toArray()).toJson(QJsonDocument::Compact));
    if (!base)
        return base.error();
    if (auto valid = model::checkDocument(*base); !valid)
        return valid.error();
    setup.base = *base;
    for (const QJsonValue &name : json[u"clients"].toArray()) {
        if (name.toString().isEmpty() || names.contains(name.toString()))
            return Error{ErrorCode::Malformed, QStringLiteral("Each client needs a name of its own.")};
        names.append(name.toString());
    }
    setup.clients = int(names.size());
    setup.strangers = json[u"strangers"].toInt();
    setup.options.batchBytes = json[u"batchBytes"].toInteger(setup.options.batchBytes);
    setup.options.slowDisks = json[u"slowDisks"].toBool();
    setup.options.hasTalk = json[u"talk"].toBool();
    const QJsonArray limits = json[u"limits"].toArray();
    if (limits.size() == 2)
        setup.options.limits = {limits[0].toInteger(), limits[1].toInteger()};
    return setup;
}

} // namespace syngraph::world
