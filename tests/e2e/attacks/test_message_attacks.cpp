// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that no client of ours sends (PROMISES A1-A5): made from the table of messages, so that one that is added
// is attacked without a line here.
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"
#include "protocol/codec.h"
#include "protocol/messages.h"

#include <QTest>

using namespace syngraph;
using test::Verdict;
using test::verdictOn;

namespace {

template<typename T>
struct Bare
{
    using Type = T;
};
template<typename T>
struct Bare<std::optional<T>>
{
    using Type = T;
};

template<typename T>
constexpr bool kIsNumber = std::is_same_v<T, qint64> || std::is_same_v<T, protocol::ChangeKind>;
template<typename Tag>
constexpr bool kIsNumber<Number<Tag>> = true;

template<typename T>
constexpr bool kIsList = false;
template<typename T>
constexpr bool kIsList<std::vector<T>> = true;

// Calls visit(message, field) for each field of each message but hello, whose turn is over.
template<typename Visit>
void forEachField(Visit visit)
{
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto one = [&]<typename Message>(const Message &message) {
            if constexpr (!std::is_same_v<Message, protocol::Hello>)
                std::apply([&](const auto &...fields) { (visit(message, fields), ...); }, Message::fields());
        };
        (one(std::variant_alternative_t<I, protocol::ClientMessage>()), ...);
    }(std::make_index_sequence<std::variant_size_v<protocol::ClientMessage>>());
}

// The message with this JSON as the value of one member.
template<typename Message>
QByteArray withMember(const Message &message, std::string_view name, const QByteArray &json)
{
    QByteArray out = protocol::encode(protocol::ClientMessage(message));
    const QByteArray key = "\"" + QByteArray(name.data(), qsizetype(name.size())) + "\":";
    const qsizetype at = out.indexOf(key);
    if (at < 0)
        return out.chopped(1) + ',' + key + json + '}';
    qsizetype end = at + key.size();
    int depth = 0;
    for (; depth > 0 || (out[end] != ',' && out[end] != '}'); ++end)
        depth += out[end] == '[' || out[end] == '{' ? 1 : out[end] == ']' || out[end] == '}' ? -1 : 0;
    return out.first(at) + key + json + out.sliced(end);
}

} // namespace

class TestMessageAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanup();
    void everyIntegerHasEdges();
    void everyTextAndListHasAnEnd();
    void lengthsInChangesHaveEdges_data();
    void lengthsInChangesHaveEdges();
    void deepJsonIsRefused_data();
    void deepJsonIsRefused();
    void deepJsonBeforeHelloIsRefused();
    void membersNamedTwiceAreRefused_data();
    void membersNamedTwiceAreRefused();
    void unknownMembersAreRefused();
    void halvesOfCharactersAreRefused();

private:
    test::ServerProcess m_server;
};

// Whatever happened, the server serves.
void TestMessageAttacks::cleanup()
{
    test::WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
}

void TestMessageAttacks::everyIntegerHasEdges()
{
    int tried = 0;
    forEachField([&]<typename Message, typename T>(const Message &message, const protocol::Field<Message, T> &field) {
        if constexpr (kIsNumber<typename Bare<T>::Type>) {
            const qint64 largest = std::is_same_v<T, protocol::ChangeKind> ? qint64(protocol::ChangeKind::Redo) : field.bound;
            const QByteArray beyond = QByteArray::number(largest + 1);
            for (const QByteArray &value : {QByteArray("-1"), beyond, QByteArray("9007199254740992"),
                                            QByteArray("-9223372036854775808"), QByteArray("9223372036854775808"),
                                            QByteArray("18446744073709551616"), QByteArray("0.5"), QByteArray("1e2"),
                                            QByteArray("1e999"), QByteArray("NaN"), QByteArray("\"1\""), QByteArray("null")}) {
                const QByteArray text = withMember(message, field.name, value);
                const Verdict verdict = verdictOn(m_server, text);
                const bool isRefused = verdict.goodbye == "numberRange" || verdict.goodbye == "wrongType"
                    || verdict.goodbye == "malformed";
                QVERIFY2(isRefused && !verdict.isAnswered, text + ": " + verdict.goodbye);
                ++tried;
            }
        }
    });
    qInfo("%d edges", tried);
    QVERIFY(tried > 200);
}

void TestMessageAttacks::everyTextAndListHasAnEnd()
{
    int tried = 0;
    forEachField([&]<typename Message, typename T>(const Message &message, const protocol::Field<Message, T> &field) {
        using Value = typename Bare<T>::Type;
        QByteArray value;
        if constexpr (std::is_same_v<Value, QString>)
            value = '"' + QByteArray(field.bound + 1, 'x') + '"';
        else if constexpr (kIsList<Value>)
            value = "[" + QByteArray(R"({"anchor":0,"head":0},)").repeated(field.bound) + R"({"anchor":0,"head":0}])";
        if (value.isEmpty())
            return;
        const QByteArray text = withMember(message, field.name, value);
        const Verdict verdict = verdictOn(m_server, text);
        QVERIFY2(verdict.goodbye == "tooLarge", text.left(200) + ": " + verdict.goodbye);
        ++tried;
    });
    QVERIFY(tried >= 8);
}

void TestMessageAttacks::lengthsInChangesHaveEdges_data()
{
    QTest::addColumn<QByteArray>("delta");
    const auto row = [](const char *delta) { QTest::newRow(delta) << QByteArray(delta); };
    for (const char *kind : {"retain", "delete"}) {
        for (const char *length : {"0", "-1", "1.5", "1e400", "9007199254740992", "9223372036854775807", "18446744073709551615",
                                   "\"1\"", "null", "true", "[]"}) {
            const QByteArray delta = "[{\"" + QByteArray(kind) + "\":" + length + "}]";
            QTest::newRow(delta.constData()) << delta;
        }
    }
    row(R"([{"delete":9007199254740991},{"delete":9007199254740991}])");
    row(R"([{"retain":9007199254740991},{"insert":"x"}])");
    row(R"([{"retain":2},{"insert":"x"}])");
    row(R"([{"retain":1},{"delete":1}])");
    row(R"([{"insert":""}])");
    row(R"([{"insert":"x","delete":1}])");
    row(R"([{}])");
    row(R"([{"retain":1,"attributes":{"indent":9007199254740992}}])");
    row(R"([{"retain":1,"attributes":{"indent":-1}}])");
    row(R"([{"insert":{"image":{"id":"0000000000000000000000000000000000000000000000000000000000000000","w":-1}}}])");
}

void TestMessageAttacks::lengthsInChangesHaveEdges()
{
    QFETCH(QByteArray, delta);
    test::WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    const auto document = client.create();
    QVERIFY(document && client.join(*document));
    client.sendText(QStringLiteral("{\"type\":\"submit\",\"sequence\":1,\"base\":0,\"kind\":0,\"delta\":%1}")
                        .arg(QString::fromLatin1(delta)));
    const bool isAnswered = client.waitUntil([&] {
        return client.take<protocol::Refused>() || client.take<protocol::Goodbye>() || client.take<protocol::Committed>();
    });
    QVERIFY(isAnswered);
    test::WireClient other;
    QVERIFY(other.open(m_server.url()) && other.greet() && other.join(*document));
    QCOMPARE(other.revision.value, 0);
}

void TestMessageAttacks::deepJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const int levels : {65, 1000, 500'000}) {
        const QByteArray lists = QByteArray(levels, '[') + QByteArray(levels, ']');
        QTest::addRow("%d lists", levels) << R"({"type":"ping","number":1,"deep":)" + lists + '}';
        QTest::addRow("%d lists in a change", levels)
            << R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":)" + lists + '}';
    }
    QByteArray objects = "1";
    for (int i = 0; i < 100; ++i)
        objects = "{\"a\":" + objects + "}";
    QTest::newRow("a format of 100 objects")
        << R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":[{"retain":1,"attributes":{"bold":)" + objects
            + "}}]}";
}

void TestMessageAttacks::deepJsonIsRefused()
{
    QFETCH(QByteArray, text);
    QCOMPARE(verdictOn(m_server, text).goodbye, QByteArray("tooDeep"));
}

void TestMessageAttacks::deepJsonBeforeHelloIsRefused()
{
    test::RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()) && socket.upgrade().startsWith("HTTP/1.1 101 "));
    socket.write(test::frame(0x81, QByteArray(4096, '[')));
    QCOMPARE(test::goodbyeIn(socket.readToEnd()), QByteArray("helloFirst"));
}

void TestMessageAttacks::membersNamedTwiceAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("of a message") << QByteArray(R"({"type":"ping","number":1,"number":2})");
    QTest::newRow("type") << QByteArray(R"({"type":"ping","type":"leave","number":2})");
    const QByteArray submit = R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":[)";
    QTest::newRow("of a component") << submit + R"({"insert":"a","insert":"b"}]})";
    QTest::newRow("of formats") << submit + R"({"retain":1,"attributes":{"bold":true,"bold":null}}]})";
    QTest::newRow("written differently") << submit + R"({"retain":1,"attributes":{"bold":true,"b\u006fld":null}}]})";
}

void TestMessageAttacks::membersNamedTwiceAreRefused()
{
    QFETCH(QByteArray, text);
    QCOMPARE(verdictOn(m_server, text).goodbye, QByteArray("duplicateMember"));
}

void TestMessageAttacks::unknownMembersAreRefused()
{
    QByteArray last;
    forEachField([&]<typename Message, typename T>(const Message &message, const protocol::Field<Message, T> &) {
        const QByteArray plain = protocol::encode(protocol::ClientMessage(message));
        if (plain == std::exchange(last, plain))
            return;
        for (const char *name : {"author", "client", "role", "__proto__", ""}) {
            // resume names a client by right
            if (plain.contains("\"" + QByteArray(name) + "\":"))
                continue;
            const QByteArray text = plain.chopped(1) + ",\"" + name + "\":\"owner\"}";
            QVERIFY2(verdictOn(m_server, text).goodbye == "unknownMember", text);
        }
    });
}

void TestMessageAttacks::halvesOfCharactersAreRefused()
{
    for (const char *half : {R"("\ud83d")", R"("\ude00")", R"("\ude00\ud83d")", R"("a\ud83db")"}) {
        const QByteArray title = R"({"type":"createDocument","request":1,"title":)" + QByteArray(half) + '}';
        QCOMPARE(verdictOn(m_server, title).goodbye, QByteArray("malformed"));
        const QByteArray change = R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":[{"insert":)"
            + QByteArray(half) + "}]}";
        QCOMPARE(verdictOn(m_server, change).goodbye, QByteArray("malformed"));
    }
}

QTEST_GUILESS_MAIN(TestMessageAttacks)
#include "test_message_attacks.moc"
