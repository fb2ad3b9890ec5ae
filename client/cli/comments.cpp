// SPDX-License-Identifier: GPL-3.0-or-later
// `comments` and `chat`: what is said about a document, a JSON line each, and saying more.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "model/comment_anchors.h"

#include <QRandomGenerator>

namespace syngraph::cli {
namespace {

using protocol::Say;
using protocol::TalkKind;
using protocol::Thread;

QByteArray jsonOf(const protocol::Remark &remark)
{
    JsonLine line;
    line.add("id", remark.id).add("author", remark.author).add("time", remark.timeMs).add("text", remark.text);
    if (remark.editedMs > 0)
        line.add("edited", remark.editedMs);
    return line.finish();
}

// Threads by their place; those that have lost their text last.
Result<void> printThreads(const DocumentClient &client)
{
    const model::CommentAnchors anchors = model::commentAnchorsOf(client.visible());
    const auto placeOf = [&](const Thread *thread) { return anchors.find(protocol::threadKey(thread->name)); };
    std::vector<const Thread *> threads;
    for (const Thread &thread : client.session().talk()->shown().threads()) {
        if (!thread.isDeleted)
            threads.push_back(&thread);
    }
    std::ranges::stable_sort(threads, {}, [&](const Thread *thread) {
        const auto place = placeOf(thread);
        return place == anchors.end() ? std::numeric_limits<qint64>::max() : place->second.position;
    });
    QByteArray out;
    for (const Thread *thread : threads) {
        JsonLine line;
        line.add("thread", thread->name).add("quote", thread->quote);
        if (const auto place = placeOf(thread); place != anchors.end())
            line.add("position", place->second.position).add("end", place->second.end);
        line.add("orphaned", placeOf(thread) == anchors.end()).add("resolved", thread->resolved.has_value());
        QByteArrayList remarks;
        for (const protocol::Remark &remark : thread->remarks) {
            if (!remark.isDeleted)
                remarks << jsonOf(remark);
        }
        line.raw("comments", '[' + remarks.join(',') + ']');
        out += line.finish() + '\n';
    }
    return writeOut(out);
}

// Says it, waits until it is kept, and prints its id.
Result<void> saySettled(DocumentClient &client, const Say &say)
{
    const auto said = client.driver().say(say);
    if (!said)
        return said.error();
    if (auto done = client.settle(); !done)
        return done;
    return writeLine(said->toHex());
}

Result<void> begin(DocumentClient &client, const QString &about, const QString &text)
{
    const qint64 position = client.visible().text(0, client.visible().length()).indexOf(about);
    if (about.isEmpty() || position < 0)
        return Error{ErrorCode::NotFound, QStringLiteral("The document has no such text.")};
    const QString thread = QString::number(QRandomGenerator::system()->generate64(), 36);
    const qint64 end = position + about.size();
    if (auto done = client.editAndSettle(model::commentChange(position, end, protocol::threadKey(thread))); !done)
        return done;
    return saySettled(client, {{}, TalkKind::Comment, thread, {}, text, about.simplified().left(protocol::kMaxQuoteUnits)});
}

// A remark by its id, a thread by its name.
Result<void> remove(DocumentClient &client, const QString &name)
{
    if (client.session().talk()->shown().thread(name)) {
        if (auto done = saySettled(client, {{}, TalkKind::DeleteThread, name, {}, {}, {}}); !done)
            return done;
        return client.editAndSettle(model::uncommentChange(client.visible(), protocol::threadKey(name)));
    }
    const auto id = protocol::TalkId::fromHex(name.toLatin1());
    if (!id)
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such comment.")};
    return saySettled(client, {{}, TalkKind::Delete, {}, *id, {}, {}});
}

Result<void> edit(DocumentClient &client, const QString &name, const QString &text)
{
    const auto id = protocol::TalkId::fromHex(name.toLatin1());
    if (!id)
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such comment.")};
    return saySettled(client, {{}, TalkKind::Edit, {}, *id, text, {}});
}

Result<std::unique_ptr<DocumentClient>> openFor(const Arguments &arguments)
{
    const auto target = targetFrom(arguments, arguments.positional[0], Names::Document);
    if (!target)
        return target.error();
    return DocumentClient::openWithTalk(*target);
}

constexpr char kCommentsUsage[] = "comments URL/DOC [--about WORDS --text TEXT | --reply THREAD --text TEXT | --edit ID --text TEXT | "
                                  "--resolve THREAD | --reopen THREAD | --delete THREAD|ID]";

Result<void> comments(const QStringList &words)
{
    const auto arguments = parseArguments(
        words, {kCommentsUsage, 1, {"about", "text", "reply", "edit", "resolve", "reopen", "delete"}});
    if (!arguments)
        return arguments.error();
    int acts = 0;
    for (const char *act : {"about", "reply", "edit", "resolve", "reopen", "delete"})
        acts += arguments->has(act) ? 1 : 0;
    const bool wantsText = arguments->has("about") || arguments->has("reply") || arguments->has("edit");
    if (acts > 1 || wantsText != arguments->has("text"))
        return Error{ErrorCode::Usage, QStringLiteral("Usage: syngraph-cli %1").arg(QLatin1StringView(kCommentsUsage))};
    auto client = openFor(*arguments);
    if (!client)
        return client.error();
    const QString text = arguments->value("text");
    if (arguments->has("about"))
        return begin(**client, arguments->value("about"), text);
    if (arguments->has("reply"))
        return saySettled(**client, {{}, TalkKind::Comment, arguments->value("reply"), {}, text, {}});
    if (arguments->has("edit"))
        return edit(**client, arguments->value("edit"), text);
    if (arguments->has("resolve"))
        return saySettled(**client, {{}, TalkKind::Resolve, arguments->value("resolve"), {}, {}, {}});
    if (arguments->has("reopen"))
        return saySettled(**client, {{}, TalkKind::Reopen, arguments->value("reopen"), {}, {}, {}});
    if (arguments->has("delete"))
        return remove(**client, arguments->value("delete"));
    return printThreads(**client);
}

Result<void> chat(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"chat URL/DOC [--say TEXT]", 1, {"say"}});
    if (!arguments)
        return arguments.error();
    auto client = openFor(*arguments);
    if (!client)
        return client.error();
    if (arguments->has("say"))
        return saySettled(**client, {{}, TalkKind::Chat, {}, {}, arguments->value("say"), {}});
    QByteArray out;
    for (const protocol::Remark &remark : (*client)->session().talk()->shown().chat()) {
        if (!remark.isDeleted)
            out += jsonOf(remark) + '\n';
    }
    return writeOut(out);
}

} // namespace

int runComments(const QStringList &arguments)
{
    return finish(comments(arguments));
}

int runChat(const QStringList &arguments)
{
    return finish(chat(arguments));
}

} // namespace syngraph::cli
