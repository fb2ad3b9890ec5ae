// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/memory.h"

#include <QtGlobal>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace syngraph::app {

void keepMemorySmall()
{
#ifdef __GLIBC__
    constexpr int kLargeBytes = 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, kLargeBytes);
    mallopt(M_ARENA_MAX, 1);
#endif
}

} // namespace syngraph::app
