// SPDX-License-Identifier: GPL-3.0-or-later
// syngraph-cli delta: the laws on its own answers, and lines that want to break it.
#include "delta_requests.h"

#include "support/generators.h"
#include "support/oracle.h"
#include "support/seed.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace syngraph;
using namespace syngraph::e2e;
using namespace syngraph::model;

namespace {

using Rows = QList<std::pair<QByteArray, QByteArray>>; // name, line

QByteArray composed(const QByteArray &a)
{
    return request("compose", member("a", a) + "," + member("b", QByteArray("[]")));
}

void addHostileText(Rows &rows)
{
    for (const char *text : {"\\ud800", "\\udc00", "\\ud83d\\u0041", "\\ud83dx", "\\udc00\\ud800", "a\\udfff",
                             "\\ud83d\\ud83d\\ude00", "\xff", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80",
                             "\x01", "\\x", "\\u12", "\xe2\x82"}) {
        const QByteArray quoted = QByteArray("\"") + text + '"';
        rows.append({"text " + QByteArray(text).toHex(), composed("[{\"insert\":" + quoted + "}]")});
        rows.append({"key " + QByteArray(text).toHex(),
                     composed("[{\"insert\":\"a\",\"attributes\":{" + quoted + ":1}}]")});
    }
}

void addHostileNumbers(Rows &rows)
{
    for (const char *number : {"0",
                               "-1",
                               "1.5",
                               "1e400",
                               "-1e400",
                               "NaN",
                               "Infinity",
                               "\"1\"",
                               "null",
                               "true",
                               "[1]",
                               "9007199254740992",
                               "9007199254740992.0",
                               "18446744073709551615",
                               "18446744073709551616",
                               "99999999999999999999999",
                               "{}",
                               "01",
                               "+1",
                               "0x1",
                               ""}) {
        rows.append({"delete " + QByteArray(number), composed(QByteArray("[{\"delete\":") + number + "}]")});
        rows.append({"retain " + QByteArray(number),
                     composed(QByteArray("[{\"retain\":") + number + ",\"attributes\":{\"b\":1}}]")});
        rows.append({"index " + QByteArray(number),
                     request("transformPosition",
                             QByteArray("\"a\":[],\"priority\":true,\"index\":")
                                 + (QByteArray(number) == "0" ? "-0.5" : number))});
    }
    const QByteArray most = QByteArray::number(kMaxSafeInteger);
    const QByteArray all = "[{\"delete\":" + most + "}]";
    rows.append({"sum over the limit", composed("[{\"delete\":" + most + "},{\"retain\":1}]")});
    rows.append({"sum of a result over the limit",
                 request("compose", member("a", all) + "," + member("b", QByteArray("[{\"delete\":1}]")))});
    rows.append({"moved sum over the limit",
                 request("transform",
                         member("a", QByteArray("[{\"insert\":\"x\"}]")) + ","
                             + member("b", all.chopped(1) + ",{\"insert\":\"y\"}]") + ",\"priority\":true")});
    rows.append(
        {"position over the limit",
         request("transformPosition", "\"a\":[{\"insert\":\"x\"}],\"priority\":false,\"index\":" + most)});
}

void addHostileComponents(Rows &rows)
{
    for (const char *component : {"{\"insert\":\"\"}",
                                  "{\"insert\":{}}",
                                  "{\"insert\":{\"a\":1,\"b\":2}}",
                                  "{\"insert\":null}",
                                  "{\"insert\":1}",
                                  "{\"insert\":[\"a\"]}",
                                  "{}",
                                  "{\"insert\":\"a\",\"delete\":1}",
                                  "{\"insert\":\"a\",\"retain\":1}",
                                  "{\"delete\":1,\"attributes\":{}}",
                                  "{\"delete\":1,\"attributes\":{\"a\":1}}",
                                  "{\"insert\":\"a\",\"attributes\":null}",
                                  "{\"insert\":\"a\",\"attributes\":[]}",
                                  "{\"insert\":\"a\",\"x\":1}",
                                  "{\"foo\":1}",
                                  "1",
                                  "null",
                                  "\"a\"",
                                  "[]",
                                  "{\"insert\":\"a\",\"insert\":\"b\"}",
                                  "{\"insert\":\"a\",\"attributes\":{\"a\":1,\"a\":1}}",
                                  "{\"retain\":{\"image\":{\"w\":1}}}",
                                  "{\"retain\":1,\"retain\":1}",
                                  "{\"Insert\":\"a\"}",
                                  "{\"insert\":\"a\",\"attributes\":{\"a\":{\"b\":1,\"b\":2}}}"})
        rows.append({component, composed(QByteArray("[") + component + "]")});
    for (const int depth : {61, 65, 1'000, 1'000'000}) {
        const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
        rows.append({"depth " + QByteArray::number(depth),
                     composed("[{\"insert\":\"a\",\"attributes\":{\"a\":" + deep + "}}]")});
        rows.append({"unclosed " + QByteArray::number(depth), QByteArray(depth, '[')});
        rows.append({"objects " + QByteArray::number(depth), QByteArray("{\"a\":").repeated(depth)});
    }
}

void addHostileRequests(Rows &rows)
{
    const QByteArray rest = R"("op":"compose","a":[],"b":[])";
    for (const QByteArray &line : {QByteArray(),
                                   QByteArray("{"),
                                   QByteArray("}"),
                                   QByteArray("null"),
                                   QByteArray("1"),
                                   QByteArray("\"a\""),
                                   QByteArray("[]"),
                                   QByteArray("{}"),
                                   QByteArray(R"({"id":"1"})"),
                                   QByteArray(R"({"id":"1","op":"nope"})"),
                                   QByteArray(R"({"id":"1","op":1})"),
                                   "{" + rest + "}",
                                   R"({"id":null,)" + rest + "}",
                                   R"({"id":{},)" + rest + "}",
                                   R"({"id":"1","id":"2",)" + rest + "}",
                                   R"({"id":"1",)" + rest + R"(,"c":1})",
                                   R"({"id":"1",)" + rest + R"(,"doc":[]})",
                                   R"({"id":"1",)" + rest + "} x",
                                   R"({"id":"1",)" + rest + ",}",
                                   R"({"id":"1",)" + rest + "}{}",
                                   R"({"id":"1",)" + rest,
                                   "\xef\xbb\xbf{\"id\":\"1\"," + rest + "}",
                                   QByteArray("\0", 1),
                                   QByteArray("{'id':1}"),
                                   request("compose", R"("a":{},"b":[])"),
                                   request("compose", R"("a":null,"b":[])"),
                                   request("compose", R"("a":[])"),
                                   request("transform", R"("a":[],"b":[])"),
                                   request("transform", R"("a":[],"b":[],"priority":1)"),
                                   request("rebase", R"("a":[],"b":[],"tie":"left")"),
                                   request("rebase", R"("a":[],"b":[])"),
                                   request("hash", R"("doc":[{"retain":1}])"),
                                   request("hash", R"("doc":[{"insert":"a","attributes":{"b":null}}])")})
        rows.append({"request " + line.left(60), line});
}

void addOutOfRange(Rows &rows)
{
    const QByteArray smile = "[{\"insert\":\"\xF0\x9F\x98\x80\"}]";
    const QByteArray smiles = "[{\"insert\":\"\xF0\x9F\x98\x80\xF0\x9F\x98\x80\"}]";
    for (const char *change : {R"([{"retain":3}])", R"([{"delete":3}])", R"([{"retain":3},{"insert":"x"}])",
                               R"([{"retain":1},{"insert":"x"}])", R"([{"delete":1}])",
                               R"([{"retain":1,"attributes":{"b":1}}])", R"([{"retain":1},{"delete":1}])"}) {
        for (const char *operation : {"apply", "invert"})
            rows.append({QByteArray(operation) + change,
                         request(operation, member("doc", smile) + "," + member("a", QByteArray(change)))});
    }
    for (const char *change : {R"([{"delete":1}])", R"([{"retain":1},{"delete":2}])",
                               R"([{"retain":1},{"insert":"x"}])", R"([{"retain":3,"attributes":{"b":1}}])"})
        rows.append({QByteArray("compose halves a pair ") + change,
                     request("compose", member("a", smiles) + "," + member("b", QByteArray(change)))});
}

// The change without changes of embeds in place: the core language has none.
support::Edit plain(support::Edit edit)
{
    for (support::Action &action : edit.actions)
        action.changes = {};
    return edit;
}

} // namespace

class DeltaCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostile_lines_are_refused_one_by_one();
    void the_last_line_needs_no_line_end();
    void whole_numbers_may_be_spelled_freely();
    void validate_names_the_code();
    void laws_hold_on_its_answers();
    void it_answers_20000_requests_a_second();
    void wrong_usage_exits_2_with_a_sentence();
};

void DeltaCli::hostile_lines_are_refused_one_by_one()
{
    Rows rows;
    addHostileText(rows);
    addHostileNumbers(rows);
    addHostileComponents(rows);
    addHostileRequests(rows);
    addOutOfRange(rows);
    const QByteArray good = composed(R"([{"insert":"a"}])");
    QList<QByteArray> lines;
    for (const auto &row : rows)
        lines << row.second << good;
    const QList<QByteArray> answers = cliAnswersTo(lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(answers[2 * i]).object();
        QVERIFY2(answer.contains(u"ok") && !answer[u"ok"].toBool(), rows[i].first + ": " + answers[2 * i]);
        QVERIFY2(!answer[u"error"].toString().isEmpty() && answer.contains(u"id"), answers[2 * i]);
        QVERIFY2(isOk(answers[2 * i + 1]), "after " + rows[i].first);
    }
    qInfo("%d hostile lines", int(rows.size()));
}

void DeltaCli::the_last_line_needs_no_line_end()
{
    QProcess process;
    process.start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph-cli"),
                  {QStringLiteral("delta")});
    // whoever asks line by line gets the answer before the next question
    process.write(composed("[]") + "\r\n");
    QVERIFY(process.waitForReadyRead(10'000));
    QVERIFY(isOk(process.readAllStandardOutput()));
    process.write(composed("[]"));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10'000));
    QVERIFY(isOk(process.readAllStandardOutput()));
    QCOMPARE(process.exitCode(), 0);
}

void DeltaCli::whole_numbers_may_be_spelled_freely()
{
    const auto answers = cliAnswersTo({composed(R"([{"delete":2.0}])"), composed(R"([{"delete":2e0}])"),
                                       composed(R"([{"delete":9007199254740991}])")});
    QCOMPARE(answers.size(), 3);
    QCOMPARE(resultOf(answers[0]), QByteArray(R"([{"delete":2}])"));
    QCOMPARE(resultOf(answers[1]), QByteArray(R"([{"delete":2}])"));
    QCOMPARE(resultOf(answers[2]), QByteArray(R"([{"delete":9007199254740991}])"));
}

void DeltaCli::validate_names_the_code()
{
    const QList<std::pair<QByteArray, QByteArray>> rows {
        {R"([{"retain":1},{"insert":"x"}])", R"({"valid":true})"},
        {R"([{"retain":1},{"delete":1}])", R"({"code":"lastNewline","valid":false})"},
        {R"([{"retain":2},{"insert":"x"}])", R"({"code":"lastNewline","valid":false})"},
        {R"([{"retain":3}])", R"({"code":"outOfRange","valid":false})"},
        {R"([{"retain":1,"attributes":{"nope":1}}])", R"({"code":"unknownAttribute","valid":false})"},
        {R"([{"insert":"x","attributes":{"block":"h1"}}])", R"({"code":"misplacedAttribute","valid":false})"},
        {R"([{"insert":"a\r"}])", R"({"code":"forbiddenCharacter","valid":false})"},
        {R"([{"insert":{"video":{}}}])", R"({"code":"unknownEmbed","valid":false})"},
        {R"([{"retain":{"image":{"w":1}}}])", R"({"code":"embedMismatch","valid":false})"},
    };
    QList<QByteArray> lines;
    for (const auto &row : rows)
        lines << request("validate", R"("doc":[{"insert":"a\n"}],"a":)" + row.first);
    const QList<QByteArray> answers = cliAnswersTo(lines);
    QCOMPARE(answers.size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject result = QJsonDocument::fromJson(answers[i]).object()[u"result"].toObject();
        QCOMPARE(QJsonDocument(result).toJson(QJsonDocument::Compact), rows[i].second);
    }
}

void DeltaCli::laws_hold_on_its_answers()
{
    using support::World;
    const int families = support::familyCount(2'000);
    QList<QByteArray> bases, asked;
    for (int i = 0; i < families; ++i) {
        support::Random random(support::seed(), quint64(i));
        const support::Cells document = randomDocument(random, World::Schema);
        const QByteArray a = toJson(toDelta(plain(anyEdit(random, World::Schema, document))));
        const QByteArray b = toJson(toDelta(plain(anyEdit(random, World::Schema, document))));
        bases << toJson(toDelta(document));
        asked << request("transform", member("a", a) + "," + member("b", b) + ",\"priority\":false")
              << request("transform", member("a", b) + "," + member("b", a) + ",\"priority\":true")
              << request("invert", member("doc", bases.back()) + "," + member("a", a))
              << request("apply", member("doc", bases.back()) + "," + member("a", a))
              << request("apply", member("doc", bases.back()) + "," + member("a", b));
    }
    const QList<QByteArray> first = cliAnswersTo(asked);
    QCOMPARE(first.size(), asked.size());
    QList<QByteArray> then;
    for (qsizetype i = 0; i < first.size(); i += 5) {
        const QByteArray afterA = resultOf(first[i + 3]);
        then << request("apply", member("doc", afterA) + "," + member("a", resultOf(first[i])))
             << request("apply",
                        member("doc", resultOf(first[i + 4])) + "," + member("a", resultOf(first[i + 1])))
             << request("apply", member("doc", afterA) + "," + member("a", resultOf(first[i + 2])));
    }
    const QList<QByteArray> second = cliAnswersTo(then);
    QCOMPARE(second.size(), then.size());
    for (int i = 0; i < families; ++i) {
        QVERIFY2(isOk(second[3 * i]), then[3 * i] + second[3 * i]);
        QCOMPARE(resultOf(second[3 * i]), resultOf(second[3 * i + 1]));
        QCOMPARE(resultOf(second[3 * i + 2]), bases[i]);
    }
}

void DeltaCli::it_answers_20000_requests_a_second()
{
    QList<QByteArray> lines;
    for (int i = 0; i < 40'000; ++i) {
        lines << request("transform",
                         R"("a":[{"retain":5},{"insert":"hello"},{"delete":2}],)"
                         R"("b":[{"retain":3},{"insert":"x","attributes":{"bold":true}},{"delete":3}],)"
                         R"("priority":true)");
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(cliAnswersTo(lines).size(), lines.size());
    qInfo("%lld requests/s", lines.size() * 1000 / std::max<qint64>(1, timer.elapsed()));
    QVERIFY(timer.elapsed()
            < 2'000 * 5); // five times the promise: the machine is shared and may be sanitized
}

void DeltaCli::wrong_usage_exits_2_with_a_sentence()
{
    for (const QStringList &arguments : {QStringList(), QStringList {QStringLiteral("nope")},
                                         QStringList {QStringLiteral("delta"), QStringLiteral("x")}}) {
        QProcess process;
        process.start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph-cli"), arguments);
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardOutput().isEmpty());
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
    }
}

SYNGRAPH_SEEDED_MAIN(DeltaCli)
#include "test_delta_cli.moc"
