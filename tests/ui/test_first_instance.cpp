// SPDX-License-Identifier: GPL-3.0-or-later
// One program per profile, whatever starts it: the menu of the desktop, a double click, a link in a browser.
#include "profile.h"

#include "app/first_instance.h"

#include <QProcess>
#include <QTest>
#include <QThread>

#include <signal.h>

using namespace syngraph;

namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

class TestFirstInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstOpensWhatTheSecondIsAskedFor();
    void afterACrashTheNextOneIsTheFirst();
    void whatIsAskedArrivesWhole();
    void cleanupTestCase();

private:
    std::unique_ptr<QProcess> startEditor(const QString &profile) const;
    QString dataOf(const QString &profile) const
    {
        return m_folder.filePath(QStringLiteral("syngraph/profiles/") + profile);
    }
    bool hasDocuments(const QString &profile, int count) const
    {
        return QTest::qWaitFor(
            [&] {
                const QDir folder(dataOf(profile) + QStringLiteral("/documents"));
                return folder.entryList({QStringLiteral("*.syngraph")}).size() == count;
            },
            kPatienceMs);
    }
    bool takesOver(const QString &profile) const
    {
        const auto places = app::Application::placesFor(profile);
        return places && QTest::qWaitFor([&] { return QFile::exists(places->firstInstanceSocket); }, kPatienceMs);
    }

    QTemporaryDir m_folder;
};

void TestFirstInstance::initTestCase()
{
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, m_folder.path().toLocal8Bit());
}

std::unique_ptr<QProcess> TestFirstInstance::startEditor(const QString &profile) const
{
    auto editor = std::make_unique<QProcess>();
    editor->setProcessChannelMode(QProcess::ForwardedChannels);
    editor->start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph"),
                  {QStringLiteral("--profile"), profile, QStringLiteral("--as"), QStringLiteral("Ada"),
                   QStringLiteral("--new")});
    return editor;
}

void TestFirstInstance::theFirstOpensWhatTheSecondIsAskedFor()
{
    const QString profile = QStringLiteral("one");
    const auto first = startEditor(profile);
    QVERIFY(hasDocuments(profile, 1) && takesOver(profile));
    const auto second = startEditor(profile);
    QVERIFY(second->waitForFinished(kPatienceMs));
    QCOMPARE(second->exitCode(), 0);
    QVERIFY(hasDocuments(profile, 2));
    QCOMPARE(first->state(), QProcess::Running);
    first->kill();
    QVERIFY(first->waitForFinished(kPatienceMs));
}

void TestFirstInstance::afterACrashTheNextOneIsTheFirst()
{
    const QString profile = QStringLiteral("crash");
    const auto first = startEditor(profile);
    QVERIFY(hasDocuments(profile, 1) && takesOver(profile));
    first->kill();
    QVERIFY(first->waitForFinished(kPatienceMs));
    const auto next = startEditor(profile);
    QVERIFY(hasDocuments(profile, 2));
    QCOMPARE(next->state(), QProcess::Running);
    const auto places = app::Application::placesFor(profile);
    const auto handOver = [&] { return app::FirstInstance::tryHandOver(places->firstInstanceSocket, {}); };
    QVERIFY(QTest::qWaitFor(handOver, kPatienceMs));
    next->kill();
    QVERIFY(next->waitForFinished(kPatienceMs));
}

void TestFirstInstance::whatIsAskedArrivesWhole()
{
    const QString socket = m_folder.filePath(QStringLiteral("test.editor"));
    app::FirstInstance first(socket);
    std::optional<app::Arguments> asked;
    connect(&first, &app::FirstInstance::asked, this, [&](const app::Arguments &arguments) { asked = arguments; });
    app::Arguments arguments;
    arguments.targets = {QStringLiteral("Notes.syngraph"), QStringLiteral("syngraph://desk:8930/Minutes#key")};
    arguments.name = QStringLiteral("Zoë");
    // it waits for the answer, which this thread gives
    bool isTaken = false;
    std::unique_ptr<QThread> other(
        QThread::create([&] { isTaken = app::FirstInstance::tryHandOver(socket, arguments); }));
    other->start();
    QVERIFY(QTest::qWaitFor([&] { return other->isFinished(); }, kPatienceMs));
    QVERIFY(isTaken && asked);
    QCOMPARE(asked->targets, (QStringList{QDir::current().absoluteFilePath(arguments.targets[0]), arguments.targets[1]}));
    QCOMPARE(asked->name, arguments.name);
    QVERIFY(!asked->isNew);
}

void TestFirstInstance::cleanupTestCase()
{
    for (const char *profile : {"one", "crash"}) {
        for (const qint64 pid : test::serversOf(dataOf(QString::fromLatin1(profile))))
            ::kill(pid_t(pid), SIGTERM);
    }
}

QTEST_MAIN(TestFirstInstance)
#include "test_first_instance.moc"
