// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"
#include "cli/output.h"
#include "driver/bench_clients.h"
#include "histories.h"
#include "model/delta_json.h"
#include "storage/library.h"

#include <QDateTime>

namespace syngraph::bench {

using model::Delta;
using model::Filter;
using storage::ChangeRecord;

namespace {

constexpr qint64 kStartMs = 1'700'000'000'000;
constexpr qint64 kKeystrokeMs = 180;
constexpr std::size_t kGroup = 500;
// So many changes stand behind the newest snapshot, as on average while a server runs.
constexpr qint64 kTail = 500;
// And so many are not packed.
constexpr qint64 kRows = 1024;

// Writes what a server would have written, had one person typed it.
class Scribe
{
public:
    explicit Scribe(storage::DocumentFile &file) : m_file(file) { }

    Result<void> commit(const Delta &change)
    {
        if (!m_document.apply(change, Filter::Classes))
            return ErrorCode::Malformed;
        ChangeRecord record;
        record.revision = m_head.revision.next();
        record.client = {1, 1};
        record.sequence = {record.revision.value};
        record.base = m_head.revision;
        record.author = QStringLiteral("Ada");
        record.timeMs = kStartMs + record.revision.value * kKeystrokeMs;
        record.delta = model::toJson(change);
        record.submittedHash = fnv1a(record.delta);
        record.chainHash = protocol::chainHash(m_head.chainHash, record.delta);
        m_head = {record.revision, record.chainHash};
        m_group.push_back(std::move(record));
        return m_group.size() < kGroup ? Result<void>() : flush();
    }
    Result<void> flush()
    {
        const auto done = m_file.append(m_group);
        m_group.clear();
        return done;
    }
    Result<void> writeSnapshot()
    {
        if (auto flushed = flush(); !flushed)
            return flushed;
        return m_file.writeSnapshot({m_head.revision, model::toJson(m_document.toDelta()), m_document.hash()});
    }

private:
    storage::DocumentFile &m_file;
    model::Document m_document = model::Document::blank();
    storage::Head m_head{{}, protocol::kChainStart};
    std::vector<ChangeRecord> m_group;
};

// As a server does when nobody writes any more.
Result<void> pack(storage::DocumentFile &file)
{
    for (;;) {
        const auto step = file.readPackStep({file.head().revision.value - kRows});
        if (!step || !*step)
            return step ? Result<void>() : step.error();
        const auto packed = storage::packStep(**step);
        if (!packed || !*packed)
            return packed ? Result<void>() : packed.error();
        if (auto written = file.writePackedStep(**packed); !written)
            return written;
    }
}

Result<void> write(storage::DocumentFile &file, const Delta &start, const std::vector<Delta> &changes)
{
    Scribe scribe(file);
    if (!start.isEmpty()) {
        if (auto done = scribe.commit(start); !done)
            return done;
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (auto done = scribe.commit(changes[i]); !done)
            return done;
        if (std::ssize(changes) - qint64(i) == kTail) {
            if (auto done = scribe.writeSnapshot(); !done)
                return done;
        }
    }
    if (auto done = scribe.flush(); !done)
        return done;
    if (auto done = pack(file); !done)
        return done;
    return file.checkpoint();
}

Result<void> makeDocument(const QString &folder, const Delta &start, const std::vector<Delta> &changes)
{
    auto library = storage::Library::open(folder);
    if (!library)
        return library.error();
    const auto entry = (*library)->create(QStringLiteral("history"), kStartMs);
    if (!entry)
        return entry.error();
    auto file = (*library)->open(entry->id);
    if (!file)
        return file.error();
    if (auto written = write(**file, start, changes); !written)
        return written;
    const storage::Head head = (*file)->head();
    file->reset();
    if (auto noted = (*library)->noteSaved(entry->id, head, kStartMs); !noted)
        return noted;
    return cli::writeLine(entry->id.toHex());
}

} // namespace

Result<void> makeHistory(const QStringList &words)
{
    const auto arguments = cli::parseArguments(words, {"history FOLDER --changes N --units U", 1, {"changes", "units"}});
    if (!arguments)
        return arguments.error();
    const auto changes = cli::numberOption(*arguments, "changes", 0, 10'000'000, 100'000);
    const auto units = cli::numberOption(*arguments, "units", 1, 10'000'000, 10'000);
    if (!changes || !units)
        return !changes ? changes.error() : units.error();
    const History history = writeLikeAPerson(*units, *changes, 5);
    Delta start;
    start.insert(QStringView(history.start).chopped(1));
    return makeDocument(arguments->positional[0], start, history.changes);
}

} // namespace syngraph::bench
