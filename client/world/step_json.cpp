// SPDX-License-Identifier: GPL-3.0-or-later
// Steps in scenario files.
#include "model/delta_json.h"
#include "world/step.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace syngraph::world {
namespace {

using Kind = Step::Kind;
using Grouping = session::PendingEdits::Grouping;

// In the order of Step::Kind. `edit`, `undo`, `redo`, `cut`, `late` are those of the vectors.
constexpr std::array<const char *, 35> kNames = {
    "edit", "undo", "redo", "remark", "select",
    "toServer", "toClient", "late", "repeat",
    "connect", "cut", "notice", "halt",
    "crashClient", "crashMachine",
    "syncJournal", "compactJournal", "journalFails", "journalRecovers",
    "begin", "finish", "persist", "writeFails", "storeRecovers", "snapshot",
    "crashServer", "forgetServer", "close", "backup",
    "trim", "role", "blob", "tick", "wallClock",
    "say",
};
static_assert(std::size(kNames) == std::size_t(Kind::Say) + 1);

constexpr std::array<const char *, 3> kGroupings = {"new", "continue", "apart"};

// As it stands in a submit.
QJsonObject toJson(const model::Verdict &verdict)
{
    QJsonArray on;
    for (const model::Verdict::Name &name : verdict.on)
        on.append(QJsonArray{name.author, name.id});
    return {{QStringLiteral("accept"), verdict.decision == model::Decision::Accept}, {QStringLiteral("on"), on}};
}

model::Verdict verdictFrom(const QJsonObject &json)
{
    model::Verdict verdict{json[u"accept"].toBool() ? model::Decision::Accept : model::Decision::Reject, {}};
    for (const QJsonValue &name : json[u"on"].toArray())
        verdict.on.push_back({name[0].toString(), name[1].toString()});
    return verdict;
}

} // namespace

bool isOfClient(Kind kind)
{
    return kind <= Kind::JournalRecovers || kind == Kind::Role || kind == Kind::Say;
}

QString nameOf(Kind kind)
{
    return QLatin1StringView(kNames[std::size_t(kind)]);
}

QJsonObject toJson(const Step &step, const std::function<QString(const Step &)> &clientName)
{
    QJsonObject json{{QStringLiteral("do"), nameOf(step.kind)}};
    if (isOfClient(step.kind))
        json[u"client"] = clientName(step);
    if (step.number != 0)
        json[u"number"] = step.number;
    if (!step.change.isEmpty())
        json[u"change"] = QJsonDocument::fromJson(model::toJson(step.change)).array();
    if (step.kind == Kind::Edit && step.grouping != Grouping::New)
        json[u"group"] = QLatin1StringView(kGroupings[std::size_t(step.grouping)]);
    if (step.verdict)
        json[u"verdict"] = toJson(*step.verdict);
    if (step.kind == Kind::Select)
        json[u"at"] = QJsonArray{step.selection.anchor, step.selection.head};
    if (!step.bytes.isEmpty())
        json[u"bytes"] = QString::fromUtf8(step.bytes);
    return json;
}

std::optional<Step> stepFromJson(const QJsonObject &json)
{
    const QString name = json[u"do"].toString();
    const auto found = std::ranges::find_if(kNames, [&](const char *known) { return name == QLatin1StringView(known); });
    if (found == kNames.end())
        return std::nullopt;
    Step step;
    step.kind = Kind(found - kNames.begin());
    step.number = json[u"number"].toInteger();
    step.bytes = json[u"bytes"].toString().toUtf8();
    const QString grouping = json[u"group"].toString();
    for (std::size_t i = 0; i < kGroupings.size(); ++i) {
        if (grouping == QLatin1StringView(kGroupings[i]))
            step.grouping = Grouping(i);
    }
    const QJsonArray at = json[u"at"].toArray();
    step.selection = {at[0].toInteger(), at[1].toInteger()};
    const auto change = model::parseDelta(QJsonDocument(json[u"change"].toArray()).toJson(QJsonDocument::Compact));
    if (change)
        step.change = *change;
    if (json.contains(u"verdict"))
        step.verdict = verdictFrom(json[u"verdict"].toObject());
    return step;
}

} // namespace syngraph::world
