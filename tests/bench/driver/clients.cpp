// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/create.h"
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "client_net/web_socket_transport.h"
#include "driver/bench_clients.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSocketNotifier>

#include <algorithm>
#include <cstdio>

namespace syngraph::bench {

using cli::Target;
using client_net::SessionDriver;
using client_net::WebSocketTransport;

namespace {

constexpr qint64 kPatienceMs = 60'000;

struct Place
{
    Target target;
    DocumentId document;
};

Result<Place> placeFrom(const cli::Arguments &arguments)
{
    const auto target = cli::targetFrom(arguments, arguments.positional[0], cli::Names::Document);
    if (!target)
        return target.error();
    const auto document = cli::findDocument(*target);
    if (!document)
        return document.error();
    return Place{*target, *document};
}

double percentile(std::vector<double> &times, double share)
{
    std::ranges::sort(times);
    return times.empty() ? 0 : times[std::min(times.size() - 1, std::size_t(double(times.size()) * share))];
}

double ms(qint64 nanoseconds)
{
    return double(nanoseconds) / 1e6;
}

bool isLive(const SessionDriver &driver)
{
    return std::holds_alternative<session::Live>(driver.session().link());
}

// A client whose line can be cut as a network does it: without a word to either side.
class CuttableClient
{
public:
    explicit CuttableClient(const Place &place)
        : m_driver(session::Session(place.document), optionsFor(place.target))
    {
    }

    SessionDriver &driver() { return m_driver; }
    void cut()
    {
        if (m_transport)
            Q_EMIT m_transport->closed({ErrorCode::ConnectionLost, {}});
    }

private:
    SessionDriver::Options optionsFor(const Target &target)
    {
        SessionDriver::Options options = cli::driverOptions(target);
        options.makeTransport = [this] {
            auto transport = std::make_unique<WebSocketTransport>();
            m_transport = transport.get();
            return transport;
        };
        return options;
    }

    QPointer<WebSocketTransport> m_transport;
    SessionDriver m_driver;
};

Result<std::vector<std::unique_ptr<CuttableClient>>> connectAll(const Place &place, qint64 count)
{
    std::vector<std::unique_ptr<CuttableClient>> clients;
    for (qint64 i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<CuttableClient>(place));
        clients.back()->driver().start();
        // one after the other: how they come together is what is measured afterwards
        if (!cli::waitUntil([&] { return isLive(clients.back()->driver()); }, kPatienceMs))
            return ErrorCode::TimedOut;
    }
    return clients;
}

} // namespace

Result<void> join(const QStringList &words)
{
    const auto arguments = cli::parseArguments(words, {"join URL/DOC --times N", 1, {"times"}});
    if (!arguments)
        return arguments.error();
    const auto times = cli::numberOption(*arguments, "times", 1, 10'000, 20);
    if (!times)
        return times.error();
    const auto place = placeFrom(*arguments);
    if (!place)
        return place.error();
    std::vector<double> taken;
    for (qint64 i = 0; i < *times; ++i) {
        QElapsedTimer clock;
        clock.start();
        const auto client = cli::DocumentClient::open(place->target, place->document);
        if (!client)
            return client.error();
        taken.push_back(ms(clock.nsecsElapsed()));
    }
    const double first = taken.front();
    return cli::writeLine(cli::JsonLine()
                              .add("joins", *times)
                              .add("first_ms", first)
                              .add("p50_ms", percentile(taken, 0.5))
                              .add("p99_ms", percentile(taken, 0.99))
                              .finish());
}

Result<void> reconnect(const QStringList &words)
{
    const auto arguments = cli::parseArguments(words, {"reconnect URL/DOC --clients N", 1, {"clients"}});
    if (!arguments)
        return arguments.error();
    const auto count = cli::numberOption(*arguments, "clients", 1, 10'000, 1000);
    if (!count)
        return count.error();
    const auto place = placeFrom(*arguments);
    if (!place)
        return place.error();
    const auto clients = connectAll(*place, *count);
    if (!clients)
        return clients.error();
    if (auto told = cli::writeLine("{\"live\":true}"); !told)
        return told;
    QElapsedTimer clock;
    std::vector<double> taken;
    for (const auto &client : *clients) {
        QObject::connect(&client->driver(), &SessionDriver::taken, &client->driver(),
                         [&, driver = &client->driver()](const protocol::ServerMessage &message) {
                             if (std::holds_alternative<protocol::CatchUp>(message) && isLive(*driver))
                                 taken.push_back(ms(clock.nsecsElapsed()));
                         });
    }
    clock.start();
    for (const auto &client : *clients)
        client->cut();
    for (const auto &client : *clients)
        client->driver().reconnectNow();
    if (!cli::waitUntil([&] { return std::ssize(taken) >= *count; }, kPatienceMs))
        return ErrorCode::TimedOut;
    return cli::writeLine(cli::JsonLine()
                              .add("clients", *count)
                              .add("p50_ms", percentile(taken, 0.5))
                              .add("p99_ms", percentile(taken, 0.99))
                              .add("all_ms", taken.back())
                              .finish());
}

Result<void> idle(const QStringList &words)
{
    const auto arguments = cli::parseArguments(words, {"idle URL --documents N", 1, {"documents"}});
    if (!arguments)
        return arguments.error();
    const auto target = cli::targetFrom(*arguments, arguments->positional[0], cli::Names::Server);
    const auto count = cli::numberOption(*arguments, "documents", 1, 10'000, 500);
    if (!target || !count)
        return !target ? target.error() : count.error();
    std::vector<std::unique_ptr<cli::DocumentClient>> clients;
    for (qint64 i = 0; i < *count; ++i) {
        const auto document = createDocument(*target, QStringLiteral("idle %1").arg(i));
        if (!document)
            return document.error();
        auto client = cli::DocumentClient::open(*target, *document);
        if (!client)
            return client.error();
        clients.push_back(std::move(*client));
    }
    if (auto told = cli::writeLine("{\"live\":true}"); !told)
        return told;
    bool isOver = false;
    QSocketNotifier input(::fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] { isOver = true; });
    cli::waitUntil([&] { return isOver; });
    // a thousand goodbyes are of no interest to anybody
    std::fflush(stdout);
    std::_Exit(0);
}

} // namespace syngraph::bench
