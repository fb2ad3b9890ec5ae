// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <fstream>

namespace syngraph::support {

// KiB by which a process may grow for what is promised to take no more than `promised` of them: AddressSanitizer surrounds
// all that is allocated, and keeps up to 256 MiB of what is freed.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostKiB(qint64 promised)
{
    return 8 * promised + 256 * 1024;
}
#else
constexpr qint64 mostKiB(qint64 promised)
{
    return promised;
}
#endif

// MiB of this process that are in memory; 0 where the system does not tell.
inline double residentMiB()
{
    std::ifstream pages("/proc/self/statm");
    double all = 0;
    double resident = 0;
    pages >> all >> resident;
    return resident * 4096 / 1048576;
}

} // namespace syngraph::support
