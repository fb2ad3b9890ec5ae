// SPDX-License-Identifier: GPL-3.0-or-later
// Where other people's carets are shown (SEMANTICS 6).
#include "model/delta_json.h"
#include "session/presence_map.h"
#include "support/trunk.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::session;

namespace {

constexpr qint64 kAnna = 7;
constexpr qint64 kBert = 8;

Delta deltaOf(const QJsonValue &value)
{
    const auto delta = parseDelta(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return delta ? *delta : Delta();
}

Document documentOf(const Delta &content)
{
    return *Document::fromDelta(content);
}

protocol::PresenceEntry caretAt(qint64 position, qint64 revision, qint64 member = kAnna)
{
    return {member, Revision{revision}, {{position, position}}};
}

// Somebody who has the document open and sees the carets of others.
struct Viewer
{
    explicit Viewer(const Document &start)
        : edits(start)
    { }

    void edit(const Delta &change)
    {
        QVERIFY(edits.edit(change, PendingEdits::Grouping::New));
        map.edited(change, edits.visible());
    }
    void receive(const Delta &change, qint64 by)
    {
        const auto shown = edits.receive(change);
        QVERIFY(shown);
        map.committed(Revision{++revision}, by, change, *shown, edits);
    }
    void acknowledge()
    {
        const Delta change = edits.inFlight()->change;
        QVERIFY(edits.acknowledge(change));
        map.committed(Revision{++revision}, 0, change, {}, edits);
    }
    qint64 caret() const { return map.carets().empty() ? -1 : map.carets().front().ranges.front().head; }

    PendingEdits edits;
    PresenceMap map;
    qint64 revision = 0;
};

} // namespace

class PresenceMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void his_own_change_puts_a_caret_where_he_sees_it_data();
    void his_own_change_puts_a_caret_where_he_sees_it();
    void what_was_said_earlier_is_moved_to_now();
    void what_is_said_of_a_later_revision_waits_for_it();
    void older_words_are_dropped();
    void a_word_of_a_forgotten_revision_is_dropped();
    void silence_of_30_seconds_ends_it();
    void a_selection_does_not_grow_by_foreign_text();
    void hostile_positions_are_clamped();
    void my_selection_is_said_in_the_servers_document();
};

void PresenceMapTest::his_own_change_puts_a_caret_where_he_sees_it_data()
{
    QTest::addColumn<QJsonObject>("row");
    QFile file(QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/vectors/data/carets.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QJsonValue &row : QJsonDocument::fromJson(file.readAll()).object()[u"concurrent"].toArray())
        QTest::addRow("%s", qPrintable(row[u"id"].toString())) << row.toObject();
}

void PresenceMapTest::his_own_change_puts_a_caret_where_he_sees_it()
{
    QFETCH(QJsonObject, row);
    const Document start = documentOf(deltaOf(row[u"base"]));
    for (const bool theirsFirst : {true, false}) {
        Viewer viewer(start);
        viewer.map.said(caretAt(0, 0), viewer.edits, 0);
        viewer.edit(deltaOf(row[u"theirs"]));
        QVERIFY(viewer.edits.send());
        test::Trunk trunk(start);
        const auto commit = [&](QStringView whose) { QVERIFY(trunk.commit(deltaOf(row[whose]), 0)); };
        commit(theirsFirst ? u"theirs" : u"mine");
        commit(theirsFirst ? u"mine" : u"theirs");
        if (theirsFirst)
            viewer.acknowledge();
        viewer.receive(trunk.committed(theirsFirst ? 2 : 1), kAnna);
        const QJsonObject expected = row[theirsFirst ? u"theirsFirst" : u"mineFirst"].toObject();
        QCOMPARE(viewer.caret(), expected[u"shownByThem"].toInteger());
        if (!theirsFirst)
            viewer.acknowledge();
        QCOMPARE(viewer.caret(), expected[u"shownByThem"].toInteger());
        QCOMPARE(toJson(viewer.edits.visible().toDelta()), toJson(deltaOf(expected[u"doc"])));
    }
}

void PresenceMapTest::what_was_said_earlier_is_moved_to_now()
{
    Viewer viewer(documentOf(Delta().insert(u"abcdef\n")));
    viewer.receive(Delta().insert(u"12"), kBert);
    viewer.receive(Delta().retain(4).insert(u"A"), kAnna);
    viewer.edit(Delta().insert(u"mine"));
    viewer.map.said(caretAt(3, 0, kBert), viewer.edits, 0);
    // his own "12" puts him behind it; then A is behind him and mine in front
    QCOMPARE(viewer.caret(), 2 + 4);
    viewer.map.said(caretAt(3, 1, kBert), viewer.edits, 0);
    QCOMPARE(viewer.caret(), 3 + 4);
}

void PresenceMapTest::what_is_said_of_a_later_revision_waits_for_it()
{
    Viewer viewer(documentOf(Delta().insert(u"abcdef\n")));
    viewer.map.said(caretAt(2, 0), viewer.edits, 0);
    viewer.map.said(caretAt(5, 1), viewer.edits, 0);
    QCOMPARE(viewer.caret(), 2);
    viewer.receive(Delta().retain(6).insert(u"xyz"), kBert);
    QCOMPARE(viewer.caret(), 5);
}

void PresenceMapTest::older_words_are_dropped()
{
    Viewer viewer(documentOf(Delta().insert(u"abcdef\n")));
    viewer.receive(Delta().insert(u"12"), kBert);
    viewer.map.said(caretAt(5, 1), viewer.edits, 0);
    viewer.map.said(caretAt(1, 0), viewer.edits, 0);
    QCOMPARE(viewer.caret(), 5);
    viewer.map.said({kAnna, Revision{1}, {}}, viewer.edits, 0);
    QVERIFY(viewer.map.carets().empty());
}

void PresenceMapTest::a_word_of_a_forgotten_revision_is_dropped()
{
    Viewer viewer(documentOf(Delta().insert(u"a\n")));
    for (int i = 0; i < 600; ++i)
        viewer.receive(Delta().insert(u"x"), kBert);
    viewer.map.said(caretAt(1, 3), viewer.edits, 0);
    QVERIFY(viewer.map.carets().empty());
    viewer.map.said(caretAt(1, 599), viewer.edits, 0);
    QCOMPARE(viewer.caret(), 2);
}

void PresenceMapTest::silence_of_30_seconds_ends_it()
{
    Viewer viewer(Document::blank());
    viewer.map.said(caretAt(0, 0), viewer.edits, 1'000);
    viewer.map.said(caretAt(0, 0, kBert), viewer.edits, 20'000);
    QVERIFY(!viewer.map.expire(31'000));
    QVERIFY(viewer.map.expire(31'001));
    QCOMPARE(viewer.map.carets().size(), 1U);
    QCOMPARE(viewer.map.carets().front().member, kBert);
}

void PresenceMapTest::a_selection_does_not_grow_by_foreign_text()
{
    Viewer viewer(documentOf(Delta().insert(u"abcdef\n")));
    viewer.map.said({kAnna, {}, {{4, 2}}}, viewer.edits, 0);
    viewer.edit(Delta().retain(2).insert(u"XY").retain(2).insert(u"Z"));
    const PresenceMap::Carets expected{kAnna, {{6, 4}}};
    QCOMPARE(viewer.map.carets().front().ranges, expected.ranges);
}

void PresenceMapTest::hostile_positions_are_clamped()
{
    Viewer viewer(documentOf(Delta().insert(u"abcdef\n")));
    viewer.map.said({kAnna, {}, {{-5, qint64(1) << 53}}}, viewer.edits, 0);
    const Selection range = viewer.map.carets().front().ranges.front();
    QCOMPARE(range.anchor, 0);
    QCOMPARE(range.head, 7);
}

void PresenceMapTest::my_selection_is_said_in_the_servers_document()
{
    PendingEdits edits(documentOf(Delta().insert(u"abcdef\n")));
    QVERIFY(edits.edit(Delta().retain(2).insert(u"XYZ"), PendingEdits::Grouping::New));
    QVERIFY(edits.edit(Delta().remove(1), PendingEdits::Grouping::New));
    // now bXYZcdef
    const auto inBase = [&](qint64 position) { return selectionInBase({position, position}, edits).head; };
    QCOMPARE(inBase(1), 2);
    QCOMPARE(inBase(3), 2);
    QCOMPARE(inBase(4), 2);
    QCOMPARE(inBase(5), 3);
    QCOMPARE(inBase(8), 6);
}

QTEST_GUILESS_MAIN(PresenceMapTest)
#include "test_presence_map.moc"
