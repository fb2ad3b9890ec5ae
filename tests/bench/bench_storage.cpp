// SPDX-License-Identifier: GPL-3.0-or-later
// What a document file with a long history costs: bytes on disk, any revision read, opened. Prints one JSON object.
// Usage: bench_storage FOLDER HISTORY, which is `paper` (all its keystrokes at one time), `timed` (the paper, with
// times as of a person) or a number of changes, typed the way a person does.
#include "histories.h"
#include "model/delta_json.h"
#include "storage/document_file.h"

#include <QFileInfo>

#include <cstdio>
#include <ctime>

using namespace syngraph;
using namespace syngraph::storage;

namespace {

double cpuMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return std::move(*result);
}

// Writes the history one change a revision, packing as a server does; gives the largest size the file had.
class Writer
{
    // What a commit may have to wait for.
    template<typename Part>
    auto timed(Part part)
    {
        const double start = cpuMs();
        auto done = part();
        m_longestStep = std::max(m_longestStep, cpuMs() - start);
        return done;
    }

    // Packed as a server does, where another thread computes what nobody waits for.
    bool packStep(Revision upTo)
    {
        const auto step = timed([&] { return must(m_file->readPackStep(upTo)); });
        const auto packed = step ? must(storage::packStep(*step)) : std::optional<PackedStep>();
        return packed && timed([&] { return bool(m_file->writePackedStep(*packed)); });
    }

public:
    explicit Writer(const QString &path)
        : m_path(path)
        , m_file(must(DocumentFile::create(path, {DocumentId{1, 1}, Epoch{1, 1}, QStringLiteral("Bench"), 1},
                                           LockHolder::self({}))))
    {
    }

    void add(const model::Delta &delta, qint64 timeMs)
    {
        if (!m_content.apply(delta, model::Filter::Classes))
            qFatal("a change does not fit");
        ChangeRecord change;
        change.revision = m_head.revision.next();
        change.client = {7, 7};
        change.sequence = {change.revision.value};
        change.base = m_head.revision;
        change.author = QStringLiteral("Ada");
        change.timeMs = timeMs;
        change.delta = model::toJson(delta);
        change.submittedHash = fnv1a(change.delta);
        change.chainHash = protocol::chainHash(m_head.chainHash, change.delta);
        m_head = {change.revision, change.chainHash};
        m_group.push_back(std::move(change));
        if (m_group.size() == 1000)
            flush();
    }

    void flush()
    {
        if (!m_file->append(m_group))
            qFatal("append");
        m_group.clear();
        pack(4096);
        if (m_head.revision.value % 10'000 == 0)
            snapshot();
    }
    void pack(qint64 keep)
    {
        while (packStep({m_head.revision.value - keep})) { }
        while (timed([&] { return must(m_file->shrinkSome(keep)); })) { }
    }
    void snapshot()
    {
        if (!m_file->writeSnapshot({m_head.revision, model::toJson(m_content.toDelta()), m_content.hash()}))
            qFatal("snapshot");
    }
    qint64 checkpointedBytes()
    {
        if (!m_file->checkpoint())
            qFatal("checkpoint");
        return QFileInfo(m_path).size();
    }
    DocumentFile &file() { return *m_file; }
    qint64 head() const { return m_head.revision.value; }
    double longestStep() const { return m_longestStep; }

private:
    QString m_path;
    std::unique_ptr<DocumentFile> m_file;
    model::Document m_content = model::Document::blank();
    Head m_head;
    std::vector<ChangeRecord> m_group;
    double m_longestStep = 0;
};

void measure(const QString &name, const QString &path, const bench::History &history, bool isHuman)
{
    quint64 random = 1;
    qint64 timeMs = 1'700'000'000'000;
    const double start = cpuMs();
    qint64 hot = 0;
    double step = 0;
    {
        Writer writer(path);
        if (!history.start.isEmpty())
            writer.add(model::Delta().insert(history.start), timeMs);
        for (const model::Delta &change : history.changes) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            timeMs += isHuman ? qint64(80 + (random >> 33) % 200) : 0;
            writer.add(change, timeMs);
        }
        writer.flush();
        hot = writer.checkpointedBytes();
        writer.pack(0);
        writer.snapshot();
        step = writer.longestStep();
    }
    const double written = cpuMs();
    auto file = must(DocumentFile::open(path, LockHolder::self({})));
    const auto loaded = must(file->load());
    const double opened = cpuMs();
    double slowest = 0;
    for (int part = 0; part <= 8; ++part) {
        const double before = cpuMs();
        (void)must(file->readContent({loaded.head().value * part / 8}));
        slowest = std::max(slowest, cpuMs() - before);
    }
    std::printf("{\"history\":\"%s\",\"changes\":%lld,\"hot_bytes\":%lld,\"packed_bytes\":%lld,\"write_cpu_ms\":%.0f,"
                "\"longest_step_cpu_ms\":%.1f,\"open_cpu_ms\":%.1f,\"slowest_revision_cpu_ms\":%.1f}\n",
                qPrintable(name), static_cast<long long>(loaded.head().value), static_cast<long long>(hot),
                static_cast<long long>(QFileInfo(path).size()), written - start, step, opened - written, slowest);
}

} // namespace

int main(int argc, char **argv)
{
    const QString name = argc == 3 ? QString::fromLocal8Bit(argv[2]) : QString();
    const qint64 changes = name.toLongLong();
    const bool isPaper = name == u"paper" || name == u"timed";
    if (!isPaper && changes < 1) {
        std::fputs("usage: bench_storage FOLDER paper|timed|CHANGES\n", stderr);
        return 2;
    }
    const auto history = isPaper ? bench::paper() : bench::writeLikeAPerson(1000, changes, 1);
    measure(name, QString::fromLocal8Bit(argv[1]) + QStringLiteral("/bench.syngraph"), history, name != u"paper");
    return 0;
}
