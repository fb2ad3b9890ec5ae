// SPDX-License-Identifier: GPL-3.0-or-later
// What small changes add up to: formats and objects that grow, and the work of moving a change.
#include "model/delta_json.h"
#include "model/schema.h"
#include "room/room.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using model::Delta;
using model::Document;
using model::Value;

namespace {

// `count` comments that begin with number `first`.
model::Attributes comments(int first, int count)
{
    model::Attributes attributes;
    for (int i = first; i < first + count; ++i)
        attributes = attributes.with("c:" + QByteArray::number(i), Value::boolean(true));
    return attributes;
}

std::optional<ErrorCode> refusal(const Delta &change, const Document &document)
{
    const auto checked = model::checkChange(change, document);
    return checked ? std::nullopt : std::optional(checked.error().code);
}

Delta altered(const QByteArray &members)
{
    return *model::parseDelta(R"([{"retain":{"image":)" + members + "}}]");
}

// Every second of so many letters bold.
Delta everySecondBold(qint64 components)
{
    Delta change;
    for (qint64 i = 0; i < components / 2; ++i)
        change.retain(1).retain(1, {{"bold", Value::boolean(true)}});
    return change;
}

room::Effects submit(room::Room &room, room::ConnectionId connection, qint64 sequence, qint64 base, const Delta &delta)
{
    auto effects = room.submit(
        connection, {{sequence}, {base}, protocol::ChangeKind::Edit, protocol::WireDelta(delta)}, 0);
    if (!effects.commit.empty())
        room.persisted(effects.commit.back().revision);
    return effects;
}

room::Room roomOf(const Document &document)
{
    room::RoomStart start;
    start.document = {7, 7};
    start.epoch = {1, 1};
    start.snapshot = document;
    room::Room room = *room::Room::start(std::move(start));
    for (quint64 i = 1; i <= 2; ++i)
        room.join(qint64(i), {{1, i}, {5, i}, QStringLiteral("Anna"), protocol::Role::Editor}, 0);
    return room;
}

} // namespace

class TestGrowth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysOfAUnitAreCountedOverChanges();
    void keysTakenAwayMakeRoom();
    void paragraphEndsAndTextAreCountedApart();
    void objectsStayWithinTheirLimit();
    void movingAChangeIsBounded_data();
    void movingAChangeIsBounded();
    void ordinaryChangesMayLagAsFarAsEver();
};

void TestGrowth::keysOfAUnitAreCountedOverChanges()
{
    Document document = *Document::fromDelta(Delta().insert(u"ab\n"));
    const Delta first = Delta().retain(1, comments(0, 40));
    QCOMPARE(refusal(first, document), std::nullopt);
    QVERIFY(document.apply(first, model::Filter::Classes));
    QCOMPARE(refusal(Delta().retain(1, comments(40, 24)), document), std::nullopt);
    QCOMPARE(refusal(Delta().retain(1, comments(40, 25)), document), ErrorCode::TooLarge);
    // the same keys again are no more keys
    QCOMPARE(refusal(Delta().retain(1, comments(0, 64)), document), std::nullopt);
    // the neighbour has none yet
    QCOMPARE(refusal(Delta().retain(1).retain(1, comments(40, 64)), document), std::nullopt);
    QCOMPARE(refusal(Delta().retain(2, comments(40, 25)), document), ErrorCode::TooLarge);
}

void TestGrowth::keysTakenAwayMakeRoom()
{
    Document document = *Document::fromDelta(Delta().insert(u"a", comments(0, 64)).insert(u"\n"));
    QCOMPARE(refusal(Delta().retain(1, comments(64, 1)), document), ErrorCode::TooLarge);
    QCOMPARE(refusal(Delta().retain(1, comments(64, 1).with("c:0", Value())), document), std::nullopt);
}

void TestGrowth::paragraphEndsAndTextAreCountedApart()
{
    const Document document = *Document::fromDelta(Delta().insert(u"a", comments(0, 64)).insert(u"\n"));
    // a paragraph's format does not stay on its text
    QCOMPARE(refusal(Delta().retain(2, {{"block", Value::string(u"h1")}}), document), std::nullopt);
}

void TestGrowth::objectsStayWithinTheirLimit()
{
    const QByteArray id(64, 'a');
    const Document document = *Document::fromDelta(*model::parseDelta(
        R"([{"insert":{"image":{"id":")" + id + R"("}}},{"insert":"\n"}])"));
    QCOMPARE(refusal(altered(R"({"alt":")" + QByteArray(4000, 'x') + R"("})"), document), std::nullopt);
    QCOMPARE(refusal(altered(R"({"alt":")" + QByteArray(4060, 'x') + R"("})"), document), ErrorCode::TooLarge);
}

void TestGrowth::movingAChangeIsBounded_data()
{
    QTest::addColumn<Delta>("mine");
    QTest::addColumn<Delta>("others");
    const Delta small = Delta().insert(u"x");
    QTest::newRow("50,000 components") << everySecondBold(50'000) << small;
    QTest::newRow("over 50,000 components") << small << everySecondBold(50'000);
    QTest::newRow("1 MB of text") << Delta().insert(QString(1'000'000, u'x')) << small;
}

// 1,999 revisions behind: the client catches up, or the server needs no longer than its share.
void TestGrowth::movingAChangeIsBounded()
{
    QFETCH(Delta, mine);
    QFETCH(Delta, others);
    room::Room room = roomOf(*Document::fromDelta(Delta().insert(QString(60'000, u'x')).insert(u"\n")));
    const int newer = others.ops().size() > 1 ? 12 : 1999;
    for (qint64 i = 1; i <= newer; ++i)
        QCOMPARE(submit(room, 1, i, i - 1, others).commit.size(), 1);
    QElapsedTimer timer;
    timer.start();
    const room::Effects effects = submit(room, 2, 1, 0, mine);
    qInfo("%lld us", timer.nsecsElapsed() / 1000);
    QVERIFY(effects.commit.empty());
    QCOMPARE(effects.drop.size(), 1U);
    QCOMPARE(effects.drop[0].reason.code, ErrorCode::BaseTooOld);
    // up to date it goes through
    room.join(3, {{1, 2}, {5, 3}, QStringLiteral("Anna"), protocol::Role::Editor}, 0);
    QCOMPARE(submit(room, 3, 1, room.head().value, mine).commit.size(), 1);
}

void TestGrowth::ordinaryChangesMayLagAsFarAsEver()
{
    room::Room room = roomOf(Document::blank());
    for (qint64 i = 1; i <= protocol::kMaxLag; ++i)
        submit(room, 1, i, i - 1, Delta().retain(i - 1).insert(u"x"));
    const Delta mine = Delta().insert(u"a paragraph that was pasted").insert(u"\n", {{"block", Value::string(u"h1")}});
    QCOMPARE(submit(room, 2, 1, 0, mine).commit.size(), 1);
}

QTEST_GUILESS_MAIN(TestGrowth)
#include "test_growth.moc"
