// SPDX-License-Identifier: GPL-3.0-or-later
// Sharing through real sockets: who comes in how, with which role, and how it ends.
#include "e2e/known_client.h"

#include <QTest>

using namespace syngraph;
using protocol::Admission;
using protocol::Role;
using test::KnownClient;
using test::isKeptOut;
using test::kPatienceMs;
using test::personIn;
using test::reasonOf;
using test::SharingStage;
using test::WireClient;

namespace {

std::optional<Role> nextRole(WireClient &client)
{
    const auto state = client.waitFor<protocol::DocumentState>(kPatienceMs);
    return state ? std::optional(state->role) : std::nullopt;
}

// What is on the disk. Nothing: the server does not say.
std::optional<Admission> admissionAfterRestart(SharingStage &stage)
{
    stage.server.kill();
    WireClient owner;
    if (!stage.server.start() || !owner.open(stage.server.url()) || !owner.greet(stage.server.ownerToken()))
        return std::nullopt;
    owner.send(protocol::ReadSharing{1, stage.document});
    const auto state = owner.waitFor<protocol::Sharing>(kPatienceMs);
    return state ? std::optional(state->admission) : std::nullopt;
}

} // namespace

class TestSharing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void what_is_not_shared_does_not_exist();
    void who_is_let_in_saw_the_same_words();
    void who_is_refused_stays_out();
    void who_waits_knows_whether_anybody_sees_it();
    void anyone_comes_in_with_the_role_for_new_people();
    void a_code_lets_in_and_is_never_sent();
    void a_code_is_worth_nothing_after_five_tries();
    void a_role_changes_at_once();
    void who_is_removed_is_out_and_stays_out_data();
    void who_is_removed_is_out_and_stays_out();
    void a_removal_leaves_the_others_in();
    void the_end_of_sharing_puts_everybody_out();
    void who_is_in_stays_where_others_come_otherwise_data();
    void who_is_in_stays_where_others_come_otherwise();
    void what_was_in_the_trash_is_not_shared_any_more();
    void sharing_outlives_the_server();
    void a_code_ends_with_the_server_and_a_new_one_is_shown();
    void once_ends_with_the_sharing_and_always_does_not();
};

void TestSharing::what_is_not_shared_does_not_exist()
{
    SharingStage stage;
    QVERIFY(stage.set());
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    // word for word what a document gets that was never there
    std::vector<QByteArray> answers;
    for (const DocumentId document : {stage.document, DocumentId{7, 7}}) {
        ben.send(protocol::Join{document});
        ben.send(protocol::Knock{0, document});
        ben.send(protocol::AskCode{0, document});
        ben.send(protocol::ProveCode{0, document, {}});
        ben.send(protocol::ReadSharing{0, document});
        for (int i = 0; i < 5; ++i) {
            const auto failed = ben.waitFor<protocol::Failed>(kPatienceMs);
            QVERIFY(failed);
            QCOMPARE(failed->code, ErrorCode::NotFound);
            answers.push_back(failed->text.toUtf8());
        }
    }
    QVERIFY(std::equal(answers.begin(), answers.begin() + 5, answers.begin() + 5));
}

void TestSharing::who_is_let_in_saw_the_same_words()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Approved));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    const auto asked = stage.waitForSharing([](const auto &state) { return !state.people.empty(); });
    QVERIFY(asked);
    const protocol::SharedPerson person = asked->people.front();
    QVERIFY(person.asking && person.identity == ben.identity);
    QCOMPARE(person.name, QStringLiteral("Ben"));
    const QStringList shown(person.words.begin(), person.words.end());
    QCOMPARE(shown, trust::checkWords(ben.transcript));
    // not before he is let in
    ben.send(protocol::Join{stage.document});
    const auto early = ben.waitFor<protocol::Failed>(kPatienceMs);
    QVERIFY(early && early->code == ErrorCode::NotFound);
    stage.owner.send(protocol::AnswerKnock{2, stage.document, person.identity, Role::Commenter, false});
    QVERIFY(stage.done());
    const auto admitted = ben.waitFor<protocol::Admitted>(kPatienceMs);
    QVERIFY(admitted);
    QCOMPARE(admitted->role, Role::Commenter);
    const auto joined = ben.join(stage.document);
    QVERIFY(joined);
    QCOMPARE(joined->role, Role::Commenter);
    QVERIFY(stage.waitForSharing([&](const auto &state) {
        const auto *known = personIn(state, ben.identity);
        return known && known->present && known->role == Role::Commenter;
    }));
}

void TestSharing::who_is_refused_stays_out()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Approved));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    QVERIFY(stage.waitForSharing([](const auto &state) { return !state.people.empty(); }));
    stage.owner.send(protocol::AnswerKnock{2, stage.document, ben.identity, Role::None, false});
    QVERIFY(!ben.waitForEither<protocol::Admitted>());
    QCOMPARE(ben.refusal, ErrorCode::NotAdmitted);
    ben.send(protocol::Join{stage.document});
    QVERIFY(!ben.waitForEither<protocol::Joined>());
    QCOMPARE(ben.refusal, ErrorCode::NotFound);
    // who goes away while he waits asks no longer
    KnownClient cleo('c');
    QVERIFY(cleo.come(stage.server.url()));
    cleo.send(protocol::Knock{1, stage.document});
    QVERIFY(stage.waitForSharing([](const auto &state) { return !state.people.empty(); }));
    cleo.webSocket().abort();
    QVERIFY(stage.waitForSharing([](const auto &state) { return state.people.empty(); }));
}

// The owner goes away and comes back; the question waits.
void TestSharing::who_waits_knows_whether_anybody_sees_it()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Approved));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    const auto isSeen = [&ben] {
        const auto asked = ben.waitFor<protocol::Asked>(kPatienceMs);
        return asked ? std::optional(asked->seen) : std::nullopt;
    };
    QCOMPARE(isSeen(), true);
    stage.owner.webSocket().abort();
    QCOMPARE(isSeen(), false);
    WireClient back;
    QVERIFY(back.open(stage.server.url()) && back.greet(stage.server.ownerToken(), QStringLiteral("Anna")));
    back.send(protocol::ReadSharing{2, stage.document});
    const auto state = back.waitFor<protocol::Sharing>(kPatienceMs);
    QVERIFY(state && state->people.size() == 1 && state->people.front().asking);
    QCOMPARE(isSeen(), true);
    back.send(protocol::AnswerKnock{3, stage.document, ben.identity, Role::Editor, false});
    QVERIFY(ben.waitFor<protocol::Admitted>(kPatienceMs));
}

void TestSharing::anyone_comes_in_with_the_role_for_new_people()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone, Role::Viewer));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    const auto joined = ben.join(stage.document);
    QVERIFY(joined);
    QCOMPARE(joined->role, Role::Viewer);
    // one who does not say who he is can't be told from others later
    WireClient nobody;
    QVERIFY(nobody.open(stage.server.url()) && nobody.greet());
    QVERIFY(isKeptOut(nobody, stage.document));
    nobody.send(protocol::Knock{1, stage.document});
    const auto failed = nobody.waitFor<protocol::Failed>(kPatienceMs);
    QVERIFY(failed && failed->code == ErrorCode::NotIdentified);
    QVERIFY(stage.share(Admission::Anyone, Role::Editor));
    QCOMPARE(nextRole(ben), Role::Editor);
}

void TestSharing::a_code_lets_in_and_is_never_sent()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(Admission::Code);
    QVERIFY(sharing && sharing->code);
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    ben.send(protocol::Knock{1, stage.document});
    QVERIFY(!ben.waitForEither<protocol::Admitted>());
    QCOMPARE(ben.refusal, ErrorCode::CodeNeeded);
    QCOMPARE(ben.joinByCode(stage.document, QStringLiteral("00000-00000")), false);
    QCOMPARE(ben.joinByCode(stage.document, sharing->code->toLower()), true);
    QVERIFY(ben.join(stage.document));
    QVERIFY(!stage.server.log().contains(sharing->code->toLatin1()));
    // a new one takes the place of the old one; who is in stays in
    stage.owner.send(protocol::NewCode{3, stage.document});
    QVERIFY(stage.done());
    KnownClient cleo('c');
    QVERIFY(cleo.come(stage.server.url()));
    QCOMPARE(cleo.joinByCode(stage.document, *sharing->code), false);
    QVERIFY(ben.type(QStringLiteral("still here")));
}

void TestSharing::a_code_is_worth_nothing_after_five_tries()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(Admission::Code);
    QVERIFY(sharing && sharing->code);
    KnownClient guesser('g');
    QVERIFY(guesser.come(stage.server.url()));
    for (int i = 0; i < protocol::kCodeTries; ++i) {
        guesser.send(protocol::AskCode{1, stage.document});
        QVERIFY(guesser.waitForEither<protocol::CodeChallenge>());
        guesser.send(protocol::ProveCode{2, stage.document, QString(64, u'0')});
        QVERIFY(!guesser.waitForEither<protocol::Admitted>());
        QCOMPARE(guesser.refusal, ErrorCode::BadCode);
    }
    // not even the right one, and the owner sees that there is none
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    QVERIFY(!ben.joinByCode(stage.document, *sharing->code));
    QCOMPARE(ben.refusal, ErrorCode::BadCode);
    stage.owner.send(protocol::ReadSharing{3, stage.document});
    QVERIFY(stage.waitForSharing([](const auto &state) { return !state.code; }));
    stage.owner.send(protocol::NewCode{4, stage.document});
    const auto renewed = stage.waitForSharing([](const auto &state) { return state.code.has_value(); });
    QVERIFY(renewed);
    QCOMPARE(ben.joinByCode(stage.document, *renewed->code), true);
}

void TestSharing::a_role_changes_at_once()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()) && ben.join(stage.document) && ben.type(QStringLiteral("mine")));
    stage.owner.send(protocol::SetRole{1, stage.document, ben.identity, Role::Viewer});
    QVERIFY(stage.done());
    QCOMPARE(nextRole(ben), Role::Viewer);
    ben.submit(test::insertion(QStringLiteral("x")), ben.revision);
    const auto refused = ben.waitFor<protocol::Refused>(kPatienceMs);
    QVERIFY(refused && refused->code == ErrorCode::NotAllowed);
    ben.sequence = {ben.sequence.value - 1}; // what was refused has used no number
    stage.owner.send(protocol::SetRole{2, stage.document, ben.identity, Role::Editor});
    QVERIFY(stage.done());
    QCOMPARE(nextRole(ben), Role::Editor);
    QVERIFY(ben.type(QStringLiteral("again")));
    // nobody is made owner, and nobody who is not there is given anything
    stage.owner.send(protocol::SetRole{3, stage.document, ben.identity, Role::Owner});
    QCOMPARE(stage.owner.waitFor<protocol::Failed>(kPatienceMs)->code, ErrorCode::NotAllowed);
    stage.owner.send(protocol::SetRole{4, stage.document, IdentityId{5, 5}, Role::Editor});
    QCOMPARE(stage.owner.waitFor<protocol::Failed>(kPatienceMs)->code, ErrorCode::NotFound);
}

void TestSharing::who_is_removed_is_out_and_stays_out_data()
{
    QTest::addColumn<int>("admission");
    QTest::addColumn<bool>("isInvited");
    QTest::newRow("anyone may come") << int(Admission::Anyone) << false;
    QTest::newRow("by code") << int(Admission::Code) << false;
    QTest::newRow("by link") << int(Admission::Approved) << true;
}

// Neither with the same key nor, by what let him in, with another one.
void TestSharing::who_is_removed_is_out_and_stays_out()
{
    QFETCH(int, admission);
    QFETCH(bool, isInvited);
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(static_cast<Admission>(admission));
    QVERIFY(sharing);
    std::optional<QString> token;
    if (isInvited) {
        stage.owner.send(protocol::Invite{1, stage.document, Role::Editor, 1});
        token = stage.owner.waitFor<protocol::Invited>(kPatienceMs)->secret;
    }
    const auto comesIn = [&](KnownClient &client) {
        if (!client.come(stage.server.url(), token))
            return false;
        if (sharing->code)
            client.joinByCode(stage.document, *sharing->code);
        return !isKeptOut(client, stage.document);
    };
    KnownClient ben('b');
    QVERIFY(comesIn(ben));
    stage.owner.send(protocol::SetRole{2, stage.document, ben.identity, Role::None});
    QVERIFY(stage.done());
    QCOMPARE(reasonOf(ben), ErrorCode::Removed);
    KnownClient again('b');
    QVERIFY(!comesIn(again));
    KnownClient disguised('d');
    QVERIFY(!comesIn(disguised));
    WireClient unknown;
    QVERIFY(unknown.open(stage.server.url()));
    QVERIFY(!unknown.greet(token) || isKeptOut(unknown, stage.document));
}

void TestSharing::a_removal_leaves_the_others_in()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone, Role::Suggester));
    stage.owner.send(protocol::Invite{1, stage.document, Role::Editor, 1});
    const QString token = stage.owner.waitFor<protocol::Invited>(kPatienceMs)->secret;
    KnownClient mallory('m');
    KnownClient ben('b');
    KnownClient cleo('c');
    QVERIFY(mallory.come(stage.server.url(), token) && mallory.join(stage.document));
    QVERIFY(ben.come(stage.server.url(), token) && ben.join(stage.document));
    QVERIFY(cleo.come(stage.server.url()) && cleo.join(stage.document));
    stage.owner.send(protocol::SetRole{2, stage.document, mallory.identity, Role::None});
    QVERIFY(stage.done());
    QCOMPARE(reasonOf(mallory), ErrorCode::Removed);
    QVERIFY(ben.type(QStringLiteral("Ben")));
    QVERIFY(cleo.isConnected());
    QVERIFY(stage.waitForSharing([&](const auto &state) {
        const auto *first = personIn(state, ben.identity);
        const auto *second = personIn(state, cleo.identity);
        return state.admission == Admission::Approved && first && first->role == Role::Editor && second
            && second->role == Role::Suggester;
    }));
    // and may come back
    ben.webSocket().abort();
    KnownClient back('b');
    QVERIFY(back.come(stage.server.url()) && back.join(stage.document));
}

void TestSharing::the_end_of_sharing_puts_everybody_out()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    stage.owner.send(protocol::Invite{1, stage.document, Role::Editor, 1});
    const QString token = stage.owner.waitFor<protocol::Invited>(kPatienceMs)->secret;
    KnownClient ben('b');
    WireClient invited;
    QVERIFY(ben.come(stage.server.url()) && ben.join(stage.document));
    QVERIFY(invited.open(stage.server.url()) && invited.greet(token) && invited.join(stage.document));
    const auto ended = stage.share(Admission::Nobody);
    QVERIFY(ended);
    QCOMPARE(ended->admission, Admission::Nobody);
    QCOMPARE(reasonOf(ben), ErrorCode::SharingEnded);
    QCOMPARE(reasonOf(invited), ErrorCode::SharingEnded);
    QVERIFY(stage.owner.type(QStringLiteral("alone")));
    KnownClient again('b');
    QVERIFY(again.come(stage.server.url()) && isKeptOut(again, stage.document));
    WireClient late;
    QVERIFY(late.open(stage.server.url()) && !late.greet(token));
    // for good
    QCOMPARE(admissionAfterRestart(stage), Admission::Nobody);
}

void TestSharing::who_is_in_stays_where_others_come_otherwise_data()
{
    QTest::addColumn<Admission>("later");
    QTest::newRow("by approval") << Admission::Approved;
    QTest::newRow("by code") << Admission::Code;
}

void TestSharing::who_is_in_stays_where_others_come_otherwise()
{
    QFETCH(Admission, later);
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()) && ben.join(stage.document));
    QVERIFY(stage.share(later));
    QVERIFY(ben.type(QStringLiteral("still here")));
    KnownClient again('b');
    QVERIFY(again.come(stage.server.url()) && again.join(stage.document));
    KnownClient cleo('c');
    QVERIFY(cleo.come(stage.server.url()) && isKeptOut(cleo, stage.document));
}

void TestSharing::what_was_in_the_trash_is_not_shared_any_more()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Anyone));
    WireClient elsewhere; // who is in it is put out
    QVERIFY(elsewhere.open(stage.server.url()) && elsewhere.greet(stage.server.ownerToken()));
    elsewhere.send(protocol::TrashDocument{5, stage.document});
    QVERIFY(elsewhere.waitFor<protocol::Done>(kPatienceMs));
    QCOMPARE(admissionAfterRestart(stage), Admission::Nobody);
}

void TestSharing::sharing_outlives_the_server()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(Admission::Code);
    QVERIFY(sharing && sharing->code);
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    QCOMPARE(ben.joinByCode(stage.document, *sharing->code), true);
    KnownClient mallory('m');
    QVERIFY(mallory.come(stage.server.url()));
    QCOMPARE(mallory.joinByCode(stage.document, *sharing->code), true);
    QVERIFY(mallory.join(stage.document));
    stage.owner.send(protocol::SetRole{1, stage.document, mallory.identity, Role::None});
    QVERIFY(stage.done());
    QVERIFY(stage.waitForSharing([&](const auto &state) { return state.code && state.code != sharing->code; }));
    stage.server.kill();
    QVERIFY(stage.server.start());
    KnownClient back('b');
    QVERIFY(back.come(stage.server.url()) && back.join(stage.document));
    KnownClient still('m');
    QVERIFY(still.come(stage.server.url()) && isKeptOut(still, stage.document));
}

// Written down is only what a code proves: one that the owner is not shown any more lets nobody in either.
void TestSharing::a_code_ends_with_the_server_and_a_new_one_is_shown()
{
    SharingStage stage;
    QVERIFY(stage.set());
    const auto sharing = stage.share(Admission::Code);
    QVERIFY(sharing && sharing->code);
    stage.server.kill();
    QVERIFY(stage.server.start());
    WireClient owner;
    QVERIFY(owner.open(stage.server.url()) && owner.greet(stage.server.ownerToken()));
    owner.send(protocol::ReadSharing{1, stage.document});
    std::optional<QString> shown;
    QVERIFY(owner.waitUntil([&] {
        while (const auto state = owner.take<protocol::Sharing>())
            shown = state->code;
        return shown.has_value();
    }));
    QVERIFY(shown != sharing->code);
    KnownClient ben('b');
    QVERIFY(ben.come(stage.server.url()));
    QCOMPARE(ben.joinByCode(stage.document, *sharing->code), false);
    QCOMPARE(ben.joinByCode(stage.document, *shown), true);
}

void TestSharing::once_ends_with_the_sharing_and_always_does_not()
{
    SharingStage stage;
    QVERIFY(stage.set());
    QVERIFY(stage.share(Admission::Approved));
    KnownClient once('o');
    KnownClient always('a');
    for (KnownClient *client : {&once, &always}) {
        QVERIFY(client->come(stage.server.url()));
        client->send(protocol::Knock{1, stage.document});
        QVERIFY(stage.waitForSharing([&](const auto &state) { return personIn(state, client->identity) != nullptr; }));
        stage.owner.send(
            protocol::AnswerKnock{2, stage.document, client->identity, Role::Editor, client == &always});
        QVERIFY(client->waitFor<protocol::Admitted>(kPatienceMs));
    }
    QVERIFY(stage.share(Admission::Nobody));
    QVERIFY(isKeptOut(always, stage.document));
    QVERIFY(stage.share(Admission::Approved));
    QVERIFY(isKeptOut(once, stage.document));
    QVERIFY(always.join(stage.document));
}

QTEST_GUILESS_MAIN(TestSharing)
#include "test_sharing.moc"
