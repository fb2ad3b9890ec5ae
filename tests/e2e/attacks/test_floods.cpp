// SPDX-License-Identifier: GPL-3.0-or-later
// Floods (PROMISES A14): what those in the same document get of them.
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using test::WireClient;

class TestFloods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void caretsGoOutTenTimesASecond();

private:
    test::ServerProcess m_server;
};

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
