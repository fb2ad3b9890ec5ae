// SPDX-License-Identifier: GPL-3.0-or-later
// How long commits take, first alone and then while the history before them is packed. Prints one JSON object, in ms
// of the clock on the wall. Usage: bench_commits FOLDER
#include "histories.h"
#include "model/delta_json.h"
#include "storage/document_file.h"
#include "storage/store_writer.h"
#include "support/posted_work.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace syngraph;
using namespace syngraph::storage;
using support::PostedWork;

namespace {

constexpr qint64 kHistory = 200'000;
constexpr qint64 kRounds = 800; // of commits, each behind the one before and a pause
constexpr qint64 kGroup = 4;    // changes
constexpr auto kPause = std::chrono::milliseconds(3);

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return std::move(*result);
}

// The changes of a history, one after the other, as a server writes them down.
class Log
{
public:
    std::vector<ChangeRecord> some(qint64 count)
    {
        std::vector<ChangeRecord> records;
        for (; count > 0; --count)
            records.push_back(next());
        return records;
    }
    Revision head() const { return m_head.revision; }

private:
    ChangeRecord next()
    {
        ChangeRecord record;
        record.base = m_head.revision;
        record.revision = m_head.revision.next();
        record.client = {7, 7};
        record.sequence = {record.revision.value};
        record.author = QStringLiteral("Ada");
        record.timeMs = 1'700'000'000'000 + 180 * record.revision.value;
        record.delta = model::toJson(m_history.changes[std::size_t(m_head.revision.value)]);
        record.submittedHash = fnv1a(record.delta);
        record.chainHash = protocol::chainHash(m_head.chainHash, record.delta);
        m_head = {record.revision, record.chainHash};
        return record;
    }

    bench::History m_history = bench::writeLikeAPerson(0, kHistory + 2 * kRounds * kGroup, 1);
    Head m_head;
};

// As a room does it: only the reading and the writing stand between commits.
void pack(StoreWriter &writer, StoreWriter::Key key, Revision upTo, bool &isOver)
{
    writer.run(
        key, [upTo](DocumentStore &store) { return must(store.readPackStep(upTo)); },
        [&writer, &isOver, key, upTo](std::optional<PackStep> step) {
            isOver = !step;
            if (!step)
                return;
            writer.compute([step = std::move(*step)] { return must(packStep(step)); },
                           [&writer, &isOver, key, upTo](std::optional<PackedStep> packed) {
                               writer.run(
                                   key, [packed = std::move(*packed)](DocumentStore &store) { return bool(store.writePackedStep(packed)); },
                                   [&writer, &isOver, key, upTo](bool) { pack(writer, key, upTo, isOver); });
                           });
        });
}

std::vector<double> commitTimes(PostedWork &loop, StoreWriter &writer, StoreWriter::Key key, Log &log, const bool &isOver)
{
    std::vector<double> times;
    for (qint64 round = 0; round < kRounds && !isOver; ++round) {
        QElapsedTimer clock;
        clock.start();
        bool isDone = false;
        writer.append(key, log.some(kGroup), [&](const Result<void> &done) { isDone = bool(done); });
        if (!loop.runUntil([&] { return isDone; }))
            qFatal("append");
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
        loop.runUntil([] { return false; }, kPause);
    }
    std::ranges::sort(times);
    return times;
}

double quantile(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, std::size_t(share * double(sorted.size())))];
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_commits FOLDER\n", stderr);
        return 2;
    }
    auto file = must(DocumentFile::create(QString::fromLocal8Bit(argv[1]) + QStringLiteral("/bench.syngraph"),
                                          {DocumentId{1, 1}, Epoch{1, 1}, QStringLiteral("Bench"), 1}, LockHolder::self({})));
    Log log;
    while (log.head().value < kHistory) {
        if (!file->append(log.some(1000)))
            qFatal("append");
    }
    PostedWork loop;
    StoreWriter writer(1, loop.poster());
    const auto key = writer.attach(std::move(file));
    bool isOver = false;
    const auto alone = commitTimes(loop, writer, key, log, isOver);
    pack(writer, key, {kHistory}, isOver);
    const auto beside = commitTimes(loop, writer, key, log, isOver);
    std::printf("{\"commits_beside\":%zu,\"alone_p50_ms\":%.3f,\"alone_p99_ms\":%.3f,\"beside_p50_ms\":%.3f,\"beside_p99_ms\":%.3f}\n",
                beside.size(), quantile(alone, 0.5), quantile(alone, 0.99), quantile(beside, 0.5), quantile(beside, 0.99));
    return 0;
}
