// SPDX-License-Identifier: GPL-3.0-or-later
// Those who say they are somebody else, or may do more than they may (PROMISES A16, A17, A18, A20, A21).
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"

#include <QDateTime>
#include <QTest>

using namespace syngraph;
using protocol::Role;
using test::ServerProcess;
using test::WireClient;

class TestIdentityAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_closed.start()); }
    void authorTimeAndMemberComeFromTheServer();
    void anotherClientIdIsNoRight();
    void usedResumeTokensAreWorthNothing();
    void claimsInHelloGiveNothing_data();
    void claimsInHelloGiveNothing();
    void revokedWhileMessagesAreQueued();
    void tokensCannotBeGuessedInNumbers();

private:
    ServerProcess m_closed{{QStringLiteral("--open-access"), QStringLiteral("none")}};

    // Somebody in a document whose owner's server lets nobody else in.
    struct Stage
    {
        ServerProcess server{{QStringLiteral("--open-access"), QStringLiteral("none")}};
        WireClient owner;
        DocumentId document;

        bool set()
        {
            if (!server.start() || !owner.open(server.url()) || !owner.greet(server.ownerToken(), QStringLiteral("Anna")))
                return false;
            const auto made = owner.create();
            document = made.value_or(DocumentId());
            return made && owner.join(document).has_value();
        }
        QString invite(Role role)
        {
            owner.send(protocol::Invite{1, document, role, 1});
            const auto invited = owner.waitFor<protocol::Invited>();
            return invited ? invited->secret : QString();
        }
    };
};

void TestIdentityAttacks::authorTimeAndMemberComeFromTheServer()
{
    Stage stage;
    QVERIFY(stage.set());
    const QString secret = stage.invite(Role::Editor);
    for (const char *claim : {R"("author":"Anna")", R"("by":1)", R"("client":"00000000000000000000000000000001")",
                              R"("time":1)", R"("member":1)", R"("color":"#ff0000")"}) {
        WireClient liar;
        QVERIFY(liar.open(stage.server.url()) && liar.greet(secret, QStringLiteral("Mallory")) && liar.join(stage.document));
        liar.sendText(QStringLiteral("{\"type\":\"submit\",\"sequence\":1,\"base\":0,\"kind\":0,\"delta\":[],%1}")
                          .arg(QLatin1StringView(claim)));
        const auto goodbye = liar.waitFor<protocol::Goodbye>();
        QVERIFY2(goodbye && goodbye->code == ErrorCode::UnknownMember, claim);
    }
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    WireClient mallory;
    QVERIFY(mallory.open(stage.server.url()) && mallory.greet(secret, QStringLiteral("Mallory")));
    QVERIFY(mallory.join(stage.document) && mallory.type(QStringLiteral("x")));
    stage.owner.send(protocol::ReadHistory{9, {0}, {10}});
    const auto history = stage.owner.waitFor<protocol::History>();
    QVERIFY(history && history->changes.size() == 1);
    QCOMPARE(history->changes[0].author, QStringLiteral("Mallory"));
    QCOMPARE(history->changes[0].client, mallory.joined.client);
    QVERIFY(history->changes[0].time >= before - 1000);
}

// Client ids are public: each sees those of the others.
void TestIdentityAttacks::anotherClientIdIsNoRight()
{
    Stage stage;
    QVERIFY(stage.set());
    const QString secret = stage.invite(Role::Editor);
    WireClient watcher;
    QVERIFY(watcher.open(stage.server.url()) && watcher.greet(secret) && watcher.join(stage.document));
    QVERIFY(std::ranges::any_of(watcher.joined.people, [&](const protocol::Person &person) {
        return person.client == stage.owner.joined.client;
    }));
    // guessed, and the one the attacker got for his own attachment
    for (const ResumeToken token : {ResumeToken(), ResumeToken{1, 2}, watcher.joined.token}) {
        WireClient thief;
        QVERIFY(thief.open(stage.server.url()) && thief.greet(secret));
        thief.send(protocol::Resume{stage.document, stage.owner.joined.client, token, stage.owner.joined.epoch, {0},
                                    {stage.owner.chain}, {}});
        const auto failed = thief.waitFor<protocol::Failed>();
        QVERIFY(failed);
        QCOMPARE(failed->code, ErrorCode::BadResumeToken);
    }
    // the one he is after has noticed nothing
    QVERIFY(stage.owner.isConnected() && stage.owner.type(QStringLiteral("mine")));
}

void TestIdentityAttacks::usedResumeTokensAreWorthNothing()
{
    Stage stage;
    QVERIFY(stage.set());
    const QString secret = stage.invite(Role::Editor);
    WireClient first;
    QVERIFY(first.open(stage.server.url()) && first.greet(secret) && first.join(stage.document));
    const protocol::Joined stolen = first.joined;
    WireClient second;
    QVERIFY(second.open(stage.server.url()) && second.greet(secret));
    QVERIFY(second.resume(first.joined, first.revision, first.chain, {}));
    WireClient third;
    QVERIFY(third.open(stage.server.url()) && third.greet(secret));
    QVERIFY(third.resume(second.joined, first.revision, first.chain, {}));
    WireClient thief;
    QVERIFY(thief.open(stage.server.url()) && thief.greet(secret));
    thief.send(protocol::Resume{stolen.document, stolen.client, stolen.token, stolen.epoch, first.revision, {first.chain}, {}});
    const auto failed = thief.waitFor<protocol::Failed>();
    QVERIFY(failed);
    QCOMPARE(failed->code, ErrorCode::BadResumeToken);
    QVERIFY(third.isConnected());
}

void TestIdentityAttacks::claimsInHelloGiveNothing_data()
{
    QTest::addColumn<QByteArray>("claim");
    QTest::addColumn<QByteArray>("code");
    for (const char *claim : {R"("owner":true)", R"("role":"owner")", R"("isOwner":true)", R"("admin":true)", R"("openAccess":"editor")"})
        QTest::newRow(claim) << QByteArray(claim) << QByteArray("unknownMember");
    for (const char *token : {R"("token":"")", R"("token":"owner")", R"("token":"0")", R"("token":"../owner-token")",
                              R"("token":"' OR 1=1 --")", R"("token":"%")"})
        QTest::newRow(token) << QByteArray(token) << QByteArray("badToken");
    for (const char *token : {R"("token":true)", R"("token":null)", R"("token":[])", R"("token":{"valid":true})"})
        QTest::newRow(token) << QByteArray(token) << QByteArray("wrongType");
}

void TestIdentityAttacks::claimsInHelloGiveNothing()
{
    QFETCH(QByteArray, claim);
    QFETCH(QByteArray, code);
    test::RawSocket socket;
    QVERIFY(socket.connectTo(m_closed.port()) && socket.upgrade().startsWith("HTTP/1.1 101 "));
    socket.write(test::frame(0x81, R"({"type":"hello","protocol":[1,1],"features":[],)" + claim + '}'));
    const QByteArray heard = socket.readUntil("\"}");
    QVERIFY2(!heard.contains("\"welcome\""), heard);
    const QByteArray said = test::goodbyeIn(heard);
    QVERIFY2(said == code || said == "helloFirst", said);
}

// A flood is worked off at the rate that is allowed; what is left of it when the right is gone is not obeyed.
void TestIdentityAttacks::revokedWhileMessagesAreQueued()
{
    Stage stage;
    QVERIFY(stage.set());
    WireClient flooder;
    const QString secret = stage.invite(Role::Editor);
    QVERIFY(flooder.open(stage.server.url()) && flooder.greet(secret) && flooder.join(stage.document));
    for (int i = 0; i < 1000; ++i)
        flooder.submit(test::insertion(QStringLiteral("x")), {0});
    stage.owner.waitUntil([&] {
        stage.owner.followCommits();
        return stage.owner.revision.value > 50;
    });
    stage.owner.send(protocol::ListInvitations{2});
    const auto invitations = stage.owner.waitFor<protocol::Invitations>();
    QVERIFY(invitations && invitations->invitations.size() == 1);
    stage.owner.send(protocol::Revoke{3, invitations->invitations[0].id});
    QVERIFY(stage.owner.waitFor<protocol::Done>());
    stage.owner.followCommits();
    // those that were being written when the right went
    stage.owner.waitUntil([] { return false; }, 100);
    stage.owner.followCommits();
    const qint64 atTheEnd = stage.owner.revision.value;
    stage.owner.waitUntil([] { return false; }, 1000);
    stage.owner.followCommits();
    QCOMPARE(stage.owner.revision.value, atTheEnd);
    QVERIFY(flooder.waitForClose());
    WireClient again;
    QVERIFY(again.open(stage.server.url()) && !again.greet(secret));
}

void TestIdentityAttacks::tokensCannotBeGuessedInNumbers()
{
    Stage stage;
    QVERIFY(stage.set());
    const QString secret = stage.invite(Role::Editor);
    int looked = 0;
    for (int i = 0; i < 60; ++i) {
        WireClient guesser;
        QVERIFY(guesser.open(stage.server.url()));
        guesser.send(protocol::Hello{{1, 1}, {}, QStringLiteral("guess %1").arg(i), {}});
        const auto goodbye = guesser.waitFor<protocol::Goodbye>();
        QVERIFY(goodbye);
        QVERIFY(goodbye->code == ErrorCode::BadToken || goodbye->code == ErrorCode::TooMany);
        looked += goodbye->code == ErrorCode::BadToken ? 1 : 0;
    }
    // one more for every three seconds that this took
    QVERIFY2(looked >= protocol::kGuessesPerMinute && looked <= protocol::kGuessesPerMinute + 10, qPrintable(QString::number(looked)));
    // a right one is not told from a wrong one either
    WireClient lucky;
    QVERIFY(lucky.open(stage.server.url()));
    lucky.send(protocol::Hello{{1, 1}, {}, secret, {}});
    const auto goodbye = lucky.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::TooMany);
    // who is in stays in, and the owner is not locked out
    QVERIFY(stage.owner.type(QStringLiteral("still here")));
    WireClient owner;
    QVERIFY(owner.open(stage.server.url()) && owner.greet(stage.server.ownerToken()));
}

QTEST_GUILESS_MAIN(TestIdentityAttacks)
#include "test_identity_attacks.moc"
