// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/web_socket_transport.h"
#include "protocol/limits.h"

#include <QElapsedTimer>
#include <QTest>
#include <QWebSocketServer>

#include <algorithm>
#include <memory>

using namespace syngraph;
using client_net::WebSocketTransport;

namespace {

constexpr int kFrames = 100;
constexpr int kWorkMs = 2; // on each of them
constexpr int kPatience = 60'000;

void work()
{
    QElapsedTimer clock;
    clock.start();
    while (!clock.hasExpired(kWorkMs)) { }
}

} // namespace

class TestWebSocketTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
        m_server->setSupportedSubprotocols({QLatin1StringView(protocol::kSubprotocol)});
        QVERIFY(m_server->listen(QHostAddress::LocalHost));
        m_transport = std::make_unique<WebSocketTransport>();
        connect(m_transport.get(), &WebSocketTransport::textReceived, this, &TestWebSocketTransport::take);
        connect(m_transport.get(), &WebSocketTransport::binaryReceived, this, &TestWebSocketTransport::take);
        connect(m_transport.get(), &WebSocketTransport::closed, this, [this] { m_told.append("closed"); });
        m_told.clear();
        m_inTurn = 0;
        m_mostInTurn = 0;
        m_transport->open({m_server->serverUrl(), {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_server->hasPendingConnections(), kPatience);
        m_other.reset(m_server->nextPendingConnection());
        m_expected.clear();
        for (int i = 0; i < kFrames; ++i) {
            m_expected.append(QByteArray::number(i));
            if (i % 2 == 0)
                m_other->sendTextMessage(QString::number(i));
            else
                m_other->sendBinaryMessage(QByteArray::number(i));
        }
    }
    void cleanup()
    {
        m_transport.reset();
        m_other.reset();
    }
    // Others have their turn in between, and the order stays.
    void whatHasPiledUpIsToldInParts()
    {
        QTimer turns;
        connect(&turns, &QTimer::timeout, this, [this] { m_inTurn = 0; });
        turns.start(0);
        m_other->flush();
        QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), kFrames, kPatience);
        QCOMPARE(m_told, m_expected);
        QVERIFY2(m_mostInTurn < kFrames / 4, QByteArray::number(m_mostInTurn).constData());
    }
    void whatWasSaidBeforeTheEndIsToldBeforeIt()
    {
        m_other->close();
        QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), kFrames + 1, kPatience);
        QCOMPARE(m_told, m_expected << "closed");
    }
    void whoGivesItUpHearsNoMore()
    {
        m_other->flush();
        QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), kPatience);
        m_transport->abort();
        const QList<QByteArray> told = m_told;
        QTest::qWait(200);
        QCOMPARE(m_told, told);
    }

private:
    void take(const QByteArray &frame)
    {
        work();
        m_told.append(frame);
        m_mostInTurn = std::max(m_mostInTurn, ++m_inTurn);
    }

    std::unique_ptr<QWebSocketServer> m_server;
    std::unique_ptr<QWebSocket> m_other;
    std::unique_ptr<WebSocketTransport> m_transport;
    QList<QByteArray> m_told;
    QList<QByteArray> m_expected;
    int m_inTurn = 0; // of the event loop
    int m_mostInTurn = 0;
};

QTEST_GUILESS_MAIN(TestWebSocketTransport)
#include "test_web_socket_transport.moc"
