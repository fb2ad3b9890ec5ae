// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comment_anchors.h"
#include "model/delta_json.h"
#include "room/talk_board.h"
#include "session/session.h"
#include "support/random.h"
#include "support/seed.h"

#include <QTest>

#include <deque>

using namespace syngraph;
using protocol::PersonId;
using protocol::Role;
using protocol::Say;
using protocol::TalkBook;
using protocol::TalkEntry;
using protocol::TalkId;
using protocol::TalkKind;
using room::TalkBoard;
using room::TalkEffects;
using session::TalkFeed;

namespace {

const PersonId kAda{1, 1};
const PersonId kBen{2, 2};
const QString kThread = QStringLiteral("t1");

Say say(quint64 id, TalkKind kind, const QString &text = {}, std::optional<TalkId> about = {})
{
    const bool isOfThread = kind != TalkKind::Edit && kind != TalkKind::Delete && kind != TalkKind::Chat;
    return {{7, id}, kind, isOfThread ? std::optional(kThread) : std::nullopt, about,
            text.isEmpty() ? std::nullopt : std::optional(text), {}};
}

// Takes it as the server would.
bool take(TalkBook &book, const Say &say, PersonId person = kAda, Role role = Role::Commenter)
{
    if (book.refusal(say, person, role))
        return false;
    return book.apply({book.head() + 1, say.id, say.kind, say.thread, say.about, say.text, say.quote,
                       QStringLiteral("Ada"), person, 1000 + book.head()}).hasValue();
}

ErrorCode refusalOf(const TalkBook &book, const Say &say, PersonId person = kAda, Role role = Role::Commenter)
{
    const auto refused = book.refusal(say, person, role);
    return refused ? refused->code : ErrorCode::Cancelled;
}

// Everything that a book says, in its entries.
QString textsIn(const TalkBook &book)
{
    QStringList texts;
    for (const TalkEntry &entry : book.entries())
        texts << entry.text.value_or(QString()) + entry.quote.value_or(QString());
    return texts.join(u'|');
}

} // namespace

// Comments and chat, from the rules to clients that lose their connection.
class TestTalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_thread_is_begun_answered_resolved_reopened_deleted();
    void what_was_taken_back_is_in_no_entry();
    void who_may_what();
    void forms_and_sizes_are_bounded();
    void the_same_id_counts_once();
    void nothing_is_told_before_it_is_durable();
    void who_knows_another_talk_gets_all_of_it();
    void offline_words_are_said_once_whatever_is_lost();
    void a_refusal_is_handed_to_the_person();
    void the_journal_brings_everything_back();
    void a_thread_without_text_is_orphaned_and_comes_back_by_undo();
    void what_is_put_back_leaves_the_comments_on_what_stays();
};

void TestTalk::a_thread_is_begun_answered_resolved_reopened_deleted()
{
    TalkBook book;
    Say first = say(1, TalkKind::Comment, QStringLiteral("Is it true?"));
    first.quote = QStringLiteral("every Monday");
    QVERIFY(take(book, first));
    QVERIFY(take(book, say(2, TalkKind::Comment, QStringLiteral("Yes")), kBen));
    const protocol::Thread *thread = book.thread(kThread);
    QVERIFY(thread && thread->remarks.size() == 2 && thread->quote == u"every Monday" && !thread->resolved);
    QVERIFY(take(book, say(3, TalkKind::Resolve), kBen));
    QCOMPARE(book.thread(kThread)->resolved->timeMs, 1002);
    QVERIFY(take(book, say(4, TalkKind::Resolve)));
    QCOMPARE(book.thread(kThread)->resolved->timeMs, 1002);
    QVERIFY(take(book, say(5, TalkKind::Reopen)));
    QVERIFY(!book.thread(kThread)->resolved);
    QVERIFY(take(book, say(6, TalkKind::Resolve)) && take(book, say(7, TalkKind::Comment, QStringLiteral("But"))));
    QVERIFY2(!book.thread(kThread)->resolved, "an answer opens a thread that was resolved");
    QVERIFY(take(book, say(8, TalkKind::DeleteThread)) && take(book, say(9, TalkKind::DeleteThread)));
    QVERIFY(book.thread(kThread)->isDeleted);
    QCOMPARE(refusalOf(book, say(10, TalkKind::Comment, QStringLiteral("Late"))), ErrorCode::NotFound);
    QCOMPARE(refusalOf(book, say(10, TalkKind::Reopen)), ErrorCode::NotFound);
}

void TestTalk::what_was_taken_back_is_in_no_entry()
{
    TalkBook book;
    Say first = say(1, TalkKind::Comment, QStringLiteral("secret"));
    first.quote = QStringLiteral("quoted");
    QVERIFY(take(book, first) && take(book, say(2, TalkKind::Edit, QStringLiteral("better"), first.id)));
    QCOMPARE(textsIn(book), QStringLiteral("quoted|better"));
    QCOMPARE(book.remark(first.id)->text, QStringLiteral("better"));
    QVERIFY(take(book, say(3, TalkKind::Comment, QStringLiteral("answer")), kBen));
    QVERIFY(take(book, say(4, TalkKind::Delete, {}, first.id)));
    QCOMPARE(textsIn(book), QStringLiteral("quoted||answer|"));
    QVERIFY(!book.thread(kThread)->isDeleted && book.remark(first.id)->isDeleted);
    QVERIFY(take(book, say(5, TalkKind::Delete, {}, TalkId{7, 3}), kBen));
    QVERIFY(book.thread(kThread)->isDeleted);
    QCOMPARE(textsIn(book), QStringLiteral("||||"));
    // the entries that are left add up to the same
    TalkBook again;
    for (const TalkEntry &entry : book.entries())
        QVERIFY(again.apply(entry));
    QVERIFY(again == book && again.threads() == book.threads());
}

void TestTalk::who_may_what()
{
    TalkBook book;
    const Say first = say(1, TalkKind::Comment, QStringLiteral("one"));
    for (const Role role : {Role::None, Role::Viewer})
        QCOMPARE(refusalOf(book, first, kAda, role), ErrorCode::NotAllowed);
    QVERIFY(take(book, first));
    const Say edit = say(2, TalkKind::Edit, QStringLiteral("two"), first.id);
    const Say remove = say(3, TalkKind::Delete, {}, first.id);
    for (const Role role : {Role::Commenter, Role::Suggester, Role::Editor, Role::Owner}) {
        QCOMPARE(refusalOf(book, edit, kBen, role), ErrorCode::NotAllowed);
        QCOMPARE(refusalOf(book, edit, kAda, role), ErrorCode::Cancelled);
        const ErrorCode others = role == Role::Owner ? ErrorCode::Cancelled : ErrorCode::NotAllowed;
        QCOMPARE(refusalOf(book, remove, kBen, role), others);
        QCOMPARE(refusalOf(book, remove, kAda, role), ErrorCode::Cancelled);
        QCOMPARE(refusalOf(book, say(4, TalkKind::DeleteThread), kBen, role), others);
        QCOMPARE(refusalOf(book, say(4, TalkKind::DeleteThread), kAda, role), ErrorCode::Cancelled);
        QCOMPARE(refusalOf(book, say(5, TalkKind::Resolve), kBen, role), ErrorCode::Cancelled);
    }
}

void TestTalk::forms_and_sizes_are_bounded()
{
    TalkBook book;
    const auto isMalformed = [&](auto alter) {
        Say one = say(1, TalkKind::Comment, QStringLiteral("text"));
        alter(one);
        return refusalOf(book, one) == ErrorCode::Malformed;
    };
    QVERIFY(isMalformed([](Say &one) { one.id = {}; }));
    QVERIFY(isMalformed([](Say &one) { one.text = QStringLiteral(" \n\t"); }));
    QVERIFY(isMalformed([](Say &one) { one.text.reset(); }));
    QVERIFY(isMalformed([](Say &one) { one.thread.reset(); }));
    QVERIFY(isMalformed([](Say &one) { one.thread = QStringLiteral("a b"); }));
    QVERIFY(isMalformed([](Say &one) { one.thread = QStringLiteral("ä"); }));
    QVERIFY(isMalformed([](Say &one) { one.about = TalkId{1, 1}; }));
    QVERIFY(isMalformed([](Say &one) { one.kind = TalkKind::Chat; }));
    QVERIFY(isMalformed([](Say &one) { one.kind = TalkKind::Resolve; }));
    QCOMPARE(refusalOf(book, say(1, TalkKind::Comment, QString(protocol::kMaxRemarkUnits + 1, u'x'))), ErrorCode::TooLarge);
    QCOMPARE(refusalOf(book, say(1, TalkKind::Resolve)), ErrorCode::NotFound);
    QCOMPARE(refusalOf(book, say(1, TalkKind::Edit, QStringLiteral("x"), TalkId{1, 1})), ErrorCode::NotFound);
    // all there is room for
    const QString longest(protocol::kMaxRemarkUnits, u'x');
    quint64 id = 1;
    while (take(book, say(id, TalkKind::Chat, longest)))
        ++id;
    QCOMPARE(qint64(id - 1), protocol::kMaxTalkUnits / protocol::kMaxRemarkUnits);
    QCOMPARE(refusalOf(book, say(id, TalkKind::Chat, longest)), ErrorCode::TooLarge);
    QVERIFY(take(book, say(++id, TalkKind::Delete, {}, TalkId{7, 1})));
    QVERIFY(take(book, say(++id, TalkKind::Chat, longest)));
    TalkBook full;
    for (id = 1; id <= quint64(protocol::kMaxTalkEntries); ++id)
        QVERIFY(take(full, say(id, TalkKind::Chat, QStringLiteral("x"))));
    QCOMPARE(refusalOf(full, say(id, TalkKind::Chat, QStringLiteral("x"))), ErrorCode::TooMany);
    QVERIFY2(take(full, say(id, TalkKind::Comment, QStringLiteral("x"))), "a full chat leaves comments their room");
    // what is there can be taken back, once; more would fill the disk of a server
    TalkBook comments;
    for (id = 1; id <= quint64(protocol::kMaxTalkEntries); ++id)
        QVERIFY(take(comments, say(id, TalkKind::Comment, QStringLiteral("x"))));
    QVERIFY(take(comments, say(++id, TalkKind::Delete, {}, TalkId{7, 1})));
    QCOMPARE(refusalOf(comments, say(++id, TalkKind::Delete, {}, TalkId{7, 1})), ErrorCode::TooMany);
    QVERIFY(take(comments, say(++id, TalkKind::DeleteThread)));
    QCOMPARE(refusalOf(comments, say(++id, TalkKind::DeleteThread)), ErrorCode::TooMany);
}

void TestTalk::the_same_id_counts_once()
{
    TalkBoard board = *TalkBoard::start({});
    const room::Speaker ada{QStringLiteral("Ada"), kAda, Role::Editor};
    const Say one = say(1, TalkKind::Chat, QStringLiteral("hello"));
    QCOMPARE(board.say(1, one, ada, 50).write.size(), std::size_t(1));
    const TalkEffects early = board.say(1, one, ada, 60);
    QVERIFY2(early.write.empty() && early.tell.empty(), "it is on its way");
    board.persisted(1);
    const TalkEffects again = board.say(1, one, ada, 70);
    QVERIFY(again.write.empty());
    QCOMPARE(std::get<protocol::Said>(again.tell.front().message).entries.front().number, 1);
    QCOMPARE(board.book().head(), 1);
    // times never go back
    board.say(1, say(2, TalkKind::Chat, QStringLiteral("later")), ada, 10);
    QCOMPARE(board.book().entry(2).time, 50);
}

void TestTalk::nothing_is_told_before_it_is_durable()
{
    TalkBoard board = *TalkBoard::start({});
    const room::Speaker ada{QStringLiteral("Ada"), kAda, Role::Editor};
    QCOMPARE(board.read(1, {0, 0, {}}, kAda).tell.size(), std::size_t(1));
    const TalkEffects said = board.say(2, say(1, TalkKind::Chat, QStringLiteral("hello")), ada, 50);
    QVERIFY(said.tell.empty());
    QVERIFY2(board.read(3, {0, 0, {}}, kBen).tell.empty(), "who asks meanwhile waits");
    const TalkEffects told = board.persisted(1);
    QCOMPARE(told.tell.size(), std::size_t(2));
    QCOMPARE(told.tell[0].to, std::vector<room::ConnectionId>{1});
    QCOMPARE(std::get<protocol::Talk>(told.tell[1].message).entries.size(), std::size_t(1));
    board.left(1);
    board.say(2, say(2, TalkKind::Chat, QStringLiteral("more")), ada, 50);
    QCOMPARE(board.persisted(2).tell.front().to, std::vector<room::ConnectionId>{3});
}

void TestTalk::who_knows_another_talk_gets_all_of_it()
{
    TalkBoard board = *TalkBoard::start({});
    const room::Speaker ada{QStringLiteral("Ada"), kAda, Role::Editor};
    for (quint64 id = 1; id <= 3; ++id)
        board.say(1, say(id, TalkKind::Chat, QStringLiteral("x")), ada, 50);
    board.persisted(3);
    const auto answer = [&](qint64 from, std::optional<TalkId> last) {
        return std::get<protocol::Talk>(board.read(1, {4, from, last}, kAda).tell.front().message);
    };
    QCOMPARE(answer(2, TalkId{7, 2}).entries.size(), std::size_t(1));
    QCOMPARE(answer(2, TalkId{7, 2}).from, 2);
    for (const auto &[from, last] : {std::pair(qint64(2), std::optional(TalkId{7, 9})), {9, TalkId{7, 2}}, {2, std::nullopt}}) {
        QCOMPARE(answer(from, last).from, 0);
        QCOMPARE(answer(from, last).entries.size(), std::size_t(3));
    }
    QVERIFY(TalkBoard::start(board.book().entries()));
    std::vector<TalkEntry> gap = board.book().entries();
    gap.erase(gap.begin() + 1);
    QVERIFY(!TalkBoard::start(gap));
}

// Clients speak to one board over lines that lose, and a disk that takes its time; what is written down survives them.
void TestTalk::offline_words_are_said_once_whatever_is_lost()
{
    support::Random random(support::seed());
    for (int round = 0; round < 150; ++round) {
        TalkBoard board = *TalkBoard::start({});
        std::vector<TalkFeed> feeds(3);
        std::vector<bool> isUp(3, false);
        std::vector<std::deque<protocol::ServerMessage>> toClient(3);
        std::vector<std::deque<protocol::ClientMessage>> toServer(3);
        qint64 durable = 0;
        quint64 nextId = 1;
        const auto keep = [&](std::size_t i, session::TalkStep step) {
            for (auto &message : step.send)
                toServer[i].push_back(message);
            const session::TalkRecord record = feeds[i].record();
            auto again = TalkFeed::restore(record);
            QVERIFY(again && again->shown() == feeds[i].shown());
        };
        const auto tell = [&](const TalkEffects &effects) {
            for (const room::Tell &one : effects.tell) {
                for (const room::ConnectionId to : one.to)
                    toClient[std::size_t(to)].push_back(one.message);
            }
        };
        const auto goOn = [&](bool isHealed) {
            const auto i = std::size_t(random.below(3));
            const auto choice = isHealed ? 3 + random.below(5) : random.below(8);
            if (choice == 0 && isUp[i]) {
                isUp[i] = false;
                toClient[i].clear();
                // some of what was sent arrives all the same, and nobody hears of it
                const auto arrives = random.below(qint64(toServer[i].size()) + 1);
                for (qint64 k = 0; k < arrives; ++k) {
                    if (const auto *late = std::get_if<Say>(&toServer[i][std::size_t(k)]))
                        board.say(9, *late, {QStringLiteral("P"), PersonId{1, i + 1}, Role::Editor}, 5);
                }
                toServer[i].clear();
                board.left(room::ConnectionId(i));
                feeds[i].detached();
            } else if (choice == 1 || choice == 2) {
                const TalkKind kind = choice == 1 ? TalkKind::Chat : TalkKind::Comment;
                const Say one = say(nextId, kind, QStringLiteral("words %1").arg(nextId));
                ++nextId;
                auto step = feeds[i].say(one, Role::Editor);
                QVERIFY(step);
                if (!isUp[i])
                    step->send.clear();
                keep(i, std::move(*step));
            } else if (choice == 3 && !isUp[i]) {
                isUp[i] = true;
                toServer[i].clear();
                keep(i, feeds[i].attached());
            } else if (choice == 4 && !toServer[i].empty()) {
                const protocol::ClientMessage message = toServer[i].front();
                toServer[i].pop_front();
                const PersonId person{1, i + 1};
                if (const auto *read = std::get_if<protocol::ReadTalk>(&message))
                    tell(board.read(room::ConnectionId(i), *read, person));
                else
                    tell(board.say(room::ConnectionId(i), std::get<Say>(message), {QStringLiteral("P"), person, Role::Editor}, 5));
            } else if (choice == 5 && durable < board.book().head()) {
                tell(board.persisted(++durable));
            } else if (choice >= 6 && isUp[i] && !toClient[i].empty()) {
                const protocol::ServerMessage message = toClient[i].front();
                toClient[i].pop_front();
                if (const auto *talk = std::get_if<protocol::Talk>(&message))
                    keep(i, feeds[i].received(*talk));
                else
                    keep(i, feeds[i].received(std::get<protocol::Said>(message)));
                keep(i, feeds[i].send(Role::Editor));
            }
        };
        for (int i = 0; i < 120; ++i)
            goOn(false);
        for (int i = 0; i < 4000; ++i)
            goOn(true);
        QCOMPARE(board.book().head(), qint64(nextId - 1));
        for (const TalkFeed &feed : feeds) {
            QCOMPARE(feed.pendingCount(), 0);
            QVERIFY(feed.shown() == board.book() && feed.isLevel());
        }
    }
}

namespace {

// A session with a document, as far as talk goes.
session::Session liveSession(const QByteArray &content = R"([{"insert":"one two three\n"}])")
{
    session::Session session({7, 7});
    session.followTalk();
    session.connected(0);
    protocol::Joined joined;
    joined.client = {5, 5};
    joined.epoch = {1, 1};
    joined.member = 1;
    joined.role = Role::Editor;
    session.received(joined, {}, 0);
    const model::Document document = *model::Document::fromDelta(*model::parseDelta(content));
    session.received(protocol::Snapshot{{1}, {2}, {document.hash()}, 1, content.size()}, content, 0);
    session.received(protocol::Talk{0, kAda, 0, 0, {}}, {}, 0);
    return session;
}

} // namespace

void TestTalk::a_refusal_is_handed_to_the_person()
{
    session::Session session = liveSession();
    const Say one = say(1, TalkKind::Comment, QStringLiteral("my words"));
    const auto said = session.say(one);
    QVERIFY(said && said->send.size() == 1 && session.pendingCount() == 1);
    const auto refused = session.received(protocol::NotSaid{one.id, ErrorCode::NotFound, QStringLiteral("gone")}, {}, 0);
    QCOMPARE(refused.notices.size(), std::size_t(1));
    QCOMPARE(refused.notices.front().reason.code, ErrorCode::NotFound);
    QCOMPARE(refused.notices.front().content.text(), u"my words");
    QVERIFY(session.pendingCount() == 0 && session.talk()->shown().threads().empty());
    // what the server would refuse anyway is refused at once
    QVERIFY(!session.say(say(2, TalkKind::Resolve)));
}

void TestTalk::the_journal_brings_everything_back()
{
    session::Session session = liveSession();
    std::vector<session::JournalRecord> journal = session.compacted();
    const auto keep = [&](const session::SessionEffects &effects) {
        journal.insert(journal.end(), effects.journal.begin(), effects.journal.end());
        return effects;
    };
    keep(*session.say(say(1, TalkKind::Comment, QStringLiteral("first"))));
    keep(session.received(protocol::Said{{{1, {7, 1}, TalkKind::Comment, kThread, {}, QStringLiteral("first"), {},
                                          QStringLiteral("Ada"), kAda, 9}}}, {}, 0));
    keep(session.disconnected(0));
    keep(*session.say(say(2, TalkKind::Comment, QStringLiteral("offline"))));
    keep(*session.say(say(3, TalkKind::Edit, QStringLiteral("offline, edited"), TalkId{7, 2})));
    for (const auto &records : {journal, session.compacted(), session.detached()}) {
        auto again = session::Session::restore({7, 7}, records);
        QVERIFY(again && again->talk());
        QVERIFY(again->talk()->shown() == session.talk()->shown());
        QCOMPARE(again->talk()->pendingCount(), 2);
        QCOMPARE(again->talk()->shown().thread(kThread)->remarks.back().text, QStringLiteral("offline, edited"));
        QVERIFY(again->talk()->isMine(again->talk()->shown().thread(kThread)->remarks.front()));
    }
}

void TestTalk::a_thread_without_text_is_orphaned_and_comes_back_by_undo()
{
    session::Session session = liveSession();
    const QByteArray key = protocol::threadKey(kThread);
    const auto anchor = [&] {
        const auto anchors = model::commentAnchorsOf(session.edits().visible());
        const auto found = anchors.find(key);
        return found == anchors.end() ? std::nullopt : std::optional(found->second);
    };
    using session::PendingEdits;
    session.edit(model::commentChange(4, 7, key), PendingEdits::Grouping::New, 0);
    QVERIFY(anchor() == model::CommentAnchor({4, 7}));
    QVERIFY(model::commentKeysAt(session.edits().visible(), 4) == std::vector<QByteArray>{key});
    QVERIFY(model::commentKeysAt(session.edits().visible(), 3).empty());
    // typed at the edges is outside
    session.edit(model::Delta().retain(7).insert(u"X").chop(), PendingEdits::Grouping::New, 0);
    QVERIFY(anchor() == model::CommentAnchor({4, 7}));
    session.edit(model::Delta().retain(3).remove(6).chop(), PendingEdits::Grouping::New, 0);
    QVERIFY(!anchor());
    // somebody else writes meanwhile
    session.received(protocol::Committed{{2}, {{9, protocol::WireDelta(model::Delta().insert(u">> "))}}}, {}, 0);
    session.undo(0);
    QVERIFY(anchor() == model::CommentAnchor({7, 10}));
    session.edit(model::uncommentChange(session.edits().visible(), key), PendingEdits::Grouping::New, 0);
    QVERIFY(!anchor());
    QVERIFY(model::uncommentChange(session.edits().visible(), key).isEmpty());
}

void TestTalk::what_is_put_back_leaves_the_comments_on_what_stays()
{
    using model::Attributes;
    using model::Value;
    const Attributes comment{{"c:1", Value::null()}};
    const Attributes both{{"bold", Value::boolean(true)}, {"c:1", Value::null()}};
    const Attributes bold{{"bold", Value::boolean(true)}};
    const Attributes older{{"c:2", Value::boolean(true)}};
    const model::Embed rule("rule", Value::fromCanonicalJson("{}"));
    const model::Embed size("image", Value::fromCanonicalJson("{\"w\":9}"));
    model::Delta change;
    change.retain(2, both).insert(u"new", older).insert(rule, older).remove(1).retain(3, comment).changeEmbed(size, both);
    model::Delta kept;
    kept.retain(2, bold).insert(u"new", older).insert(rule, older).remove(1).retain(3).changeEmbed(size, bold);
    QCOMPARE(model::keepingComments(change), kept);
    QVERIFY(model::keepingComments(model::Delta().retain(3, comment)).isEmpty());
}

SYNGRAPH_SEEDED_MAIN(TestTalk)
#include "test_talk.moc"
