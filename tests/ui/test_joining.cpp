// SPDX-License-Identifier: GPL-3.0-or-later
// Joining by a link or an address: whose key is believed, and what a wrong one is told.
#include "client_net/web_socket_transport.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
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

private:
    QString address() const { return QStringLiteral("wss://127.0.0.1:%1/Minutes#%2").arg(m_server.port()).arg(m_secret); }
    QString place() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.port()); }
    std::unique_ptr<JoinDialog> dialogFor(const QString &address);

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

std::unique_ptr<JoinDialog> TestJoining::dialogFor(const QString &typed)
{
    auto dialog = std::make_unique<JoinDialog>(
        *m_preferences, [] { return std::make_unique<client_net::WebSocketTransport>(); }, std::nullopt, nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    connect(dialog.get(), &JoinDialog::chosen, this, [this](const ui::DocumentPlace &chosen) { m_chosen = chosen; });
    dialog->open();
    dialog->start(typed);
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

QTEST_MAIN(TestJoining)
#include "test_joining.moc"
