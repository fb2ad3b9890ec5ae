// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace syngraph::support {

// Processor time of this process: other programs on the machine do not count.
inline double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

// How much longer than promised something may take: unoptimised, and much more under a sanitizer.
#ifdef __SANITIZE_ADDRESS__
inline constexpr double kSlowness = 30;
#else
inline constexpr double kSlowness = 3;
#endif

} // namespace syngraph::support
