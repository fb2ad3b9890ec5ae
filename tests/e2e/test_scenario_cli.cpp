// SPDX-License-Identifier: GPL-3.0-or-later
// `syngraph-cli scenario`: the vectors through the real Room and Sessions, and what breaks connections.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFile>
#include <QProcess>
#include <QTest>

class ScenarioCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void every_vector_comes_out_as_expected_data();
    void every_vector_comes_out_as_expected();
    void a_lost_ack_is_settled_by_the_resume();
    void crashes_lose_nothing();
    void a_wrong_expectation_fails();

private:
    struct Answer
    {
        int status = -1;
        QList<QJsonObject> lines;
    };
    static Answer play(const QByteArray &json);
};

ScenarioCli::Answer ScenarioCli::play(const QByteArray &json)
{
    QProcess process;
    process.start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph-cli"),
                  {QStringLiteral("scenario")});
    process.write(json);
    process.closeWriteChannel();
    process.waitForFinished();
    Answer answer{process.exitCode(), {}};
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            answer.lines.append(QJsonDocument::fromJson(line).object());
    }
    return answer;
}

void ScenarioCli::every_vector_comes_out_as_expected_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"undo", "intent", "blocks", "carets"})
        QTest::addRow("%s", name) << QStringLiteral("%1/tests/vectors/data/%2.json")
                                         .arg(QStringLiteral(SYNGRAPH_SOURCE_DIR), QLatin1StringView(name));
}

void ScenarioCli::every_vector_comes_out_as_expected()
{
    QFETCH(QString, file);
    QFile input(file);
    QVERIFY(input.open(QIODevice::ReadOnly));
    const Answer answer = play(input.readAll());
    for (const QJsonObject &line : answer.lines)
        QVERIFY2(line[u"ok"].toBool(), QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    QVERIFY(answer.lines.size() > 30);
    QCOMPARE(answer.status, 0);
}

void ScenarioCli::a_lost_ack_is_settled_by_the_resume()
{
    const Answer answer = play(R"({"base":[{"insert":"ab\n"}],"clients":["A","B"],"steps":[
        {"client":"A","do":"edit","change":[{"retain":1},{"insert":"X"}]},
        {"client":"A","do":"edit","change":[{"retain":2},{"insert":"Z"}]},
        {"client":"A","do":"commit","rev":1},
        {"client":"B","do":"deliver","rev":1},
        {"client":"B","do":"edit","change":[{"insert":"Y"}]},
        {"client":"B","do":"commit","rev":2},
        {"client":"A","do":"cut"},
        {"client":"A","do":"reconnect"},
        {"client":"B","do":"deliver","rev":3}],
        "final":[{"insert":"YaXZb\n"}]})");
    QVERIFY2(answer.status == 0, qPrintable(answer.lines.last()[u"error"].toString()));
}

void ScenarioCli::crashes_lose_nothing()
{
    const Answer answer = play(R"({"base":[{"insert":"ab\n"}],"clients":["A"],"steps":[
        {"client":"A","do":"edit","change":[{"retain":1},{"insert":"X"}]},
        {"client":"server","do":"crash"},
        {"client":"A","do":"edit","change":[{"retain":2},{"insert":"Z"}]},
        {"client":"A","do":"crash"},
        {"client":"A","do":"reconnect"}],
        "final":[{"insert":"aXZb\n"}]})");
    QVERIFY2(answer.status == 0, qPrintable(answer.lines.last()[u"error"].toString()));
}

void ScenarioCli::a_wrong_expectation_fails()
{
    const Answer answer = play(R"({"base":[{"insert":"ab\n"}],"clients":["A"],"steps":[
        {"client":"A","do":"edit","change":[{"insert":"X"}],"docs":{"A":[{"insert":"abX\n"}]}}]})");
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.lines.first()[u"ok"].toBool(), false);
    QCOMPARE(play("nonsense").status, 1);
}

QTEST_GUILESS_MAIN(ScenarioCli)
#include "test_scenario_cli.moc"
