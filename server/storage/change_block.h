// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"
#include "protocol/change_record.h"

#include <span>
#include <vector>

// Many changes of the log in few bytes, nothing of them lost. The bytes are described in FORMAT.md.
namespace syngraph::storage {

inline constexpr qint64 kMaxBlockChanges = 16'384;
// Canonical JSON in one block; a single change may be larger.
inline constexpr qint64 kMaxBlockBytes = qint64(4) << 20;

// What a client has in a block; its sequence numbers rise with the revisions.
struct BlockClient
{
    ClientId client;
    Sequence first;
    Sequence last;
    Revision lastRevision; // made by `last`
    friend bool operator==(const BlockClient &, const BlockClient &) = default;
};

// What can be known of a block without unpacking it.
struct BlockHeader
{
    Revision first;
    Revision last;
    qint64 steps = 0; // runs of typing or deleting count once: what replaying costs
    quint64 chainBefore = protocol::kChainStart;
    quint64 chainAfter = protocol::kChainStart;
    std::vector<BlockClient> clients;

    qint64 count() const { return last.value - first.value + 1; }
    friend bool operator==(const BlockHeader &, const BlockHeader &) = default;
};

struct ChangeBlock
{
    BlockHeader header;
    QByteArray body;
};

// Consecutive changes, at least one and at most kMaxBlockChanges. What comes back from unpackBlock is equal to
// `changes`, or this refuses with Unsupported: sequences that do not rise, or text that is not canonical.
Result<ChangeBlock> packBlock(std::span<const protocol::ChangeRecord> changes, quint64 chainBefore);

// The changes of the block with from < revision <= to. Damaged where the bytes are no block, or, when the range
// reaches the end, where the chain hash comes out differently.
Result<std::vector<protocol::ChangeRecord>> unpackBlock(const ChangeBlock &block, Revision from, Revision to);

// Applies the changes with from < revision <= to, a run of typing or deleting at once: much cheaper than one by
// one, and the same content. They are trusted as far as the block's check is.
Result<void> applyBlock(const ChangeBlock &block, Revision from, Revision to, model::Document &content);

// The clients as bytes, and back.
QByteArray packClients(const BlockHeader &header);
Result<std::vector<BlockClient>> unpackClients(QByteArrayView bytes, const BlockHeader &header);

} // namespace syngraph::storage
