// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pack_step.h"

#include <algorithm>
#include <bit>

namespace syngraph::storage {
namespace {

using protocol::ChangeRecord;

// Blocks of one class that become one of the next.
constexpr std::size_t kFanIn = 4;

int sizeClass(qint64 changes)
{
    return (int(std::bit_width(quint64(changes))) - 1) / 2;
}

qint64 bytesOf(std::span<const ChangeRecord> changes)
{
    qint64 bytes = 0;
    for (const ChangeRecord &change : changes)
        bytes += change.delta.size();
    return bytes;
}

// The changes of the newest blocks, as many as one block may hold with the rows, and the rows.
std::vector<ChangeRecord> unpackFitting(const PackStep &step)
{
    std::vector<std::vector<ChangeRecord>> newestFirst;
    qint64 bytes = bytesOf(step.rows);
    for (auto block = step.joined.rbegin(); block != step.joined.rend(); ++block) {
        auto changes = unpackBlock(*block, {block->header.first.value - 1}, block->header.last);
        bytes += changes ? bytesOf(*changes) : 0;
        if (!changes || bytes > kMaxBlockBytes)
            break;
        newestFirst.push_back(std::move(*changes));
    }
    std::vector<ChangeRecord> all;
    for (auto changes = newestFirst.rbegin(); changes != newestFirst.rend(); ++changes)
        std::ranges::move(*changes, std::back_inserter(all));
    std::ranges::copy(step.rows, std::back_inserter(all));
    return all;
}

quint64 chainBefore(const PackStep &step, Revision first)
{
    for (const ChangeBlock &block : step.joined) {
        if (block.header.first == first)
            return block.header.chainBefore;
    }
    return step.chainBefore;
}

} // namespace

std::size_t countToJoin(std::span<const BlockHeader> newestFirst, qint64 rows)
{
    std::size_t joined = 0;
    for (qint64 total = rows;;) {
        std::size_t count = 0;
        qint64 sum = 0;
        bool isFull = false;
        for (const BlockHeader &block : newestFirst.subspan(joined)) {
            if (sizeClass(block.count()) > sizeClass(total))
                break;
            isFull = total + sum + block.count() > kMaxBlockChanges;
            if (isFull)
                break;
            sum += block.count();
            ++count;
        }
        if (count + 1 < kFanIn && !isFull)
            return joined;
        joined += count;
        total += sum;
        if (isFull)
            return joined;
    }
}

Result<std::optional<PackedStep>> packStep(const PackStep &step)
{
    const std::vector<ChangeRecord> changes = unpackFitting(step);
    auto block = packBlock(changes, chainBefore(step, changes.front().revision));
    if (!block && block.error().code == ErrorCode::Unsupported)
        return std::optional<PackedStep>();
    if (!block)
        return block.error();
    return std::optional(PackedStep{step.packed, std::move(*block)});
}

} // namespace syngraph::storage
