// SPDX-License-Identifier: GPL-3.0-or-later
// Those who want into a shared document without a right to (PROMISES A16, A17, A18, A20, A22).
#include "e2e/known_client.h"

#include <QTest>

using namespace syngraph;
using protocol::Admission;
using protocol::Role;
using test::kPatienceMs;
using test::KnownClient;
using test::SharingStage;
using test::WireClient;

namespace {

// Whether the document can be joined; waits for the answer, whichever it is.
bool getsIn(KnownClient &client, DocumentId document)
{
    client.send(protocol::Join{document});
    return client.waitForEither<protocol::Joined>().has_value();
}

} // namespace

class TestSharingAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeCannotBeGuessedInNumbers();
    void aWrongProofLetsNobodyIn();
    void aKeyThatIsNotOnesOwnIsNotBelieved();
    void oneInBetweenIsNotBelieved();
    void whoWasRemovedDoesNotComeBack();
    void aRevokedInvitationIsWorthNothing();
};

// What a guess needs is the server's proof; after five nobody gets one any more, from whatever connection.
void TestSharingAttacks::aCodeCannotBeGuessedInNumbers()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Code));
    int proofs = 0;
    for (char seed = 'a'; seed < 'd'; ++seed) {
        KnownClient guesser(seed);
        QVERIFY(guesser.come(stage.server.url()));
        for (int i = 0; i < 4; ++i) {
            guesser.send(protocol::AskCode{1, stage.document});
            proofs += guesser.waitForEither<protocol::CodeChallenge>() ? 1 : 0;
        }
    }
    QCOMPARE(proofs, protocol::kCodeTries);
}

void TestSharingAttacks::aWrongProofLetsNobodyIn()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Code));
    KnownClient guesser('g');
    QVERIFY(guesser.come(stage.server.url()));
    guesser.send(protocol::AskCode{1, stage.document});
    const auto challenge = guesser.waitForEither<protocol::CodeChallenge>();
    QVERIFY(challenge);
    // the server's own proof, sent back, is none of the client's
    guesser.send(protocol::ProveCode{2, stage.document, challenge->proof});
    QVERIFY(!guesser.waitForEither<protocol::Admitted>());
    QVERIFY(!getsIn(guesser, stage.document));
}

void TestSharingAttacks::aKeyThatIsNotOnesOwnIsNotBelieved()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Approved));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    QVERIFY(stage.waitForSharing([](const auto &state) { return !state.people.empty(); }));
    stage.owner.send(protocol::AnswerKnock{2, stage.document, ben.identity, Role::Editor, true});
    QVERIFY(ben.waitFor<protocol::Admitted>(kPatienceMs));
    // whoever has seen Ben's public key
    KnownClient mallory('m');
    QVERIFY(mallory.open(stage.server.url()) && mallory.greet({}, QStringLiteral("Ben")));
    QVERIFY(mallory.introduceAs(ben.key.publicKey(), trust::noFingerprint()));
    QVERIFY(!getsIn(mallory, stage.document));
}

// Passes Ben's messages on; but Ben has seen another key of a server, that of the one in between.
void TestSharingAttacks::oneInBetweenIsNotBelieved()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    KnownClient ben('b');
    QVERIFY(ben.open(stage.server.url()) && ben.greet({}, QStringLiteral("Ben")));
    const auto isBelieved = ben.introduceAs(ben.key.publicKey(), QByteArray(32, 'm'));
    QVERIFY(isBelieved && !*isBelieved);
    QVERIFY(!getsIn(ben, stage.document));
}

void TestSharingAttacks::whoWasRemovedDoesNotComeBack()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()) && getsIn(ben, stage.document));
    stage.owner.send(protocol::SetRole{1, stage.document, ben.identity, Role::None});
    QVERIFY(stage.done());
    // the owner lets everybody in again, but not him
    QVERIFY(stage.share(Admission::Anyone));
    KnownClient again('b');
    QVERIFY(again.come(stage.server.url()));
    QVERIFY(!getsIn(again, stage.document));
}

void TestSharingAttacks::aRevokedInvitationIsWorthNothing()
{
    SharingStage stage;
    QVERIFY(stage.set());
    stage.owner.send(protocol::Invite{1, stage.document, Role::Editor, 1});
    const auto invited = stage.owner.waitFor<protocol::Invited>(kPatienceMs);
    QVERIFY(invited);
    KnownClient first('f');
    QVERIFY(first.come(stage.server.url(), invited->secret) && getsIn(first, stage.document));
    stage.owner.send(protocol::Revoke{2, invited->id});
    QVERIFY(stage.done());
    KnownClient replay('r');
    QVERIFY(!replay.come(stage.server.url(), invited->secret) || !getsIn(replay, stage.document));
}

QTEST_GUILESS_MAIN(TestSharingAttacks)
#include "test_sharing_attacks.moc"
