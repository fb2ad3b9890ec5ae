// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/raw_socket.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using test::frame;
using test::RawSocket;
using test::ServerProcess;
using test::WireClient;

// What every WebSocket client may rely on, on both kinds of socket.
class TestTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void handshakeAnswers101WithTheSubprotocol();
    void clientWithoutSubprotocolIsTaken();
    void textGoesBothWaysAtAnyTime();
    void pingIsAnsweredWithItsPayload();
    void serverPingsSilentClients();
    void clientClosesWithACode();
    void serverClosesWithACode();
    void encryptedConnectionNeedsThePinnedKey();
    void keyStaysTheSameAfterRestart();
    void healthIsTold();
    void healthIsToldAgainOnAConnectionThatStaysForAMoment();
    void messagesBehindHelloNeedNotWait();
    void noCommonVersionIsToldBeforeAnythingElse();

private:
    ServerProcess m_server;
};

void TestTransport::handshakeAnswers101WithTheSubprotocol()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    const QByteArray head = socket.upgrade("Sec-WebSocket-Protocol: chat, syngraph.v1\r\n");
    QVERIFY2(head.startsWith("HTTP/1.1 101 "), head.constData());
    // RFC 6455 1.3: the answer to the key of its example
    QVERIFY(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    QVERIFY(head.contains("Sec-WebSocket-Protocol: syngraph.v1"));
    QVERIFY(!head.toLower().contains("sec-websocket-extensions"));
}

void TestTransport::clientWithoutSubprotocolIsTaken()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    QVERIFY(socket.upgrade().startsWith("HTTP/1.1 101 "));
    socket.write(frame(0x81, R"({"type":"hello","protocol":[1,1],"features":[]})"));
    QVERIFY(socket.readUntil("\"welcome\"").contains("\"protocol\":1"));
}

void TestTransport::textGoesBothWaysAtAnyTime()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet({}, QStringLiteral("Zoë\u202e 😀")));
    for (int i = 0; i < 100; ++i)
        client.send(protocol::Ping{i});
    for (int i = 0; i < 100; ++i) {
        const auto pong = client.waitFor<protocol::Pong>();
        QVERIFY(pong);
        QCOMPARE(pong->number, qint64(i));
    }
}

void TestTransport::pingIsAnsweredWithItsPayload()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    QByteArray payload;
    connect(&client.webSocket(), &QWebSocket::pong, &client, [&](quint64, const QByteArray &p) { payload = p; });
    client.webSocket().ping("abc");
    QVERIFY(client.waitUntil([&] { return payload == "abc"; }));
}

void TestTransport::serverPingsSilentClients()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    QVERIFY(socket.upgrade().startsWith("HTTP/1.1 101 "));
    socket.write(frame(0x81, R"({"type":"hello","protocol":[1,1],"features":[]})"));
    QVERIFY(socket.readUntil("\"welcome\"").contains("\"welcome\""));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(socket.readUntil(QByteArray("\x89", 1), 8000).contains('\x89'));
    // it answers nothing, and is told so before it is cut
    const QByteArray end = socket.readToEnd(20'000);
    QVERIFY(end.contains("timedOut"));
    QVERIFY2(timer.elapsed() > 13'000 && timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void TestTransport::clientClosesWithACode()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    QVERIFY(socket.upgrade().startsWith("HTTP/1.1 101 "));
    const QByteArray reason = QByteArray("\x03\xe8", 2) + "done";
    socket.write(frame(0x88, reason));
    const QByteArray answer = socket.readToEnd();
    QCOMPARE(answer, frame(0x88, reason, test::Masked::No));
}

void TestTransport::serverClosesWithACode()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    client.sendText(QStringLiteral("{\"type\":\"ping\",\"number\":-1}"));
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::NumberRange);
    QVERIFY(client.waitForClose());
    QCOMPARE(client.closeCode(), 4000);
    QVERIFY(!client.closeReason().isEmpty());
}

void TestTransport::encryptedConnectionNeedsThePinnedKey()
{
    const QString pin = m_server.ready()[u"fingerprint"].toString();
    QCOMPARE(pin.size(), 64);
    WireClient client;
    QVERIFY(client.open(m_server.url(QStringLiteral("wss")), pin));
    QVERIFY(client.greet());
    WireClient stranger;
    QVERIFY(!stranger.open(m_server.url(QStringLiteral("wss")), QString(64, u'0')));
    const auto names = client.certificate().subjectAlternativeNames();
    QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
}

void TestTransport::keyStaysTheSameAfterRestart()
{
    const QString pin = m_server.ready()[u"fingerprint"].toString();
    QCOMPARE(m_server.stop(), 0);
    QVERIFY(m_server.start());
    QCOMPARE(m_server.ready()[u"fingerprint"].toString(), pin);
    const auto permissions = QFile::permissions(m_server.dataFolder() + QStringLiteral("/key.pem"));
    QCOMPARE(permissions & ~(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser), QFile::Permissions());
}

void TestTransport::healthIsTold()
{
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const QByteArray answer = socket.readToEnd();
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(answer.contains("\"status\":\"ok\""));
    QVERIFY(socket.isClosed(0));
}

void TestTransport::healthIsToldAgainOnAConnectionThatStaysForAMoment()
{
    const QByteArray question = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";
    RawSocket socket;
    QVERIFY(socket.connectTo(m_server.port()));
    socket.write(question + question);
    // it ends by itself: the time of a handshake is all it has
    const QByteArray answers = socket.readToEnd(30'000);
    QCOMPARE(answers.count("HTTP/1.1 200 OK\r\n"), 2);
    QCOMPARE(answers.count("Connection: keep-alive\r\n"), 2);
    QVERIFY(socket.isClosed(0));
}

void TestTransport::messagesBehindHelloNeedNotWait()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()));
    client.send(protocol::Hello{{1, 3}, {}, m_server.ownerToken(), {}});
    client.send(protocol::CreateDocument{1, QStringLiteral("x")});
    client.send(protocol::Ping{5});
    QVERIFY(client.waitFor<protocol::Welcome>());
    QVERIFY(client.waitFor<protocol::Opened>());
    QVERIFY(client.waitFor<protocol::Pong>());
}

void TestTransport::noCommonVersionIsToldBeforeAnythingElse()
{
    for (const std::vector<qint64> &range : {std::vector<qint64>{2, 9}, {0, 0}, {1}, {3, 1}}) {
        WireClient client;
        QVERIFY(client.open(m_server.url()));
        client.send(protocol::Hello{range, {}, {}, {}});
        const auto goodbye = client.waitFor<protocol::Goodbye>();
        QVERIFY(goodbye);
        QCOMPARE(goodbye->code, ErrorCode::NoCommonProtocol);
        QVERIFY(client.waitForClose());
        QCOMPARE(client.closeCode(), 4002);
        QCOMPARE(client.heard().size(), std::size_t(0));
    }
}

QTEST_GUILESS_MAIN(TestTransport)
#include "test_transport.moc"
