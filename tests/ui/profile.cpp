// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "editor/document_reader.h"
#include "model/delta_json.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <signal.h>

namespace syngraph::test {
namespace {

// One for the process, like in main.
ui::Look &look()
{
    static auto *one = new ui::Look(*qApp);
    return *one;
}

} // namespace

QList<qint64> serversOf(const QString &dataFolder)
{
    QList<qint64> found;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &process : processes) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (process.toLongLong() <= 0 || !file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> words = file.readAll().split('\0');
        if (words.value(0).endsWith("syngraphd") && words.contains(dataFolder.toLocal8Bit()))
            found << process.toLongLong();
    }
    return found;
}

void type(QWidget &widget, const QString &text)
{
    for (const QChar unit : text)
        QTest::keyClick(&widget, unit.toLatin1());
}

Profile::Profile(const QString &name) : m_name(name)
{
    m_places.dataFolder = m_folder.filePath(QStringLiteral("data"));
    m_places.settingsFile = m_folder.filePath(QStringLiteral("settings.conf"));
    m_places.runtimeFolder = m_folder.filePath(QStringLiteral("runtime"));
    m_places.serverProgram = qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraphd");
    m_places.shareOn = QStringLiteral("127.0.0.1:0");
    QDir().mkpath(m_places.dataFolder);
    QDir().mkpath(m_places.runtimeFolder);
    startProgram();
}

Profile::~Profile()
{
    endProgram();
    for (const qint64 pid : serversOf(m_places.dataFolder)) {
        ::kill(pid_t(pid), SIGCONT);
        ::kill(pid_t(pid), SIGTERM);
    }
    // the folder goes when nobody writes there any more
    const bool isOver = QTest::qWaitFor([this] { return serversOf(m_places.dataFolder).isEmpty(); }, 60'000);
    Q_ASSERT(isOver);
}

void Profile::startProgram()
{
    m_program = makeProgram();
    m_program->preferences().setName(m_name);
    m_program->preferences().takeFirstStart();
    // by whatever dictionary this computer has
    m_program->preferences().setChecksSpelling(false);
}

std::unique_ptr<app::Application> Profile::makeProgram() const
{
    return std::make_unique<app::Application>(look(), m_places, QStringLiteral("test"));
}

void Profile::endProgram()
{
    m_program.reset();
}

bool Profile::openNew()
{
    app::Arguments arguments;
    arguments.isNew = true;
    m_program->open(arguments);
    return QTest::qWaitFor([this] { return pane() && !pane()->edit().isReadOnly(); }, 60'000);
}

QByteArray Profile::shownIn(ui::DocumentPane &pane)
{
    editor::RichTextEdit &edit = pane.edit();
    edit.binding().flush();
    edit.binding().settle();
    const editor::DocumentReader reader(*edit.document(), edit.binding().formats());
    return model::toJson(editor::toDelta(reader.readAll()));
}

qint64 Profile::serverPid() const
{
    return serversOf(m_places.dataFolder).value(0);
}

} // namespace syngraph::test
