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

// The blocks that may go into the next one.
constexpr qint64 kNewestBlocks = 32;
// Of these as they stand in the file, read while a commit may wait.
constexpr qint64 kJoinedBytes = 512 * 1024;

Result<PackStep> readStep(sqlite::Connection &connection, Revision packed, Revision to)
{
    auto rows = readRows(connection, packed, to, kMaxBlockBytes);
    if (!rows)
        return rows.error();
    const auto newest = readNewestHeaders(connection, kNewestBlocks);
    if (!newest)
        return newest.error();
    PackStep step{packed, protocol::kChainStart, {}, std::move(*rows)};
    if (!newest->empty())
        step.chainBefore = newest->front().chainAfter;
    qint64 bytes = 0;
    for (const BlockHeader &header : std::span(*newest).first(countToJoin(*newest, qint64(step.rows.size())))) {
        auto block = readBlock(connection, header);
        if (!block && block.error().code != ErrorCode::Damaged)
            return block.error();
        bytes += block ? block->body.size() : 0;
        if (!block || bytes > kJoinedBytes)
            break;
        step.joined.push_back(std::move(*block));
    }
    std::ranges::reverse(step.joined);
    return step;
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

Error DocumentFile::readingFailed(const Error &error)
{
    return error.code == ErrorCode::Damaged ? fail(error) : named(error);
}

Result<std::optional<PackStep>> DocumentFile::readPackStep(Revision upTo)
{
    if (auto ready = prepareWrite(); !ready)
        return ready.error();
    const auto packed = readPackedHead(m_handle->connection());
    if (!packed)
        return readingFailed(packed.error());
    const Revision to{std::min({upTo.value, m_head.revision.value, packed->value + kStepChanges})};
    if (to <= *packed)
        return std::optional<PackStep>();
    auto step = readStep(m_handle->connection(), *packed, to);
    if (!step)
        return readingFailed(step.error());
    return std::optional(std::move(*step));
}

Result<void> DocumentFile::writePackedStep(const PackedStep &step)
{
    if (auto ready = prepareWrite(); !ready)
        return ready;
    const auto packed = readPackedHead(m_handle->connection());
    if (!packed)
        return readingFailed(packed.error());
    if (*packed != step.packed)
        return {}; // stale
    auto done = write([&block = step.block](DocumentHandle &handle) -> Result<void> {
        if (auto written = writeBlock(handle.connection(), block); !written)
            return written;
        return removePackedRows(handle.connection(), block.header.last);
    });
    if (done)
        m_handle->notePacked(step.block.header);
    return done;
}

Result<bool> DocumentFile::shrinkSome(qint64 keep)
{
    if (auto ready = prepareWrite(); !ready)
        return ready.error();
    const auto unused = m_handle->connection().readNumber("PRAGMA freelist_count");
    if (!unused)
        return fail(unused.error());
    const qint64 spare = kSparePages + keep / kChangesPerPage;
    if (*unused <= spare)
        return false;
    const QByteArray sql
        = "PRAGMA incremental_vacuum(" + QByteArray::number(std::min(*unused - spare, kStepPages)) + ")";
    auto done = write([&sql](DocumentHandle &handle) { return handle.connection().execute(sql.constData()); });
    return done ? Result<bool>(true) : done.error();
}

} // namespace syngraph::storage
