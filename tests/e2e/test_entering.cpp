// SPDX-License-Identifier: GPL-3.0-or-later
// Getting into a shared document from the command line: by asking, with words that both sides see, and by the code.
#include "e2e/cli_process.h"
#include "e2e/server_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using test::CliOutcome;
using test::ServerProcess;

class TestEntering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoAsksSeesTheWordsThatTheOwnerSees();
    void theCodeLetsInAndAWrongOneDoesNot();
    void withoutAnIdentityNobodyIsKnownAgain();
    void cleanup() { m_server.reset(); }

private:
    ServerProcess::Outcome owner(QStringList command) const
    {
        return ServerProcess::run(std::move(command) << QStringLiteral("--data") << m_server->dataFolder());
    }
    // The one person that the document knows.
    QJsonObject person() const
    {
        return QJsonDocument::fromJson(owner({QStringLiteral("people"), QStringLiteral("Minutes")}).output.trimmed())
            .object();
    }
    QString place() const { return m_server->url().toString() + QStringLiteral("Minutes"); }
    QStringList asking(const QString &command) const
    {
        return {command, place(), QStringLiteral("--identity"), m_server->path(QStringLiteral("ben"))};
    }
    bool share(const QString &admission, QJsonObject *said = nullptr) const
    {
        const auto outcome = owner({QStringLiteral("share"), QStringLiteral("Minutes"), QStringLiteral("--admission"),
                                    admission, QStringLiteral("--role"), QStringLiteral("editor")});
        if (said)
            *said = QJsonDocument::fromJson(outcome.output).object();
        return outcome.exitCode == 0;
    }

    std::unique_ptr<ServerProcess> m_server;
};

void TestEntering::init()
{
    m_server = std::make_unique<ServerProcess>(
        QStringList{QStringLiteral("--open-access"), QStringLiteral("none"), QStringLiteral("--share-on"),
                    QStringLiteral("127.0.0.1:0")});
    QVERIFY(m_server->start());
    const QString token = m_server->dataFolder() + QStringLiteral("/owner-token");
    QCOMPARE(test::cli({QStringLiteral("create"), m_server->url().toString(), QStringLiteral("Minutes"),
                        QStringLiteral("--token-file"), token})
                 .exitCode,
             0);
}

void TestEntering::whoAsksSeesTheWordsThatTheOwnerSees()
{
    QVERIFY(share(QStringLiteral("approved")));
    QCOMPARE(test::cli(asking(QStringLiteral("cat"))).exitCode, 1);
    QProcess ben;
    ben.start(test::cliProgram(),
              asking(QStringLiteral("words")) << QStringLiteral("--name") << QStringLiteral("Ben"));
    QTRY_VERIFY_WITH_TIMEOUT(person().contains(u"asks"), 60'000);
    QCOMPARE(person()[u"name"].toString(), QStringLiteral("Ben"));
    const QString seen = person()[u"asks"].toString();
    QCOMPARE(seen.split(u' ').size(), 4);
    QCOMPARE(owner({QStringLiteral("roles"), QStringLiteral("Minutes"), person()[u"person"].toString(),
                    QStringLiteral("--role"), QStringLiteral("editor")})
                 .exitCode,
             0);
    const CliOutcome outcome = test::outcomeOf(ben, 60'000);
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.jsonLines().size(), 2);
    QCOMPARE(outcome.jsonLines()[0][u"words"].toString(), seen);
    QCOMPARE(outcome.jsonLines()[1][u"admitted"].toBool(), true);
    QCOMPARE(test::cli(asking(QStringLiteral("append")) << QStringLiteral("let in")).exitCode, 0);
    QVERIFY(test::cli(asking(QStringLiteral("cat"))).output.contains("let in"));
}

void TestEntering::theCodeLetsInAndAWrongOneDoesNot()
{
    QJsonObject said;
    QVERIFY(share(QStringLiteral("code"), &said));
    const QString code = m_server->path(QStringLiteral("code"));
    const QStringList enter = asking(QStringLiteral("enter")) << QStringLiteral("--code-file") << code;
    QVERIFY(test::writeFile(code, "wrong-wrong-wrong\n"));
    QCOMPARE(test::cli(enter).exitCode, 1);
    QVERIFY(test::writeFile(code, said[u"code"].toString().toUtf8()));
    const CliOutcome outcome = test::cli(enter);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.json()[u"admitted"].toBool());
    QCOMPARE(test::cli(asking(QStringLiteral("append")) << QStringLiteral("by code")).exitCode, 0);
}

void TestEntering::withoutAnIdentityNobodyIsKnownAgain()
{
    QVERIFY(share(QStringLiteral("approved")));
    const CliOutcome outcome = test::cli({QStringLiteral("words"), place()});
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.errors.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestEntering)
#include "test_entering.moc"
