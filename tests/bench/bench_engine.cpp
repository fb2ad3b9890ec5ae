// SPDX-License-Identifier: GPL-3.0-or-later
// The pure rows of the table of numbers, see README.md; CPU time of this process.
#include "engine_work.h"
#include "model/delta_json.h"
#include "model/json_reader.h"
#include "model/rebase.h"
#include "protocol/codec.h"

#include <benchmark/benchmark.h>

#include <QFile>
#include <QJsonDocument>

#include <malloc.h>

#include <optional>

using namespace syngraph;
using bench::History;
using model::Document;
using model::Filter;

namespace {

constexpr char kWrong[] = "another result came out";

// What the machine does in that time, whatever the program is: each waits for the one before.
void multiplyOneByOne(benchmark::State &state)
{
    quint64 product = 1;
    for (auto _ : state) {
        for (int i = 0; i < 50'000'000; ++i)
            product = product * 6'364'136'223'846'793'005ULL + 1;
        benchmark::DoNotOptimize(product);
    }
}

void replayPaper(benchmark::State &state)
{
    const History history = bench::paper();
    for (auto _ : state) {
        if (!bench::replay(history))
            state.SkipWithError(kWrong);
    }
    state.counters["edits"] = double(history.changes.size());
}

void replayThroughTheRoom(benchmark::State &state)
{
    const History history = bench::paper();
    for (auto _ : state) {
        if (!bench::replayThroughTheRoom(history))
            state.SkipWithError(kWrong);
    }
    state.counters["edits"] = double(history.changes.size());
}

void compose(benchmark::State &state)
{
    const History history = bench::writeAnywhere(100'000, state.range(0), 7);
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::compose(history));
    state.SetComplexityN(state.range(0));
}

// Peak of this process' memory beyond what it had, in MiB; whatever was freed before counts anew.
class PeakMemory
{
public:
    PeakMemory()
    {
        ::malloc_trim(0);
        QFile reset(QStringLiteral("/proc/self/clear_refs"));
        m_isKnown = reset.open(QIODevice::WriteOnly) && reset.write("5") == 1;
        reset.close();
        m_before = kibibytes("VmRSS:");
    }
    // Nothing where this system does not tell.
    std::optional<double> extraMiB() const
    {
        return m_isKnown ? std::optional(double(kibibytes("VmHWM:") - m_before) / 1024) : std::nullopt;
    }

private:
    static qint64 kibibytes(const char *name)
    {
        QFile status(QStringLiteral("/proc/self/status"));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith(name))
                return line.simplified().split(' ').at(1).toLongLong();
        }
        return 0;
    }

    bool m_isKnown = false;
    qint64 m_before = 0;
};

void rebaseBranches(benchmark::State &state, const History &mine, const History &theirs)
{
    Document head = bench::documentOf(mine.start);
    if (!head.apply(bench::compose(theirs), Filter::Classes)) {
        state.SkipWithError("their branch does not fit");
        return;
    }
    const PeakMemory memory;
    bool fits = bench::merge(head, mine, theirs);
    const std::optional<double> extra = memory.extraMiB();
    if (!extra) {
        state.SkipWithError("the memory can't be measured here");
        return;
    }
    state.counters["extra_MiB"] = *extra;
    for (auto _ : state)
        fits = bench::merge(head, mine, theirs) && fits;
    if (!fits)
        state.SkipWithError("the moved branch does not fit");
}

void rebaseTyped(benchmark::State &state)
{
    rebaseBranches(state, bench::writeLikeAPerson(100'000, state.range(0), 1),
                   bench::writeLikeAPerson(100'000, state.range(0), 2));
}

void rebaseAnywhere(benchmark::State &state)
{
    rebaseBranches(state, bench::writeAnywhere(100'000, state.range(0), 1),
                   bench::writeAnywhere(100'000, state.range(0), 2));
}

// Somebody comes back after an hour of typing without the network.
void rebaseHourOffline(benchmark::State &state)
{
    rebaseBranches(state, bench::writeLikeAPerson(100'000, 5'000, 1), bench::writeLikeAPerson(100'000, 20'000, 2));
}

void rebaseAlternating(benchmark::State &state)
{
    const bench::Alternating both = bench::alternating(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(model::rebase(both.mine, both.theirs, model::Tie::GoesAfter));
    state.SetComplexityN(state.range(0));
}

void applyToOneCharacterRuns(benchmark::State &state)
{
    const Document start = bench::oneCharacterRuns(state.range(0));
    const History history = bench::writeAnywhere(state.range(0), 10'000, 3);
    for (auto _ : state) {
        if (!bench::applyAll(start, history.changes))
            state.SkipWithError(kWrong);
    }
}

void formatOneCharacterOften(benchmark::State &state)
{
    const auto changes = bench::formatsOfOneCharacter(state.range(0));
    for (auto _ : state) {
        if (!bench::formatOften(changes))
            state.SkipWithError(kWrong);
    }
}

// What a keystroke says to the server, read with all checks; and the same bytes merely parsed by Qt's own reader.
QByteArray keystroke()
{
    model::Delta change;
    change.retain(4'711).insert(u"x");
    return protocol::encode(
        protocol::ClientMessage(protocol::Submit{{123}, {45'678}, protocol::ChangeKind::Edit, protocol::WireDelta(change)}));
}

void readKeystroke(benchmark::State &state)
{
    const QByteArray frame = keystroke();
    model::JsonReader reader;
    for (auto _ : state) {
        if (!protocol::decodeClientMessage(reader, frame))
            state.SkipWithError(kWrong);
    }
}

void readKeystrokeWithQt(benchmark::State &state)
{
    const QByteArray frame = keystroke();
    for (auto _ : state) {
        if (!QJsonDocument::fromJson(frame).isObject())
            state.SkipWithError(kWrong);
    }
}

// The text of a large document as it goes to who joins.
QByteArray megabyte()
{
    return model::toJson(bench::documentOf(bench::writeAnywhere(1'000'000, 0, 1).start).toDelta());
}

void readMegabyte(benchmark::State &state)
{
    const QByteArray body = megabyte();
    for (auto _ : state) {
        if (!model::parseDelta(body))
            state.SkipWithError(kWrong);
    }
}

void readMegabyteWithQt(benchmark::State &state)
{
    const QByteArray body = megabyte();
    for (auto _ : state) {
        if (!QJsonDocument::fromJson(body).isArray())
            state.SkipWithError(kWrong);
    }
}

} // namespace

BENCHMARK(multiplyOneByOne)->Unit(benchmark::kMillisecond);
BENCHMARK(replayPaper)->Unit(benchmark::kMillisecond);
BENCHMARK(replayThroughTheRoom)->Unit(benchmark::kMillisecond);
BENCHMARK(compose)
    ->Unit(benchmark::kMillisecond)
    ->Arg(25'000)
    ->Arg(50'000)
    ->Arg(100'000)
    ->Arg(200'000)
    ->Arg(400'000)
    ->Arg(800'000)
    ->Complexity();
BENCHMARK(rebaseTyped)->Unit(benchmark::kMillisecond)->Arg(50'000)->Arg(350'000);
BENCHMARK(rebaseAnywhere)->Unit(benchmark::kMillisecond)->Arg(50'000)->Arg(350'000);
BENCHMARK(rebaseHourOffline)->Unit(benchmark::kMillisecond);
BENCHMARK(rebaseAlternating)->Unit(benchmark::kMillisecond)->Arg(125'000)->Arg(250'000)->Arg(500'000)->Arg(1'000'000)->Complexity();
BENCHMARK(applyToOneCharacterRuns)->Unit(benchmark::kMillisecond)->Arg(1'000'000);
BENCHMARK(formatOneCharacterOften)->Unit(benchmark::kMillisecond)->Arg(100'000);
BENCHMARK(readKeystroke);
BENCHMARK(readKeystrokeWithQt);
BENCHMARK(readMegabyte)->Unit(benchmark::kMillisecond);
BENCHMARK(readMegabyteWithQt)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
