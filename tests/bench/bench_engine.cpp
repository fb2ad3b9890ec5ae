// SPDX-License-Identifier: GPL-3.0-or-later
// The pure rows of the table of numbers, see README.md; CPU time of this process.
#include "histories.h"
#include "model/compose_all.h"
#include "model/json_reader.h"
#include "model/rebase.h"
#include "protocol/codec.h"
#include "room/room.h"
#include "session/session.h"

#include <benchmark/benchmark.h>

#include <array>

#include <malloc.h>

using namespace syngraph;
using bench::History;
using model::Delta;
using model::Document;
using model::Filter;
using model::Tie;

namespace {

// Checked, applied, and kept as it would be for those who lag behind.
void replayPaper(benchmark::State &state)
{
    const History history = bench::paper();
    for (auto _ : state) {
        Document document = bench::documentOf(history.start);
        std::vector<Delta> log;
        for (const Delta &change : history.changes) {
            if (!document.apply(change, Filter::Classes)) {
                state.SkipWithError("a change does not fit");
                return;
            }
            log.push_back(change);
        }
        benchmark::DoNotOptimize(log.data());
        if (!history.end.isEmpty() && document.text(0, document.length()) != history.end)
            state.SkipWithError("another text came out");
    }
    state.counters["edits"] = double(history.changes.size());
}

// One Room and two Sessions that hand their frames to each other: no network, no disk.
class Pair
{
public:
    explicit Pair(const Document &start)
        : m_room(*room::Room::start(startOf(start)))
        , m_clients{session::Session({1, 1}), session::Session({1, 1})}
    {
        for (room::ConnectionId client = 0; client < 2; ++client) {
            static_cast<void>(at(client).connected(0));
            take(m_room.join(client, {{2, quint64(client)}, {3, 1}, {}, protocol::Role::Editor}, 0));
        }
    }

    void edit(const Delta &change) { take(0, at(0).edit(change, session::PendingEdits::Grouping::New, 0)); }
    const Document &visible(room::ConnectionId client) { return at(client).edits().visible(); }
    bool isSettled() { return visible(0) == m_room.document() && visible(1) == m_room.document(); }

private:
    static room::RoomStart startOf(const Document &document)
    {
        room::RoomStart start;
        start.document = {1, 1};
        start.epoch = {1, 1};
        start.snapshot = document;
        return start;
    }

    session::Session &at(room::ConnectionId client) { return m_clients[std::size_t(client)]; }

    void take(room::ConnectionId client, session::SessionEffects &&effects)
    {
        for (const protocol::ClientMessage &message : effects.send) {
            const auto read = protocol::decodeClientMessage(m_reader, protocol::encode(message));
            if (const auto *submit = std::get_if<protocol::Submit>(&**read))
                take(m_room.submit(client, *submit, 0));
        }
    }

    void take(room::Effects &&effects)
    {
        for (const room::Send &send : effects.send)
            deliver(send.to, protocol::encode(send.message), send.payload);
        for (const room::Broadcast &broadcast : effects.broadcast) {
            const QByteArray frame = protocol::encode(*broadcast);
            for (room::ConnectionId client = 0; client < 2; ++client)
                deliver(client, frame, {});
        }
        if (!effects.commit.empty())
            take(m_room.persisted(effects.commit.back().revision));
    }

    void deliver(room::ConnectionId client, const QByteArray &frame, const QByteArray &payload)
    {
        const auto messages = protocol::decodeServerFrame(m_reader, frame);
        for (const protocol::ServerMessage &message : *messages)
            take(client, at(client).received(message, payload, 0));
    }

    room::Room m_room;
    std::array<session::Session, 2> m_clients;
    model::JsonReader m_reader;
};

void replayThroughTheRoom(benchmark::State &state)
{
    const History history = bench::paper();
    const Document start = bench::documentOf(history.start.endsWith(u'\n') ? history.start : history.start + u'\n');
    for (auto _ : state) {
        Pair pair(start);
        for (const Delta &change : history.changes)
            pair.edit(change);
        const bool isWhole = history.end.isEmpty() || pair.visible(1).text(0, history.end.size()) == history.end;
        if (!isWhole || !pair.isSettled())
            state.SkipWithError("not everything arrived");
    }
    state.counters["edits"] = double(history.changes.size());
}

void compose(benchmark::State &state)
{
    const History history = bench::writeAnywhere(100'000, state.range(0), 7);
    for (auto _ : state)
        benchmark::DoNotOptimize(model::composeAll(history.changes, Filter::Classes));
    state.SetComplexityN(state.range(0));
}

// Two branches from one text meet: each side's changes become one, one is moved over the other and applied.
void rebaseBranches(benchmark::State &state, const History &mine, const History &theirs)
{
    Document base = bench::documentOf(mine.start);
    const Delta composed = model::composeAll(theirs.changes, Filter::Classes);
    Document head = base;
    if (!head.apply(composed, Filter::Classes)) {
        state.SkipWithError("their branch does not fit");
        return;
    }
    const auto memory = qint64(::mallinfo2().uordblks);
    qint64 extra = 0;
    for (auto _ : state) {
        Document merged = head;
        const Delta over = model::composeAll(theirs.changes, Filter::Classes);
        const Delta own = model::composeAll(mine.changes, Filter::Classes);
        const Delta moved = model::rebase(own, over, Tie::GoesAfter);
        if (!merged.apply(moved, Filter::Classes))
            state.SkipWithError("the moved branch does not fit");
        extra = std::max(extra, qint64(::mallinfo2().uordblks) - memory);
    }
    state.counters["extra_MiB"] = double(extra) / (1 << 20);
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

// Every second unit deleted by one, every second replaced by the other: nothing merges, everything meets.
void rebaseAlternating(benchmark::State &state)
{
    Delta mine;
    Delta theirs;
    const qint64 components = state.range(0);
    for (qint64 i = 0; i < components / 2; ++i) {
        mine.retain(1).remove(1);
        theirs.retain(1).insert(u"y");
        theirs.remove(1);
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(model::rebase(mine, theirs, Tie::GoesAfter));
    state.SetComplexityN(components);
}

// A document in which each unit has a run of its own.
void applyToOneCharacterRuns(benchmark::State &state)
{
    const auto bold = model::Attributes().with("bold", model::Value::boolean(true));
    Delta content;
    for (qint64 i = 0; i < state.range(0); ++i)
        content.insert(u"x", i % 2 == 0 ? bold : model::Attributes());
    content.insert(u"\n");
    const Document start = *Document::fromDelta(content);
    const History history = bench::writeAnywhere(state.range(0), 10'000, 3);
    for (auto _ : state) {
        Document document = start;
        for (const Delta &change : history.changes)
            benchmark::DoNotOptimize(document.apply(change, Filter::Classes));
    }
}

void formatOneCharacterOften(benchmark::State &state)
{
    std::vector<Delta> changes;
    for (qint64 i = 0; i < state.range(0); ++i) {
        const auto size = model::Attributes().with("size", model::Value::number(8 + i % 50));
        changes.push_back(std::move(Delta().retain(500).retain(1, size)));
    }
    for (auto _ : state) {
        Document document = bench::documentOf(QString(1000, u'a'));
        for (const Delta &change : changes)
            benchmark::DoNotOptimize(document.apply(change, Filter::Classes));
        benchmark::DoNotOptimize(model::composeAll(changes, Filter::Classes));
    }
}

} // namespace

BENCHMARK(replayPaper)->Unit(benchmark::kMillisecond);
BENCHMARK(replayThroughTheRoom)->Unit(benchmark::kMillisecond);
BENCHMARK(compose)->Unit(benchmark::kMillisecond)->RangeMultiplier(2)->Range(25'000, 400'000)->Complexity();
BENCHMARK(rebaseTyped)->Unit(benchmark::kMillisecond)->Arg(50'000)->Arg(350'000);
BENCHMARK(rebaseAnywhere)->Unit(benchmark::kMillisecond)->Arg(50'000)->Arg(350'000);
BENCHMARK(rebaseAlternating)->Unit(benchmark::kMillisecond)->RangeMultiplier(4)->Range(62'500, 1'000'000)->Complexity();
BENCHMARK(applyToOneCharacterRuns)->Unit(benchmark::kMillisecond)->Arg(1'000'000);
BENCHMARK(formatOneCharacterOften)->Unit(benchmark::kMillisecond)->Arg(100'000);

BENCHMARK_MAIN();
