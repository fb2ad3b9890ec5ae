// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/formats.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>

using namespace syngraph::cli;

namespace {

int showHelp()
{
    std::printf("Usage: syngraph-cli COMMAND [ARGUMENT]...\n\n");
    for (const Command &command : commands()) {
        const QByteArray call = QByteArray(command.name) + ' ' + command.arguments;
        std::printf("  %-44s %s\n", call.trimmed().constData(), command.summary);
    }
    std::printf("\n  --version, --help\n"
                "Exit status: 0 success, 1 failed, 2 wrong usage, 3 busy.\n");
    return kSuccess;
}

int showVersion()
{
    std::printf("syngraph-cli %s\n", SYNGRAPH_VERSION);
    return kSuccess;
}

// Pages are laid out with fonts, which belong to the GUI part of Qt; a display is never used.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (!needsFonts(arguments))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("syngraph-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SYNGRAPH_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty())
        return fail(kWrongUsage, QStringLiteral("Name a command; syngraph-cli --help lists them."));
    if (arguments.contains(QStringLiteral("--help")))
        return showHelp();
    if (arguments.front() == QStringLiteral("--version"))
        return showVersion();
    const auto all = commands();
    const auto command = std::ranges::find_if(
        all, [&](const Command &c) { return arguments.front() == QLatin1StringView(c.name); });
    if (command == all.end()) {
        return fail(
            kWrongUsage,
            QStringLiteral("\"%1\" is no command; syngraph-cli --help lists them.").arg(arguments.front()));
    }
    return command->run(arguments.mid(1));
}
