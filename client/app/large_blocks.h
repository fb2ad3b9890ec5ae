// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <mutex>

namespace syngraph::app {

// Blocks of memory of several MiB, of which the largest free one stays in memory for the next that fits.
//
// Qt puts the text of a document together in a new block each time that much of its buffer is of no use any more
// (QTextDocumentPrivate::compressPieceTable), in the turn of whatever key or change comes then. For a million words these
// are 13 MiB. The C library has them from the system anew, which lends each page at its first touch: 3,200 times, 15 to
// 70 ms in one turn, of which 10 are left where the pages are still there from before.
//
// Where the C library is glibc and no sanitizer has its own, malloc() and its kin in a program with this in it take such
// blocks from here, all others from the C library; a profiler of memory that is loaded beforehand (heaptrack) sees nothing
// of such a program. Safe to use from several threads.
class LargeBlocks
{
public:
    static constexpr std::size_t kSmallest = std::size_t(4) << 20; // bytes
    static constexpr std::size_t kLargestKept = std::size_t(32) << 20;

    constexpr LargeBlocks() = default;
    LargeBlocks(const LargeBlocks &) = delete;
    LargeBlocks &operator=(const LargeBlocks &) = delete;

    // At least so many bytes, at the start of a page, with anything in them; null where the system has none, or there
    // are too many blocks already.
    void *take(std::size_t bytes);
    // False where the block is none of these.
    bool give(void *block);
    // Bytes that may be used; 0 where the block is none of these.
    std::size_t sizeOf(const void *block) const;
    // What has the first bytes of the block in it, which may have moved there; null where the system has none, and the
    // block is what it was. `block` is one of these, `bytes` at least kSmallest.
    void *resize(void *block, std::size_t bytes);

private:
    struct Block
    {
        std::byte *start = nullptr;
        std::size_t size = 0;
    };
    using Place = std::size_t; // in m_taken; its size: there is none
    Place placeOf(const void *block) const;

    mutable std::mutex m_mutex;
    std::array<Block, 64> m_taken; // those without a start are free places
    Block m_kept;
};

} // namespace syngraph::app
