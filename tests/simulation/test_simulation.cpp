// SPDX-License-Identifier: GPL-3.0-or-later
// Room and Sessions in one process under a hostile schedule; see schedule.h. Seeds are consecutive numbers from
// SYNGRAPH_TEST_SEED (default 1); SYNGRAPH_SCHEDULES says how many (default 2,000).
#include "schedule.h"

#include <QTest>

using namespace syngraph;

class Simulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybody_converges_and_nothing_is_lost_or_doubled();
};

void Simulation::everybody_converges_and_nothing_is_lost_or_doubled()
{
    const auto setting = [](const char *name, qint64 otherwise) {
        bool ok = false;
        const qint64 value = qEnvironmentVariable(name).toLongLong(&ok);
        return ok ? value : otherwise;
    };
    const qint64 first = setting("SYNGRAPH_TEST_SEED", 1);
    const qint64 count = setting("SYNGRAPH_SCHEDULES", 2000);
    simulation::Tally tally;
    qint64 failures = 0;
    for (qint64 seed = first; seed < first + count; ++seed) {
        const QString wrong = simulation::Schedule(quint64(seed)).run(tally);
        if (!wrong.isEmpty() && failures++ < 20)
            qWarning("seed %lld: %s", static_cast<long long>(seed), qPrintable(wrong));
    }
    qInfo("%lld schedules from seed %lld, %lld revisions", static_cast<long long>(count),
          static_cast<long long>(first), static_cast<long long>(tally.revisions));
    for (auto it = tally.events.cbegin(); it != tally.events.cend(); ++it)
        qInfo("  %s: %lld", qPrintable(it.key()), static_cast<long long>(it.value()));
    QVERIFY(tally.revisions > count * 5);
    QCOMPARE(failures, 0);
}

QTEST_GUILESS_MAIN(Simulation)
#include "test_simulation.moc"
