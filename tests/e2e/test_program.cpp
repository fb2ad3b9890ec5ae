// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include <QElapsedTimer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;

// The command line of syngraphd: scripts and other people's tests rely on it.
class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyFileTellsHowToConnect();
    void secondServerOnTheFolderExits3NamingTheFirst();
    void portInUseExits3();
    void unwritableFolderIsNamed();
    void wrongUsageExits2WithOneSentence_data();
    void wrongUsageExits2WithOneSentence();
    void versionAndHelpAreTold();
    void terminationMakesEverythingDurable_data();
    void terminationMakesEverythingDurable();
    void tokenFilesArePrivate();
    void subcommandsGoThroughTheRunningServer();
    void subcommandsOpenTheFolderThemselves();
    void invitationGivesItsRoleUntilRevoked();
    void listenAddressesAreUnderstood();

private:
    static ServerProcess::Outcome administer(const ServerProcess &server, const QStringList &command);
    static QJsonObject firstLine(const ServerProcess::Outcome &outcome);
};

ServerProcess::Outcome TestProgram::administer(const ServerProcess &server, const QStringList &command)
{
    return ServerProcess::run(command + QStringList{QStringLiteral("--data"), server.dataFolder()});
}

QJsonObject TestProgram::firstLine(const ServerProcess::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.output.left(outcome.output.indexOf('\n'))).object();
}

void TestProgram::readyFileTellsHowToConnect()
{
    ServerProcess server;
    QVERIFY(server.start());
    const QJsonObject ready = server.ready();
    QCOMPARE(ready[u"pid"].toInteger(), server.pid());
    QCOMPARE(ready[u"url"].toString(), QStringLiteral("ws://127.0.0.1:%1").arg(server.port()));
    QCOMPARE(ready[u"urls"].toArray().size(), 1);
    QCOMPARE(ready[u"fingerprint"].toString().size(), 64);
    QCOMPARE(ready.size(), 5);
}

void TestProgram::secondServerOnTheFolderExits3NamingTheFirst()
{
    ServerProcess server;
    QVERIFY(server.start());
    const auto outcome = ServerProcess::run({QStringLiteral("--data"), server.dataFolder(), QStringLiteral("--listen"),
                                             QStringLiteral("127.0.0.1:0")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(outcome.errors.contains(QByteArray::number(server.pid())));
    QCOMPARE(outcome.errors.count('\n'), 1);
    // and disturbs nobody
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
}

void TestProgram::portInUseExits3()
{
    ServerProcess server;
    QVERIFY(server.start());
    const auto outcome =
        ServerProcess::run({QStringLiteral("--data"), server.path(QStringLiteral("other")), QStringLiteral("--listen"),
                            QStringLiteral("127.0.0.1:%1").arg(server.port())});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(outcome.errors.contains(QByteArray::number(server.port())));
    QCOMPARE(outcome.errors.count('\n'), 1);
}

void TestProgram::unwritableFolderIsNamed()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto outcome = ServerProcess::run({QStringLiteral("--data"), file.fileName() + QStringLiteral("/data")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.errors.contains(file.fileName().toUtf8()));
    QCOMPARE(outcome.errors.count('\n'), 1);
}

void TestProgram::wrongUsageExits2WithOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *arguments) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ');
    };
    row("--nonsense");
    row("nonsense");
    row("--listen");
    row("--listen 1.2.3.4:99999");
    row("--listen example.org");
    row("--open-access owner");
    row("--open-access king");
    row("--log-level loud");
    row("--cert only");
    row("invite");
    row("invite x");
    row("invite x --role owner");
    row("backup");
    row("scrub");
    row("revoke");
    row("people x y");
    row("share");
    row("roles x");
}

void TestProgram::wrongUsageExits2WithOneSentence()
{
    QFETCH(QStringList, arguments);
    const auto outcome = ServerProcess::run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.errors.count('\n'), 1);
    QVERIFY(outcome.output.isEmpty());
}

void TestProgram::versionAndHelpAreTold()
{
    const auto version = ServerProcess::run({QStringLiteral("--version")});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.output.startsWith("syngraphd "));
    const auto help = ServerProcess::run({QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    for (const char *option : {"--data", "--listen", "--lan", "--name", "--cert", "--key", "--plain", "--ready-file",
                               "--token-file", "--open-access", "--log-level", "scrub", "backup", "invite", "people",
                               "revoke"})
        QVERIFY2(help.output.contains(option), option);
}

void TestProgram::terminationMakesEverythingDurable_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestProgram::terminationMakesEverythingDurable()
{
    QFETCH(int, signal);
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("kept")));
    QElapsedTimer timer;
    timer.start();
    if (signal == SIGINT)
        ::kill(pid_t(server.pid()), SIGINT);
    QCOMPARE(server.stop(), 0);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::ShuttingDown);
    QVERIFY(client.waitForClose());
    QCOMPARE(client.closeCode(), 4011);
    const QDir data(server.dataFolder());
    QVERIFY(!data.exists(QStringLiteral("run.json")));
    const QDir documents(data.filePath(QStringLiteral("documents")));
    QCOMPARE(documents.entryList(QDir::Files).size(), 1);
    QVERIFY(server.start());
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet() && later.join(*id));
    QCOMPARE(later.document.text(0, 4), QStringLiteral("kept"));
}

void TestProgram::tokenFilesArePrivate()
{
    QTemporaryDir folder;
    const QString other = folder.filePath(QStringLiteral("token"));
    ServerProcess server({QStringLiteral("--token-file"), other});
    QVERIFY(server.start());
    const auto readable = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    for (const QString &path : {other, server.dataFolder() + QStringLiteral("/owner-token"),
                                server.dataFolder() + QStringLiteral("/run.json")}) {
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QCOMPARE(QFile::permissions(path) & readable, QFile::Permissions());
    }
    QFile file(other);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromLatin1(file.readAll().trimmed()), server.ownerToken());
    QVERIFY(server.ownerToken().size() >= 32);
}

void TestProgram::subcommandsGoThroughTheRunningServer()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create(QStringLiteral("Minutes"));
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("text")));

    const auto invited = administer(server, {QStringLiteral("invite"), QStringLiteral("Minutes"), QStringLiteral("--role"), QStringLiteral("viewer")});
    QCOMPARE(invited.exitCode, 0);
    QCOMPARE(firstLine(invited)[u"document"].toString(), id->toString());
    QCOMPARE(firstLine(invited)[u"link"].toString(),
             QStringLiteral("syngraph://127.0.0.1:%1/%2#%3.%4")
                 .arg(server.port()).arg(id->toString(), firstLine(invited)[u"invitation"].toString(),
                                         server.ready()[u"fingerprint"].toString()));
    const auto people = administer(server, {QStringLiteral("people")});
    QCOMPARE(firstLine(people)[u"id"].toString(), firstLine(invited)[u"id"].toString());
    QVERIFY(!people.output.contains(firstLine(invited)[u"invitation"].toString().toLatin1()));

    const QString copy = server.path(QStringLiteral("copy"));
    QCOMPARE(administer(server, {QStringLiteral("backup"), copy}).exitCode, 0);
    const QStringList files = QDir(copy).entryList({QStringLiteral("*.syngraph")}, QDir::Files);
    QCOMPARE(files.size(), 1);
    const auto scrub = ServerProcess::run({QStringLiteral("scrub"), copy + u'/' + files[0]});
    QCOMPARE(scrub.exitCode, 0);
    QCOMPARE(firstLine(scrub)[u"revisions"].toInt(), 1);
    const auto again = administer(server, {QStringLiteral("backup"), copy});
    QCOMPARE(again.exitCode, 1);

    QCOMPARE(administer(server, {QStringLiteral("revoke"), firstLine(invited)[u"id"].toString()}).exitCode, 0);
    QVERIFY(administer(server, {QStringLiteral("people")}).output.isEmpty());
    QCOMPARE(administer(server, {QStringLiteral("revoke"), QStringLiteral("0123456789abcdef")}).exitCode, 1);
}

void TestProgram::subcommandsOpenTheFolderThemselves()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create(QStringLiteral("Minutes"));
    QVERIFY(id);
    server.kill();
    const auto invited = administer(server, {QStringLiteral("invite"), id->toString(), QStringLiteral("--role"), QStringLiteral("editor")});
    QCOMPARE(invited.exitCode, 0);
    QCOMPARE(administer(server, {QStringLiteral("backup"), server.path(QStringLiteral("copy"))}).exitCode, 0);
    QCOMPARE(QDir(server.path(QStringLiteral("copy"))).entryList({QStringLiteral("*.syngraph")}, QDir::Files).size(), 1);
    QCOMPARE(administer(server, {QStringLiteral("invite"), QStringLiteral("No such"), QStringLiteral("--role"), QStringLiteral("editor")}).exitCode, 1);
    QVERIFY(server.start());
    WireClient guest;
    QVERIFY(guest.open(server.url()) && guest.greet(firstLine(invited)[u"invitation"].toString()));
}

void TestProgram::invitationGivesItsRoleUntilRevoked()
{
    ServerProcess server({QStringLiteral("--open-access"), QStringLiteral("none")});
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()));
    const auto welcome = owner.greet(server.ownerToken());
    QVERIFY(welcome && welcome->owner);
    const auto shared = owner.create(QStringLiteral("shared"));
    const auto hidden = owner.create(QStringLiteral("hidden"));
    QVERIFY(shared && hidden);
    owner.send(protocol::Invite{5, *shared, protocol::Role::Editor, 1});
    const auto invited = owner.waitFor<protocol::Invited>();
    QVERIFY(invited);

    WireClient guest;
    QVERIFY(guest.open(server.url()) && guest.greet(invited->secret));
    guest.send(protocol::ListDocuments{1});
    const auto list = guest.waitFor<protocol::Documents>();
    QVERIFY(list);
    QCOMPARE(list->documents.size(), std::size_t(1));
    // what is not shared and what does not exist look alike
    for (const DocumentId id : {*hidden, DocumentId{1, 2}}) {
        guest.send(protocol::Join{id});
        const auto failed = guest.waitFor<protocol::Failed>();
        QVERIFY(failed);
        QCOMPARE(failed->code, ErrorCode::NotFound);
    }
    QVERIFY(guest.join(*shared) && guest.type(QStringLiteral("hi")));
    QCOMPARE(guest.joined.role, protocol::Role::Editor);

    owner.send(protocol::Revoke{6, invited->id});
    QVERIFY(owner.waitFor<protocol::Done>());
    QVERIFY(guest.waitForClose());
    QCOMPARE(guest.closeCode(), 4003);
    WireClient late;
    QVERIFY(late.open(server.url()));
    QVERIFY(!late.greet(invited->secret));
}

void TestProgram::listenAddressesAreUnderstood()
{
    ServerProcess server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--listen"),
                          QStringLiteral("127.0.0.2:0")});
    QVERIFY(server.start());
    const auto urls = server.ready()[u"urls"].toArray();
    QCOMPARE(urls.size(), 2);
    for (const auto &url : urls) {
        WireClient client;
        QVERIFY2(client.open(QUrl(url.toString())), qPrintable(url.toString()));
        QVERIFY(client.greet(server.ownerToken()));
    }
}

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
