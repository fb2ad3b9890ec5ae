// SPDX-License-Identifier: GPL-3.0-or-later
// A large change that passes small ones, against rebase of the whole changes.
#include "families.h"
#include "session/moving_change.h"
#include "support/generators.h"
#include "support/oracle.h"

using namespace syngraph;
using namespace syngraph::model;
using session::MovingChange;

class MovingChangeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moving_change_is_rebase();
};

void MovingChangeTest::moving_change_is_rebase()
{
    qint64 passes = 0;
    qint64 manyBlocks = 0;
    qint64 apart = 0;
    property::forFamilies(support::familyCount(1'000), [&](support::Random &random) {
        support::Cells cells = support::randomDocument(random, support::World::Schema, static_cast<int>(random.between(5, 500)));
        Delta whole = support::toDelta(support::anyEdit(random, support::World::Schema, cells));
        manyBlocks += whole.ops().size() > 16 ? 1 : 0;
        MovingChange moving(whole, static_cast<std::size_t>(random.between(1, 8)));
        for (int step = 0; step < 12; ++step) {
            const support::Edit edit = support::editorEdit(random, cells);
            const Delta small = support::toDelta(edit);
            const Tie tie = random.chance(50) ? Tie::GoesBefore : Tie::GoesAfter;
            const Tie opposite = tie == Tie::GoesBefore ? Tie::GoesAfter : Tie::GoesBefore;
            const Conflicts conflicts = random.chance(30) ? Conflicts::KeepAll : Conflicts::TieDecides;
            const Delta expected = rebase(small, whole, tie, conflicts);
            const Delta behind = rebase(whole, small, opposite);
            const bool isRetain = !small.isEmpty() && small.ops().front() == Op{small.ops().front().length, Op::Kind::Retain, {}, {}};
            apart += isRetain && whole.baseLength() + 2 <= small.ops().front().length ? 1 : 0;
            const Delta moved = moving.pass(small, tie, conflicts, small);
            const Delta got = moving.toDelta();
            QVERIFY2(moved == expected, property::shown({{"whole", &whole}, {"small", &small}, {"moved", &moved}, {"expected", &expected}}));
            QVERIFY2(got == behind, property::shown({{"whole", &whole}, {"small", &small}, {"got", &got}, {"expected", &behind}}));
            whole = behind;
            cells = support::oracle::apply(cells, edit, Filter::Classes);
            ++passes;
        }
    });
    qInfo("%lld passes, %lld of them far behind, %lld changes of several blocks", passes, apart, manyBlocks);
    QVERIFY(apart > 0);
}

SYNGRAPH_SEEDED_MAIN(MovingChangeTest)
#include "test_moving_change.moc"
