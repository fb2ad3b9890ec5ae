// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of people nearby on the start page, by beacons on loopback.
#include "discovery/beacon.h"
#include "ui/card_button.h"
#include "ui/start_page.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace syngraph;
using client_net::DiscoveryBrowser;
using discovery::Beacon;
using ui::CardButton;
using ui::StartPage;

namespace {

constexpr int kPatienceMs = 30'000;

CardButton *cardOf(const StartPage &page, const QString &name)
{
    for (CardButton *card : page.findChildren<CardButton *>()) {
        if (card->isVisibleTo(&page) && card->text() == name)
            return card;
    }
    return nullptr;
}

bool isSaid(const StartPage &page, QStringView text)
{
    const auto labels = page.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) {
        return label->isVisibleTo(&page) && label->text().contains(text);
    });
}

} // namespace

class TestNearby : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_card_comes_joins_and_goes();
};

void TestNearby::a_card_comes_joins_and_goes()
{
    DiscoveryBrowser browser(0);
    browser.start();
    StartPage page;
    page.showNearby(browser);
    page.resize(1000, 700);
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(page, u"On this network"), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(page, u"Nobody shares anything here"), kPatienceMs);
    bool asks = false;
    Beacon beacon(
        [&asks] {
            return announcement::Announcement{QByteArray(64, 'a'), QStringLiteral("Anna's computer"), 8930, 2, {}, false, asks};
        },
        [port = browser.port()] {
            const QHostAddress here(QHostAddress::LocalHost);
            return std::vector<Beacon::Target>{{here, here, port}};
        });
    beacon.start();
    QTRY_VERIFY_WITH_TIMEOUT(cardOf(page, QStringLiteral("Anna's computer")), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!isSaid(page, u"Nobody shares anything here"), kPatienceMs);
    // the name read to assistive technology tells the lock too
    QVERIFY(!cardOf(page, QStringLiteral("Anna's computer"))->accessibleDescription().contains(u"by permission"));
    asks = true;
    QTRY_VERIFY_WITH_TIMEOUT(cardOf(page, QStringLiteral("Anna's computer"))->accessibleDescription().contains(u"by permission"), kPatienceMs);
    QSignalSpy wanted(&page, &StartPage::nearbyRequested);
    QTest::mouseClick(cardOf(page, QStringLiteral("Anna's computer")), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("syngraph://127.0.0.1:8930/"));
    QCOMPARE(wanted[0][1].value<announcement::Announcement>().id, QByteArray(64, 'a'));
    beacon.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!cardOf(page, QStringLiteral("Anna's computer")), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(page, u"Nobody shares anything here"), kPatienceMs);
}

QTEST_MAIN(TestNearby)
#include "test_nearby.moc"
