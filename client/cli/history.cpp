// SPDX-License-Identifier: GPL-3.0-or-later
// `history` and `watch`: the changes of a document, a JSON line each; those that were, those that come.
#include "cli/change_lines.h"
#include "cli/output.h"

#include <csignal>
#include <unistd.h>

namespace syngraph::cli {
namespace {

Result<void> showHistory(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"history URL/DOC"});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    ChangeLines lines(**client, Revision{0});
    return lines.printUpTo((*client)->session().revision());
}

// Set by a signal, which may do nothing more.
volatile std::sig_atomic_t stopRequested = 0;

// Ends with success when asked to by SIGINT or SIGTERM, which is how a script ends it.
Result<void> watch(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"watch URL/DOC"});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    for (const int signal : {SIGINT, SIGTERM})
        std::signal(signal, [](int) { stopRequested = 1; });
    // wakes the event loop so that a signal is noticed
    QTimer alarm;
    static constexpr int kLookMs = 100;
    alarm.start(kLookMs);
    client_net::SessionDriver &driver = (*client)->driver();
    ChangeLines lines(**client, (*client)->session().revision());
    while (!stopRequested && !driver.stoppedBy()) {
        waitUntil([&] {
            return stopRequested || driver.stoppedBy() || (*client)->session().revision() > lines.printed();
        });
        if (auto done = lines.printUpTo((*client)->session().revision()); !done && done.error().code == ErrorCode::NotWritable)
            return done;
    }
    return driver.stoppedBy() ? Result<void>(*driver.stoppedBy()) : Result<void>();
}

} // namespace

int runHistory(const QStringList &arguments)
{
    return finish(showHistory(arguments));
}

int runWatch(const QStringList &arguments)
{
    return finish(watch(arguments));
}

} // namespace syngraph::cli
