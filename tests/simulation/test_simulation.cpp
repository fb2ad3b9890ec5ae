// SPDX-License-Identifier: GPL-3.0-or-later
// Room and Sessions in one process under hostile schedules; see schedule.h. Seeds are consecutive numbers from
// SYNGRAPH_TEST_SEED (default 1); SYNGRAPH_SCHEDULES says how many (default 20,000).
#include "schedule.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace syngraph;

class Simulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybody_converges_and_nothing_is_lost_or_doubled();
    void the_same_seed_gives_the_same_schedule();
    void kept_scenarios_stay_mended_data();
    void kept_scenarios_stay_mended();
};

void Simulation::everybody_converges_and_nothing_is_lost_or_doubled()
{
    const auto setting = [](const char *name, qint64 otherwise) {
        bool ok = false;
        const qint64 value = qEnvironmentVariable(name).toLongLong(&ok);
        return ok ? value : otherwise;
    };
    const qint64 first = setting("SYNGRAPH_TEST_SEED", 1);
    const qint64 count = setting("SYNGRAPH_SCHEDULES", 20'000);
    simulation::Tally tally;
    qint64 failures = 0;
    for (qint64 seed = first; seed < first + count && failures < 20; ++seed) {
        const auto failure = simulation::Schedule(quint64(seed)).run(tally);
        if (!failure)
            continue;
        ++failures;
        qWarning("seed %lld: %s; see it with: sim --seed %lld --schedules 1", static_cast<long long>(seed),
                 qPrintable(failure->wrong), static_cast<long long>(seed));
    }
    qInfo("%lld schedules from seed %lld, %lld revisions", static_cast<long long>(tally.schedules),
          static_cast<long long>(first), static_cast<long long>(tally.revisions));
    for (auto it = tally.steps.cbegin(); it != tally.steps.cend(); ++it)
        qInfo("  %s: %lld", qPrintable(it.key()), static_cast<long long>(it.value()));
    QVERIFY(tally.revisions > count * 4);
    QCOMPARE(failures, 0);
}

void Simulation::the_same_seed_gives_the_same_schedule()
{
    for (quint64 seed = 1; seed <= 20; ++seed) {
        simulation::Tally once;
        simulation::Tally again;
        simulation::Schedule(seed).run(once);
        simulation::Schedule(seed).run(again);
        QCOMPARE(once.steps, again.steps);
        QCOMPARE(once.revisions, again.revisions);
    }
}

// Each of these went wrong once; `note` says how.
void Simulation::kept_scenarios_stay_mended_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/simulation/scenarios"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void Simulation::kept_scenarios_stay_mended()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject scenario = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(!scenario.isEmpty());
    QCOMPARE(simulation::playScenario(scenario), QString());
}

QTEST_GUILESS_MAIN(Simulation)
#include "test_simulation.moc"
