// SPDX-License-Identifier: GPL-3.0-or-later
// How a document file gets small: the older part of the log goes from rows into blocks, step by step, and the
// pages that become free go back to the file system.
#include "storage/document_file.h"
#include "storage/document_handle.h"
#include "storage/document_load.h"
#include "storage/packed_rows.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

// Changes packed in one step: what a commit may have to wait for.
constexpr qint64 kStepChanges = 1'024;
// Free pages that may stay for the changes to come, and how many of these fill one.
constexpr qint64 kSparePages = 32;
constexpr qint64 kChangesPerPage = 4;
constexpr qint64 kStepPages = 512;

// The block that is not full yet, as changes, with the next rows behind them.
struct NextBlock
{
    std::vector<ChangeRecord> changes;
    quint64 chainBefore = protocol::kChainStart;
};

Result<NextBlock> readNext(sqlite::Connection &connection, Revision packed, Revision to)
{
    const auto last = findBlock(connection, packed);
    if (!last)
        return last.error();
    NextBlock next;
    Revision from = packed;
    if (*last) {
        next.chainBefore = (*last)->chainAfter;
        if ((*last)->count() < kMaxBlockChanges) {
            next.chainBefore = (*last)->chainBefore;
            from = {(*last)->first.value - 1};
        }
    }
    auto changes = readChanges(connection, from, std::min(to, Revision{from.value + kMaxBlockChanges}));
    if (!changes)
        return changes.error();
    next.changes = std::move(*changes);
    return next;
}

// As many as a block may hold, at least one.
std::size_t countThatFit(std::span<const ChangeRecord> changes)
{
    qint64 bytes = 0;
    std::size_t count = 0;
    for (const ChangeRecord &change : changes) {
        bytes += change.delta.size();
        if (count > 0 && bytes > kMaxBlockBytes)
            break;
        ++count;
    }
    return count;
}

// The next block; nothing where the changes are of a kind that stays in rows. A block that is full by its bytes
// and begins with the changes of the last one is that one again: then a new one begins behind it.
Result<std::optional<ChangeBlock>> makeBlock(NextBlock next, Revision packed)
{
    std::span<const ChangeRecord> changes = next.changes;
    changes = changes.first(countThatFit(changes));
    if (changes.back().revision <= packed) {
        const auto done = std::size_t(packed.value - changes.front().revision.value + 1);
        changes = std::span<const ChangeRecord>(next.changes).subspan(done);
        next.chainBefore = next.changes[done - 1].chainHash;
        changes = changes.first(countThatFit(changes));
    }
    auto block = packBlock(changes, next.chainBefore);
    if (!block && block.error().code == ErrorCode::Unsupported)
        return std::optional<ChangeBlock>();
    return block ? Result<std::optional<ChangeBlock>>(std::move(*block)) : block.error();
}

// What the next step packs; nothing where there is nothing to pack.
Result<std::optional<ChangeBlock>> makeStep(sqlite::Connection &connection, Revision head, qint64 keep)
{
    const auto packed = readPackedHead(connection);
    if (!packed)
        return packed.error();
    const Revision to{std::min(head.value - keep, packed->value + kStepChanges)};
    if (to <= *packed)
        return std::optional<ChangeBlock>();
    auto next = readNext(connection, *packed, to);
    return next ? makeBlock(std::move(*next), *packed) : next.error();
}

} // namespace

// A number that a client has used before must not be stored again: of the packed changes no index tells.
Result<void> DocumentFile::checkUnused(std::span<const ChangeRecord> changes)
{
    const auto packed = m_handle->packedSequences();
    if (!packed)
        return fail(packed.error());
    for (const ChangeRecord &change : changes) {
        if (change.sequence > (*packed)->value(change.client))
            continue;
        const auto known = findPacked(m_handle->connection(), change.client, change.sequence);
        if (!known)
            return fail(known.error());
        if (*known)
            return fileError(ErrorCode::SequenceReused, m_path);
    }
    return {};
}

Result<bool> DocumentFile::packSome(qint64 keep)
{
    if (auto ready = prepareWrite(); !ready)
        return ready.error();
    const auto step = makeStep(m_handle->connection(), m_head.revision, keep);
    if (!step)
        return step.error().code == ErrorCode::Damaged ? fail(step.error()) : named(step.error());
    if (!*step)
        return vacuumSome(kSparePages + keep / kChangesPerPage);
    const ChangeBlock &block = **step;
    auto done = write([&block](DocumentHandle &handle) -> Result<void> {
        if (auto written = writeBlock(handle.connection(), block); !written)
            return written;
        return removePackedRows(handle.connection(), block.header.last);
    });
    if (!done)
        return done.error();
    m_handle->notePacked();
    return true;
}

Result<bool> DocumentFile::vacuumSome(qint64 sparePages)
{
    const auto unused = m_handle->connection().readNumber("PRAGMA freelist_count");
    if (!unused)
        return fail(unused.error());
    if (*unused <= sparePages)
        return false;
    const QByteArray sql
        = "PRAGMA incremental_vacuum(" + QByteArray::number(std::min(*unused - sparePages, kStepPages)) + ")";
    auto done = write([&sql](DocumentHandle &handle) { return handle.connection().execute(sql.constData()); });
    return done ? Result<bool>(true) : done.error();
}

} // namespace syngraph::storage
