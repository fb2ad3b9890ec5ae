// SPDX-License-Identifier: GPL-3.0-or-later
// The Session's answers to what schedules seldom bring about; the rest is in tests/simulation.
#include "model/delta_json.h"
#include "model/schema.h"
#include "session/session.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::session;
using model::Delta;

namespace {

constexpr DocumentId kDocument{7, 7};
constexpr ClientId kMe{1, 1};

template<typename Message>
const Message *sent(const SessionEffects &effects)
{
    for (const protocol::ClientMessage &message : effects.send) {
        if (const auto *found = std::get_if<Message>(&message))
            return found;
    }
    return nullptr;
}

protocol::Joined joinedMessage(ClientId client = kMe, qint64 sequence = 0)
{
    protocol::Joined joined;
    joined.document = kDocument;
    joined.epoch = {1, 1};
    joined.client = client;
    joined.token = {5, 5};
    joined.sequence = {sequence};
    joined.member = 1;
    joined.role = protocol::Role::Editor;
    return joined;
}

const QByteArray kPicture(64, 'a');

Delta content(QStringView text)
{
    return Delta().insert(text);
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typing_goes_out_at_once_and_then_waits_for_the_ack();
    void a_refused_change_is_taken_back_and_handed_over();
    void a_change_the_schema_forbids_is_not_made();
    void silence_is_said_and_then_ends_the_connection();
    void nobody_is_silent_who_was_not_asked();
    void a_copy_that_differs_is_taken_anew_and_what_was_typed_stays();
    void numbers_used_elsewhere_set_what_is_pending_aside();
    void numbers_the_server_has_lost_are_used_again();
    void while_the_server_is_read_only_edits_are_kept();
    void presence_is_given_in_the_servers_coordinates();
    void presence_is_said_again_now_and_then_and_to_newcomers();
    void carets_of_others_go_along_with_every_change();
    void steps_that_are_forgotten_stay_so();
    void a_viewer_sends_nothing();
    void a_removed_document_stays_editable();
    void a_journal_with_a_hole_is_refused();
    void nothing_is_sent_under_an_id_that_is_not_on_the_disk();
    void what_was_in_flight_waits_for_the_disk_too();
    void the_number_of_a_refused_change_is_used_again_when_the_disk_knows();
    void a_refused_change_does_not_ask_for_the_comments_again();
    void a_change_cut_anew_is_sent_when_the_disk_knows();
    void a_picture_is_sent_when_the_server_has_its_bytes();
    void a_picture_taken_back_holds_up_nothing();
    void pictures_of_what_was_pending_are_brought_again();
    void a_server_that_contradicts_itself_is_left();
    void what_comes_twice_or_late_is_passed_over();
    void a_verdict_on_too_much_goes_as_a_plain_change();

private:
    SessionEffects receive(const protocol::ServerMessage &message, const QByteArray &payload = {})
    {
        return m_session->received(message, payload, m_now);
    }
    SessionEffects snapshot(QStringView text, Revision revision = {0}, quint64 chain = protocol::kChainStart);
    SessionEffects openNewly();
    SessionEffects insertPicture()
    {
        const auto change = model::parseDelta(R"([{"insert":{"image":{"h":1,"id":")" + kPicture + R"(","w":1}}}])");
        return change ? m_session->edit(*change, PendingEdits::Grouping::New, m_now) : SessionEffects();
    }
    SessionEffects type(qint64 at, QStringView text)
    {
        return m_session->edit(Delta().retain(at).insert(text), PendingEdits::Grouping::New, m_now);
    }
    SessionEffects acknowledge(const Delta &delta)
    {
        return receive(protocol::Committed{m_session->revision().next(), {{1, protocol::WireDelta(delta)}}});
    }
    QString text() const
    {
        const model::Document &visible = m_session->edits().visible();
        return visible.text(0, visible.length());
    }

    std::unique_ptr<Session> m_session;
    Millis m_now = 0;
};

SessionEffects SessionTest::snapshot(QStringView text, Revision revision, quint64 chain)
{
    const Delta delta = content(text);
    const QByteArray body = model::toJson(delta);
    return receive(protocol::Snapshot{revision, {chain}, {model::Document::fromDelta(delta)->hash()}, 1, body.size()}, body);
}

// By a Session that waits for its disk and reads the comments, as that of a client.
SessionEffects SessionTest::openNewly()
{
    m_session = std::make_unique<Session>(kDocument);
    m_session->awaitDisk();
    m_session->followTalk();
    m_session->connected(m_now);
    receive(joinedMessage());
    return snapshot(u"abc\n");
}

void SessionTest::init()
{
    m_now = 1000;
    m_session = std::make_unique<Session>(kDocument);
    QVERIFY(sent<protocol::Join>(m_session->connected(m_now)));
    receive(joinedMessage());
    snapshot(u"abc\n");
    QVERIFY(std::holds_alternative<Live>(m_session->link()));
}

void SessionTest::typing_goes_out_at_once_and_then_waits_for_the_ack()
{
    const SessionEffects first = type(0, u"x");
    QCOMPARE(sent<protocol::Submit>(first)->sequence, Sequence{1});
    QVERIFY2(!first.journal.empty(), "written down before it is sent");
    QVERIFY(!sent<protocol::Submit>(type(1, u"y")));
    QVERIFY(!sent<protocol::Submit>(type(2, u"z")));
    const SessionEffects acked = acknowledge(content(u"x"));
    QCOMPARE(sent<protocol::Submit>(acked)->delta.delta, Delta().retain(1).insert(u"yz"));
    QCOMPARE(sent<protocol::Submit>(acked)->base, Revision{1});
}

void SessionTest::a_refused_change_is_taken_back_and_handed_over()
{
    type(0, u"lost ");
    type(8, u"kept");
    QCOMPARE(text(), QStringLiteral("lost abckept\n"));
    const SessionEffects effects = receive(protocol::Refused{{1}, ErrorCode::NotAllowed, {}});
    QCOMPARE(text(), QStringLiteral("abckept\n"));
    QCOMPARE(effects.notices.size(), std::size_t(1));
    QCOMPARE(effects.notices[0].content.text().toString(), QStringLiteral("lost "));
    const auto *next = sent<protocol::Submit>(effects);
    QCOMPARE(next->sequence, Sequence{1});
    QCOMPARE(next->delta.delta, Delta().retain(3).insert(u"kept"));
}

void SessionTest::a_change_the_schema_forbids_is_not_made()
{
    const SessionEffects effects = m_session->edit(Delta().remove(4), PendingEdits::Grouping::New, m_now);
    QVERIFY(effects.send.empty() && effects.journal.empty());
    QCOMPARE(effects.notices[0].reason.code, ErrorCode::LastNewline);
    QVERIFY(std::holds_alternative<ReplaceDocument>(effects.visible[0]));
    QCOMPARE(text(), QStringLiteral("abc\n"));
}

void SessionTest::silence_is_said_and_then_ends_the_connection()
{
    type(0, u"x");
    QVERIFY(sent<protocol::Ping>(m_session->tick(m_now + protocol::kPingBusyMs)));
    QCOMPARE(m_session->silence(m_now + protocol::kPingBusyMs + 3000), 3000);
    QVERIFY(sent<protocol::Ping>(m_session->tick(m_now + 2 * protocol::kPingBusyMs)));
    QVERIFY(!m_session->tick(m_now + protocol::kPingBusyMs + protocol::kNotAnsweringMs - 1).changed);
    QVERIFY(m_session->tick(m_now + protocol::kPingBusyMs + protocol::kNotAnsweringMs).changed);
    QVERIFY(!m_session->tick(m_now + protocol::kOfflineMs - 1).reconnect);
    QVERIFY(m_session->tick(m_now + protocol::kOfflineMs).reconnect);
    m_now += protocol::kOfflineMs;
    receive(protocol::Pong{1});
    QCOMPARE(m_session->silence(m_now), 0);
}

// A server has nothing to say for a while, and is asked now and then: until it could have answered, all is well.
void SessionTest::nobody_is_silent_who_was_not_asked()
{
    const Millis asked = m_now + protocol::kPingIdleMs;
    const SessionEffects ping = m_session->tick(asked);
    QVERIFY(sent<protocol::Ping>(ping));
    QVERIFY(!ping.changed);
    QCOMPARE(m_session->silence(asked + 20), 20);
    m_now = asked + 20;
    receive(protocol::Pong{1});
    QCOMPARE(m_session->silence(m_now), 0);
    // and who has been silent is asked at once when something was sent to them
    m_now += protocol::kPingIdleMs - 1;
    type(0, u"x");
    QVERIFY(sent<protocol::Ping>(m_session->tick(m_now)));
    QCOMPARE(m_session->silence(m_now), 0);
}

void SessionTest::a_copy_that_differs_is_taken_anew_and_what_was_typed_stays()
{
    type(3, u" mine");
    const SessionEffects alarm = receive(protocol::ContentHash{{0}, {12345}});
    QVERIFY(alarm.reconnect);
    m_session->disconnected(m_now);
    QVERIFY(sent<protocol::Join>(m_session->connected(m_now)));
    receive(joinedMessage({1, 2}));
    const QByteArray body = model::toJson(content(u"new abc\n"));
    const SessionEffects merged =
        receive(protocol::Snapshot{{4}, {99}, {model::Document::fromDelta(content(u"new abc\n"))->hash()}, 1,
                                   body.size()},
                body);
    QCOMPARE(text(), QStringLiteral("new abc mine\n"));
    QCOMPARE(merged.notices[0].kind, Notice::Kind::Diverged);
    QCOMPARE(sent<protocol::Submit>(merged)->sequence, Sequence{1});
}

void SessionTest::numbers_used_elsewhere_set_what_is_pending_aside()
{
    type(0, u"x");
    m_session->disconnected(m_now);
    QVERIFY(sent<protocol::Resume>(m_session->connected(m_now)));
    receive(joinedMessage(kMe, 2));
    const Delta theirs = content(u"other ");
    auto after = model::Document::fromDelta(content(u"other abc\n"));
    const SessionEffects effects =
        receive(protocol::CatchUp{false, {}, protocol::WireDelta(theirs), {3}, {7}, {after->hash()}});
    QCOMPARE(text(), QStringLiteral("other abc\n"));
    QCOMPARE(effects.notices.size(), std::size_t(1));
    QVERIFY(effects.notices[0].content.text().contains(u'x'));
    QVERIFY(!m_session->edits().hasUnsent() && !m_session->edits().hasInFlight());
}

// An older backup was put in place and somebody else typed the same: the log leads to what is known here.
void SessionTest::numbers_the_server_has_lost_are_used_again()
{
    type(0, u"x");
    acknowledge(content(u"x"));
    m_session->disconnected(m_now);
    type(1, u"y");
    QVERIFY(sent<protocol::Resume>(m_session->connected(m_now)));
    receive(joinedMessage(kMe, 0));
    const SessionEffects effects =
        receive(protocol::CatchUp{false, {}, {}, {1}, {protocol::chainHash(protocol::kChainStart, model::toJson(content(u"x")))},
                                  {m_session->edits().base().hash()}});
    QCOMPARE(sent<protocol::Submit>(effects)->sequence, Sequence{1});
    QCOMPARE(sent<protocol::Submit>(effects)->delta.delta, Delta().retain(1).insert(u"y"));
    QCOMPARE(text(), QStringLiteral("xyabc\n"));
}

void SessionTest::while_the_server_is_read_only_edits_are_kept()
{
    receive(protocol::DocumentState{QStringLiteral("T"), protocol::Role::Editor, ErrorCode::DiskFull});
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    const SessionEffects back =
        receive(protocol::DocumentState{QStringLiteral("T"), protocol::Role::Editor, std::nullopt});
    QVERIFY(sent<protocol::Submit>(back));
}

void SessionTest::presence_is_said_again_now_and_then_and_to_newcomers()
{
    m_now += 1000;
    QVERIFY(sent<protocol::Presence>(m_session->setPresence({{1, 1}}, m_now)));
    m_now += protocol::kPresenceExpiryMs / 3 - 1;
    receive(protocol::Pong{1});
    QVERIFY(!sent<protocol::Presence>(m_session->tick(m_now)));
    QVERIFY(sent<protocol::Presence>(m_session->tick(m_now + 1)));
    m_now += 200;
    const protocol::Person ben{2, QStringLiteral("Ben"), protocol::Role::Editor, {1, 2}, 1};
    QVERIFY(sent<protocol::Presence>(receive(protocol::PersonJoined{ben})));
}

void SessionTest::carets_of_others_go_along_with_every_change()
{
    m_session = std::make_unique<Session>(kDocument);
    m_session->followOthers();
    m_session->connected(m_now);
    receive(joinedMessage());
    snapshot(u"abc\n");
    const auto caret = [this](std::size_t index = 0) { return m_session->othersCarets().at(index).ranges.front().head; };
    receive(protocol::PresenceUpdate{{{2, {0}, {{1, 1}}}, {3, {0}, {{3, 3}}}, {1, {0}, {{2, 2}}}}});
    QCOMPARE(m_session->othersCarets().size(), std::size_t(2)); // my own is not shown
    type(0, u"xy");
    QCOMPARE(caret(), 3);
    m_session->undo(m_now);
    QCOMPARE(caret(), 1);
    // the third one types at the end, which the second one does not notice; the first one is behind what is his
    receive(protocol::Committed{{1}, {{3, protocol::WireDelta(Delta().retain(3).insert(u"d"))},
                                      {2, protocol::WireDelta(Delta().retain(1).insert(u"!"))}}});
    QCOMPARE(caret(), 2);
    QCOMPARE(caret(1), 5);
    receive(protocol::PersonLeft{2});
    QCOMPARE(m_session->othersCarets().size(), std::size_t(1));
}

void SessionTest::presence_is_given_in_the_servers_coordinates()
{
    type(1, u"xyz");
    m_now += 1000;
    const SessionEffects effects = m_session->setPresence({{4, 5}}, m_now);
    const auto *presence = sent<protocol::Presence>(effects);
    QCOMPARE(presence->ranges[0].anchor, 1);
    QCOMPARE(presence->ranges[0].head, 2);
    QVERIFY(!sent<protocol::Presence>(m_session->setPresence({{0, 0}}, m_now + 50)));
    QVERIFY(sent<protocol::Presence>(m_session->tick(m_now + 150)));
}

void SessionTest::steps_that_are_forgotten_stay_so()
{
    std::vector<JournalRecord> journal = m_session->compacted();
    const auto keep = [&](const SessionEffects &effects) {
        journal.insert(journal.end(), effects.journal.begin(), effects.journal.end());
    };
    keep(type(0, u"x"));
    keep(m_session->forgetSteps());
    QVERIFY(!m_session->edits().canUndo());
    keep(acknowledge(content(u"x")));
    QVERIFY(!m_session->edits().canUndo());
    const auto restored = Session::restore(kDocument, journal);
    QVERIFY(restored && !restored->edits().canUndo());
    keep(type(1, u"y"));
    m_session->undo(m_now);
    QCOMPARE(text(), QStringLiteral("xabc\n"));
}

void SessionTest::a_viewer_sends_nothing()
{
    receive(protocol::DocumentState{QStringLiteral("T"), protocol::Role::Viewer, std::nullopt});
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    // and all of it as soon as the role allows
    QVERIFY(sent<protocol::Submit>(receive(protocol::DocumentState{QStringLiteral("T"), protocol::Role::Editor, std::nullopt})));
}

void SessionTest::a_removed_document_stays_editable()
{
    m_session->disconnected(m_now);
    m_session->connected(m_now);
    receive(protocol::Failed{0, ErrorCode::NotFound, {}});
    QCOMPARE(std::get<Stopped>(m_session->link()).reason.code, ErrorCode::NotFound);
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    QCOMPARE(text(), QStringLiteral("xabc\n"));
}

void SessionTest::a_journal_with_a_hole_is_refused()
{
    const std::vector<JournalRecord> headless{EditRecord{EditRecord::How::NewGroup, content(u"x")}};
    QCOMPARE(Session::restore(kDocument, headless).error().code, ErrorCode::Damaged);
    std::vector<JournalRecord> records = m_session->compacted();
    QVERIFY(Session::restore(kDocument, records));
    records.push_back(SentRecord{{1}, false, {}});
    QCOMPARE(Session::restore(kDocument, records).error().code, ErrorCode::Damaged);
}

void SessionTest::nothing_is_sent_under_an_id_that_is_not_on_the_disk()
{
    const SessionEffects joined = openNewly();
    QVERIFY(joined.toDisk);
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    QVERIFY(!sent<protocol::Submit>(type(1, u"y")));
    QCOMPARE(text(), QStringLiteral("xyabc\n"));
    QVERIFY(!sent<protocol::Submit>(m_session->isOnDisk(*joined.toDisk - 1)));
    const SessionEffects onDisk = m_session->isOnDisk(*joined.toDisk);
    const auto *submit = sent<protocol::Submit>(onDisk);
    QVERIFY(submit);
    QCOMPARE(submit->delta.delta, Delta().insert(u"xy"));
    QVERIFY(!onDisk.toDisk);
    // said again, it changes nothing
    QVERIFY(!sent<protocol::Submit>(m_session->isOnDisk(*joined.toDisk)));
}

void SessionTest::what_was_in_flight_waits_for_the_disk_too()
{
    const SessionEffects first = type(0, u"x");
    QVERIFY(sent<protocol::Submit>(first));
    auto restored = Session::restore(kDocument, m_session->compacted());
    QVERIFY(restored);
    m_session = std::make_unique<Session>(std::move(*restored));
    m_session->awaitDisk();
    QVERIFY(sent<protocol::Resume>(m_session->connected(m_now)));
    receive(joinedMessage());
    const SessionEffects caughtUp = receive(protocol::CatchUp{
        false, {}, {}, {0}, {protocol::kChainStart}, {m_session->edits().base().hash()}});
    QVERIFY(std::holds_alternative<Live>(m_session->link()));
    QVERIFY(!sent<protocol::Submit>(caughtUp));
    QVERIFY(caughtUp.toDisk);
    // the connection breaks before the disk answers: nothing goes out
    m_session->disconnected(m_now);
    QVERIFY(!sent<protocol::Submit>(m_session->isOnDisk(*caughtUp.toDisk)));
    QVERIFY(sent<protocol::Resume>(m_session->connected(m_now)));
    receive(joinedMessage());
    const SessionEffects again = receive(protocol::CatchUp{
        false, {}, {}, {0}, {protocol::kChainStart}, {m_session->edits().base().hash()}});
    const auto *submit = sent<protocol::Submit>(again);
    QVERIFY(submit);
    QCOMPARE(submit->sequence.value, qint64(1));
}

// Else a machine that goes down knows the refused change only, and of its number the server says that it is committed.
void SessionTest::the_number_of_a_refused_change_is_used_again_when_the_disk_knows()
{
    const SessionEffects opened = openNewly();
    m_session->isOnDisk(*opened.toDisk);
    QVERIFY(sent<protocol::Submit>(type(0, u"lost ")));
    type(8, u"kept");
    const SessionEffects refused = receive(protocol::Refused{{1}, ErrorCode::NotAllowed, {}});
    QVERIFY(!sent<protocol::Submit>(refused));
    QVERIFY(refused.toDisk);
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    QCOMPARE(text(), QStringLiteral("xabckept\n"));
    QVERIFY2(!sent<protocol::Submit>(m_session->isOnDisk(*refused.toDisk - 1)), "asked for before the refusal");
    const SessionEffects onDisk = m_session->isOnDisk(*refused.toDisk);
    const auto *submit = sent<protocol::Submit>(onDisk);
    QVERIFY(submit);
    QCOMPARE(submit->sequence, Sequence{1});
    QCOMPARE(submit->delta.delta, Delta().insert(u"x").retain(3).insert(u"kept"));
    QVERIFY(!onDisk.toDisk);
}

void SessionTest::a_refused_change_does_not_ask_for_the_comments_again()
{
    const SessionEffects opened = openNewly();
    QVERIFY(sent<protocol::ReadTalk>(opened));
    m_session->isOnDisk(*opened.toDisk);
    type(0, u"lost ");
    const SessionEffects refused = receive(protocol::Refused{{1}, ErrorCode::NotAllowed, {}});
    type(0, u"x");
    const SessionEffects onDisk = m_session->isOnDisk(*refused.toDisk);
    QVERIFY(sent<protocol::Submit>(onDisk));
    QVERIFY(!sent<protocol::ReadTalk>(onDisk));
}

// As a newer program does it that sends smaller parts.
void SessionTest::a_change_cut_anew_is_sent_when_the_disk_knows()
{
    const QString large(40, u'x');
    QVERIFY(sent<protocol::Submit>(type(0, large)));
    auto restored = Session::restore(kDocument, m_session->compacted(), {15, 20});
    QVERIFY(restored);
    m_session = std::make_unique<Session>(std::move(*restored));
    m_session->awaitDisk();
    m_session->connected(m_now);
    receive(joinedMessage());
    const SessionEffects caughtUp = receive(protocol::CatchUp{
        false, {}, {}, {0}, {protocol::kChainStart}, {m_session->edits().base().hash()}});
    QVERIFY(!sent<protocol::Submit>(caughtUp));
    const SessionEffects cut = m_session->isOnDisk(*caughtUp.toDisk);
    QVERIFY(std::holds_alternative<SentRecord>(cut.journal.back()));
    QVERIFY(!sent<protocol::Submit>(cut));
    QVERIFY(cut.toDisk);
    const SessionEffects onDisk = m_session->isOnDisk(*cut.toDisk);
    const auto *submit = sent<protocol::Submit>(onDisk);
    QVERIFY(submit);
    QCOMPARE(submit->sequence, Sequence{1});
    QVERIFY(submit->delta.delta.text().size() < large.size());
    QCOMPARE(text(), large + QStringLiteral("abc\n"));
}

void SessionTest::a_picture_is_sent_when_the_server_has_its_bytes()
{
    m_session->awaitPictures();
    m_session->pictureAdded(kPicture);
    QVERIFY(!sent<protocol::Submit>(insertPicture()));
    QVERIFY(!sent<protocol::Submit>(type(0, u"x")));
    QCOMPARE(m_session->pendingCount(), qint64(2));
    QVERIFY(!sent<protocol::Submit>(m_session->pictureStored(QByteArray(64, 'b'))));
    const SessionEffects stored = m_session->pictureStored(kPicture);
    const auto *submit = sent<protocol::Submit>(stored);
    QVERIFY(submit);
    QCOMPARE(model::imagesIn(submit->delta.delta), std::vector<QByteArray>{kPicture});
    acknowledge(submit->delta.delta);
    // it is there now
    QVERIFY(sent<protocol::Submit>(insertPicture()));
}

void SessionTest::a_picture_taken_back_holds_up_nothing()
{
    m_session->awaitPictures();
    m_session->pictureAdded(kPicture);
    QVERIFY(!sent<protocol::Submit>(insertPicture()));
    m_session->undo(m_now);
    QVERIFY(sent<protocol::Submit>(type(0, u"x")));
}

void SessionTest::pictures_of_what_was_pending_are_brought_again()
{
    m_session->disconnected(m_now);
    insertPicture();
    auto restored = Session::restore(kDocument, m_session->compacted());
    QVERIFY(restored);
    m_session = std::make_unique<Session>(std::move(*restored));
    QVERIFY(m_session->picturesToStore().isEmpty());
    m_session->awaitPictures();
    QCOMPARE(m_session->picturesToStore(), QSet<QByteArray>{kPicture});
    m_session->connected(m_now);
    receive(joinedMessage());
    const SessionEffects caughtUp = receive(protocol::CatchUp{
        false, {}, {}, {0}, {protocol::kChainStart}, {m_session->edits().base().hash()}});
    QVERIFY(std::holds_alternative<Live>(m_session->link()));
    QVERIFY(!sent<protocol::Submit>(caughtUp));
    QVERIFY(sent<protocol::Submit>(m_session->pictureStored(kPicture)));
}

// Whatever it says, nothing is shown that does not follow, and what was typed stays.
void SessionTest::a_server_that_contradicts_itself_is_left()
{
    const auto again = [this] {
        m_session->disconnected(m_now);
        (void)m_session->connected(m_now);
    };
    type(3, u" mine");
    const QString shown = text();
    const auto isLeft = [&](const SessionEffects &effects) { return effects.reconnect && text() == shown; };
    // a revision is missing, an own commit is another change, a change does not fit
    QVERIFY(isLeft(receive(protocol::Committed{{2}, {{2, protocol::WireDelta(content(u"x"))}}})));
    QVERIFY(isLeft(receive(protocol::Committed{{1}, {{1, protocol::WireDelta(content(u"other"))}}})));
    again();
    receive(joinedMessage({1, 2}));
    snapshot(u"abc\n");
    QVERIFY(isLeft(receive(protocol::Committed{{1}, {{2, protocol::WireDelta(Delta().retain(99).insert(u"x"))}}})));
    // a snapshot that is no document, or another one than it says
    for (const QByteArray &body : {QByteArray("["), QByteArray(R"([{"insert":"abc"}])"), model::toJson(content(u"abd\n"))}) {
        again();
        receive(joinedMessage({1, 3}));
        QVERIFY(isLeft(receive(protocol::Snapshot{{0}, {protocol::kChainStart}, {1}, 1, body.size()}, body)));
    }
    // a catch-up nobody asked for
    again();
    receive(joinedMessage({1, 4}));
    snapshot(u"abc\n");
    QVERIFY(isLeft(receive(protocol::CatchUp{false, {}, {}, {1}, {1}, {1}})));
}

void SessionTest::what_comes_twice_or_late_is_passed_over()
{
    const auto isPassedOver = [](const SessionEffects &effects) {
        return !effects.reconnect && effects.visible.empty() && effects.journal.empty() && effects.notices.empty() && effects.send.empty();
    };
    // answers to nothing
    QVERIFY(isPassedOver(receive(protocol::Refused{{1}, ErrorCode::NotAllowed, {}})));
    QVERIFY(isPassedOver(receive(protocol::Failed{0, ErrorCode::NotFound, {}})));
    QVERIFY(isPassedOver(receive(protocol::Failed{7, ErrorCode::NotFound, {}})));
    QVERIFY(isPassedOver(receive(protocol::History{0, {1}, {}})));
    QVERIFY(isPassedOver(receive(protocol::ContentHash{{9}, {1}})));
    // a commit once more, alone and with a new one
    const Delta theirs = content(u"1");
    receive(protocol::Committed{{1}, {{2, protocol::WireDelta(theirs)}}});
    QVERIFY(isPassedOver(receive(protocol::Committed{{1}, {{2, protocol::WireDelta(theirs)}}})));
    receive(protocol::Committed{{1}, {{2, protocol::WireDelta(theirs)}, {2, protocol::WireDelta(theirs)}}});
    QCOMPARE(text(), QStringLiteral("11abc\n"));
    QCOMPARE(m_session->revision(), Revision{2});
    // offline, and before there is a document
    m_session->disconnected(m_now);
    QVERIFY(isPassedOver(receive(protocol::Committed{{3}, {{2, protocol::WireDelta(theirs)}}})));
    Session fresh(kDocument);
    QVERIFY(isPassedOver(fresh.forgetSteps()));
}

void SessionTest::a_verdict_on_too_much_goes_as_a_plain_change()
{
    model::Verdict verdict;
    verdict.on.resize(std::size_t(protocol::kMaxProposals) + 1);
    const SessionEffects effects = m_session->decide(verdict, content(u"x"));
    const auto *submit = sent<protocol::Submit>(effects);
    QVERIFY(submit && !submit->verdict);
    QCOMPARE(submit->delta.delta, content(u"x"));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "test_session.moc"
