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
    void a_datagram_says_what_was_put_in();
    void other_datagrams_are_no_announcement_data();
    void other_datagrams_are_no_announcement();
    void what_could_deceive_is_taken_out();
    void a_server_is_found_with_its_news_and_gone_when_it_says_so();
    void one_server_is_one_however_it_is_heard();
    void addresses_of_one_link_can_be_connected_to();
};

void TestDiscovery::a_datagram_says_what_was_put_in()
{
    QCOMPARE(announcement::fromDatagram(announcement::toDatagram(anna())), std::optional(anna()));
    QCOMPARE(announcement::fromTxt(announcement::toTxt(anna()), anna().port), std::optional(anna()));
    // more titles than fit are left out, and nothing is cut in half
    Announcement many = anna();
    for (int i = 0; i < 100; ++i)
        many.titles << QStringLiteral("Ä title with the number %1").arg(i);
    const QByteArray datagram = announcement::toDatagram(many);
    QVERIFY(datagram.size() <= announcement::kMaxDatagramBytes);
    const auto read = announcement::fromDatagram(datagram);
    QVERIFY(read && read->titles.size() > 10 && read->titles == many.titles.first(read->titles.size()));
    const auto resolved = announcement::fromTxt(announcement::toTxt(many), many.port);
    QVERIFY(resolved && resolved->titles.size() > 10);
    for (const QByteArray &string : announcement::toTxt(many))
        QVERIFY(string.size() <= 255);
}

void TestDiscovery::other_datagrams_are_no_announcement_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = announcement::toDatagram(anna());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another program") << QByteArray("hello\nid=1\n");
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("too long") << good + QByteArray(2000, 'x') + '\n';
    QTest::newRow("no id") << QByteArray(good).replace("id=", "it=");
    QTest::newRow("short id") << QByteArray(good).replace("id=aa", "id=");
    QTest::newRow("id that is no key") << QByteArray(good).replace("id=aa", "id=zz");
    QTest::newRow("no port") << QByteArray(good).replace("port=8930", "port=0");
    QTest::newRow("port out of range") << QByteArray(good).replace("port=8930", "port=70000");
}

void TestDiscovery::other_datagrams_are_no_announcement()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!announcement::fromDatagram(bytes));
}

void TestDiscovery::what_could_deceive_is_taken_out()
{
    const QByteArray datagram = "syngraph 1\nid=" + QByteArray(64, 'a') + "\nport=1\npeople=-5\nfuture=thing\nname="
        + QStringLiteral("An\u202ena\u200b \x1b[31m").toUtf8() + QByteArray(500, 'x') + '\n';
    const auto read = announcement::fromDatagram(datagram);
    QVERIFY(read);
    QVERIFY(read->name.startsWith(u"Anna [31mxxx"));
    QCOMPARE(read->name.size(), 80);
    QCOMPARE(read->people, 0);
}

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
