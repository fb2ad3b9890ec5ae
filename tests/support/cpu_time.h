// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace syngraph::support {

// Processor time of this process: other programs on the machine do not count.
inline double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

// Of this thread only, in milliseconds.
inline double threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// How much longer than promised something may take: unoptimised, and much more under a sanitizer.
#ifdef __SANITIZE_ADDRESS__
inline constexpr double kSlowness = 30;
#else
inline constexpr double kSlowness = 3;
#endif

} // namespace syngraph::support
