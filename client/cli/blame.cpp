// SPDX-License-Identifier: GPL-3.0-or-later
// `blame`: who wrote what, and when, a JSON line for each stretch of text.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "history/log.h"

namespace syngraph::cli {
namespace {

constexpr qint64 kSameTimeMs = 60'000; // typed in one go

Result<history::Log> readLog(DocumentClient &client, Revision to)
{
    history::Log log;
    while (log.head() < to) {
        const auto reply = client.ask(protocol::ReadHistory{0, log.head(), to});
        if (!reply)
            return reply.error();
        const auto *page = std::get_if<protocol::History>(&reply->message);
        if (!page || page->changes.empty())
            return ErrorCode::BaseUnknown;
        if (auto done = log.append(page->changes); !done)
            return done.error();
    }
    return log;
}

// Text of one paragraph by one person, written without a pause.
struct Stretch
{
    qint64 from = 0;
    qint64 to = 0;
    Revision by;    // the last change in it
    qint64 timeMs = 0;
};

std::vector<Stretch> stretchesOf(const history::Log &log, const model::Document &content)
{
    std::vector<Stretch> stretches;
    log.writersAt(log.head()).visit(0, content.length(), [&](qint64 from, qint64 length, Revision by) {
        if (by.value == 0)
            return; // the last paragraph end is everybody's
        const qint64 time = log.change(by).timeMs;
        Stretch *last = stretches.empty() ? nullptr : &stretches.back();
        const bool goesOn = last && last->to == from && content.at(from - 1) != u'\n'
            && log.change(last->by).author == log.change(by).author && std::abs(time - last->timeMs) <= kSameTimeMs;
        if (!goesOn) {
            stretches.push_back({from, from + length, by, time});
            return;
        }
        last->to = from + length;
        last->by = std::max(last->by, by);
        last->timeMs = log.change(last->by).timeMs;
    });
    return stretches;
}

QByteArray linesOf(const history::Log &log)
{
    const model::Document content = log.contentAt(log.head());
    QByteArray out;
    for (const Stretch &stretch : stretchesOf(log, content)) {
        out += JsonLine()
                   .add("paragraph", content.lineAt(stretch.from) + 1)
                   .add("position", stretch.from)
                   .add("text", content.text(stretch.from, stretch.to))
                   .add("author", log.authorOf(stretch.by))
                   .add("time", stretch.timeMs)
                   .add("revision", stretch.by.value)
                   .finish();
        out += '\n';
    }
    return out;
}

Result<void> blame(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"blame URL/DOC [--revision N]", 1, {"revision"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto revision = numberOption(*arguments, "revision", 0, protocol::kSafeInteger, -1);
    if (!revision)
        return revision.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    const auto log = readLog(**client, *revision < 0 ? (*client)->session().revision() : Revision{*revision});
    return log ? writeOut(linesOf(*log)) : log.error();
}

} // namespace

int runBlame(const QStringList &arguments)
{
    return finish(blame(arguments));
}

} // namespace syngraph::cli
