// SPDX-License-Identifier: GPL-3.0-or-later
#include "served_document.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace syngraph;

namespace {

constexpr int kPatienceMs = 300'000;
constexpr int kWords = 1000; // each is a step of its own

QString program(const char *name)
{
    return qEnvironmentVariable("SYNGRAPH_BIN_DIR") + u'/' + QLatin1StringView(name);
}

} // namespace

// The program itself, killed without a word (SIGKILL) and started again: its person takes back what they wrote before.
class TestKilledEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThousandStepsAreTakenBackAfterwards();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatienceMs); }
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    // Plays the lines in an editor of Anna's profile.
    std::unique_ptr<QProcess> start(const char *name, const QStringList &lines, const QStringList &targets)
    {
        QFile script(path(name));
        if (!script.open(QIODevice::WriteOnly))
            return nullptr;
        script.write(lines.join(u'\n').toUtf8());
        auto editor = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *folder : {"CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR"})
            environment.insert(QStringLiteral("XDG_") + QLatin1StringView(folder), path(folder));
        editor->setProcessEnvironment(environment);
        editor->setProcessChannelMode(QProcess::ForwardedChannels);
        editor->start(program("syngraph"), QStringList{QStringLiteral("--profile"), QStringLiteral("anna"), QStringLiteral("--as"),
                                                       QStringLiteral("Anna"), QStringLiteral("--script"), script.fileName()} + targets);
        return editor;
    }
    QString dumped(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    QTemporaryDir m_folder;
};

void TestKilledEditor::aThousandStepsAreTakenBackAfterwards()
{
    test::ServerProcess server;
    QVERIFY(server.start());
    const QString address = test::addressOfNewDocument(server);
    QVERIFY(!address.isEmpty());
    for (const char *folder : {"CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR"})
        QVERIFY(QDir(m_folder.path()).mkdir(QLatin1StringView(folder)));
    QFile::setPermissions(path("RUNTIME_DIR"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QString words;
    for (int i = 0; i < kWords; ++i)
        words += QStringLiteral("w%1 ").arg(i);
    const QStringList writing{QStringLiteral("wait-document"), QStringLiteral("pace 0"), QStringLiteral("type ") + words.trimmed(),
                              QStringLiteral("wait-shared"), QStringLiteral("touch ") + path("written"), QStringLiteral("wait 170000")};
    auto editor = start("writing.script", writing, {address});
    QVERIFY(editor && become([&] { return QFile::exists(path("written")) || editor->state() == QProcess::NotRunning; }));
    QVERIFY(QFile::exists(path("written")));
    editor->kill();
    QVERIFY(editor->waitForFinished(kPatienceMs));
    // somebody else writes meanwhile
    QCOMPARE(QProcess::execute(program("syngraph-cli"), {QStringLiteral("append"), QStringLiteral("ws://127.0.0.1:%1/Minutes").arg(server.port()),
                                                         QStringLiteral(" and ben")}), 0);

    QStringList undoing{QStringLiteral("reopen"), QStringLiteral("wait-document"), QStringLiteral("wait-text and ben"), QStringLiteral("wait-shared")};
    for (int i = 0; i < kWords; ++i) {
        undoing << QStringLiteral("action Undo");
        if (i == kWords / 2)
            undoing << QStringLiteral("dump ") + path("half.json");
    }
    undoing << QStringLiteral("wait-shared") << QStringLiteral("dump ") + path("undone.json") << QStringLiteral("quit");
    editor = start("undoing.script", undoing, {});
    QVERIFY(editor && editor->waitForFinished(kPatienceMs));
    QCOMPARE(editor->exitCode(), 0);
    // step by step, not all at once
    const QString half = dumped("half.json");
    QVERIFY2(half.contains(u"w400 ") && !half.contains(u"w600 ") && half.contains(u"and ben"), qPrintable(half));
    const QString left = dumped("undone.json");
    QVERIFY2(!left.contains(u'w') && left.contains(u"and ben"), qPrintable(left));
}

QTEST_MAIN(TestKilledEditor)
#include "test_killed_editor.moc"
