// SPDX-License-Identifier: GPL-3.0-or-later
// A client in JavaScript that was written from PROTOCOL.md alone, against a real server and with native clients.
#include "e2e/js_client.h"
#include "e2e/native_client.h"
#include "e2e/relay.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include "model/delta_json.h"
#include "support/random.h"
#include "support/seed.h"

#include <QJsonDocument>
#include <QTest>

using namespace syngraph;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;
using test::JsClient;
using test::NativeClient;
using test::Relay;
using test::ServerProcess;
using test::WireClient;

namespace {

// What somebody writes at random, in the forms that editors use.
Delta randomEdit(support::Random &random, const Document &document)
{
    const qint64 line = random.below(document.lineCount());
    const qint64 start = document.lineStart(line);
    const qint64 end = document.lineStart(line + 1) - 1;
    const Attributes values = document.runAt(end).attributes;
    qint64 at = random.between(start, end);
    at -= document.splitsPair(at) ? 1 : 0;
    qint64 until = random.between(at, std::min(at + 8, end));
    until -= document.splitsPair(until) ? 1 : 0;
    Delta change;
    switch (random.below(6)) {
    case 0:
        change.retain(at).retain(until - at, Attributes{{"bold", random.chance(70) ? Value::boolean(true) : Value::null()}});
        break;
    case 1:
        change.retain(start).retain(end + 1 - start, Attributes{{"block", Value::string(u"h2")}});
        break;
    case 2:
        change.retain(end).insert(u"\n", values).retain(1, Attributes{{"block", Value::null()}});
        break;
    case 3:
        change.retain(at).remove(until - at);
        break;
    default:
        change.retain(at).insert(random.chance(50) ? u"native" : u"\U0001F680");
    }
    return std::move(change.chop());
}

} // namespace

class TestJsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void webSocketBasicsHoldForAForeignClient();
    void editsMeetThoseOfNativeClients();
    void stoppingServerSaysGoodbye();
    void cutClientResumes_data();
    void cutClientResumes();
    void changeOnAnOldBaseIsSentAgainAsMoved();
    void refusedChangeIsTakenBack();
    void randomEditsAndCutsConverge();
    void commentsOfAForeignClientAreThoseOfNativeOnes();

private:
    DocumentId createDocument(const QString &content = {});
    bool converge(JsClient &js, const std::vector<NativeClient *> &natives);
    QByteArray cli(const QStringList &arguments);
    QString target(DocumentId document) const;

    std::unique_ptr<ServerProcess> m_server;
};

void TestJsClient::initTestCase()
{
    const QString error = test::prepareJavaScript();
    if (!error.isEmpty())
        QSKIP(qPrintable(error + QStringLiteral(" So no client in JavaScript was tried.")));
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->start());
}

DocumentId TestJsClient::createDocument(const QString &content)
{
    WireClient author;
    if (!author.open(m_server->url()) || !author.greet())
        return {};
    const auto id = author.create();
    if (!id || (!content.isEmpty() && (!author.join(*id) || !author.type(content))))
        return {};
    return *id;
}

QString TestJsClient::target(DocumentId document) const
{
    return m_server->url().toString() + document.toString();
}

// The output of syngraph-cli; the event loop runs meanwhile.
QByteArray TestJsClient::cli(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph-cli"), arguments);
    const bool hasEnded = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000);
    if (!hasEnded || process.exitCode() != 0)
        qWarning("syngraph-cli %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

// Waits until everybody has everything, and compares.
bool TestJsClient::converge(JsClient &js, const std::vector<NativeClient *> &natives)
{
    const auto isLevel = [&] {
        const QJsonObject state = js.state();
        return state[u"isSettled"].toBool() && std::ranges::all_of(natives, [&](const NativeClient *native) {
                   return native->isSettled() && native->revision() == state[u"revision"].toInteger();
               });
    };
    if (!QTest::qWaitFor(isLevel, 60'000)) {
        qWarning("not everybody is level: %s", QJsonDocument(js.state()).toJson().constData());
        return false;
    }
    const QJsonObject state = js.state();
    const QByteArray visible = js.visible();
    bool isEqual = state[u"problems"].toArray().isEmpty();
    for (const NativeClient *native : natives)
        isEqual = isEqual && native->visible() == visible && native->notices().isEmpty();
    if (!isEqual) {
        qWarning("%s", QJsonDocument(state).toJson().constData());
        for (const NativeClient *native : natives)
            qWarning("%s %s", native->visible().constData(), qPrintable(native->notices().join(u'\n')));
    }
    return isEqual;
}

void TestJsClient::webSocketBasicsHoldForAForeignClient()
{
    const QString page = QStringLiteral(SYNGRAPH_SOURCE_DIR "/shared/protocol/PROTOCOL.md");
    const test::ScriptOutcome outcome =
        test::runScript(QStringLiteral("basics.js"), {m_server->url().toString(), m_server->url(QStringLiteral("wss")).toString(),
                                                      m_server->ready()[u"fingerprint"].toString(), page});
    QVERIFY2(outcome.exitCode == 0, outcome.output);
    QCOMPARE(outcome.output.count("\nok ") + int(outcome.output.startsWith("ok ")), 11);
}

void TestJsClient::editsMeetThoseOfNativeClients()
{
    const DocumentId id = createDocument(QStringLiteral("Title\nSome words here"));
    Relay relay(m_server->port(), support::seed());
    relay.setDelay(20, 60);
    JsClient js;
    js.connectTo(relay.url(), id.toString());
    NativeClient native(m_server->url(), id);
    QVERIFY(js.waitFor("attached") && native.waitUntilJoined());
    // nobody hears of the others before all have written: bold against typing inside, a heading against a line
    // opened below it, a link against deletion
    relay.holdDown(true);
    js.edit(R"([{"retain":6,"attributes":{"block":"h1"}},{"retain":5,"attributes":{"bold":true}},)"
            R"({"retain":5,"attributes":{"bold":true,"link":"https://example.org/"}}])");
    js.edit(R"([{"insert":"Great "}])");
    QVERIFY(js.state()[u"inFlight"].toBool());
    native.edit(Delta().retain(8).insert(u"xyz"));
    native.edit(Delta().retain(5).insert(u"\n").insert(u"below").retain(1, Attributes{{"block", Value::null()}}));
    native.edit(Delta().retain(21).remove(2));
    cli({QStringLiteral("append"), target(id), QStringLiteral("from the command line")});
    relay.holdDown(false);
    QVERIFY(converge(js, {&native}));
    QCOMPARE(native.text(), QStringLiteral("Great Title\nbelow\nSoxyzme wds here\nfrom the command line\n"));
    QCOMPARE(cli({QStringLiteral("cat"), target(id)}), native.text().toUtf8());
    QVERIFY(native.document().runAt(11).attributes.contains("block"));
    QVERIFY(!native.document().runAt(17).attributes.contains("block"));
    QVERIFY(native.document().runAt(20).attributes.contains("bold")); // typed inside what was made bold
    QVERIFY(native.document().runAt(27).attributes.contains("link"));
}

void TestJsClient::stoppingServerSaysGoodbye()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id);
    JsClient js;
    js.connectTo(server.url(), id->toString());
    QVERIFY(js.waitFor("attached"));
    js.edit(R"([{"insert":"kept"}])");
    QVERIFY(js.waitUntilSettled(1));
    QCOMPARE(server.stop(), 0);
    const auto goodbye = js.waitFor("goodbye");
    QVERIFY(goodbye && (*goodbye)[u"code"].toString() == u"shuttingDown");
    const auto closed = js.waitFor("disconnected");
    QVERIFY(closed && (*closed)[u"code"].toInt() == 4011);
    js.edit(R"([{"retain":4},{"insert":" offline"}])");
    QVERIFY(server.start());
    QVERIFY(js.waitUntilSettled(2));
    QCOMPARE(js.visible(), R"([{"insert":"kept offline\n"}])");
}

void TestJsClient::cutClientResumes_data()
{
    QTest::addColumn<bool>("isCommitted");
    QTest::addColumn<bool>("byClient");
    QTest::newRow("the change in flight was lost") << false << false;
    QTest::newRow("the change in flight was committed, its ack lost") << true << false;
    QTest::newRow("the client destroys its socket before the server has the change") << false << true;
    QTest::newRow("the client destroys its socket before it has the ack") << true << true;
}

void TestJsClient::cutClientResumes()
{
    QFETCH(const bool, isCommitted);
    QFETCH(const bool, byClient);
    const DocumentId id = createDocument(QStringLiteral("base"));
    Relay relay(m_server->port(), support::seed());
    JsClient js;
    js.connectTo(relay.url(), id.toString());
    NativeClient native(m_server->url(), id);
    QVERIFY(js.waitFor("attached") && native.waitUntilJoined());
    (isCommitted ? relay.holdDown(true) : relay.holdUp(true));
    native.edit(Delta().insert(u"[before]"));
    QVERIFY(native.waitUntilSettled(2));
    js.edit(R"([{"retain":4},{"insert":"<flight>","attributes":{"bold":true}}])");
    QVERIFY(js.state()[u"inFlight"].toBool());
    js.edit(R"([{"retain":12},{"insert":"<buffer>"}])");
    if (isCommitted)
        QVERIFY(native.waitUntilSettled(3));
    native.edit(Delta().retain(2).remove(3).insert(u"[after]"));
    QVERIFY(native.waitUntilSettled(isCommitted ? 4 : 3));
    relay.setOpen(false);
    if (byClient)
        js.command("cut");
    else
        relay.cut();
    QVERIFY(js.waitFor("disconnected"));
    js.edit(R"([{"insert":"<offline>"}])");
    native.edit(Delta().retain(1).insert(u"[while away]"));
    relay.cut();
    relay.holdUp(false);
    relay.holdDown(false);
    relay.setOpen(true);
    QVERIFY(js.waitFor("attached"));
    QVERIFY(converge(js, {&native}));
    for (const QString &once : {QStringLiteral("<flight><buffer>"), QStringLiteral("<offline>")})
        QCOMPARE(native.text().count(once), 1);
    QCOMPARE(native.revision(), 6);
}

// A server that was restarted has no older revisions at hand to move a change over.
void TestJsClient::changeOnAnOldBaseIsSentAgainAsMoved()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id && author.join(*id) && author.type(QStringLiteral("base")));
    Relay relay(server.port(), support::seed());
    JsClient js;
    js.connectTo(relay.url(), id->toString());
    QVERIFY(js.waitFor("attached"));
    relay.setOpen(false);
    relay.cut();
    QVERIFY(js.waitFor("disconnected"));
    js.edit(R"([{"retain":4},{"insert":" offline"}])");
    QVERIFY(author.type(QStringLiteral("online ")));
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.start());
    relay.setOpen(true);
    const auto goodbye = js.waitFor("goodbye");
    QVERIFY(goodbye && (*goodbye)[u"code"].toString() == u"baseTooOld");
    QVERIFY(js.waitUntilSettled(3));
    QCOMPARE(js.visible(), R"([{"insert":"online base offline\n"}])");
    QVERIFY(js.state()[u"problems"].toArray().isEmpty());
}

void TestJsClient::refusedChangeIsTakenBack()
{
    const DocumentId id = createDocument(QStringLiteral("one\ntwo"));
    JsClient js;
    js.connectTo(m_server->url(), id.toString());
    QVERIFY(js.waitFor("attached"));
    js.edit(R"([{"retain":3},{"delete":5}])"); // the last line end with it
    js.edit(R"([{"insert":"zero "}])");
    const auto refused = js.waitFor("refused");
    QVERIFY(refused && (*refused)[u"code"].toString() == u"lastNewline");
    QVERIFY(js.waitUntilSettled(2));
    QCOMPARE(js.visible(), R"([{"insert":"zero one\ntwo\n"}])");
    QVERIFY(js.state()[u"problems"].toArray().isEmpty());
}

void TestJsClient::randomEditsAndCutsConverge()
{
    const DocumentId id = createDocument(QStringLiteral("Title\nSome words here\nmore"));
    Relay relay(m_server->port(), support::seed());
    relay.setDelay(0, 15);
    support::Random random(support::seed());
    std::vector<std::unique_ptr<JsClient>> scripts;
    for (int i = 0; i < 2; ++i) {
        scripts.push_back(std::make_unique<JsClient>());
        scripts.back()->connectTo(relay.url(), id.toString());
    }
    NativeClient native(relay.url(), id);
    QVERIFY(native.waitUntilJoined());
    for (int i = 0; i < 2; ++i) {
        QVERIFY(scripts[std::size_t(i)]->waitFor("attached"));
        scripts[std::size_t(i)]->command("scribble", {{QStringLiteral("edits"), 150}, {QStringLiteral("cuts"), i == 0},
                                                      {QStringLiteral("seed"), qint64(support::seed() % 1'000'000) + i}});
    }
    for (int i = 0; i < 150; ++i) {
        native.edit(randomEdit(random, native.document()));
        QTest::qWait(int(random.below(20)));
        if (i % 50 == 49)
            relay.cut();
    }
    for (const auto &script : scripts)
        QVERIFY(script->waitFor("scribbled"));
    QVERIFY(converge(*scripts[0], {&native}));
    QVERIFY(converge(*scripts[1], {&native}));
    QCOMPARE(cli({QStringLiteral("cat"), target(id)}), native.text().toUtf8());
}

void TestJsClient::commentsOfAForeignClientAreThoseOfNativeOnes()
{
    const DocumentId id = createDocument(QStringLiteral("one two three"));
    JsClient js;
    js.connectTo(m_server->url(), id.toString());
    QVERIFY(js.waitFor("attached"));
    // written while it is cut off, and said once it is back
    js.command("cut");
    js.edit(R"([{"retain":4},{"retain":3,"attributes":{"c:jsthread":true}}])");
    js.command("say", {{QStringLiteral("words"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("comment")},
                                                            {QStringLiteral("thread"), QStringLiteral("jsthread")},
                                                            {QStringLiteral("quote"), QStringLiteral("two")},
                                                            {QStringLiteral("text"), QStringLiteral("from afar")}}}});
    QVERIFY(js.waitFor("attached"));
    QTRY_VERIFY_WITH_TIMEOUT(js.state()[u"unsaid"].toInt() == 0 && js.state()[u"talk"].toArray().size() == 1, 30'000);
    QVERIFY(js.waitUntilSettled(2));
    const QJsonObject thread = QJsonDocument::fromJson(cli({QStringLiteral("comments"), target(id)})).object();
    QCOMPARE(thread[u"thread"].toString(), QStringLiteral("jsthread"));
    QCOMPARE(thread[u"position"].toInt(), 4);
    QCOMPARE(thread[u"comments"][0][u"text"].toString(), QStringLiteral("from afar"));
    cli({QStringLiteral("comments"), target(id), QStringLiteral("--reply"), QStringLiteral("jsthread"), QStringLiteral("--text"),
         QStringLiteral("heard")});
    QTRY_COMPARE_WITH_TIMEOUT(js.state()[u"talk"].toArray().size(), 2, 30'000);
    QCOMPARE(js.state()[u"talk"][1][u"text"].toString(), QStringLiteral("heard"));
    // what others wrote is not its to change
    js.command("say", {{QStringLiteral("words"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("delete")},
                                                            {QStringLiteral("about"), js.state()[u"talk"][1][u"id"]}}}});
    QCOMPARE((*js.waitFor("notSaid"))[u"code"].toString(), QStringLiteral("notAllowed"));
    QVERIFY(js.state()[u"problems"].toArray().isEmpty());
}

SYNGRAPH_SEEDED_MAIN(TestJsClient)
#include "test_js_client.moc"
