// SPDX-License-Identifier: GPL-3.0-or-later
// Announcing and hearing, without leaving this computer: beacons to the listener's own port on loopback.
#include "client_net/address.h"
#include "client_net/discovery_browser.h"
#include "discovery/beacon.h"

#include <QTest>

using namespace syngraph;
using announcement::Announcement;
using client_net::DiscoveryBrowser;
using discovery::Beacon;

namespace {

constexpr int kPatienceMs = 30'000;

Announcement anna()
{
    return {QByteArray(64, 'a'), QStringLiteral("Anna's computer"), 8930, 2, {QStringLiteral("Minutes")}, false, true};
}

Beacon::Targets onlyTo(const DiscoveryBrowser &browser)
{
    return [port = browser.port()] {
        const QHostAddress here(QHostAddress::LocalHost);
        return std::vector<Beacon::Target>{{here, here, port}};
    };
}

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_server_is_found_with_its_news_and_gone_when_it_says_so();
    void one_server_is_one_however_it_is_heard();
    void addresses_of_one_link_can_be_connected_to();
};

void TestDiscovery::a_server_is_found_with_its_news_and_gone_when_it_says_so()
{
    DiscoveryBrowser browser(0);
    browser.start();
    QVERIFY2(!browser.problem(), browser.problem() ? qPrintable(browser.problem()->text()) : "");
    int people = 2;
    Beacon beacon(
        [&people] {
            Announcement now = anna();
            now.people = people;
            return now;
        },
        onlyTo(browser));
    beacon.start();
    QTRY_COMPARE_WITH_TIMEOUT(browser.servers().size(), std::size_t(1), kPatienceMs);
    QCOMPARE(browser.servers()[0].said, anna());
    people = 3;
    QTRY_COMPARE_WITH_TIMEOUT(browser.servers()[0].said.people, 3, kPatienceMs);
    beacon.stop();
    QTRY_VERIFY_WITH_TIMEOUT(browser.servers().empty(), kPatienceMs);
}

void TestDiscovery::one_server_is_one_however_it_is_heard()
{
    DiscoveryBrowser browser(0);
    browser.start();
    const auto from = [&browser](const char *address) {
        const QHostAddress own{QLatin1StringView(address)};
        return [port = browser.port(), own] {
            return std::vector<Beacon::Target>{{QHostAddress(QHostAddress::LocalHost), own, port}};
        };
    };
    Beacon first(&anna, from("127.0.0.1"));
    Beacon second(&anna, from("127.0.0.2"));
    Beacon other(
        [] {
            Announcement ben = anna();
            ben.id = QByteArray(64, 'b');
            ben.name = QStringLiteral("Ben's computer");
            return ben;
        },
        from("127.0.0.1"));
    for (Beacon *beacon : {&first, &second, &other})
        beacon->start();
    QTRY_VERIFY_WITH_TIMEOUT(browser.servers().size() == 2 && browser.servers()[0].addresses.size() == 2, kPatienceMs);
    QCOMPARE(browser.servers()[1].said.name, QStringLiteral("Ben's computer"));
    QCOMPARE(DiscoveryBrowser::urlOf(browser.servers()[1], browser.servers()[1].addresses[0]),
             QStringLiteral("syngraph://127.0.0.1:8930/"));
}

void TestDiscovery::addresses_of_one_link_can_be_connected_to()
{
    const DiscoveryBrowser::Server server{anna(), {}};
    const QString url = DiscoveryBrowser::urlOf(server, QHostAddress(QStringLiteral("fe80::1%eth0")));
    QCOMPARE(url, QStringLiteral("syngraph://[fe80::1%25eth0]:8930/"));
    const auto address = client_net::parseAddress(url);
    QVERIFY2(address, address ? "" : qPrintable(address.error().text()));
    QVERIFY(address->host.startsWith(u"fe80::1") && address->tls);
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "test_discovery.moc"
