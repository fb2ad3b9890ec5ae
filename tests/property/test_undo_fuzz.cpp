// SPDX-License-Identifier: GPL-3.0-or-later
// Random schedules of two or three people who write, undo and redo while messages are under way (SEMANTICS 5).
// SYNGRAPH_SCHEDULES sets how many; --seed or SYNGRAPH_TEST_SEED which.
#include "support/seed.h"
#include "undo_world.h"

#include <QTest>

using namespace syngraph;
using test::UndoWorld;

class UndoFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undone_in_turn_everything_is_as_at_the_start() { play({}); }
    void undone_while_messages_cross_everything_is_as_at_the_start() { play({false, true, {}}); }
    void catching_up_with_composed_changes_keeps_the_promises() { play({true, true, {}}); }
    // every second change is cut into parts
    void changes_sent_in_parts_stay_one_step() { play({true, true, {120, 3}}); }
    void refused_changes_leave_no_trace() { play({true, true, {}, true}); }
    void a_restart_keeps_every_step() { play({true, true, {}, false, true}); }

private:
    static void play(UndoWorld::Options options);
};

void UndoFuzz::play(UndoWorld::Options options)
{
    const int wanted = qEnvironmentVariableIntValue("SYNGRAPH_SCHEDULES");
    const int schedules = wanted > 0 ? wanted : 3'000;
    const int only = qEnvironmentVariableIntValue("SYNGRAPH_ONLY");
    qint64 undone = 0;
    int faults = 0;
    QMap<QString, int> kinds;
    for (int schedule = only; schedule < (only ? only + 1 : schedules); ++schedule) {
        UndoWorld world(support::Random(support::seed(), static_cast<quint64>(schedule)), options);
        world.run();
        if (world.fault().isEmpty())
            world.undoEverything();
        if (world.fault().isEmpty())
            world.checkStart();
        undone += world.undone();
        if (!world.fault().isEmpty()) {
            if (++faults <= 5)
                qWarning("schedule %d: %s", schedule, qPrintable(world.fault()));
            ++kinds[world.fault()];
        }
    }
    qInfo("%d schedules, %lld undos", schedules, undone);
    for (auto it = kinds.begin(); it != kinds.end(); ++it)
        qWarning("%d x %s", it.value(), qPrintable(it.key()));
    QCOMPARE(faults, 0);
}

SYNGRAPH_SEEDED_MAIN(UndoFuzz)
#include "test_undo_fuzz.moc"
