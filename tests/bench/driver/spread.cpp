// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/create.h"
#include "cli/json.h"
#include "cli/load_client.h"
#include "cli/output.h"
#include "cli/wait.h"
#include "driver/bench_clients.h"

#include <algorithm>

namespace syngraph::bench {

using cli::LoadClient;
using cli::LoadTimes;
using cli::Target;

namespace {

constexpr qint64 kPatienceMs = 60'000;

struct Shape
{
    qint64 documents = 0;
    qint64 clients = 0; // of each document
    qint64 intervalMs = 0;
    qint64 seconds = 0;
};

Result<Shape> shapeFrom(const cli::Arguments &arguments)
{
    const auto documents = cli::numberOption(arguments, "documents", 1, 10'000, 100);
    const auto clients = cli::numberOption(arguments, "clients", 1, 100, 2);
    const auto interval = cli::numberOption(arguments, "interval", 1, 1'000'000, 1000);
    const auto seconds = cli::numberOption(arguments, "seconds", 1, 100'000, 10);
    for (const auto *number : {&documents, &clients, &interval, &seconds}) {
        if (!*number)
            return number->error();
    }
    return Shape{*documents, *clients, *interval, *seconds};
}

// One document with its clients, the first of which types.
struct Desk
{
    LoadTimes times;
    std::vector<std::unique_ptr<LoadClient>> clients;

    bool hasSettled() const
    {
        Revision newest;
        for (const auto &client : clients)
            newest = std::max(newest, client->session().revision());
        return std::ranges::all_of(clients, [&](const auto &client) {
            return client->isLive() && client->session().edits().pendingCount() == 0
                && client->session().revision() == newest;
        });
    }
    bool isAlike() const
    {
        return std::ranges::all_of(clients, [&](const auto &client) {
            return client->session().edits().visible() == clients.front()->session().edits().visible();
        });
    }
};

using Desks = std::vector<std::unique_ptr<Desk>>;

Result<Desks> openAll(const Target &target, const Shape &shape)
{
    Desks desks;
    for (qint64 i = 0; i < shape.documents; ++i) {
        const auto document = cli::createDocument(target, QStringLiteral("spread %1").arg(i));
        if (!document)
            return document.error();
        Desk &desk = *desks.emplace_back(std::make_unique<Desk>());
        desk.times.clock.start();
        desk.times.madeAt.resize(1);
        for (int number = 0; number < shape.clients; ++number) {
            desk.clients.push_back(std::make_unique<LoadClient>(target, *document, number, desk.times));
            desk.clients.back()->start();
        }
        if (!cli::waitUntil([&] { return desk.hasSettled(); }, kPatienceMs))
            return ErrorCode::TimedOut;
    }
    return desks;
}

// The writers begin evenly over the time between two keystrokes.
void typeAll(const Desks &desks, const Shape &shape)
{
    for (std::size_t i = 0; i < desks.size(); ++i) {
        LoadClient *writer = desks[i]->clients.front().get();
        const auto delay = int(shape.intervalMs * qint64(i) / std::ssize(desks));
        QTimer::singleShot(delay, writer, [writer, rate = 1000.0 / double(shape.intervalMs)] {
            writer->startTyping(rate);
        });
    }
    cli::waitUntil([] { return false; }, shape.seconds * 1000);
    for (const auto &desk : desks)
        desk->clients.front()->stopTyping();
}

} // namespace

Result<void> spread(const QStringList &words)
{
    const auto arguments = cli::parseArguments(words, {"spread URL --documents N --clients K --interval MS --seconds S", 1,
                                                       {"documents", "clients", "interval", "seconds"}});
    if (!arguments)
        return arguments.error();
    const auto target = cli::targetFrom(*arguments, arguments->positional[0], cli::Names::Server);
    const auto shape = shapeFrom(*arguments);
    if (!target || !shape)
        return !target ? target.error() : shape.error();
    const auto desks = openAll(*target, *shape);
    if (!desks)
        return desks.error();
    if (auto told = cli::writeLine("{\"live\":true}"); !told)
        return told;
    typeAll(*desks, *shape);
    const bool isSettled = cli::waitUntil(
        [&] { return std::ranges::all_of(*desks, [](const auto &desk) { return desk->hasSettled(); }); }, kPatienceMs);
    const bool isAlike = isSettled && std::ranges::all_of(*desks, [](const auto &desk) { return desk->isAlike(); });
    std::vector<qint64> deliveries;
    std::vector<qint64> acks;
    qint64 edits = 0;
    for (const auto &desk : *desks) {
        deliveries.insert(deliveries.end(), desk->times.deliveries.begin(), desk->times.deliveries.end());
        acks.insert(acks.end(), desk->times.acks.begin(), desk->times.acks.end());
        edits += qint64(desk->times.madeAt.front().size());
    }
    const qint64 delivered = std::ssize(deliveries);
    if (auto told = cli::writeLine(cli::JsonLine()
                                       .add("edits", edits)
                                       .add("delivered", delivered)
                                       .add("p50_ms", cli::percentile(deliveries, 0.5))
                                       .add("p99_ms", cli::percentile(deliveries, 0.99))
                                       .add("ack_p99_ms", cli::percentile(acks, 0.99))
                                       .add("converged", isAlike && delivered == edits * (shape->clients - 1))
                                       .finish());
        !told)
        return told;
    return isAlike ? Result<void>() : ErrorCode::Diverged;
}

} // namespace syngraph::bench
