// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/administration.h"
#include "app/serve.h"
#include "app/process_signals.h"
#if __has_include("loop/epoll_dispatcher.h")
#include "loop/epoll_dispatcher.h"
#endif

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace syngraph;

namespace {

void writeTo(std::FILE *file, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, std::size_t(text.size()), file);
    std::fflush(file);
}

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Usage:
        return 2;
    case ErrorCode::Locked:
    case ErrorCode::PortInUse:
        return 3;
    default:
        return 1;
    }
}

// Where there is a loop of our own, it carries thousands of connections; Qt's looks at all of them in each turn.
void chooseEventLoop()
{
#if __has_include("loop/epoll_dispatcher.h")
    QCoreApplication::setEventDispatcher(new loop::EpollDispatcher);
#endif
}

Result<int> run(const QStringList &arguments)
{
    const auto options = app::parseOptions(arguments);
    if (!options)
        return options.error();
    const auto printLine = [](const QByteArray &line) { writeTo(stdout, line + '\n'); };
    switch (options->command) {
    case app::Command::Help:
        writeTo(stdout, app::helpText().toUtf8());
        return 0;
    case app::Command::Version:
        printLine("syngraphd " + QCoreApplication::applicationVersion().toUtf8());
        return 0;
    case app::Command::Serve: {
        const net::Log log(options->logLevel, [](const QByteArray &line) { writeTo(stderr, line); });
        return app::serve(*options, log);
    }
    default:
        return app::administer(*options, printLine);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    app::ProcessSignals::block();
    std::signal(SIGPIPE, SIG_IGN);
    // a limit on file sizes is an error of the store, which it knows how to live with
    std::signal(SIGXFSZ, SIG_IGN);
    chooseEventLoop();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("syngraphd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SYNGRAPH_VERSION));
    const auto code = run(QCoreApplication::arguments().sliced(1));
    if (code)
        return *code;
    writeTo(stderr, "syngraphd: " + code.error().text().toUtf8() + '\n');
    return exitCodeOf(code.error());
}
