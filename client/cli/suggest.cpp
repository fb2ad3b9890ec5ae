// SPDX-License-Identifier: GPL-3.0-or-later
// `suggest`, `accept` and `reject`: what is proposed in a document, a JSON line each, proposing more, and deciding on it.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "convert/files.h"
#include "model/suggestion.h"

#include <QRandomGenerator>

#include <algorithm>

namespace syngraph::cli {
namespace {

using model::Decision;
using model::Delta;
using model::Document;
using model::Suggestion;

QString kindOf(const Suggestion &one)
{
    if (!one.inserted.isEmpty() && !one.deleted.isEmpty())
        return QStringLiteral("replace");
    if (!one.inserted.isEmpty())
        return QStringLiteral("insert");
    return one.deleted.isEmpty() ? QStringLiteral("format") : QStringLiteral("delete");
}

QByteArray lineOf(const Suggestion &one)
{
    JsonLine line;
    line.add("id", one.id).add("author", one.author).add("kind", kindOf(one)).add("position", one.from).add("end", one.to);
    if (!one.inserted.isEmpty())
        line.add("inserted", one.inserted);
    if (!one.deleted.isEmpty())
        line.add("deleted", one.deleted);
    if (!one.set.isEmpty())
        line.raw("set", one.set.toJson());
    return line.finish() + '\n';
}

template<typename Wanted>
Result<void> print(const std::vector<Suggestion> &all, Wanted isWanted)
{
    QByteArray out;
    for (const Suggestion &one : all) {
        if (isWanted(one))
            out += lineOf(one);
    }
    return writeOut(out);
}

// As the others see who writes here.
QString nameOf(const session::Session &session)
{
    const auto me = session.people().constFind(session.member());
    return me == session.people().constEnd() ? QString() : me->name;
}

// What the words ask for, as it would be done by who may edit.
Result<Delta> wantedChange(const Arguments &arguments, const Document &document)
{
    if (arguments.has("delta")) {
        const auto bytes = convert::readBytes(arguments.value("delta"), model::kMaxChangeBytes);
        if (!bytes)
            return bytes.error();
        const auto delta = model::parseDelta(bytes->trimmed());
        if (!delta)
            return delta.error();
        const auto fits = document.check(*delta);
        return fits ? *delta : Result<Delta>(fits.error());
    }
    // the last paragraph end stays
    const qint64 most = document.length() - 1;
    const auto at = numberOption(arguments, "at", 0, most, 0);
    if (!at)
        return at.error();
    const auto length = numberOption(arguments, "delete", 1, most - *at, 0);
    if (!length)
        return length.error();
    return Delta().retain(*at).insert(arguments.value("insert")).remove(*length).chop();
}

Result<void> propose(DocumentClient &client, const Delta &wanted)
{
    const std::vector<Suggestion> before = model::suggestionsIn(client.visible());
    const QString id = QString::number(QRandomGenerator::system()->generate64(), 36);
    const Delta change = model::proposed(wanted, client.visible(), {nameOf(client.session()), id});
    if (change.isEmpty())
        return Error{ErrorCode::Usage, QStringLiteral("This changes nothing that can be suggested.")};
    if (auto done = client.editAndSettle(change); !done)
        return done;
    const auto known = [&](const Suggestion &one) {
        return std::ranges::any_of(before, [&](const Suggestion &other) {
            return other.id == one.id && other.author == one.author && other.inserted == one.inserted
                && other.deleted == one.deleted && other.set == one.set;
        });
    };
    return print(model::suggestionsIn(client.visible()), [&](const Suggestion &one) { return !known(one); });
}

constexpr char kSuggestUsage[] = "suggest URL/DOC [--at N [--delete LENGTH] [--insert TEXT] | --delta FILE]";

Result<void> suggest(const QStringList &words)
{
    const auto arguments = parseArguments(words, {kSuggestUsage, 1, {"at", "delete", "insert", "delta"}});
    if (!arguments)
        return arguments.error();
    const bool changes = arguments->has("insert") || arguments->has("delete");
    if (arguments->has("at") != changes || (changes && arguments->has("delta")))
        return Error{ErrorCode::Usage, QStringLiteral("Usage: syngraph-cli %1").arg(QLatin1StringView(kSuggestUsage))};
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    if (!changes && !arguments->has("delta"))
        return print(model::suggestionsIn((*client)->visible()), [](const Suggestion &) { return true; });
    const auto wanted = wantedChange(*arguments, (*client)->visible());
    return wanted ? propose(**client, *wanted) : wanted.error();
}

Result<void> decide(const QStringList &words, Decision decision, const char *usage)
{
    const bool isOne = std::ranges::none_of(words, [](const QString &word) {
        return word == u"--all" || word == u"--by" || word.startsWith(u"--by=");
    });
    const auto arguments = parseArguments(words, {usage, isOne ? 2 : 1, {"by"}, {"all"}});
    if (!arguments)
        return arguments.error();
    if (arguments->has("all") && arguments->has("by"))
        return Error{ErrorCode::Usage, QStringLiteral("Usage: syngraph-cli %1").arg(QLatin1StringView(usage))};
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    const QString wanted = isOne ? arguments->positional[1] : arguments->value("by");
    const bool isAll = arguments->has("all");
    const auto isChosen = [&](const QString &id, const QString &author) { return isAll || (isOne ? id : author) == wanted; };
    const std::vector<Suggestion> before = model::suggestionsIn((*client)->visible());
    const model::Verdict verdict = model::verdictOn((*client)->visible(), decision, isChosen);
    if (verdict.on.empty() && isOne)
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such suggestion; perhaps somebody has decided on it already.")};
    if (auto done = (*client)->decideAndSettle(verdict); !done)
        return done;
    return print(before, [&](const Suggestion &one) { return isChosen(one.id, one.author); });
}

} // namespace

int runSuggest(const QStringList &arguments)
{
    return finish(suggest(arguments));
}

int runAccept(const QStringList &arguments)
{
    return finish(decide(arguments, Decision::Accept, "accept URL/DOC ID|--all|--by NAME"));
}

int runReject(const QStringList &arguments)
{
    return finish(decide(arguments, Decision::Reject, "reject URL/DOC ID|--all|--by NAME"));
}

} // namespace syngraph::cli
