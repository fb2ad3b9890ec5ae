// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of positions: transformPosition, carets and selections.
#include "families.h"
#include "model/caret.h"
#include "model/rebase.h"
#include "model/transform.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>
#include <QTextBoundaryFinder>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

// A place between graphemes, in front of the permanent line end.
qint64 randomPlace(support::Random &random, const Document &document)
{
    return std::min(snapRight(random.below(document.length()), document), document.length() - 1);
}

bool insertsSomething(const Delta &change)
{
    return std::ranges::any_of(change.ops(), [](const Op &op) { return op.isInsert(); });
}

} // namespace

class PositionLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transformPosition_equals_the_oracle();
    void snapped_place_is_the_next_grapheme_boundary();
    void own_caret_equals_the_one_shown_to_others();
    void selection_never_takes_in_foreign_text_at_its_edges();
};

void PositionLaws::transformPosition_equals_the_oracle()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const World world = random.chance(50) ? World::Free : World::Schema;
        const support::Cells document = randomDocument(random, world);
        const support::Edit edit = anyEdit(random, world, document);
        const Delta change = toDelta(edit);
        for (qint64 position = 0; position <= qint64(document.size()) + 1; ++position) {
            for (const bool pushed : {false, true}) {
                QCOMPARE(transformPosition(position, change, pushed ? AtInsert::Moves : AtInsert::Stays),
                         support::oracle::transformPosition(position, edit, pushed));
            }
        }
    });
}

void PositionLaws::snapped_place_is_the_next_grapheme_boundary()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Schema, 30);
        const Document document = documentOf(toDelta(cells));
        const QString text = textOf(cells);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
        for (qint64 position = 0; position < document.length(); ++position) {
            qint64 expected = position;
            for (finder.setPosition(expected); !finder.isAtBoundary(); finder.setPosition(expected))
                ++expected;
            QVERIFY2(snapRight(position, document) == expected, text.toUtf8() + QByteArray::number(position));
        }
    });
}

void PositionLaws::own_caret_equals_the_one_shown_to_others()
{
    int compared = 0;
    forFamilies(2 * support::familyCount(), [&](support::Random &random) {
        const support::Cells document = randomDocument(random, World::Schema);
        const Delta base = toDelta(document);
        const Delta mine = toDelta(editorEdit(random, document));
        const Delta theirs = toDelta(anyEdit(random, World::Schema, document));
        if (!insertsSomething(mine))
            return;
        ++compared;
        for (const Tie tie : {Tie::GoesBefore, Tie::GoesAfter}) {
            const Delta mineMoved = rebase(mine, theirs, tie);
            const Delta theirsMoved =
                rebase(theirs, mine, tie == Tie::GoesBefore ? Tie::GoesAfter : Tie::GoesBefore);
            Document here = documentOf(base);
            QVERIFY(here.apply(mine, Filter::Classes) && here.apply(theirsMoved, Filter::Classes));
            const qint64 own = moveCaret(*caretBehind(mine), theirsMoved, here);
            const qint64 shownThere = snapRight(caretBehind(mineMoved).value_or(-1), here);
            QVERIFY2(own == shownThere, shown({{"base", &base}, {"mine", &mine}, {"theirs", &theirs}}));
        }
    });
    QVERIFY(compared >= support::familyCount());
}

void PositionLaws::selection_never_takes_in_foreign_text_at_its_edges()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Schema);
        const Document before = documentOf(toDelta(cells));
        const Selection selection {randomPlace(random, before), randomPlace(random, before)};
        const support::Edit edit = anyEdit(random, World::Schema, cells);
        const Delta change = toDelta(edit);
        Document after = before;
        QVERIFY(after.apply(change, Filter::Classes));
        const Selection moved = moveSelection(selection, change, after);
        if (selection.isCaret()) {
            QVERIFY(moved.isCaret());
            return;
        }
        QVERIFY(selection.anchor < selection.head ? moved.anchor <= moved.head : moved.anchor >= moved.head);
        // what it holds afterwards: the kept rest and what was inserted strictly inside
        const auto left = std::size_t(std::min(selection.anchor, selection.head));
        const auto right = std::size_t(std::max(selection.anchor, selection.head));
        qint64 length = 0;
        for (std::size_t i = left; i < right; ++i) {
            length += i > left ? qint64(edit.gaps[i].size()) : 0;
            length += edit.actions[i].removes ? 0 : 1;
        }
        const qint64 place = support::oracle::transformPosition(qint64(left), edit, true);
        QCOMPARE(std::min(moved.anchor, moved.head), snapRight(place, after));
        QCOMPARE(std::max(moved.anchor, moved.head), snapRight(place + length, after));
    });
}

SYNGRAPH_SEEDED_MAIN(PositionLaws)
#include "test_positions.moc"
