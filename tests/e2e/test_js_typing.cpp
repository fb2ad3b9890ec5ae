// SPDX-License-Identifier: GPL-3.0-or-later
// A client in JavaScript and a native one type at the same place over slow lines, for SYNGRAPH_TYPING_SECONDS (3).
#include "e2e/js_client.h"
#include "e2e/native_client.h"
#include "e2e/relay.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include "support/random.h"
#include "support/seed.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace syngraph;
using model::Attributes;
using model::Delta;
using model::Value;
using test::JsClient;
using test::NativeClient;
using test::Relay;
using test::ServerProcess;
using test::WireClient;

namespace {

constexpr qint64 kLeastDelayMs = 50;
constexpr qint64 kMostDelayMs = 300;
const QString kBefore = QStringLiteral("Heading\nSome");
const QString kBehind = QStringLiteral(" words\nthe end");

// The letters of the alphabet again and again.
QString letterAt(char first, qsizetype index)
{
    return QString(QLatin1Char(static_cast<char>(first + index % 26)));
}

// The two of them at their keyboards.
struct Typists
{
    JsClient js;
    NativeClient native;
    QString jsTyped = {};
    QString nativeTyped = {};

    void jsTypes()
    {
        const QString letter = letterAt('a', jsTyped.size());
        js.command("type", {{QStringLiteral("text"), letter}});
        jsTyped += letter;
    }
    void nativeTypes()
    {
        const QString letter = letterAt('A', nativeTyped.size());
        native.type(letter);
        nativeTyped += letter;
    }
};

void jsFormats(support::Random &random, JsClient &js)
{
    if (random.chance(30)) {
        js.command("formatLine", {{QStringLiteral("block"), random.chance(50) ? QJsonValue(QStringLiteral("h1"))
                                                                              : QJsonValue(QJsonValue::Null)}});
        return;
    }
    const qint64 from = random.below(1000);
    const QJsonObject formats[] = {{{QStringLiteral("bold"), true}},
                                   {{QStringLiteral("bold"), QJsonValue(QJsonValue::Null)}},
                                   {{QStringLiteral("link"), QStringLiteral("https://example.org/")}}};
    js.command("format", {{QStringLiteral("attributes"), random.pick(formats)},
                          {QStringLiteral("from"), from},
                          {QStringLiteral("to"), random.between(from, 1000)}});
}

void nativeFormats(support::Random &random, NativeClient &native)
{
    const model::Document &document = native.document();
    Delta change;
    if (random.chance(30)) {
        const qint64 line = random.below(document.lineCount());
        const qint64 start = document.lineStart(line);
        change.retain(start).retain(document.lineStart(line + 1) - start, Attributes{{"block", Value::string(u"bullet")}});
    } else {
        const qint64 from = random.below(document.length() - 1);
        const Value value = random.chance(60) ? Value::boolean(true) : Value::null();
        const QByteArray key = random.chance(50) ? "italic" : "bold";
        change.retain(from).retain(random.between(1, document.length() - 1 - from), Attributes{{key, value}});
    }
    native.edit(change);
}

} // namespace

class TestJsTyping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void burstsStayTogether_data();
    void burstsStayTogether();

private:
    std::unique_ptr<ServerProcess> m_server;
    qint64 m_typingMs = qint64(1000) * qEnvironmentVariableIntValue("SYNGRAPH_TYPING_SECONDS");
};

void TestJsTyping::initTestCase()
{
    const QString error = test::prepareJavaScript();
    if (!error.isEmpty())
        QSKIP(qPrintable(error + QStringLiteral(" So no client in JavaScript was tried.")));
    if (m_typingMs == 0)
        m_typingMs = 3000;
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->start());
}

void TestJsTyping::burstsStayTogether_data()
{
    QTest::addColumn<bool>("jsIsFirst");
    QTest::addColumn<bool>("isFormatted");
    QTest::newRow("the one in JavaScript is committed first") << true << false;
    QTest::newRow("the native one is committed first") << false << false;
    QTest::newRow("with formats, the one in JavaScript first") << true << true;
    QTest::newRow("with formats, the native one first") << false << true;
}

void TestJsTyping::burstsStayTogether()
{
    QFETCH(const bool, jsIsFirst);
    QFETCH(const bool, isFormatted);
    WireClient author;
    QVERIFY(author.open(m_server->url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id && author.join(*id) && author.type(kBefore + kBehind));
    support::Random random(support::seed(), jsIsFirst ? 1 : 2);
    Relay jsRelay(m_server->port(), random.next());
    Relay nativeRelay(m_server->port(), random.next());
    Typists both{{}, {nativeRelay.url(), *id}};
    both.js.connectTo(jsRelay.url(), id->toString());
    QVERIFY(both.js.waitFor("attached") && both.native.waitUntilJoined());
    both.js.command("caret", {{QStringLiteral("at"), kBefore.size()}});
    both.native.setCaret(kBefore.size());
    for (Relay *relay : {&jsRelay, &nativeRelay})
        relay->setDelay(kLeastDelayMs, kMostDelayMs);

    // both have typed before either hears of the other
    Relay &later = jsIsFirst ? nativeRelay : jsRelay;
    later.holdUp(true);
    both.jsTypes();
    both.nativeTypes();
    QVERIFY(author.waitUntil([&] {
        author.followCommits();
        return author.revision.value == 2;
    }));
    later.holdUp(false);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < m_typingMs) {
        QTest::qWait(int(random.between(10, 50)));
        if (random.chance(40))
            both.jsTypes();
        if (random.chance(40))
            both.nativeTypes();
        if (isFormatted && random.chance(10))
            jsFormats(random, both.js);
        if (isFormatted && random.chance(10))
            nativeFormats(random, both.native);
    }

    QJsonObject js;
    QVERIFY2(QTest::qWaitFor(
                 [&] {
                     js = both.js.state();
                     return js[u"isSettled"].toBool() && both.native.isSettled()
                         && js[u"revision"].toInteger() == both.native.revision();
                 },
                 60'000),
             QJsonDocument(js).toJson());
    QVERIFY2(js[u"problems"].toArray().isEmpty(), QJsonDocument(js).toJson());
    QVERIFY2(both.native.notices().isEmpty(), qPrintable(both.native.notices().join(u'\n')));
    QCOMPARE(both.js.visible(), both.native.visible());
    // the later-committed burst stands left
    const QString typed = jsIsFirst ? both.nativeTyped + both.jsTyped : both.jsTyped + both.nativeTyped;
    QCOMPARE(both.native.text(), kBefore + typed + kBehind + u'\n');
    QVERIFY(both.jsTyped.size() > m_typingMs / 200 && both.nativeTyped.size() > m_typingMs / 200);
}

SYNGRAPH_SEEDED_MAIN(TestJsTyping)
#include "test_js_typing.moc"
