// SPDX-License-Identifier: GPL-3.0-or-later
// Codes that only programs and connections give; those of changes stand in tests/unit/test_refusals.cpp.
#include "cli/server_client.h"
#include "client_net/web_socket_transport.h"
#include "e2e/native_client.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "net/acceptor.h"

#include <QTest>

using namespace syngraph;
using test::NativeClient;
using test::ServerProcess;
using test::WireClient;

class TestErrorCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void joiningTwice();
    void nothingBeforeHello();
    void keysThatAreNotBelieved_data();
    void keysThatAreNotBelieved();
    void connectionThatBreaks();
    void serverThatIsNotThere();
    void requestThatIsGivenUp();
    void portThatIsTaken();
    void titleThatSeveralHave();

private:
    ServerProcess m_server;
};

void TestErrorCodes::joiningTwice()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    client.send(protocol::Join{*id});
    const auto failed = client.waitFor<protocol::Failed>();
    QVERIFY(failed);
    QCOMPARE(failed->code, ErrorCode::AlreadyJoined);
    // and the first attachment lives
    QVERIFY(client.type(QStringLiteral("still here")));
}

void TestErrorCodes::nothingBeforeHello()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()));
    client.send(protocol::Ping{1});
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::HelloFirst);
    QVERIFY(client.waitForClose());
}

void TestErrorCodes::keysThatAreNotBelieved_data()
{
    QTest::addColumn<QByteArray>("pin");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("never seen") << QByteArray() << ErrorCode::Untrusted;
    QTest::newRow("another than pinned") << QByteArray(64, 'a') << ErrorCode::KeyChanged;
}

void TestErrorCodes::keysThatAreNotBelieved()
{
    QFETCH(QByteArray, pin);
    QFETCH(ErrorCode, code);
    client_net::Connection connection([] { return std::make_unique<client_net::WebSocketTransport>(); });
    std::optional<Error> reason;
    connect(&connection, &client_net::Connection::closed, this, [&](const Error &why) { reason = why; });
    connection.open({m_server.url(QStringLiteral("wss")), pin}, {});
    QTRY_VERIFY_WITH_TIMEOUT(reason.has_value(), 30'000);
    QCOMPARE(reason->code, code);
}

void TestErrorCodes::connectionThatBreaks()
{
    ServerProcess server;
    QVERIFY(server.start());
    client_net::Connection connection([] { return std::make_unique<client_net::WebSocketTransport>(); });
    std::optional<Error> reason;
    bool isWelcomed = false;
    connect(&connection, &client_net::Connection::closed, this, [&](const Error &why) { reason = why; });
    connect(&connection, &client_net::Connection::welcomed, this, [&] { isWelcomed = true; });
    connection.open({server.url(), {}}, {});
    QTRY_VERIFY_WITH_TIMEOUT(isWelcomed, 30'000);
    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(reason.has_value(), 30'000);
    QCOMPARE(reason->code, ErrorCode::ConnectionLost);
}

void TestErrorCodes::serverThatIsNotThere()
{
    ServerProcess server;
    QVERIFY(server.start());
    const QUrl url = server.url();
    server.kill();
    client_net::Connection connection([] { return std::make_unique<client_net::WebSocketTransport>(); });
    std::optional<Error> reason;
    connect(&connection, &client_net::Connection::closed, this, [&](const Error &why) { reason = why; });
    connection.open({url, {}}, {});
    QTRY_VERIFY_WITH_TIMEOUT(reason.has_value(), 30'000);
    QCOMPARE(reason->code, ErrorCode::Unreachable);
}

void TestErrorCodes::requestThatIsGivenUp()
{
    WireClient maker;
    QVERIFY(maker.open(m_server.url()) && maker.greet());
    const auto id = maker.create();
    QVERIFY(id);
    NativeClient person(m_server.url(), *id);
    QVERIFY(person.waitUntilJoined());
    std::optional<Result<client_net::Reply>> answer;
    person.driver().requests().ask(protocol::ReadHistory{0, {0}, {0}},
                                   [&](Result<client_net::Reply> reply) { answer = std::move(reply); });
    person.driver().stop();
    QVERIFY(answer && !*answer);
    QCOMPARE(answer->error().code, ErrorCode::Cancelled);
}

void TestErrorCodes::portThatIsTaken()
{
    const net::Log log(net::LogLevel::Error, [](const QByteArray &) { });
    net::Acceptor acceptor({}, 10, 10, log, [](net::Arrival) { });
    const auto port = acceptor.listen(QHostAddress::LocalHost, m_server.port());
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::PortInUse);
}

void TestErrorCodes::titleThatSeveralHave()
{
    WireClient maker;
    QVERIFY(maker.open(m_server.url()) && maker.greet());
    QVERIFY(maker.create(QStringLiteral("twice")) && maker.create(QStringLiteral("twice")));
    cli::Target target;
    target.endpoint.url = m_server.url();
    cli::ServerClient client;
    QVERIFY(client.open(target));
    const auto found = client.findDocument(QStringLiteral("twice"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Ambiguous);
}

QTEST_GUILESS_MAIN(TestErrorCodes)
#include "test_error_codes.moc"
