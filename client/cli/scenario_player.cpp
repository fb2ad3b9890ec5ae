// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/scenario_player.h"

#include "model/delta_json.h"
#include "model/schema.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace syngraph::cli {
namespace {

using model::Delta;

Result<Delta> deltaOf(const QJsonValue &value)
{
    return model::parseDelta(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
}

QJsonArray jsonOf(const Delta &delta)
{
    return QJsonDocument::fromJson(model::toJson(delta)).array();
}

QString differs(const QString &what, const Delta &is, const QJsonValue &expected)
{
    const auto wanted = deltaOf(expected);
    if (wanted && *wanted == is)
        return {};
    return QStringLiteral("%1 is %2").arg(what, QString::fromUtf8(model::toJson(is)));
}

} // namespace

Result<ScenarioPlayer> ScenarioPlayer::prepare(const QJsonObject &scenario)
{
    QStringList names;
    const auto setup = world::setupFromJson(scenario, names);
    if (!setup)
        return setup.error();
    if (names.isEmpty())
        return Error{ErrorCode::MissingMember, QStringLiteral("The scenario names no clients.")};
    ScenarioPlayer player(world::build(*setup));
    for (int client = 0; client < names.size(); ++client)
        player.m_clients.emplace(names[client], client);
    for (int stranger = 0; stranger < setup->strangers; ++stranger)
        player.m_strangers.emplace(world::strangerName(stranger), stranger);
    return player;
}

// Lets everything on its way arrive, in both directions.
void ScenarioPlayer::exchange(int client)
{
    bool moved = true;
    while (moved) {
        moved = m_world->serverReceives(client);
        m_world->persist();
        while (m_world->clientReceives(client))
            moved = true;
    }
}

QJsonObject ScenarioPlayer::play(const QJsonObject &step)
{
    QJsonObject answer;
    const QString name = step[u"client"].toString();
    const auto client = m_clients.find(name);
    const bool isServer = name.isEmpty() || name == u"server";
    const auto stranger = m_strangers.find(name);
    QString error;
    if (stranger != m_strangers.end())
        error = actFreely(stranger->second, step);
    else if (client == m_clients.end() && !isServer)
        error = QStringLiteral("there is no client \"%1\"").arg(name);
    else
        error = act(step[u"do"].toString(), isServer ? -1 : client->second, step, answer);
    if (error.isEmpty())
        error = m_world->failure();
    if (error.isEmpty())
        error = compare(step[u"docs"].toObject());
    answer[u"docs"] = documents();
    answer[u"ok"] = error.isEmpty();
    if (!error.isEmpty())
        answer[u"error"] = error;
    return answer;
}

QString ScenarioPlayer::act(const QString &what, int client, const QJsonObject &step, QJsonObject &answer)
{
    if (what == u"tick" && !step.contains(u"number")) {
        m_world->tick();
        return {};
    }
    if (what == u"settle")
        return settle();
    if (what == u"crash")
        return crash(client);
    if (client < 0)
        return actFreely(client, step);
    if (!m_world->session(client).hasDocument() && (what == u"edit" || what == u"undo" || what == u"redo"))
        return QStringLiteral("%1 has no document").arg(world::clientName(client));
    if (what == u"edit" && !step.contains(u"group"))
        return edit(client, step);
    if (what == u"undo" || what == u"redo") {
        const auto change = what == u"undo" ? m_world->undo(client) : m_world->redo(client);
        answer[u"change"] = change ? QJsonValue(jsonOf(*change)) : QJsonValue();
        return step.contains(u"change") ? differs(what, change.value_or(Delta()), step[u"change"]) : QString();
    }
    if (what == u"commit")
        return commit(client, step[u"rev"].toInteger(-1));
    if (what == u"deliver")
        return deliver(client, step[u"rev"].toInteger(-1));
    if (what == u"late")
        return m_world->lateFrame(client) ? QString() : QStringLiteral("no late frame is on its way");
    if (what == u"cut") {
        m_world->cut(client);
        return {};
    }
    if (what != u"reconnect")
        return actFreely(client, step);
    m_world->connect(client);
    exchange(client);
    return {};
}

// A step as the simulator writes them: it does nothing where it does not apply.
QString ScenarioPlayer::actFreely(int client, const QJsonObject &json)
{
    auto step = world::stepFromJson(json);
    if (!step)
        return QStringLiteral("there is no step \"%1\"").arg(json[u"do"].toString());
    step->client = client;
    if (client < 0 && world::isOfClient(step->kind))
        return QStringLiteral("step \"%1\" needs a client").arg(json[u"do"].toString());
    world::play(*m_world, *step);
    return {};
}

QString ScenarioPlayer::settle()
{
    QString error = m_world->settle();
    for (auto client = m_clients.begin(); client != m_clients.end() && error.isEmpty(); ++client) {
        if (!(m_world->visible(client->second) == m_world->server()))
            error = QStringLiteral("%1 ends with another document than the server").arg(client->first);
    }
    return error;
}

QString ScenarioPlayer::edit(int client, const QJsonObject &step)
{
    const auto change = deltaOf(step[u"change"]);
    if (!change)
        return change.error().text();
    if (auto allowed = model::checkChange(*change, m_world->visible(client)); !allowed)
        return allowed.error().text();
    m_world->edit(client, *change, session::PendingEdits::Grouping::New);
    return {};
}

QString ScenarioPlayer::commit(int client, qint64 revision)
{
    const Revision before = m_world->room().head();
    while (m_world->room().head() == before) {
        if (!m_world->serverReceives(client))
            return QStringLiteral("nothing of this client is on its way");
    }
    m_world->persist();
    const qint64 head = m_world->room().head().value;
    return revision >= 0 && head != revision ? QStringLiteral("it became revision %1").arg(head) : QString();
}

QString ScenarioPlayer::deliver(int client, qint64 revision)
{
    while (m_world->session(client).revision().value < revision) {
        if (!m_world->clientReceives(client))
            return QStringLiteral("revision %1 is not on its way").arg(revision);
    }
    return {};
}

QString ScenarioPlayer::crash(int client)
{
    if (client < 0)
        m_world->crashServer();
    else
        m_world->crashClient(client);
    return {};
}

QJsonObject ScenarioPlayer::documents() const
{
    QJsonObject documents;
    for (const auto &[name, client] : m_clients) {
        if (m_world->session(client).hasDocument())
            documents[name] = jsonOf(m_world->visible(client).toDelta());
    }
    documents[u"server"] = jsonOf(m_world->server().toDelta());
    return documents;
}

QString ScenarioPlayer::compare(const QJsonObject &expected) const
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const auto client = m_clients.find(it.key());
        const bool isServer = it.key() == u"server";
        if (client == m_clients.end() && !isServer)
            return QStringLiteral("there is no client \"%1\"").arg(it.key());
        if (!isServer && !m_world->session(client->second).hasDocument())
            return QStringLiteral("%1 has no document").arg(it.key());
        const model::Document &document = isServer ? m_world->server() : m_world->visible(client->second);
        if (const QString wrong = differs(it.key(), document.toDelta(), it.value()); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

QString ScenarioPlayer::compareAll(const QJsonArray &expected) const
{
    QJsonObject all;
    for (const auto &[name, client] : m_clients)
        all[name] = expected;
    all[u"server"] = expected;
    return compare(all);
}

} // namespace syngraph::cli
