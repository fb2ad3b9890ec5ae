// SPDX-License-Identifier: GPL-3.0-or-later
// `load`: many real clients in one document, some of them typing; how long it takes until everybody sees it.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/load_client.h"
#include "cli/output.h"

#include <algorithm>

namespace syngraph::cli {
namespace {

constexpr qint64 kPatienceMs = 60'000;

using Clients = std::vector<std::unique_ptr<LoadClient>>;

struct Shape
{
    int clients = 0;
    int writers = 0;
    qint64 rate = 0; // keystrokes per second of each writer
    qint64 seconds = 0;
};

Result<Shape> shapeFrom(const Arguments &arguments)
{
    const auto clients = numberOption(arguments, "clients", 1, 10'000, 10);
    if (!clients)
        return clients.error();
    const auto writers = numberOption(arguments, "writers", 1, *clients, std::min<qint64>(*clients, 5));
    const auto rate = numberOption(arguments, "rate", 1, 1000, 10);
    const auto seconds = numberOption(arguments, "seconds", 1, 100'000, 10);
    for (const auto *number : {&writers, &rate, &seconds}) {
        if (!*number)
            return number->error();
    }
    return Shape{int(*clients), int(*writers), *rate, *seconds};
}

std::optional<Error> failureOf(const Clients &clients)
{
    for (const auto &client : clients) {
        if (client->failure())
            return client->failure();
    }
    return std::nullopt;
}

Result<Clients> joinAll(const Target &target, DocumentId document, const Shape &shape, LoadTimes &times)
{
    Clients clients;
    for (int number = 0; number < shape.clients; ++number) {
        clients.push_back(std::make_unique<LoadClient>(target, document, number, times));
        clients.back()->start();
    }
    const bool joined = waitUntil(
        [&] { return std::ranges::all_of(clients, [](const auto &client) { return client->isLive(); }); }, kPatienceMs);
    return joined ? Result<Clients>(std::move(clients)) : ErrorCode::TimedOut;
}

// Ms until all copies were level after the last keystroke; nothing where they were not in time.
std::optional<qint64> settle(const Clients &clients)
{
    QElapsedTimer clock;
    clock.start();
    const bool settled = waitUntil(
        [&] {
            Revision newest;
            for (const auto &client : clients)
                newest = std::max(newest, client->session().revision());
            return std::ranges::all_of(clients, [&](const auto &client) {
                return client->isLive() && client->session().edits().pendingCount() == 0
                    && client->session().revision() >= newest;
            });
        },
        kPatienceMs);
    return settled ? std::optional(clock.elapsed()) : std::nullopt;
}

// Starts the writers one after the other within the time between two keystrokes, as people would.
void typeAll(const Clients &clients, const Shape &shape)
{
    for (int writer = 0; writer < shape.writers; ++writer) {
        const auto delay = int(1000 / shape.rate * writer / shape.writers);
        LoadClient *client = clients[std::size_t(writer)].get();
        QTimer::singleShot(delay, client, [client, rate = shape.rate] { client->startTyping(double(rate)); });
    }
    waitUntil([&] { return failureOf(clients).has_value(); }, shape.seconds * 1000);
    for (const auto &client : clients)
        client->endTyping();
    const auto haveEnded = [&] { return std::ranges::all_of(clients, [](const auto &client) { return client->hasEnded(); }); };
    waitUntil([&] { return haveEnded() || failureOf(clients).has_value(); }, kPatienceMs);
}

Result<void> report(const Clients &clients, LoadTimes &times, const model::Document &document, std::optional<qint64> settledMs)
{
    QList<Token> tokens;
    qint64 edits = 0;
    for (const auto &client : clients)
        tokens += client->tokens();
    for (const auto &made : times.madeAt)
        edits += qint64(made.size());
    const TokenVerdict verdict = judge(tokens, document.text(0, document.length()));
    const bool converged = settledMs && std::ranges::all_of(clients, [&](const auto &client) {
        return client->session().edits().visible().hash() == document.hash();
    });
    auto printed = writeLine(JsonLine()
                                 .add("edits", edits)
                                 .add("delivered", qint64(times.deliveries.size()))
                                 .add("p50_ms", percentile(times.deliveries, 0.5))
                                 .add("p95_ms", percentile(times.deliveries, 0.95))
                                 .add("p99_ms", percentile(times.deliveries, 0.99))
                                 .add("ack_p50_ms", percentile(times.acks, 0.5))
                                 .add("ack_p99_ms", percentile(times.acks, 0.99))
                                 .add("settled_ms", settledMs.value_or(kPatienceMs))
                                 .add("converged", converged)
                                 .add("lost", verdict.lost)
                                 .add("duplicated", verdict.duplicated)
                                 .finish());
    if (const auto failure = failureOf(clients))
        return *failure;
    if (verdict.lost + verdict.duplicated > 0 || !converged)
        return Error{ErrorCode::Diverged, QStringLiteral("Something was lost or doubled, or the copies differ.")};
    return printed;
}

Result<void> load(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"load URL/DOC --clients N --writers K --rate R --seconds S", 1,
                                                  {"clients", "writers", "rate", "seconds"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto shape = shapeFrom(*arguments);
    if (!shape)
        return shape.error();
    const auto document = findDocument(*target);
    if (!document)
        return document.error();
    LoadTimes times;
    times.clock.start();
    times.madeAt.resize(std::size_t(shape->clients));
    const auto clients = joinAll(*target, *document, *shape, times);
    if (!clients)
        return clients.error();
    typeAll(*clients, *shape);
    const auto settledMs = settle(*clients);
    const auto reader = DocumentClient::open(*target, *document);
    if (!reader)
        return reader.error();
    return report(*clients, times, (*reader)->visible(), settledMs);
}

} // namespace

int runLoad(const QStringList &arguments)
{
    return finish(load(arguments));
}

} // namespace syngraph::cli
