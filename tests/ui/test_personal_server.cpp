// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <signal.h>
#include <sys/stat.h>

using namespace syngraph;

// One server per person and profile, however it is asked for and however it ends.
class TestPersonalServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenEditorsAtOnceMakeOneServer();
    void itEndsItselfWhenNobodyIsThere();
    void itOutlivesAnEditorThatCrashes();
    void profilesHaveServersOfTheirOwn();
    void aFileThatACrashLeftIsNotBelieved();
    void itsRuntimeFolderIsPrivate();
    void theCommandLineNamesTheProfile();

private:
    struct Found
    {
        std::optional<client_net::PersonalServer::Access> access;
        std::optional<Error> error;
    };
    static client_net::PersonalServer::Place place(const QTemporaryDir &folder, int idleSeconds = 60)
    {
        const QString runtime = folder.filePath(QStringLiteral("runtime"));
        QDir().mkpath(runtime);
        return {folder.filePath(QStringLiteral("data")), runtime, QStringLiteral("test"),
                qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraphd"), idleSeconds};
    }
    // Where a first one is slow to start another may have been started; it ends at once by itself.
    static bool comesToOneServer(const QString &dataFolder)
    {
        return QTest::qWaitFor([&] { return test::serversOf(dataFolder).size() == 1; }, 60'000);
    }
    static void endAll(const QString &dataFolder)
    {
        for (const qint64 pid : test::serversOf(dataFolder))
            ::kill(pid_t(pid), SIGTERM);
        QVERIFY(QTest::qWaitFor([&] { return test::serversOf(dataFolder).isEmpty(); }, 60'000));
    }
};

void TestPersonalServer::tenEditorsAtOnceMakeOneServer()
{
    QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("syngraph/profiles/race"));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), folder.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.path());
    const QString script = folder.filePath(QStringLiteral("script"));
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("wait-document\ntype x\nwait-shared\nquit\n");
    file.close();
    std::vector<std::unique_ptr<QProcess>> editors;
    for (int i = 0; i < 10; ++i) {
        auto editor = std::make_unique<QProcess>();
        editor->setProcessEnvironment(environment);
        editor->setProcessChannelMode(QProcess::ForwardedChannels);
        editor->start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph"),
                      {QStringLiteral("--profile"), QStringLiteral("race"), QStringLiteral("--new"),
                       QStringLiteral("--script"), script});
        editors.push_back(std::move(editor));
    }
    for (const auto &editor : editors) {
        QVERIFY(editor->waitForFinished(200'000));
        QCOMPARE(editor->exitCode(), 0);
    }
    QVERIFY(comesToOneServer(data));
    QCOMPARE(QDir(data + QStringLiteral("/documents")).entryList({QStringLiteral("*.syngraph")}).size(), 10);
    endAll(data);
}

void TestPersonalServer::itEndsItselfWhenNobodyIsThere()
{
    QTemporaryDir folder;
    client_net::PersonalServer server(place(folder, 1));
    Found found;
    connect(&server, &client_net::PersonalServer::found, this, [&](const auto &access) { found.access = access; });
    server.find();
    QVERIFY(QTest::qWaitFor([&] { return found.access.has_value(); }, 60'000));
    QVERIFY(!found.access->token.isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return test::serversOf(server.place().dataFolder).isEmpty(); }, 60'000));
    // and is there again when it is needed
    found.access.reset();
    server.find();
    QVERIFY(QTest::qWaitFor([&] { return found.access.has_value(); }, 60'000));
    endAll(server.place().dataFolder);
}

void TestPersonalServer::itOutlivesAnEditorThatCrashes()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("kept"));
    QVERIFY(QTest::qWaitFor([&] { return anna.pane()->document().facts().pending == 0; }, 60'000));
    const qint64 pid = anna.serverPid();
    anna.endProgram();
    QTest::qWait(300);
    QCOMPARE(anna.serverPid(), pid);
    anna.startProgram();
    QVERIFY(anna.openNew());
    QCOMPARE(anna.serverPid(), pid);
    QCOMPARE(anna.window()->windowTitle(), QStringLiteral("Untitled 2 — Syngraph"));
}

void TestPersonalServer::profilesHaveServersOfTheirOwn()
{
    QTemporaryDir folder;
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, folder.path().toLocal8Bit());
    const auto one = app::Application::placesFor(QStringLiteral("one"));
    const auto two = app::Application::placesFor(QStringLiteral("two"));
    QVERIFY(one && two);
    QVERIFY(one->dataFolder != two->dataFolder && one->settingsFile != two->settingsFile);
    const QString program = qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraphd");
    client_net::PersonalServer first({one->dataFolder, one->runtimeFolder, QStringLiteral("one"), program});
    client_net::PersonalServer second({two->dataFolder, two->runtimeFolder, QStringLiteral("two"), program});
    Found ofFirst;
    Found ofSecond;
    connect(&first, &client_net::PersonalServer::found, this, [&](const auto &access) { ofFirst.access = access; });
    connect(&second, &client_net::PersonalServer::found, this, [&](const auto &access) { ofSecond.access = access; });
    first.find();
    second.find();
    QVERIFY(QTest::qWaitFor([&] { return ofFirst.access && ofSecond.access; }, 60'000));
    QVERIFY(ofFirst.access->endpoint.url != ofSecond.access->endpoint.url);
    QVERIFY(ofFirst.access->token != ofSecond.access->token);
    QVERIFY(comesToOneServer(one->dataFolder));
    QVERIFY(comesToOneServer(two->dataFolder));
    endAll(one->dataFolder);
    endAll(two->dataFolder);
}

// Its process may be another one by now, its port nobody's.
void TestPersonalServer::aFileThatACrashLeftIsNotBelieved()
{
    QTemporaryDir folder;
    client_net::PersonalServer server(place(folder));
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    QFile left(server.place().runtimeFolder + QStringLiteral("/test.json"));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write(QStringLiteral(R"({"pid":%1,"url":"ws:\/\/127.0.0.1:%2"})").arg(QCoreApplication::applicationPid()).arg(port).toUtf8());
    left.close();
    Found found;
    connect(&server, &client_net::PersonalServer::found, this, [&](const auto &access) { found.access = access; });
    server.find();
    QVERIFY(QTest::qWaitFor([&] { return found.access.has_value(); }, 60'000));
    QVERIFY(found.access->endpoint.url.port() != port);
    QVERIFY(comesToOneServer(server.place().dataFolder));
    endAll(server.place().dataFolder);
}

void TestPersonalServer::itsRuntimeFolderIsPrivate()
{
    QTemporaryDir folder;
    qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
    const auto made = client_net::PersonalServer::makeRuntimeFolder(folder.filePath(QStringLiteral("data")));
    QVERIFY(made);
    QCOMPARE(*made, folder.path() + QStringLiteral("/syngraph"));
    // one that others could enter is not used
    QCOMPARE(::chmod(made->toLocal8Bit().constData(), 0755), 0);
    const auto other = client_net::PersonalServer::makeRuntimeFolder(folder.filePath(QStringLiteral("data")));
    QVERIFY(other);
    QCOMPARE(*other, folder.filePath(QStringLiteral("data/runtime")));
}

void TestPersonalServer::theCommandLineNamesTheProfile()
{
    const auto parsed = app::parseArguments({QStringLiteral("--profile"), QStringLiteral("ben"), QStringLiteral("--as"),
                                             QStringLiteral("Ben"), QStringLiteral("--new"), QStringLiteral("a.syngraph")});
    QVERIFY(parsed);
    QCOMPARE(parsed->profile, QStringLiteral("ben"));
    QCOMPARE(parsed->name, QStringLiteral("Ben"));
    QVERIFY(parsed->isNew);
    QCOMPARE(parsed->targets, QStringList{QStringLiteral("a.syngraph")});
    QCOMPARE(app::parseArguments({})->profile, QStringLiteral("default"));
    // it becomes part of file names
    for (const char *bad : {"../ben", "", "a b", "ü"})
        QVERIFY(!app::parseArguments({QStringLiteral("--profile"), QString::fromUtf8(bad)}));
    QVERIFY(!app::parseArguments({QStringLiteral("--profile")}));
    QVERIFY(!app::parseArguments({QStringLiteral("--unknown")}));
    QCOMPARE(app::parseArguments({QStringLiteral("--"), QStringLiteral("--new")})->targets, QStringList{QStringLiteral("--new")});
}

QTEST_MAIN(TestPersonalServer)
#include "test_personal_server.moc"
