// SPDX-License-Identifier: GPL-3.0-or-later
// Editing traces through real connections.
#include "cli_process.h"
#include "server_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syngraph::test;

class TestReplay : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_folder;

    QString url(const QString &document = {}) const
    {
        return QStringLiteral("ws://127.0.0.1:%1/%2").arg(m_server.port()).arg(document);
    }
    CliOutcome replay(const QString &trace) const
    {
        const QByteArray id = cli({QStringLiteral("create"), url(), QStringLiteral("t")}).output.trimmed();
        return cli({QStringLiteral("replay"), url(QString::fromLatin1(id)), trace}, {}, 300'000);
    }
    CliOutcome replayJson(const QByteArray &json) const
    {
        const QString path = m_folder.filePath(QStringLiteral("trace.json"));
        writeFile(path, json);
        return replay(path);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void recordedTraces_data()
    {
        QTest::addColumn<int>("edits");
        QTest::addColumn<int>("clients");
        QTest::newRow("sveltecomponent") << 19749 << 1;
        QTest::newRow("friendsforever") << 26078 << 2;
        QTest::newRow("automerge-paper") << 259778 << 1;
    }
    void recordedTraces()
    {
        const QString path = QStringLiteral(SYNGRAPH_SOURCE_DIR "/../shared/traces/%1.json.gz")
                                 .arg(QLatin1StringView(QTest::currentDataTag()));
        if (!QFile::exists(path))
            QSKIP("the recorded traces are not here");
        const auto outcome = replay(path);
        QCOMPARE(outcome.errors, QByteArray());
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.json()[u"ok"].toBool());
        QTEST(outcome.json()[u"edits"].toInt(), "edits");
        QTEST(outcome.json()[u"clients"].toInt(), "clients");
        qInfo("%s", outcome.output.constData());
    }

    void positionsCountCodePoints()
    {
        const auto outcome = replayJson(R"({"startContent":"a😀b","endContent":"xa😀😁c","txns":[
            {"patches":[[2,1,""],[2,0,"😁"]]},{"patches":[[0,0,"x"],[4,0,"c"]]}]})");
        QCOMPARE(outcome.errors, QByteArray());
        QCOMPARE(outcome.exitCode, 0);
    }

    // Both type without seeing the other, then each sees a part of what the other typed.
    void viewsOfTwoPeopleAreKept()
    {
        const auto outcome = replayJson(R"({"kind":"concurrent","numAgents":2,"endContent":"AB-cdEF!","txns":[
            {"agent":0,"parents":[],"patches":[[0,0,"-"]]},
            {"agent":0,"parents":[0],"patches":[[0,0,"A"]]},
            {"agent":1,"parents":[0],"patches":[[1,0,"c"]]},
            {"agent":1,"parents":[2],"patches":[[2,0,"d"]]},
            {"agent":0,"parents":[1],"patches":[[1,0,"B"]]},
            {"agent":1,"parents":[1,3],"patches":[[4,0,"E"]]},
            {"agent":1,"parents":[4,5],"patches":[[6,0,"F"]]},
            {"agent":0,"parents":[4,6],"patches":[[7,0,"!"]]}]})");
        QCOMPARE(outcome.errors, QByteArray());
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.json()[u"clients"].toInt(), 2);
    }

    // A and B write; C saw only A's, D only B's: no one order has both views as beginnings.
    void severalTrunksAreRefused()
    {
        const auto outcome = replayJson(R"({"kind":"concurrent","numAgents":4,"endContent":"abcd","txns":[
            {"agent":0,"parents":[],"patches":[[0,0,"a"]]},
            {"agent":1,"parents":[],"patches":[[0,0,"b"]]},
            {"agent":2,"parents":[0],"patches":[[1,0,"c"]]},
            {"agent":3,"parents":[1],"patches":[[1,0,"d"]]}]})");
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.errors.contains("needs several trunks"));
    }

    void otherEndIsAFailure()
    {
        const auto outcome = replayJson(R"({"startContent":"","endContent":"b","txns":[{"patches":[[0,0,"a"]]}]})");
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(!outcome.json()[u"ok"].toBool(true));
    }

    void brokenTraceIsRefusedWithASentence()
    {
        for (const char *json : {"", "[]", "{\"txns\":1}", R"({"endContent":"a","txns":[{"patches":[[0,"x",""]]}]})",
                                 R"({"kind":"concurrent","numAgents":2,"endContent":"","txns":[{"agent":5,"parents":[],"patches":[]}]})"}) {
            const auto outcome = replayJson(json);
            QCOMPARE(outcome.exitCode, 1);
            QCOMPARE(outcome.errors.count('\n'), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "test_replay.moc"
