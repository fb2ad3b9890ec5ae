// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/large_blocks.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SYNGRAPH_HAS_OTHER_MALLOC
#endif
#endif

#if defined(__linux__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) \
    && !defined(SYNGRAPH_HAS_OTHER_MALLOC)

#include <cstring>
#include <dlfcn.h>
#include <malloc.h>
#include <sys/mman.h>

namespace syngraph::app {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kStep = std::size_t(1) << 20;

// Bytes to have from the system; 0 where that is more than there can be. Somewhat more than asked for, so that a block fits
// what is a little larger than the last; the pages behind what is used are never lent.
std::size_t sizeFor(std::size_t bytes)
{
    return (bytes + kStep - 1) & ~(kStep - 1);
}

// As few of the C library's do: most are told apart without the lock.
bool startsAPage(const void *block)
{
    return block && reinterpret_cast<std::uintptr_t>(block) % kPage == 0;
}

} // namespace

void *LargeBlocks::take(std::size_t bytes)
{
    const std::size_t size = sizeFor(bytes);
    if (size == 0)
        return nullptr;
    const std::scoped_lock lock(m_mutex);
    const Place place = placeOf(nullptr);
    if (place == m_taken.size())
        return nullptr;
    // a much larger one would stay in memory for what needs a part of it
    if (m_kept.size >= size && m_kept.size / 2 <= size) {
        m_taken[place] = std::exchange(m_kept, {});
        return m_taken[place].start;
    }
    void *const start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return nullptr;
    m_taken[place] = {static_cast<std::byte *>(start), size};
    return start;
}

bool LargeBlocks::give(void *block)
{
    if (!startsAPage(block))
        return false;
    Block unused;
    {
        const std::scoped_lock lock(m_mutex);
        const Place place = placeOf(block);
        if (place == m_taken.size())
            return false;
        unused = std::exchange(m_taken[place], {});
        if (unused.size <= kLargestKept && unused.size > m_kept.size)
            std::swap(unused, m_kept);
    }
    if (unused.start)
        ::munmap(unused.start, unused.size);
    return true;
}

std::size_t LargeBlocks::sizeOf(const void *block) const
{
    if (!startsAPage(block))
        return 0;
    const std::scoped_lock lock(m_mutex);
    const Place place = placeOf(block);
    return place < m_taken.size() ? m_taken[place].size : 0;
}

void *LargeBlocks::resize(void *block, std::size_t bytes)
{
    const std::size_t size = sizeFor(bytes);
    const std::scoped_lock lock(m_mutex);
    Block &known = m_taken[placeOf(block)];
    // what is cut off would be lent anew when the block grows again
    if (size <= known.size && size >= known.size / 2)
        return block;
    void *const start = size == 0 ? MAP_FAILED : ::mremap(known.start, known.size, size, MREMAP_MAYMOVE);
    if (start == MAP_FAILED)
        return nullptr;
    known = {static_cast<std::byte *>(start), size};
    return start;
}

LargeBlocks::Place LargeBlocks::placeOf(const void *block) const
{
    return Place(std::ranges::find(m_taken, block, &Block::start) - m_taken.begin());
}

namespace {

// malloc() needs it before anything else is there, and until the end.
constinit LargeBlocks largeBlocks;

using UsableSize = std::size_t(void *);

UsableSize *usableSizeOfLibrary()
{
    static UsableSize *const function = reinterpret_cast<UsableSize *>(::dlsym(RTLD_NEXT, "malloc_usable_size"));
    return function;
}

} // namespace

} // namespace syngraph::app

// As glibc provides for it, see "Replacing malloc" in its manual; what is not here is the library's own.
extern "C" {

void *__libc_malloc(std::size_t bytes);
void *__libc_calloc(std::size_t count, std::size_t bytes);
void *__libc_realloc(void *block, std::size_t bytes);
void __libc_free(void *block);

void *malloc(std::size_t bytes) noexcept
{
    using namespace syngraph::app;
    void *const large = bytes >= LargeBlocks::kSmallest ? largeBlocks.take(bytes) : nullptr;
    return large ? large : __libc_malloc(bytes);
}

void free(void *block) noexcept
{
    if (!syngraph::app::largeBlocks.give(block))
        __libc_free(block);
}

void *calloc(std::size_t count, std::size_t bytes) noexcept
{
    using namespace syngraph::app;
    std::size_t all = 0;
    const bool isLarge = !__builtin_mul_overflow(count, bytes, &all) && all >= LargeBlocks::kSmallest;
    void *const large = isLarge ? largeBlocks.take(all) : nullptr;
    return large ? std::memset(large, 0, all) : __libc_calloc(count, bytes);
}

std::size_t malloc_usable_size(void *block) noexcept
{
    using namespace syngraph::app;
    const std::size_t large = largeBlocks.sizeOf(block);
    return large > 0 ? large : usableSizeOfLibrary()(block);
}

void *realloc(void *block, std::size_t bytes) noexcept
{
    using namespace syngraph::app;
    const bool isLarge = largeBlocks.sizeOf(block) > 0;
    const bool becomesLarge = bytes >= LargeBlocks::kSmallest;
    if (isLarge && becomesLarge)
        return largeBlocks.resize(block, bytes);
    if (!block || (!isLarge && !becomesLarge))
        return block ? __libc_realloc(block, bytes) : malloc(bytes);
    void *const moved = malloc(bytes);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, std::min(bytes, malloc_usable_size(block)));
    free(block);
    return moved;
}

} // extern "C"

#endif
