// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"
#include "driver/bench_clients.h"

#include <QCoreApplication>
#include <QHash>

#include <sys/resource.h>

using namespace syngraph;

namespace {

// A thousand clients in one process.
void raiseDescriptorLimit()
{
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    raiseDescriptorLimit();
    using Command = Result<void> (*)(const QStringList &);
    const QHash<QString, Command> commands{
        {QStringLiteral("join"), bench::join},         {QStringLiteral("reconnect"), bench::reconnect},
        {QStringLiteral("idle"), bench::idle},         {QStringLiteral("spread"), bench::spread},
        {QStringLiteral("history"), bench::makeHistory},
    };
    const QStringList words = QCoreApplication::arguments().mid(1);
    const Command command = words.isEmpty() ? nullptr : commands.value(words.front());
    if (!command) {
        return cli::fail(cli::kWrongUsage,
                         QStringLiteral("Usage: bench_clients %1").arg(commands.keys().join(u'|')));
    }
    return cli::finish(command(words.mid(1)));
}
