// SPDX-License-Identifier: GPL-3.0-or-later
// How far a shared document is seen: in lists, from other computers, from the command line.
#include "e2e/known_client.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace syngraph;
using protocol::Admission;
using protocol::Role;
using test::KnownClient;
using test::kPatienceMs;
using test::reasonOf;
using test::SharingStage;
using test::WireClient;

class TestSharingReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void the_network_hears_of_shared_documents_only();
    void other_computers_get_in_while_something_is_shared();
    void the_command_line_shares_and_gives_roles();
};

void TestSharingReach::the_network_hears_of_shared_documents_only()
{
    SharingStage stage;
    QVERIFY(stage.set());
    WireClient stranger;
    QVERIFY(stranger.open(stage.server.url()) && stranger.greet());
    stranger.send(protocol::ListShared{1});
    QVERIFY(stranger.waitFor<protocol::SharedDocuments>(kPatienceMs)->documents.empty());
    QVERIFY(stage.share(Admission::Approved));
    stranger.send(protocol::ListShared{2});
    auto shared = stranger.waitFor<protocol::SharedDocuments>(kPatienceMs);
    QVERIFY(shared && shared->documents.size() == 1);
    const protocol::SharedDocument expected{stage.document, QStringLiteral("Minutes"), Admission::Approved, 1};
    QVERIFY(shared->documents[0] == expected);
    stage.owner.send(protocol::Share{3, stage.document, Admission::Approved, Role::Editor, false});
    QVERIFY(stage.waitForSharing([](const auto &state) { return !state.listed; }));
    stranger.send(protocol::ListShared{4});
    shared = stranger.waitFor<protocol::SharedDocuments>(kPatienceMs);
    QVERIFY(shared && shared->documents.size() == 1 && shared->documents[0].title.isEmpty());
}

// By the door that sharing opens, on this test's own computer.
void TestSharingReach::other_computers_get_in_while_something_is_shared()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(Admission::Anyone);
    QVERIFY(sharing && sharing->urls.size() == 1);
    QUrl door(sharing->urls[0]);
    QVERIFY(door.port() > 0 && door.port() != stage.server.url().port());
    door.setScheme(QStringLiteral("wss"));
    KnownClient ben('b');
    QVERIFY(ben.open(door, sharing->fingerprint) && ben.greet({}, QStringLiteral("Ben")));
    QVERIFY(ben.introduceItself(QByteArray::fromHex(sharing->fingerprint.toLatin1())));
    QVERIFY(ben.join(stage.document));
    QVERIFY(stage.share(Admission::Nobody));
    QCOMPARE(reasonOf(ben), ErrorCode::SharingEnded);
    WireClient late;
    QVERIFY(!late.open(door, sharing->fingerprint));
}

void TestSharingReach::the_command_line_shares_and_gives_roles()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const QString data = stage.server.dataFolder();
    const auto run = [&](QStringList arguments) {
        return test::ServerProcess::run(QStringList{QStringLiteral("--data"), data} + arguments);
    };
    const auto lineOf = [](const QByteArray &output) { return QJsonDocument::fromJson(output.split('\n').value(0)).object(); };
    const auto shared = run({QStringLiteral("share"), QStringLiteral("Minutes"), QStringLiteral("--admission"),
                             QStringLiteral("approved"), QStringLiteral("--role"), QStringLiteral("viewer")});
    QCOMPARE(shared.exitCode, 0);
    QVERIFY(lineOf(shared.output)[u"link"].toString().startsWith(u"syngraph://127.0.0.1:"));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    QJsonObject asks;
    QVERIFY(ben.waitUntil([&] {
        asks = lineOf(run({QStringLiteral("people"), QStringLiteral("Minutes")}).output);
        return !asks.isEmpty();
    }, kPatienceMs));
    QCOMPARE(asks[u"asks"].toString(), trust::checkWords(ben.transcript).join(u' '));
    QCOMPARE(run({QStringLiteral("roles"), QStringLiteral("Minutes"), asks[u"person"].toString(),
                  QStringLiteral("--role"), QStringLiteral("commenter")}).exitCode, 0);
    QVERIFY(ben.waitFor<protocol::Admitted>(kPatienceMs));
    QVERIFY(ben.join(stage.document));
    QCOMPARE(run({QStringLiteral("roles"), QStringLiteral("Minutes"), asks[u"person"].toString(),
                  QStringLiteral("--role"), QStringLiteral("none")}).exitCode, 0);
    QCOMPARE(reasonOf(ben), ErrorCode::Removed);
    const auto invited = run({QStringLiteral("invite"), QStringLiteral("Minutes"), QStringLiteral("--role"),
                              QStringLiteral("editor")});
    const QJsonObject invitation = lineOf(invited.output);
    QVERIFY(invitation[u"link"].toString().endsWith(
        u'#' + invitation[u"invitation"].toString() + u'.' + stage.server.ready()[u"fingerprint"].toString()));
    QCOMPARE(run({QStringLiteral("share"), QStringLiteral("Minutes"), QStringLiteral("--admission"),
                  QStringLiteral("nobody")}).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestSharingReach)
#include "test_sharing_reach.moc"
