// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_faults.h"

#include <cerrno>
#include <cstdarg>
#include <cstddef>

#include <fcntl.h>
#include <sys/types.h>

extern "C" {
int __real_fsync(int);
int __real_open(const char *, int, ...);
ssize_t __real_read(int, void *, size_t);
ssize_t __real_write(int, const void *, size_t);
int __real_rename(const char *, const char *);
int __real_renameat2(int, const char *, int, const char *, unsigned);
int __real_unlink(const char *);
}

namespace syngraph::test::system_fault {
namespace {

struct State
{
    Fault fault;
    int at = 0;
    int calls = 0;
    bool failed = false;
} state;

bool fails()
{
    if (state.fault.cause == 0)
        return false;
    ++state.calls;
    if (state.calls < state.at || state.calls - state.at >= state.fault.times)
        return false;
    state.failed = true;
    errno = state.fault.cause;
    return true;
}

// What takes no space goes on where there is none.
bool failsWithoutSpace()
{
    return state.fault.cause != ENOSPC && fails();
}

} // namespace

void arm(const Fault &fault, int at)
{
    state = {fault, at, 0, false};
}

void disarm()
{
    state.fault = {};
}

bool hasFailed()
{
    return state.failed;
}

} // namespace syngraph::test::system_fault

using namespace syngraph::test::system_fault;

extern "C" {

int __wrap_fsync(int descriptor)
{
    return fails() ? -1 : __real_fsync(descriptor);
}

int __wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0) {
        va_list more;
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
    }
    const bool isRefused = (flags & O_CREAT) != 0 ? fails() : failsWithoutSpace();
    return isRefused ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int descriptor, void *to, size_t count)
{
    return failsWithoutSpace() ? -1 : __real_read(descriptor, to, count);
}

// Half of it is written before the first failure.
ssize_t __wrap_write(int descriptor, const void *from, size_t count)
{
    const bool failedBefore = hasFailed();
    if (!fails())
        return __real_write(descriptor, from, count);
    const int cause = errno;
    if (!failedBefore)
        (void)!__real_write(descriptor, from, count / 2);
    errno = cause;
    return -1;
}

int __wrap_rename(const char *from, const char *to)
{
    return fails() ? -1 : __real_rename(from, to);
}

int __wrap_renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    if (fails())
        return -1;
    if (state.fault.renaming == Renaming::AsEver)
        return __real_renameat2(fromFolder, from, toFolder, to, flags);
    errno = state.fault.renaming == Renaming::Apart ? EXDEV : EINVAL;
    return -1;
}

int __wrap_unlink(const char *path)
{
    return failsWithoutSpace() ? -1 : __real_unlink(path);
}

} // extern "C"
