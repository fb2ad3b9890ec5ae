// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"
#include "protocol/limits.h"
#include "support/memory.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using test::closeCodeIn;
using test::frame;
using test::Masked;
using test::RawSocket;
using test::ServerProcess;
using test::welcomed;
using test::WireClient;

namespace {

constexpr int kAtOnceMs = 3'000; // the machine is shared

} // namespace

// People who do not play by the rules, and what everybody else notices of it: nothing.
class TestHostileClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanup();
    void unmaskedFrameEndsTheConnection();
    void unmaskedFrameBehindGoodOnesIsNotObeyed();
    void oversizeMessageEndsTheConnection();
    void whoGoesOnSendingHearsWhyItEnds();
    void largeMessageBeforeHelloEndsTheConnection();
    void endlessPartsEndTheConnection();
    void controlFrameFloodEndsTheConnection();
    void brokenFramesEndTheConnection_data();
    void brokenFramesEndTheConnection();
    void silentConnectionsHoldNobodyUp();
    void slowHandshakeIsCut_data();
    void slowHandshakeIsCut();
    void pageOfAnotherSiteIsRefused();
    void firstMessageHasADeadline();
    void somethingElseThanHelloIsRefused();
    void malformedMessagesEndTheConnection_data();
    void malformedMessagesEndTheConnection();
    void wrongTokenIsRefusedWithoutDetails();
    void manyConnectionsAreSurvived();
    void garbageGetsNoAnswer();

private:
    ServerProcess m_server;
};

// Whatever happened, the server serves.
void TestHostileClients::cleanup()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
}

void TestHostileClients::unmaskedFrameEndsTheConnection()
{
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    socket.write(frame(0x81, R"({"type":"ping","number":77})", Masked::No));
    const QByteArray end = socket.readToEnd();
    QCOMPARE(closeCodeIn(end), 1002);
    QVERIFY(!end.contains("77"));
    QVERIFY(socket.isClosed(0));
}

void TestHostileClients::unmaskedFrameBehindGoodOnesIsNotObeyed()
{
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    const QByteArray large = frame(0x81, R"({"type":"ping","number":1)" + QByteArray(70'000, ' ') + '}');
    const QByteArray bad = frame(0x81, R"({"type":"ping","number":77})", Masked::No);
    // the bad one begins in the middle of what arrives at once
    socket.write(large.first(50'000));
    QTest::qWait(50);
    socket.write(large.sliced(50'000) + frame(0x81, R"({"type":"ping","number":2})"));
    QVERIFY(socket.readUntil("\"number\":2").contains("\"number\":1"));
    socket.write(bad);
    const QByteArray end = socket.readToEnd();
    QCOMPARE(closeCodeIn(end), 1002);
    QVERIFY(!end.contains("77"));
}

void TestHostileClients::oversizeMessageEndsTheConnection()
{
    const qint64 before = m_server.residentKiB();
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    // a header that claims 100 MB
    socket.write(QByteArray("\x81\xff\0\0\0\0\x06\0\0\0\1\2\3\4", 14) + QByteArray(100'000, 'x'));
    QCOMPARE(closeCodeIn(socket.readToEnd()), 1009);
    QVERIFY(m_server.residentKiB() - before < support::mostKiB(4096));
    // as large as allowed is not malformed by size
    RawSocket other;
    QVERIFY(welcomed(other, m_server.port()));
    const QByteArray ping = R"({"type":"ping","number":3)";
    other.write(frame(0x81, ping + QByteArray(protocol::kMaxMessageBytes - ping.size() - 1, ' ') + '}'));
    QVERIFY(other.readUntil("\"pong\"").contains("\"pong\""));
}

// A socket that is closed while more arrives answers with a reset, which may overtake the close frame.
void TestHostileClients::whoGoesOnSendingHearsWhyItEnds()
{
    const QByteArray tooLarge = frame(0x81, QByteArray(8'000'000, 'x'));
    for (int round = 0; round < 10; ++round) {
        RawSocket socket;
        QVERIFY(welcomed(socket, m_server.port()));
        socket.write(tooLarge + frame(0x88, "\x03\xf1"));
        QCOMPARE(closeCodeIn(socket.readToEnd()), 1009);
    }
}

void TestHostileClients::largeMessageBeforeHelloEndsTheConnection()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()) && socket.upgrade().startsWith("HTTP/1.1 101 "));
    socket.write(frame(0x81, QByteArray(4097, ' ')));
    QCOMPARE(closeCodeIn(socket.readToEnd()), 1009);
}

void TestHostileClients::endlessPartsEndTheConnection()
{
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    socket.write(frame(0x01, {}) + frame(0x00, {}).repeated(1000));
    QCOMPARE(closeCodeIn(socket.readToEnd()), 1008);
}

void TestHostileClients::controlFrameFloodEndsTheConnection()
{
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    socket.write(frame(0x89, "x").repeated(5000));
    QVERIFY(socket.isClosed(4000));
}

void TestHostileClients::brokenFramesEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("reserved bit") << frame(0xc1, "x") << 1002;
    QTest::newRow("reserved opcode") << frame(0x83, "x") << 1002;
    QTest::newRow("continuation of nothing") << frame(0x80, "x") << 1002;
    QTest::newRow("ping in parts") << frame(0x09, "x") << 1002;
    QTest::newRow("ping too long") << frame(0x89, QByteArray(126, 'x')) << 1002;
    QTest::newRow("not UTF-8") << frame(0x81, "\xff\xfe") << 1007;
}

void TestHostileClients::brokenFramesEndTheConnection()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    socket.write(bytes);
    QCOMPARE(closeCodeIn(socket.readToEnd()), code);
    QVERIFY(socket.isClosed(0));
}

void TestHostileClients::silentConnectionsHoldNobodyUp()
{
    std::vector<std::unique_ptr<RawSocket>> silent;
    for (int i = 0; i < 60; ++i) {
        silent.push_back(std::make_unique<RawSocket>());
        QVERIFY(silent.back()->connectTo(m_server.port()));
        // a third says nothing, a third begins TLS and stops, a third begins HTTP and stops
        if (i % 3 == 1)
            silent.back()->write(QByteArray("\x16\x03\x01\x02\x00\x01", 6));
        else if (i % 3 == 2)
            silent.back()->write("GET / HTTP/1.1\r\nHost: ");
    }
    QElapsedTimer timer;
    timer.start();
    WireClient good;
    QVERIFY(good.open(m_server.url(QStringLiteral("wss")), m_server.ready()[u"fingerprint"].toString()));
    QVERIFY(good.greet());
    QVERIFY2(timer.elapsed() < kAtOnceMs, qPrintable(QString::number(timer.elapsed())));
    qInfo("a wss client behind 60 silent ones: %lld ms", timer.elapsed());
    for (const auto &socket : silent)
        QVERIFY(socket->isClosed(5000));
    QVERIFY2(timer.elapsed() < 6000, qPrintable(QString::number(timer.elapsed())));
}

void TestHostileClients::slowHandshakeIsCut_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    QTest::newRow("half a TLS hello") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
}

void TestHostileClients::slowHandshakeIsCut()
{
    QFETCH(QByteArray, beginning);
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    socket.write(beginning);
    QElapsedTimer timer;
    timer.start();
    // a byte now and then does not help
    while (socket.socket().state() == QAbstractSocket::ConnectedState && timer.elapsed() < 8000) {
        if (!beginning.isEmpty())
            socket.write("X");
        socket.isClosed(300);
    }
    QVERIFY2(timer.elapsed() > 2500 && timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestHostileClients::pageOfAnotherSiteIsRefused()
{
    WireClient page(QStringLiteral("https://evil.example"));
    QVERIFY(!page.open(m_server.url()));
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    QVERIFY(socket.upgrade("Origin: https://evil.example\r\n").startsWith("HTTP/1.1 403 "));
    RawSocket rebound;
    QVERIFY(rebound.connectTo(m_server.port()));
    QVERIFY(rebound.upgrade({}, "evil.example").startsWith("HTTP/1.1 400 "));
}

void TestHostileClients::firstMessageHasADeadline()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()) && socket.upgrade().startsWith("HTTP/1.1 101 "));
    QElapsedTimer timer;
    timer.start();
    // pings are no first message
    QByteArray heard;
    while (socket.socket().state() == QAbstractSocket::ConnectedState && timer.elapsed() < 10'000) {
        socket.write(frame(0x89, {}));
        heard += socket.readToEnd(200);
    }
    QCOMPARE(closeCodeIn(heard), 4005);
    QVERIFY2(timer.elapsed() > 4000 && timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
}

void TestHostileClients::somethingElseThanHelloIsRefused()
{
    for (const char *text : {R"({"type":"ping","number":1})", "nonsense", "{}", "[]", "\x00"}) {
        RawSocket socket;
        QVERIFY(socket.connectTo(m_server.port()) && socket.upgrade().startsWith("HTTP/1.1 101 "));
        socket.write(frame(0x81, text));
        QCOMPARE(closeCodeIn(socket.readToEnd()), 4001);
    }
    RawSocket binary;
    QVERIFY(binary.connectTo(m_server.port()) && binary.upgrade().startsWith("HTTP/1.1 101 "));
    binary.write(frame(0x82, "abcdefgh"));
    QCOMPARE(closeCodeIn(binary.readToEnd()), 4001);
}

void TestHostileClients::malformedMessagesEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text) { QTest::newRow(text) << QByteArray(text); };
    row(R"({"type":"ping"})");
    row(R"({"type":"ping","number":"1"})");
    row(R"({"type":"ping","number":1.5})");
    row(R"({"type":"ping","number":9007199254740992})");
    row(R"({"type":"ping","number":1,"number":2})");
    row(R"({"type":"ping","number":1,"__proto__":2})");
    row(R"({"type":"nothing"})");
    row(R"([{"type":"ping","number":1}])");
    row(R"({"type":"join","document":"../../etc/passwd"})");
    row(R"({"type":"hello","protocol":[1,1],"features":[]})");
    row(R"({"type":"submit","sequence":1,"base":0,"kind":9,"delta":[]})");
}

void TestHostileClients::malformedMessagesEndTheConnection()
{
    QFETCH(QByteArray, text);
    RawSocket socket;
    QVERIFY(welcomed(socket, m_server.port()));
    socket.write(frame(0x81, text));
    const QByteArray end = socket.readToEnd();
    QVERIFY(end.contains("\"goodbye\""));
    QCOMPARE(closeCodeIn(end), 4000);
}

void TestHostileClients::wrongTokenIsRefusedWithoutDetails()
{
    const QString close = m_server.ownerToken().chopped(1) + u'x';
    for (const QString &token : {QString(), QStringLiteral("x"), close, QString(200, u'a')}) {
        WireClient client;
        QVERIFY(client.open(m_server.url()));
        client.send(protocol::Hello{{1, 1}, {}, token, {}});
        const auto goodbye = client.waitFor<protocol::Goodbye>();
        QVERIFY(goodbye);
        QCOMPARE(goodbye->code, ErrorCode::BadToken);
        QVERIFY(client.waitForClose());
        QCOMPARE(client.closeCode(), 4003);
    }
    QVERIFY(!m_server.log().contains(m_server.ownerToken().toLatin1()));
    QVERIFY(!m_server.log().contains(close.toLatin1()));
}

void TestHostileClients::manyConnectionsAreSurvived()
{
    const qint64 before = m_server.residentKiB();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 800; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(QHostAddress::LocalHost, m_server.port());
    }
    for (const auto &socket : sockets)
        QVERIFY(socket->waitForConnected(5000));
    WireClient good;
    QElapsedTimer one;
    one.start();
    QVERIFY(good.open(m_server.url()) && good.greet());
    qInfo("800 half open: %lld ms; a good client meanwhile: %lld ms; %lld bytes each", timer.elapsed(), one.elapsed(),
          (m_server.residentKiB() - before) * 1024 / 800);
    QVERIFY2(one.elapsed() < kAtOnceMs, qPrintable(QString::number(one.elapsed())));
    QVERIFY(m_server.residentKiB() - before <= support::mostKiB(800 * 4));
}

void TestHostileClients::garbageGetsNoAnswer()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    socket.write(QByteArray("\x00\xff\x13\x37", 4));
    QCOMPARE(socket.readToEnd(), QByteArray());
    QVERIFY(socket.isClosed(0));
}

QTEST_GUILESS_MAIN(TestHostileClients)
#include "test_hostile_clients.moc"
