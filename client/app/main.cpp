// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/first_instance.h"
#include "app/memory.h"
#include "app/script.h"
#include "ui/icons.h"
#include "ui/translation.h"

#include <QApplication>
#include <QFile>

#include <cstdio>

using namespace syngraph;

namespace {

int complain(const QString &text, int code)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return code;
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

} // namespace

int main(int argc, char **argv)
{
    app::keepMemorySmall();
    // before a display is needed
    const auto early = app::parseArguments(wordsOf(argc, argv));
    if (early && early->isVersion)
        return std::printf("syngraph %s\n", SYNGRAPH_VERSION) < 0;
    if (early && early->isHelp)
        return std::printf("%s", qPrintable(app::helpText())) < 0;
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("syngraph"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(SYNGRAPH_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.syngraph.Syngraph"));
    QApplication::setWindowIcon(ui::programIcon());
    // what Qt understands itself (-platform, -style …) is gone from these
    const auto arguments = app::parseArguments(QApplication::arguments().mid(1));
    if (!arguments)
        return complain(arguments.error().text(), 2);
    const auto places = app::Application::placesFor(arguments->profile);
    if (!places)
        return complain(places.error().text(), 1);
    // what is scripted is a world of its own
    if (arguments->script.isEmpty() && app::FirstInstance::tryHandOver(places->firstInstanceSocket, *arguments))
        return 0;
    ui::speakLanguage(application, ui::Preferences(places->settingsFile).language());
    ui::Look look(application);
    app::Application program(look, *places, arguments->profile);
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(&program, &app::Application::finished, &application, &QApplication::quit);
    program.open(*arguments);
    app::FirstInstance first(places->firstInstanceSocket);
    QObject::connect(&first, &app::FirstInstance::asked, &program, &app::Application::takeOver);
    QFile scriptFile(arguments->script);
    if (!arguments->script.isEmpty() && !scriptFile.open(QIODevice::ReadOnly))
        return complain(QStringLiteral("%1 can't be read.").arg(arguments->script), 2);
    const QString lines = scriptFile.isOpen() ? QString::fromUtf8(scriptFile.readAll()) : QString();
    app::Script script(lines.split(u'\n'), [&program] { return program.windows(); });
    script.start();
    return QApplication::exec();
}
