// SPDX-License-Identifier: GPL-3.0-or-later
// The Room as a machine: what it commits, withholds, repeats, refuses and fences.
#include "model/delta_json.h"
#include "room/room.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::room;
using model::Delta;

namespace {

constexpr ClientId kAnna{1, 1};
constexpr ClientId kBen{1, 2};

Attachment person(ClientId client, protocol::Role role = protocol::Role::Editor)
{
    return {client, {5, client.low}, QStringLiteral("Person %1").arg(client.low), role};
}

protocol::Submit submission(qint64 sequence, qint64 base, const Delta &delta)
{
    return {{sequence}, {base}, protocol::ChangeKind::Edit, protocol::WireDelta(delta)};
}

Delta typed(qint64 at, QStringView text)
{
    return Delta().retain(at).insert(text);
}

template<typename Message>
const Message *sent(const Effects &effects, ConnectionId to)
{
    for (const Send &send : effects.send) {
        if (send.to == to && std::holds_alternative<Message>(send.message))
            return &std::get<Message>(send.message);
    }
    return nullptr;
}

template<typename Message>
const Message *broadcast(const Effects &effects)
{
    for (const Broadcast &message : effects.broadcast) {
        if (std::holds_alternative<Message>(*message))
            return &std::get<Message>(*message);
    }
    return nullptr;
}

std::optional<ErrorCode> refusal(const Effects &effects, ConnectionId to)
{
    const auto *refused = sent<protocol::Refused>(effects, to);
    return refused ? std::optional(refused->code) : std::nullopt;
}

std::optional<ErrorCode> dropped(const Effects &effects, ConnectionId connection)
{
    for (const Drop &drop : effects.drop) {
        if (drop.connection == connection)
            return drop.reason.code;
    }
    return std::nullopt;
}

} // namespace

class RoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void a_change_is_sent_only_after_it_is_durable();
    void a_change_is_moved_over_newer_ones_and_goes_left();
    void a_repeated_number_gets_its_old_answer();
    void other_content_under_a_used_number_ends_the_connection();
    void a_gap_in_the_numbers_is_refused();
    void times_go_on_from_the_newest_change_of_the_log();
    void a_base_of_the_future_or_too_far_back_ends_the_connection();
    void the_role_is_looked_up_for_every_change_data();
    void the_role_is_looked_up_for_every_change();
    void what_others_propose_or_decide_meanwhile_stays();
    void a_verdict_counts_from_who_may_edit_only();
    void the_last_line_end_cannot_be_deleted();
    void an_image_needs_its_blob_first();
    void while_read_only_nothing_is_taken_and_nothing_refused();
    void a_resume_fences_the_older_connection();
    void a_resume_settles_a_change_whose_ack_was_lost();
    void a_resume_with_another_chain_is_told_so();
    void a_join_waits_for_what_it_would_show();
    void of_a_large_document_a_newcomer_gets_the_same_snapshot_and_what_has_come_since();
    void a_snapshot_is_encoded_anew_behind_a_large_change_or_after_a_while();
    void a_resume_from_before_the_log_asks_for_the_log();
    void hashes_go_out_when_nothing_happens();
    void presence_is_coalesced_and_expires();
    void everybody_has_a_color_of_their_own_and_keeps_it();
    void a_color_wished_for_is_given_if_nobody_has_it();
    void one_behind_pulls_what_it_lacks();
    void what_became_durable_at_once_is_told_in_portions();
    void a_role_and_a_title_are_told_as_they_are();
    void visitors_are_forgotten_and_writers_are_not();

private:
    Effects commitAll(const Effects &effects);
    std::unique_ptr<Room> m_room;
};

void RoomTest::init()
{
    RoomStart start;
    start.document = {7, 7};
    start.epoch = {1, 1};
    m_room = std::make_unique<Room>(*Room::start(std::move(start)));
    m_room->join(1, person(kAnna), 0);
    m_room->join(2, person(kBen), 0);
}

Effects RoomTest::commitAll(const Effects &effects)
{
    return effects.commit.empty() ? Effects() : m_room->persisted(effects.commit.back().revision);
}

void RoomTest::a_change_is_sent_only_after_it_is_durable()
{
    const Effects effects = m_room->submit(1, submission(1, 0, typed(0, u"a")), 1000);
    QCOMPARE(effects.commit.size(), 1);
    QCOMPARE(effects.commit[0].author, QStringLiteral("Person 1"));
    QCOMPARE(effects.commit[0].chainHash, protocol::chainHash(protocol::kChainStart, effects.commit[0].delta));
    QVERIFY(effects.send.empty() && effects.broadcast.empty());
    const Effects durable = commitAll(effects);
    const auto *batch = broadcast<protocol::Committed>(durable);
    QVERIFY(batch);
    QCOMPARE(batch->revision, Revision{1});
    QCOMPARE(batch->changes.size(), 1);
    QCOMPARE(batch->changes[0].by, 1);
}

void RoomTest::a_change_is_moved_over_newer_ones_and_goes_left()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"a")), 1000));
    const Effects effects = m_room->submit(2, submission(1, 0, typed(0, u"b")), 900);
    QCOMPARE(m_room->document().text(0, 3), QStringLiteral("ba\n"));
    QVERIFY2(effects.commit[0].timeMs >= 1000, "times never go back within a log");
}

void RoomTest::a_repeated_number_gets_its_old_answer()
{
    const auto change = submission(1, 0, typed(0, u"a"));
    const Effects first = m_room->submit(1, change, 0);
    QVERIFY2(m_room->submit(1, change, 0).send.empty(), "not before it is durable");
    commitAll(first);
    const Effects again = m_room->submit(1, change, 0);
    QVERIFY(again.commit.empty());
    const auto *ack = sent<protocol::Ack>(again, 1);
    QVERIFY(ack);
    QCOMPARE(ack->revision, Revision{1});
    QCOMPARE(ack->hash.value, model::computeHash(typed(0, u"a")));
    QCOMPARE(m_room->head(), Revision{1});
}

void RoomTest::other_content_under_a_used_number_ends_the_connection()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"a")), 0));
    QCOMPARE(dropped(m_room->submit(1, submission(1, 0, typed(0, u"b")), 0), 1), ErrorCode::SequenceReused);
    QCOMPARE(dropped(m_room->submit(1, submission(0, 0, typed(0, u"b")), 0), 1), ErrorCode::SequenceReused);
    QCOMPARE(m_room->document().length(), 2);
}

// The wall clock may have been set back while the document was closed, and all of the log be in the snapshot.
void RoomTest::times_go_on_from_the_newest_change_of_the_log()
{
    RoomStart start;
    start.snapshotRevision = {3};
    start.lastChangeMs = 5000;
    auto room = Room::start(std::move(start));
    QVERIFY(room);
    room->join(1, person(kAnna), 0);
    const Effects effects = room->submit(1, submission(1, 3, typed(0, u"a")), 3000);
    QCOMPARE(effects.commit.size(), 1);
    QCOMPARE(effects.commit.front().timeMs, 5000);
}

void RoomTest::a_gap_in_the_numbers_is_refused()
{
    QCOMPARE(refusal(m_room->submit(1, submission(2, 0, typed(0, u"a")), 0), 1), ErrorCode::SequenceGap);
}

void RoomTest::a_base_of_the_future_or_too_far_back_ends_the_connection()
{
    QCOMPARE(dropped(m_room->submit(1, submission(1, 5, typed(0, u"a")), 0), 1), ErrorCode::BaseUnknown);
    for (qint64 i = 0; i <= protocol::kMaxLag; ++i)
        commitAll(m_room->submit(1, submission(i + 1, i, typed(0, u"a")), 0));
    QCOMPARE(dropped(m_room->submit(2, submission(1, 0, typed(0, u"b")), 0), 2), ErrorCode::BaseTooOld);
    QCOMPARE(dropped(m_room->submit(9, submission(1, 0, typed(0, u"b")), 0), 9), ErrorCode::NotJoined);
}

void RoomTest::the_role_is_looked_up_for_every_change_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<bool>("types");
    QTest::addColumn<bool>("suggests");
    QTest::addColumn<bool>("comments");
    using enum protocol::Role;
    QTest::addRow("viewer") << int(Viewer) << false << false << false;
    QTest::addRow("commenter") << int(Commenter) << false << false << true;
    QTest::addRow("suggester") << int(Suggester) << false << true << true;
    QTest::addRow("editor") << int(Editor) << true << true << true;
    QTest::addRow("owner") << int(Owner) << true << true << true;
}

void RoomTest::the_role_is_looked_up_for_every_change()
{
    QFETCH(int, role);
    QFETCH(bool, types);
    QFETCH(bool, suggests);
    QFETCH(bool, comments);
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"word")), 0));
    const Effects effects = m_room->setRole(kBen, protocol::Role(role));
    QVERIFY(sent<protocol::DocumentState>(effects, 2));
    qint64 used = 0;
    const auto isTaken = [&](const Delta &delta) {
        const Effects result = m_room->submit(2, submission(used + 1, m_room->head().value, delta), 0);
        commitAll(result);
        used += result.commit.empty() ? 0 : 1;
        if (result.commit.empty())
            [&] { QCOMPARE(refusal(result, 2), ErrorCode::NotAllowed); }();
        return !result.commit.empty();
    };
    const auto markOf = [](const char *author) {
        return model::Value::fromCanonicalJson(QByteArray("{\"author\":\"") + author + "\",\"id\":\"1\"}");
    };
    const model::Attributes proposal{{"s:i", markOf("Person 2")}};
    const model::Attributes foreign{{"s:i", markOf("Person 1")}};
    QCOMPARE(isTaken(Delta().retain(1, {{"c:t1", model::Value::boolean(true)}})), comments);
    QCOMPARE(isTaken(Delta().insert(u"x", proposal)), suggests);
    QCOMPARE(isTaken(Delta().retain(1, {{"bold", model::Value::boolean(true)}})), suggests); // of what was just proposed
    QCOMPARE(isTaken(Delta().remove(1)), suggests); // likewise
    QCOMPARE(isTaken(Delta().retain(1, {{"s:d", markOf("Person 2")}})), suggests);
    QCOMPARE(isTaken(Delta().retain(1, {{"s:d", model::Value::null()}})), suggests);
    // in another's name, or deciding on what another proposes
    QCOMPARE(isTaken(Delta().insert(u"x", foreign)), types);
    commitAll(m_room->submit(1, submission(2, m_room->head().value, Delta().insert(u"y", foreign)), 0));
    QCOMPARE(isTaken(Delta().retain(1, {{"s:i", model::Value::null()}})), types);
    commitAll(m_room->submit(1, submission(3, m_room->head().value, Delta().insert(u"z", foreign)), 0));
    QCOMPARE(isTaken(Delta().remove(1)), types);
    QCOMPARE(isTaken(Delta().insert(u"x")), types);
    QCOMPARE(isTaken(Delta().remove(1)), types);
    QCOMPARE(isTaken(Delta().retain(1, {{"bold", model::Value::boolean(true)}})), types);
}

namespace {

model::Attributes mark(const char *key, const char *author)
{
    return {{key, model::Value::fromCanonicalJson(QByteArray("{\"author\":\"") + author + "\",\"id\":\"1\"}")}};
}

} // namespace

// A proposal made before that was known keeps the rest.
void RoomTest::what_others_propose_or_decide_meanwhile_stays()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"old")), 0));
    commitAll(m_room->submit(1, submission(2, 1, Delta().retain(1, mark("s:d", "Person 1"))), 0));
    m_room->setRole(kBen, protocol::Role::Suggester);
    const Delta replaces = Delta().retain(3, mark("s:d", "Person 2")).insert(u"new", mark("s:i", "Person 2"));
    QCOMPARE(m_room->submit(2, submission(1, 1, replaces), 0).commit.size(), 1);
    QCOMPARE(m_room->document().toDelta(),
             Delta().insert(u"o", mark("s:d", "Person 1")).insert(u"ld", mark("s:d", "Person 2"))
                 .insert(u"new", mark("s:i", "Person 2")).insert(u"\n"));
    // accepted while its author takes it back
    commitAll(m_room->submit(1, submission(3, 3, Delta().retain(3).retain(3, {{"s:i", model::Value::null()}})), 0));
    QCOMPARE(m_room->submit(2, submission(2, 3, Delta().retain(3).remove(3)), 0).commit.size(), 1);
    QCOMPARE(m_room->document().text(0, 7), QStringLiteral("oldnew\n"));
}

void RoomTest::a_verdict_counts_from_who_may_edit_only()
{
    commitAll(m_room->submit(1, submission(1, 0, Delta().insert(u"x", mark("s:i", "Person 1"))), 0));
    m_room->setRole(kBen, protocol::Role::Suggester);
    protocol::Submit accepts = submission(1, 1, {});
    accepts.verdict = model::Verdict{model::Decision::Accept, {{QStringLiteral("Person 1"), QStringLiteral("1")}}};
    commitAll(m_room->submit(2, accepts, 0));
    QVERIFY(m_room->document().runAt(0).attributes.contains("s:i"));
    m_room->setRole(kBen, protocol::Role::Editor);
    accepts.sequence = {2};
    QCOMPARE(m_room->submit(2, accepts, 0).commit.size(), 1);
    QVERIFY(!m_room->document().runAt(0).attributes.contains("s:i"));
    // decided already
    accepts.sequence = {3};
    accepts.verdict->decision = model::Decision::Reject;
    QCOMPARE(m_room->submit(2, accepts, 0).commit.size(), 1);
    QCOMPARE(m_room->document().text(0, 2), QStringLiteral("x\n"));
}

void RoomTest::the_last_line_end_cannot_be_deleted()
{
    QCOMPARE(refusal(m_room->submit(1, submission(1, 0, Delta().remove(1)), 0), 1), ErrorCode::LastNewline);
    const Effects ok = m_room->submit(1, submission(1, 0, typed(0, u"a")), 0);
    QVERIFY2(!ok.commit.empty(), "the number of a refused change is free for the next one");
}

void RoomTest::an_image_needs_its_blob_first()
{
    const QByteArray id(64, 'a');
    const model::Embed image("image", model::Value::fromCanonicalJson("{\"id\":\"" + id + "\"}"));
    const Delta change = Delta().insert(image);
    QCOMPARE(refusal(m_room->submit(1, submission(1, 0, change), 0), 1), ErrorCode::MissingBlob);
    m_room->blobStored(id);
    QVERIFY(!m_room->submit(1, submission(1, 0, change), 0).commit.empty());
}

void RoomTest::while_read_only_nothing_is_taken_and_nothing_refused()
{
    const Effects told = m_room->setReadOnly(ErrorCode::DiskFull);
    QCOMPARE(sent<protocol::DocumentState>(told, 1)->readOnly, ErrorCode::DiskFull);
    const auto change = submission(1, 0, typed(0, u"a"));
    const Effects effects = m_room->submit(1, change, 0);
    QVERIFY(effects.commit.empty() && effects.send.empty() && effects.drop.empty());
    m_room->setReadOnly(std::nullopt);
    QVERIFY(!m_room->submit(1, change, 0).commit.empty());
}

void RoomTest::everybody_has_a_color_of_their_own_and_keeps_it()
{
    constexpr ClientId kCleo{1, 3};
    const Effects effects = m_room->join(3, person(kCleo), 0);
    const auto *joined = sent<protocol::Joined>(effects, 3);
    const auto *told = broadcast<protocol::PersonJoined>(effects);
    QVERIFY(joined && told);
    QCOMPARE(joined->people.size(), std::size_t(2));
    const qint64 anna = *joined->people[0].color;
    const qint64 ben = *joined->people[1].color;
    QVERIFY(anna != ben && anna != *told->person.color && ben != *told->person.color);
    m_room->left(1);
    const protocol::Resume resume{{7, 7}, kAnna, {5, 1}, {1, 1}, {0}, {protocol::kChainStart}, {0}};
    const Effects back = m_room->resume(4, resume, person(kAnna), 0);
    QCOMPARE(*broadcast<protocol::PersonJoined>(back)->person.color, anna);
}

void RoomTest::a_color_wished_for_is_given_if_nobody_has_it()
{
    const auto colorOf = [](const Effects &effects) { return *broadcast<protocol::PersonJoined>(effects)->person.color; };
    const auto wishing = [](quint64 number, qint64 color) {
        Attachment who = person(ClientId{2, number});
        who.color = color;
        return who;
    };
    QCOMPARE(colorOf(m_room->join(3, wishing(1, 9), 0)), 9);
    QVERIFY(colorOf(m_room->join(4, wishing(2, 9), 0)) != 9);
    // nor does a wish for none of the table harm
    QVERIFY(colorOf(m_room->join(5, wishing(3, 200), 0)) < 12);
    // who wishes for another colour gets it when they come back
    const protocol::Resume resume{{7, 7}, {2, 2}, {5, 1}, {1, 1}, {0}, {protocol::kChainStart}, {0}};
    m_room->left(4);
    QCOMPARE(colorOf(m_room->resume(6, resume, wishing(2, 10), 0)), 10);
    m_room->left(6);
    QCOMPARE(colorOf(m_room->resume(7, resume, person(ClientId{2, 2}), 0)), 10);
}

void RoomTest::a_resume_fences_the_older_connection()
{
    const protocol::Resume resume{{7, 7}, kAnna, {5, 1}, {1, 1}, {0}, {protocol::kChainStart}, {0}};
    const Effects effects = m_room->resume(3, resume, person(kAnna), 0);
    QCOMPARE(dropped(effects, 1), ErrorCode::Fenced);
    QVERIFY(sent<protocol::CatchUp>(effects, 3));
    QCOMPARE(dropped(m_room->submit(1, submission(1, 0, typed(0, u"late")), 0), 1), ErrorCode::NotJoined);
}

void RoomTest::a_resume_settles_a_change_whose_ack_was_lost()
{
    commitAll(m_room->submit(2, submission(1, 0, typed(0, u"x")), 0));
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"a")), 0));
    commitAll(m_room->submit(2, submission(2, 1, typed(0, u"y")), 0));
    commitAll(m_room->submit(2, submission(3, 3, typed(0, u"z")), 0));
    const protocol::Resume resume{{7, 7}, kAnna, {5, 1}, {1, 1}, {0}, {protocol::kChainStart}, {1}};
    const Effects answered = m_room->resume(3, resume, person(kAnna), 0);
    const auto *catchUp = sent<protocol::CatchUp>(answered, 3);
    QVERIFY(catchUp);
    QVERIFY(catchUp->committed);
    QCOMPARE(catchUp->singles.size(), std::size_t(2));
    QCOMPARE(catchUp->revision, Revision{4});
    QCOMPARE(catchUp->hash.value, m_room->document().hash());
    protocol::Resume notYet = resume;
    notYet.inFlight = {2};
    const Effects open = m_room->resume(4, notYet, person(kAnna), 0);
    QVERIFY(!sent<protocol::CatchUp>(open, 4)->committed);
    QVERIFY(sent<protocol::CatchUp>(open, 4)->singles.empty());
}

void RoomTest::a_resume_with_another_chain_is_told_so()
{
    const protocol::Resume resume{{7, 7}, kAnna, {5, 1}, {1, 1}, {0}, {42}, {0}};
    const Effects effects = m_room->resume(3, resume, person(kAnna), 0);
    QCOMPARE(sent<protocol::Failed>(effects, 3)->code, ErrorCode::EpochChanged);
    QVERIFY(!m_room->isAttached(3));
}

void RoomTest::a_join_waits_for_what_it_would_show()
{
    const Effects commit = m_room->submit(1, submission(1, 0, typed(0, u"a")), 0);
    const Effects early = m_room->join(3, person({1, 3}), 0);
    QVERIFY(early.send.empty() && !m_room->isAttached(3));
    const Effects later = commitAll(commit);
    QCOMPARE(sent<protocol::Snapshot>(later, 3)->revision, Revision{1});
    QVERIFY(m_room->isAttached(3));
}

void RoomTest::of_a_large_document_a_newcomer_gets_the_same_snapshot_and_what_has_come_since()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, QString(100'000, u'x'))), 0));
    const Effects first = m_room->join(3, person({1, 3}), 0);
    commitAll(m_room->submit(1, submission(2, 1, typed(0, u"a")), 0));
    commitAll(m_room->submit(1, submission(3, 2, typed(0, u"b")), 0));
    const Effects second = m_room->join(4, person({1, 4}), 0);
    QVERIFY(!sent<protocol::Committed>(first, 3));
    QCOMPARE(sent<protocol::Snapshot>(second, 4)->revision, Revision{1});
    QCOMPARE(sent<protocol::Snapshot>(second, 4)->hash.value, sent<protocol::Snapshot>(first, 3)->hash.value);
    const auto *since = sent<protocol::Committed>(second, 4);
    QVERIFY(since);
    QCOMPARE(since->revision, Revision{2});
    QCOMPARE(since->changes.size(), std::size_t(2));
}

void RoomTest::a_snapshot_is_encoded_anew_behind_a_large_change_or_after_a_while()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, QString(100'000, u'x'))), 0));
    m_room->join(3, person({1, 3}), 0);
    commitAll(m_room->submit(1, submission(2, 1, typed(0, QString(20'000, u'y'))), 0));
    QCOMPARE(sent<protocol::Snapshot>(m_room->join(4, person({1, 4}), 0), 4)->revision, Revision{2});
    m_room->tick(1'000);
    commitAll(m_room->submit(1, submission(3, 2, typed(0, u"a")), 0));
    m_room->tick(10'000);
    QCOMPARE(sent<protocol::Snapshot>(m_room->join(5, person({1, 5}), 0), 5)->revision, Revision{3});
}

void RoomTest::a_resume_from_before_the_log_asks_for_the_log()
{
    std::vector<protocol::ChangeRecord> log;
    for (qint64 i = 0; i < 3; ++i) {
        const Effects effects = m_room->submit(2, submission(i + 1, i, typed(0, u"a")), 0);
        log.push_back(effects.commit[0]);
        commitAll(effects);
    }
    m_room->trimLog(0);
    const protocol::Resume resume{{7, 7}, kAnna, {5, 1}, {1, 1}, {1}, {log[0].chainHash}, {0}};
    const Effects asked = m_room->resume(3, resume, person(kAnna), 0);
    QCOMPARE(asked.find.size(), std::size_t(1));
    QVERIFY(!m_room->isAttached(3));
    QVERIFY(m_room->awaits(asked.find[0].ticket));
    const auto read = [&](LogRange range) {
        return std::vector(log.begin() + range.from.value, log.begin() + range.to.value);
    };
    const auto pieces = std::make_shared<ComposedPieces>(0);
    const Effects answered = m_room->missedFound(asked.find[0].ticket, catchUpOn(asked.find[0].missed, pieces, read));
    QCOMPARE(sent<protocol::CatchUp>(answered, 3)->composed.json, model::toJson(typed(0, u"aa")));
    QVERIFY(!m_room->awaits(asked.find[0].ticket));
}

void RoomTest::hashes_go_out_when_nothing_happens()
{
    commitAll(m_room->submit(1, submission(1, 0, typed(0, u"a")), 0));
    const Effects idle = m_room->tick(5000);
    QCOMPARE(broadcast<protocol::ContentHash>(idle)->hash.value, m_room->document().hash());
    QVERIFY(!broadcast<protocol::ContentHash>(m_room->tick(6000)));
}

void RoomTest::presence_is_coalesced_and_expires()
{
    for (qint64 i = 0; i < 10; ++i)
        m_room->presence(1, {{0}, {{i, i}}}, 1000 + i);
    const Effects update = m_room->tick(1100);
    const auto *entries = broadcast<protocol::PresenceUpdate>(update);
    QVERIFY(entries);
    QCOMPARE(entries->entries.size(), std::size_t(1));
    QCOMPARE(entries->entries[0].ranges[0].head, 9);
    const Effects gone = m_room->tick(1100 + protocol::kPresenceExpiryMs);
    QVERIFY(broadcast<protocol::PresenceUpdate>(gone)->entries[0].ranges.empty());
}

void RoomTest::one_behind_pulls_what_it_lacks()
{
    for (qint64 i = 0; i < 5; ++i)
        commitAll(m_room->submit(1, submission(i + 1, i, typed(0, u"a")), 0));
    const auto batch = m_room->committedSince({2}, 1);
    QCOMPARE(std::get<protocol::Committed>(**batch).changes.size(), 1);
    QVERIFY(!*m_room->committedSince({5}, 1));
    m_room->trimLog(0);
    QCOMPARE(m_room->committedSince({2}, 1).error().code, ErrorCode::TooSlow);
}

// Whoever shows the changes looks after the person between two messages.
void RoomTest::what_became_durable_at_once_is_told_in_portions()
{
    constexpr qint64 kChanges = 300;
    for (qint64 i = 0; i < kChanges; ++i)
        m_room->submit(1, submission(i + 1, i, typed(0, u"a")), 0);
    const Effects durable = m_room->persisted({kChanges});
    Revision next{1};
    for (const Broadcast &message : durable.broadcast) {
        const auto *batch = std::get_if<protocol::Committed>(message.get());
        if (!batch)
            continue;
        QCOMPARE(batch->revision, next);
        QVERIFY(batch->changes.size() <= 32);
        next.value += qint64(batch->changes.size());
    }
    QCOMPARE(next, Revision{kChanges + 1});
    const auto lacked = m_room->committedSince({0}, 1 << 20);
    QCOMPARE(std::get<protocol::Committed>(**lacked).changes.size(), 32);
}

void RoomTest::a_role_and_a_title_are_told_as_they_are()
{
    (void)m_room->join(7, person({1, 7}, protocol::Role::Commenter), 0);
    QVERIFY(m_room->roleOf(7) == protocol::Role::Commenter);
    QVERIFY(m_room->roleOf(8) == protocol::Role::None);
    const Effects effects = m_room->setTitle(QStringLiteral("Minutes"));
    const auto *state = sent<protocol::DocumentState>(effects, 7);
    QVERIFY(state);
    QCOMPARE(state->title, QStringLiteral("Minutes"));
    QVERIFY(state->role == protocol::Role::Commenter && !state->readOnly);
}

// As many as want to may come and go; who wrote something, or is here, keeps their number.
void RoomTest::visitors_are_forgotten_and_writers_are_not()
{
    const auto memberOf = [this](ConnectionId connection, ClientId client) {
        const Effects effects = m_room->join(connection, person(client), 0);
        return sent<protocol::Joined>(effects, connection)->member;
    };
    (void)m_room->left(1);
    (void)m_room->left(2);
    const qint64 anna = memberOf(1, kAnna);
    (void)m_room->submit(1, submission(1, 0, typed(0, u"x")), 0);
    (void)m_room->persisted({1});
    (void)m_room->left(1);
    const qint64 ben = memberOf(2, kBen);
    const ClientId visitor{9, 1};
    const qint64 first = memberOf(3, visitor);
    (void)m_room->left(3);
    for (quint64 i = 2; i < 2000; ++i) {
        (void)memberOf(3, {9, i});
        (void)m_room->left(3);
    }
    QVERIFY(memberOf(4, visitor) != first);
    QCOMPARE(memberOf(5, kAnna), anna);
    (void)m_room->left(2);
    QCOMPARE(memberOf(6, kBen), ben);
}

QTEST_GUILESS_MAIN(RoomTest)
#include "test_room.moc"
