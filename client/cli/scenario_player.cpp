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
    const auto base = deltaOf(scenario[u"base"]);
    if (!base)
        return base.error();
    if (auto valid = model::checkDocument(*base); !valid)
        return valid.error();
    ScenarioPlayer player(*base);
    for (const QJsonValue &name : scenario[u"clients"].toArray()) {
        const int client = player.m_world->addClient();
        if (name.toString().isEmpty() || !player.m_clients.emplace(name.toString(), client).second)
            return Error{ErrorCode::Malformed, QStringLiteral("Each client needs a name of its own.")};
        player.m_world->connect(client);
        player.exchange(client);
    }
    if (player.m_clients.empty())
        return Error{ErrorCode::MissingMember, QStringLiteral("The scenario names no clients.")};
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
    const bool isServer = name == u"server" || step[u"do"] == QStringLiteral("tick");
    QString error;
    if (client == m_clients.end() && !isServer)
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
    if (what == u"tick") {
        m_world->tick();
        return {};
    }
    if (what == u"crash")
        return crash(step[u"client"].toString(), client);
    if (client < 0)
        return QStringLiteral("the server can only crash");
    if (what == u"edit")
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
        return QStringLiteral("there is no step \"%1\"").arg(what);
    m_world->connect(client);
    exchange(client);
    return {};
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

QString ScenarioPlayer::crash(const QString &name, int client)
{
    if (name == u"server")
        m_world->crashServer();
    else
        m_world->crashClient(client);
    return {};
}

QJsonObject ScenarioPlayer::documents() const
{
    QJsonObject documents;
    for (const auto &[name, client] : m_clients)
        documents[name] = jsonOf(m_world->visible(client).toDelta());
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
