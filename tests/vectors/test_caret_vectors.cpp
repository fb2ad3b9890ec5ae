// SPDX-License-Identifier: GPL-3.0-or-later
// The caret rules of SEMANTICS 6 as data.
#include "json_vectors.h"

#include "model/caret.h"
#include "model/rebase.h"
#include "model/transform.h"

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::vectors;

namespace {

void addRows(const char *section)
{
    QTest::addColumn<QJsonObject>("row");
    const QJsonArray rows = readVectors("carets.json")[QLatin1StringView(section)].toArray();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue &row : rows)
        QTest::addRow("%s", qPrintable(row[u"id"].toString())) << row.toObject();
}

} // namespace

class CaretVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void my_caret_over_a_foreign_change_data() { addRows("carets"); }
    void my_caret_over_a_foreign_change();
    void my_selection_over_a_foreign_change_data() { addRows("selections"); }
    void my_selection_over_a_foreign_change();
    void others_show_my_caret_where_i_see_it_data() { addRows("concurrent"); }
    void others_show_my_caret_where_i_see_it();
};

void CaretVectors::my_caret_over_a_foreign_change()
{
    QFETCH(QJsonObject, row);
    const Delta change = deltaOf(row[u"change"]);
    const Document after = applied(row[u"base"], {change});
    QCOMPARE(toJson(after.toDelta()), toJson(deltaOf(row[u"doc"])));
    const qint64 caret = row[u"caret"].toInteger();
    if (row.contains(u"beforeSnap"))
        QCOMPARE(transformPosition(caret, change, AtInsert::Stays), row[u"beforeSnap"].toInteger());
    QCOMPARE(moveCaret(caret, change, after), row[u"expect"].toInteger());
}

void CaretVectors::my_selection_over_a_foreign_change()
{
    QFETCH(QJsonObject, row);
    const Delta change = deltaOf(row[u"change"]);
    const Document after = applied(row[u"base"], {change});
    QCOMPARE(toJson(after.toDelta()), toJson(deltaOf(row[u"doc"])));
    const Selection moved =
        moveSelection({row[u"anchor"].toInteger(), row[u"head"].toInteger()}, change, after);
    QCOMPARE(moved.anchor, row[u"expect"][u"anchor"].toInteger());
    QCOMPARE(moved.head, row[u"expect"][u"head"].toInteger());
}

void CaretVectors::others_show_my_caret_where_i_see_it()
{
    QFETCH(QJsonObject, row);
    const Delta mine = deltaOf(row[u"mine"]);
    const Delta theirs = deltaOf(row[u"theirs"]);
    QCOMPARE(caretBehind(mine).value_or(-1), row[u"myCaretAfterMine"].toInteger());
    for (const bool mineFirst : {false, true}) {
        const QJsonObject expected = row[mineFirst ? u"mineFirst" : u"theirsFirst"].toObject();
        const Delta theirsMoved = rebase(theirs, mine, mineFirst ? Tie::GoesBefore : Tie::GoesAfter);
        const Delta mineMoved = rebase(mine, theirs, mineFirst ? Tie::GoesAfter : Tie::GoesBefore);
        QCOMPARE(toJson(theirsMoved), toJson(deltaOf(expected[u"theirsAsISeeIt"])));
        QCOMPARE(toJson(mineMoved), toJson(deltaOf(expected[u"mineAsTheySeeIt"])));
        const Document here = applied(row[u"base"], {mine, theirsMoved});
        const Document there = applied(row[u"base"], {theirs, mineMoved});
        QCOMPARE(toJson(here.toDelta()), toJson(deltaOf(expected[u"doc"])));
        QVERIFY(here == there);
        QCOMPARE(moveCaret(row[u"myCaretAfterMine"].toInteger(), theirsMoved, here),
                 expected[u"myCaret"].toInteger());
        QCOMPARE(snapRight(caretBehind(mineMoved).value_or(-1), there), expected[u"shownByThem"].toInteger());
    }
}

QTEST_GUILESS_MAIN(CaretVectors)
#include "test_caret_vectors.moc"
