// SPDX-License-Identifier: GPL-3.0-or-later
// The program `sim`: schedules without end, or until one goes wrong. What went wrong is printed as a scenario file that
// is as short as could be made.
#include "base/plant.h"
#include "schedule.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashFunctions>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

using namespace syngraph;
using namespace syngraph::simulation;

namespace {

struct Shared
{
    std::atomic<quint64> nextSeed{1};
    std::atomic<bool> stops{false};
    std::mutex mutex; // of what follows
    Tally tally;
    std::optional<Failure> failure;
};

constexpr std::size_t kMostJobs = 64;
// What is being played, for the handler below: 0 = nothing.
std::array<std::atomic<quint64>, kMostJobs> playing;

// An assertion of the product failed: which schedules it may have been.
void printSeeds(int)
{
    for (const auto &seed : playing) {
        if (seed != 0)
            std::fprintf(stderr, "seed %llu: aborted\n", static_cast<unsigned long long>(seed));
    }
}

void work(Shared &shared, const QElapsedTimer &clock, qint64 mostMs, quint64 endSeed, std::size_t job)
{
    Tally tally;
    while (!shared.stops && (mostMs < 0 || clock.elapsed() < mostMs)) {
        const quint64 seed = shared.nextSeed++;
        if (seed >= endSeed)
            break;
        playing[job] = seed;
        auto failure = Schedule(seed).run(tally);
        if (!failure)
            continue;
        shared.stops = true;
        const std::lock_guard lock(shared.mutex);
        if (!shared.failure || shared.failure->seed > failure->seed)
            shared.failure = std::move(failure);
    }
    playing[job] = 0;
    const std::lock_guard lock(shared.mutex);
    shared.tally.add(tally);
}

void print(const Tally &tally, quint64 firstSeed, double seconds)
{
    std::printf("%lld schedules from seed %llu, %lld revisions, %.1f s\n", static_cast<long long>(tally.schedules),
                static_cast<unsigned long long>(firstSeed), static_cast<long long>(tally.revisions), seconds);
    for (auto it = tally.steps.cbegin(); it != tally.steps.cend(); ++it)
        std::printf("  %-16s %lld\n", qPrintable(it.key()), static_cast<long long>(it.value()));
}

void print(const Failure &failure, bool shrinks)
{
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(failure.seed), qPrintable(failure.wrong));
    std::fflush(stdout);
    if (!shrinks)
        return;
    const auto steps = shrink(failure.setup, failure.leniency, failure.steps);
    const QString wrong = replay(failure.setup, failure.leniency, steps);
    const QJsonObject scenario = toScenario(QStringLiteral("seed %1").arg(failure.seed), failure.setup,
                                            failure.leniency, steps, wrong);
    std::printf("%zu steps of %zu:\n%s", steps.size(), failure.steps.size(), textOf(scenario).constData());
}

#ifdef SYNGRAPH_PLANTS
struct NamedPlant
{
    Plant plant;
    const char *name;
    const char *text;
};
constexpr NamedPlant kPlants[] = {
#define X(name, text) {Plant::name, #name, text},
    SYNGRAPH_PLANT_LIST(X)
#undef X
};

bool plant(const QString &name)
{
    for (const NamedPlant &known : kPlants) {
        if (name == QStringLiteral("list"))
            std::printf("%s\t%s\n", known.name, known.text);
        else if (name == QLatin1StringView(known.name))
            thePlant = known.plant;
    }
    return thePlant != Plant::None;
}
#endif

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Plays schedules with the real Room and Sessions until time is up or one goes wrong."));
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("seconds"), QStringLiteral("How long; else until all schedules are played."), QStringLiteral("S")},
                       {QStringLiteral("jobs"), QStringLiteral("Threads (1)."), QStringLiteral("N"), QStringLiteral("1")},
                       {QStringLiteral("seed"), QStringLiteral("First seed (1)."), QStringLiteral("K"), QStringLiteral("1")},
                       {QStringLiteral("schedules"), QStringLiteral("How many at most."), QStringLiteral("N")},
                       {QStringLiteral("no-shrink"), QStringLiteral("Only say what went wrong.")}});
#ifdef SYNGRAPH_PLANTS
    parser.addOption({QStringLiteral("plant"), QStringLiteral("A mistake to make, by its name; `list` names all."), QStringLiteral("NAME")});
#endif
    parser.process(application);
#ifdef SYNGRAPH_PLANTS
    if (const QString name = parser.value(QStringLiteral("plant")); !name.isEmpty() && !plant(name))
        return name == QStringLiteral("list") ? 0 : 2;
#endif
    Shared shared;
    const quint64 firstSeed = parser.value(QStringLiteral("seed")).toULongLong();
    shared.nextSeed = firstSeed;
    const quint64 most = parser.value(QStringLiteral("schedules")).toULongLong();
    const quint64 endSeed = most == 0 ? ~0ULL : firstSeed + most;
    const qint64 mostMs = parser.isSet(QStringLiteral("seconds")) ? parser.value(QStringLiteral("seconds")).toLongLong() * 1000 : -1;
    QElapsedTimer clock;
    clock.start();
    std::vector<std::thread> threads;
    const auto jobs = std::clamp<std::size_t>(parser.value(QStringLiteral("jobs")).toUInt(), 1, kMostJobs);
    std::signal(SIGABRT, printSeeds);
    for (std::size_t job = 0; job < jobs; ++job)
        threads.emplace_back([&, job] { work(shared, clock, mostMs, endSeed, job); });
    for (std::thread &thread : threads)
        thread.join();
    print(shared.tally, firstSeed, double(clock.elapsed()) / 1000);
    if (!shared.failure)
        return 0;
    print(*shared.failure, !parser.isSet(QStringLiteral("no-shrink")));
    return 1;
}
