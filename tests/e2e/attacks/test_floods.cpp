// SPDX-License-Identifier: GPL-3.0-or-later
// Floods (PROMISES A6, A14, A15): what those get of them who write in the same document or in another one.
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"
#include "support/memory.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace syngraph;
using test::WireClient;

class TestFloods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void caretsGoOutTenTimesASecond();
    void othersTypeOnMeanwhile_data();
    void othersTypeOnMeanwhile();
    void whoAsksForMuchAndTakesNothingHoldsLittle();
    void whoJoinsAgainAndTakesNothingHoldsLittle();
    void whatIsAskedForAtOnceIsAllAnswered();

private:
    test::ServerProcess m_server;
};

namespace {

enum class Flood { Nothing, Carets, Joins, LargeChanges };

bool joined(test::RawSocket &socket, quint16 port, const QByteArray &document)
{
    if (!test::welcomed(socket, port))
        return false;
    socket.write(test::frame(0x81, R"({"type":"join","document":")" + document + R"("})"));
    return socket.readUntil("\"snapshot\"").contains("\"snapshot\"");
}

void floodWithCarets(quint16 port, const QByteArray &document, const std::atomic<bool> &isOver)
{
    const QByteArray caret = test::frame(0x81, R"({"type":"presence","revision":0,"ranges":[{"anchor":0,"head":0}]})");
    while (!isOver) {
        test::RawSocket socket;
        if (!joined(socket, port, document))
            continue;
        while (!isOver && socket.socket().state() == QAbstractSocket::ConnectedState) {
            socket.write(caret.repeated(20));
            socket.socket().waitForReadyRead(5);
            socket.socket().readAll();
        }
    }
}

void floodWithJoins(quint16 port, const QByteArray &document, const std::atomic<bool> &isOver)
{
    while (!isOver) {
        test::RawSocket socket;
        joined(socket, port, document);
    }
}

// As large as a change may be, each on top of the one before, as fast as they are taken.
void floodWithLargeChanges(quint16 port, const QByteArray &document, const std::atomic<bool> &isOver)
{
    const QByteArray delta = '[' + QByteArray(R"({"insert":"x","attributes":{"bold":true}},{"insert":"y"},)").repeated(14'000)
        + R"({"insert":"z"}])";
    test::RawSocket socket;
    if (!joined(socket, port, document))
        return;
    for (int sequence = 1; !isOver && socket.socket().state() == QAbstractSocket::ConnectedState; ++sequence) {
        const QByteArray number = QByteArray::number(sequence);
        socket.write(test::frame(0x81, R"({"type":"submit","sequence":)" + number + R"(,"base":)"
                                           + QByteArray::number(sequence - 1) + R"(,"kind":"edit","delta":)" + delta + '}'));
        socket.readUntil(R"("committed")", 10'000);
    }
}

} // namespace

void TestFloods::othersTypeOnMeanwhile_data()
{
    QTest::addColumn<int>("flood");
    QTest::newRow("nothing") << int(Flood::Nothing);
    QTest::newRow("carets in the same document") << int(Flood::Carets);
    QTest::newRow("joins of the same document") << int(Flood::Joins);
    QTest::newRow("large changes of another document") << int(Flood::LargeChanges);
}

// Every letter is committed, whatever else comes. What it costs is told in processor time of the server between a letter
// and its commit, and not judged: it depends on how much of the flood comes in between.
void TestFloods::othersTypeOnMeanwhile()
{
    QFETCH(int, flood);
    WireClient typist;
    QVERIFY(typist.open(m_server.url()) && typist.greet());
    const auto other = typist.create(QStringLiteral("other"));
    const auto document = typist.create();
    QVERIFY(other && document && typist.join(*document));
    std::atomic<bool> isOver{false};
    std::vector<std::unique_ptr<QThread>> attackers;
    const quint16 port = m_server.port();
    for (int i = 0; i < 4 && flood != int(Flood::Nothing); ++i) {
        const QByteArray target = flood == int(Flood::LargeChanges) ? other->toHex() : document->toHex();
        const auto attack = flood == int(Flood::Carets) ? floodWithCarets
            : flood == int(Flood::Joins)                ? floodWithJoins
                                                        : floodWithLargeChanges;
        attackers.emplace_back(QThread::create([=, &isOver] { attack(port, target, isOver); }));
        attackers.back()->start();
        if (flood == int(Flood::LargeChanges))
            break;
    }
    std::vector<double> costs;
    bool isTyped = true;
    for (int i = 0; i < 60 && isTyped; ++i) {
        const double before = test::cpuMs(m_server.pid());
        isTyped = typist.type(QStringLiteral("x")).has_value();
        costs.push_back(test::cpuMs(m_server.pid()) - before);
    }
    isOver = true;
    for (const auto &attacker : attackers)
        QVERIFY(attacker->wait(30'000));
    QVERIFY2(isTyped, qPrintable(QStringLiteral("only %1 letters").arg(costs.size() - 1)));
    std::ranges::sort(costs);
    qInfo("%.1f ms of the server's time for a letter, %.1f at most", costs[costs.size() / 2], costs.back());
}

// A picture of 8 MiB is asked for 200 times, and nothing read: one or two copies wait, not 1.6 GiB of them.
void TestFloods::whoAsksForMuchAndTakesNothingHoldsLittle()
{
    WireClient typist;
    QVERIFY(typist.open(m_server.url()) && typist.greet());
    const auto document = typist.create();
    QVERIFY(document && typist.join(*document));
    const QByteArray picture = QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(8 << 20, 'p');
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex());
    typist.send(protocol::PutBlob{1, 1, hash, QStringLiteral("image/png"), picture.size()});
    typist.sendChunks(1, picture);
    QVERIFY(typist.waitFor<protocol::Done>());
    test::RawSocket greedy;
    QVERIFY(joined(greedy, m_server.port(), document->toHex()));
    const qint64 before = m_server.residentKiB();
    for (int request = 1; request <= 200; ++request) {
        greedy.write(test::frame(0x81, R"({"type":"getBlob","request":)" + QByteArray::number(request) + R"(,"hash":")" + hash.toLatin1()
                                           + "\"}"));
    }
    for (int i = 0; i < 30; ++i)
        QVERIFY(typist.type(QStringLiteral("x")));
    qInfo("%lld MiB more", (m_server.residentKiB() - before) / 1024);
    QVERIFY(m_server.residentKiB() - before < support::mostKiB(64 * 1024));
}

// A document of 5 MB that is another one each time it is joined: what was left does not wait any longer.
void TestFloods::whoJoinsAgainAndTakesNothingHoldsLittle()
{
    WireClient typist;
    QVERIFY(typist.open(m_server.url()) && typist.greet());
    const auto document = typist.create();
    QVERIFY(document && typist.join(*document));
    for (int i = 0; i < 6; ++i)
        QVERIFY(typist.type(QString(900'000, u'x')));
    test::RawSocket greedy;
    QVERIFY(joined(greedy, m_server.port(), document->toHex()));
    const qint64 before = m_server.residentKiB();
    for (int i = 0; i < 20; ++i) {
        greedy.write(test::frame(0x81, R"({"type":"leave"})"));
        greedy.write(test::frame(0x81, R"({"type":"join","document":")" + document->toHex() + R"("})"));
        QVERIFY(typist.type(QString(20'000, u'y')));
    }
    qInfo("%lld MiB more", (m_server.residentKiB() - before) / 1024);
    QVERIFY(m_server.residentKiB() - before < support::mostKiB(64 * 1024));
}

void TestFloods::whatIsAskedForAtOnceIsAllAnswered()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    const auto document = client.create();
    QVERIFY(document && client.join(*document));
    QVERIFY(client.type(QStringLiteral("text")));
    const qint64 count = 60;
    for (qint64 request = 1; request <= count; ++request) {
        client.send(protocol::ReadContent{request, client.revision});
        client.send(protocol::ListDocuments{1000 + request});
        client.send(protocol::ReadHistory{2000 + request, {}, client.revision});
    }
    for (qint64 request = 1; request <= count; ++request) {
        const auto content = client.waitFor<protocol::Content>();
        QVERIFY(content);
        QCOMPARE(content->request, request);
        QVERIFY(client.waitForTransfer(content->transfer, content->bytes).contains("text"));
        QCOMPARE(client.waitFor<protocol::Documents>()->request, 1000 + request);
        QCOMPARE(client.waitFor<protocol::History>()->request, 2000 + request);
    }
    // more than anybody needs at a time
    for (qint64 request = 0; request < 5000 && client.isConnected(); ++request)
        client.send(protocol::ReadContent{request, client.revision});
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::TooMany);
}

void TestFloods::caretsGoOutTenTimesASecond()
{
    WireClient watcher;
    WireClient flooder;
    WireClient maker;
    QVERIFY(maker.open(m_server.url()) && maker.greet());
    const auto document = maker.create();
    QVERIFY(document);
    for (WireClient *one : {&watcher, &flooder})
        QVERIFY(one->open(m_server.url()) && one->greet() && one->join(*document));
    while (watcher.take<protocol::PresenceUpdate>()) { }
    QElapsedTimer timer;
    timer.start();
    int updates = 0;
    const auto count = [&] {
        while (watcher.take<protocol::PresenceUpdate>())
            ++updates;
    };
    for (int i = 0; timer.elapsed() < 3000; ++i) {
        flooder.send(protocol::Presence{{0}, {{i % 2, 0}}});
        watcher.waitUntil([] { return false; }, 4);
        count();
    }
    const qint64 most = timer.elapsed() / protocol::kPresenceIntervalMs + 2;
    QVERIFY2(updates <= most && updates >= 10, qPrintable(QString::number(updates)));
}

QTEST_GUILESS_MAIN(TestFloods)
#include "test_floods.moc"
