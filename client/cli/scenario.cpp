// SPDX-License-Identifier: GPL-3.0-or-later
// `scenario`: plays scenarios from stdin, one object or a file of vectors, and prints a JSON line per step with every
// replica, then one per scenario with the verdict.
#include "cli/command.h"
#include "cli/scenario_player.h"
#include "cli/scenario_rows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace syngraph::cli {
namespace {

void print(const QJsonObject &line)
{
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

bool playScenario(const QJsonObject &scenario)
{
    QJsonObject verdict{{QStringLiteral("id"), scenario[u"id"]}, {QStringLiteral("ok"), false}};
    auto player = ScenarioPlayer::prepare(scenario);
    QString error;
    if (!player) {
        error = player.error().text();
    } else {
        int number = 0;
        for (const QJsonValue &value : scenario[u"steps"].toArray()) {
            const QJsonObject step = value.toObject();
            QJsonObject line = player->play(step);
            line[u"step"] = ++number;
            line[u"do"] = step[u"do"];
            line[u"client"] = step[u"client"];
            if (!line[u"ok"].toBool() && error.isEmpty())
                error = QStringLiteral("step %1: %2").arg(number).arg(line[u"error"].toString());
            print(line);
        }
        if (error.isEmpty() && scenario.contains(u"final"))
            error = player->compareAll(scenario[u"final"].toArray());
        verdict[u"docs"] = player->documents();
    }
    verdict[u"ok"] = error.isEmpty();
    if (!error.isEmpty())
        verdict[u"error"] = error;
    print(verdict);
    return error.isEmpty();
}

} // namespace

int runScenario(const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return fail(kWrongUsage, QStringLiteral("scenario takes no arguments; it reads JSON from stdin."));
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(kFailed, QStringLiteral("Standard input can't be read."));
    const QJsonDocument json = QJsonDocument::fromJson(input.readAll());
    if (!json.isObject())
        return fail(kFailed, QStringLiteral("Standard input holds no scenario; give one JSON object."));
    bool ok = true;
    for (const QJsonObject &row : rowsOf(json.object())) {
        for (const QJsonObject &scenario : scenariosOf(row))
            ok = playScenario(scenario) && ok;
    }
    return ok ? kSuccess : kFailed;
}

} // namespace syngraph::cli
