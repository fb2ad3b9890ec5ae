// SPDX-License-Identifier: GPL-3.0-or-later
// Joining by a link or an address: whose key is believed, and what a wrong one is told.
#include "client_net/discovery_browser.h"
#include "client_net/web_socket_transport.h"
#include "discovery/beacon.h"
#include "e2e/known_client.h"
#include "ui/join_dialog.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;
using ui::JoinDialog;

namespace {

constexpr int kPatienceMs = 30'000;

// What the dialog says.
QString saidBy(const JoinDialog &dialog)
{
    QStringList texts;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        texts << label->text();
    return texts.join(u'\n');
}

QPushButton *buttonOf(const JoinDialog &dialog, const QString &text)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

} // namespace

class TestJoining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void a_link_with_the_key_asks_nothing();
    void a_link_for_another_server_is_refused();
    void a_key_that_changed_blocks_and_is_told_nothing();
    void a_transport_tells_a_changed_key_from_an_unknown_one();
    void without_a_link_the_key_is_compared_first();
    void a_fake_announcer_is_not_believed_data();
    void a_fake_announcer_is_not_believed();
    void somebody_known_is_known_at_another_address();

private:
    QString address() const { return QStringLiteral("wss://127.0.0.1:%1/Minutes#%2").arg(m_server.port()).arg(m_secret); }
    QString place() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.port()); }
    std::unique_ptr<JoinDialog> dialogFor(const QString &address, const announcement::Announcement &said = {});

    QTemporaryDir m_folder;
    ServerProcess m_server{{QStringLiteral("--open-access"), QStringLiteral("none")}};
    QString m_secret;
    QByteArray m_key;
    std::unique_ptr<ui::Preferences> m_preferences;
    std::optional<ui::DocumentPlace> m_chosen;
};

void TestJoining::initTestCase()
{
    QVERIFY(m_server.start());
    m_key = m_server.ready()[u"fingerprint"].toString().toLatin1();
    WireClient owner;
    QVERIFY(owner.open(m_server.url()) && owner.greet(m_server.ownerToken()));
    const auto document = owner.create(QStringLiteral("Minutes"));
    QVERIFY(document);
    owner.send(protocol::Invite{1, *document, protocol::Role::Editor, 1});
    const auto invited = owner.waitFor<protocol::Invited>(kPatienceMs);
    QVERIFY(invited);
    m_secret = invited->secret;
}

void TestJoining::init()
{
    const QString file = m_folder.filePath(QStringLiteral("%1.conf").arg(QLatin1StringView(QTest::currentTestFunction())));
    m_preferences = std::make_unique<ui::Preferences>(file);
    m_chosen.reset();
}

// From a card, as one who can be asked for; from an address, as one who can't.
std::unique_ptr<JoinDialog> TestJoining::dialogFor(const QString &typed, const announcement::Announcement &said)
{
    std::optional<trust::IdentityKey> identity;
    if (!said.id.isEmpty())
        identity = *trust::IdentityKey::fromSeed(QByteArray(trust::kKeyBytes, 'b'));
    auto dialog = std::make_unique<JoinDialog>(
        *m_preferences, [] { return std::make_unique<client_net::WebSocketTransport>(); }, identity, nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    connect(dialog.get(), &JoinDialog::chosen, this, [this](const ui::DocumentPlace &chosen) { m_chosen = chosen; });
    dialog->open();
    dialog->start(typed, said);
    return dialog;
}

void TestJoining::a_link_with_the_key_asks_nothing()
{
    const auto dialog = dialogFor(address() + u'.' + QString::fromLatin1(m_key));
    QTRY_VERIFY2_WITH_TIMEOUT(m_chosen, qPrintable(saidBy(*dialog)), kPatienceMs);
    QCOMPARE(m_chosen->token, m_secret);
    QCOMPARE(m_chosen->endpoint.pin, m_key);
    // known from now on
    QCOMPARE(m_preferences->pin(place()), m_key);
}

void TestJoining::a_link_for_another_server_is_refused()
{
    const auto dialog = dialogFor(address() + u'.' + QString(64, u'b'));
    QTRY_VERIFY_WITH_TIMEOUT(saidBy(*dialog).contains(u"is not the server that this link was made for"), kPatienceMs);
    QVERIFY(!m_chosen);
    QVERIFY(m_preferences->pin(place()).isEmpty());
    QVERIFY(!buttonOf(*dialog, QStringLiteral("Forget the Old Key")));
}

// The person has to say so before anything goes on.
void TestJoining::a_key_that_changed_blocks_and_is_told_nothing()
{
    m_preferences->setPin(place(), QByteArray(64, 'b'));
    const auto dialog = dialogFor(address() + u'.' + QString::fromLatin1(m_key));
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(*dialog, QStringLiteral("Forget the Old Key")), kPatienceMs);
    QVERIFY(saidBy(*dialog).contains(u"has another key than when you were here before"));
    QVERIFY(!m_chosen);
    QCOMPARE(m_preferences->pin(place()), QByteArray(64, 'b'));
    QTest::mouseClick(buttonOf(*dialog, QStringLiteral("Forget the Old Key")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_chosen, kPatienceMs);
    QCOMPARE(m_preferences->pin(place()), m_key);
    // also where no link says which key it should be
    m_chosen.reset();
    m_preferences->setPin(place(), QByteArray(64, 'c'));
    const auto second = dialogFor(address());
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(*second, QStringLiteral("Forget the Old Key")), kPatienceMs);
    QVERIFY(!m_chosen);
}

void TestJoining::a_transport_tells_a_changed_key_from_an_unknown_one()
{
    const QUrl url(QStringLiteral("wss://127.0.0.1:%1/").arg(m_server.port()));
    for (const auto &[pin, expected] : {std::pair(QByteArray(64, 'b'), ErrorCode::KeyChanged),
                                        std::pair(QByteArray(), ErrorCode::Untrusted)}) {
        client_net::WebSocketTransport transport;
        std::optional<ErrorCode> told;
        connect(&transport, &client_net::Transport::closed, this, [&](const Error &reason) { told = reason.code; });
        transport.open({url, pin});
        QTRY_VERIFY_WITH_TIMEOUT(told, kPatienceMs);
        QCOMPARE(*told, expected);
    }
}

void TestJoining::without_a_link_the_key_is_compared_first()
{
    const auto dialog = dialogFor(address());
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(*dialog, QStringLiteral("It Is the Same: Join")), kPatienceMs);
    QVERIFY(!m_chosen);
    QTest::mouseClick(buttonOf(*dialog, QStringLiteral("It Is the Same: Join")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_chosen, kPatienceMs);
    QCOMPARE(m_preferences->pin(place()), m_key);
}

namespace {

const QString kAnnasPlace = QStringLiteral("192.168.1.20:8930");

// What is heard when a computer says this in the network.
announcement::Announcement heard(const announcement::Announcement &said)
{
    client_net::DiscoveryBrowser browser(0);
    browser.start();
    const QHostAddress here(QHostAddress::LocalHost);
    discovery::Beacon beacon([&] { return said; },
                             [&] { return std::vector<discovery::Beacon::Target>{{here, here, browser.port()}}; });
    beacon.start();
    if (!QTest::qWaitFor([&] { return browser.servers().size() == 1; }, kPatienceMs))
        qFatal("nothing is heard");
    return browser.servers().front().said;
}

// As from another computer: with TLS.
QString placeOf(const test::SharingStage &stage)
{
    return QStringLiteral("127.0.0.1:%1").arg(stage.server.port());
}

QString nameOf(const test::SharingStage &stage)
{
    WireClient visitor;
    const auto welcome = visitor.open(stage.server.url()) ? visitor.greet() : std::nullopt;
    return welcome ? welcome->server : QString();
}

} // namespace

void TestJoining::a_fake_announcer_is_not_believed_data()
{
    QTest::addColumn<bool>("isIdStolen");
    QTest::newRow("the id of somebody known, from another address") << true;
    QTest::newRow("the name of somebody known, with another key") << false;
}

// Whoever comes gets in at the fake's, so that nothing but the key tells that it is one.
void TestJoining::a_fake_announcer_is_not_believed()
{
    QFETCH(bool, isIdStolen);
    const QByteArray annas(64, 'a');
    test::SharingStage fake;
    QVERIFY(fake.set() && fake.share(protocol::Admission::Anyone));
    const QString name = nameOf(fake);
    m_preferences->setPin(kAnnasPlace, annas);
    m_preferences->setKeyOf(name, annas);
    const QByteArray own = fake.server.ready()[u"fingerprint"].toString().toLatin1();
    const auto said = heard({isIdStolen ? annas : own, name, fake.server.port(), 1, {QStringLiteral("Minutes")}, false});
    const auto dialog = dialogFor(QStringLiteral("wss://") + placeOf(fake) + u'/', said);
    QTRY_VERIFY_WITH_TIMEOUT(m_chosen || saidBy(*dialog).contains(u"Stop: "), kPatienceMs);
    QVERIFY(!m_chosen);
    QVERIFY2(saidBy(*dialog).contains(isIdStolen ? u"it has another key" : u"than the one you know"),
             qPrintable(saidBy(*dialog)));
    QVERIFY(m_preferences->pin(placeOf(fake)).isEmpty());
    QCOMPARE(m_preferences->keysOf(name), QByteArrayList{annas});
    // only of the one who has an honest key of their own the person may say that it is somebody else
    QPushButton *going = buttonOf(*dialog, QStringLiteral("It Is Theirs: Go On"));
    QCOMPARE(going != nullptr, !isIdStolen);
    if (!going)
        return;
    QTest::mouseClick(going, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_chosen, kPatienceMs);
    QCOMPARE(m_chosen->endpoint.pin, own);
    QVERIFY(m_preferences->keysOf(name).contains(own));
}

void TestJoining::somebody_known_is_known_at_another_address()
{
    test::SharingStage anna;
    QVERIFY(anna.set() && anna.share(protocol::Admission::Anyone));
    const QByteArray key = anna.server.ready()[u"fingerprint"].toString().toLatin1();
    m_preferences->setPin(kAnnasPlace, key);
    m_preferences->setKeyOf(nameOf(anna), key);
    const auto dialog = dialogFor(QStringLiteral("wss://") + placeOf(anna) + u'/',
                                  heard({key, nameOf(anna), anna.server.port(), 1, {}, false}));
    QTRY_VERIFY2_WITH_TIMEOUT(m_chosen, qPrintable(saidBy(*dialog)), kPatienceMs);
    QCOMPARE(m_chosen->endpoint.pin, key);
    QCOMPARE(m_preferences->pin(placeOf(anna)), key);
}

QTEST_MAIN(TestJoining)
#include "test_joining.moc"
