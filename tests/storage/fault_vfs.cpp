// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_vfs.h"

#include "pass_through_vfs.h"

#include <cstring>
#include <new>

#include <unistd.h>

namespace syngraph::test::fault {
namespace {

struct State
{
    sqlite3_vfs *below = nullptr;
    Fault fault;
    int at = 0;
    int calls = 0;
    bool failed = false;
} state;

// The code that a call of this sort has to fail with, or SQLITE_OK.
int takeFault(Calls calls, int ioCode)
{
    if (state.fault.kind == Kind::None || state.fault.calls != calls)
        return SQLITE_OK;
    ++state.calls;
    if (state.calls < state.at || state.calls - state.at >= state.fault.times)
        return SQLITE_OK;
    state.failed = true;
    if (state.fault.kind == Kind::Crash)
        ::_exit(9);
    return state.fault.kind == Kind::DiskFull ? SQLITE_FULL : ioCode;
}

int readFile(sqlite3_file *file, void *to, int count, sqlite3_int64 at)
{
    const int code = takeFault(Calls::Reading, SQLITE_IOERR_READ);
    if (code != SQLITE_OK && state.fault.kind != Kind::Short)
        return code;
    const int found = below(file)->pMethods->xRead(below(file), to, count, at);
    if (code == SQLITE_OK || found != SQLITE_OK)
        return found;
    // as SQLite wants it: what is missing is zero
    std::memset(static_cast<char *>(to) + count / 2, 0, std::size_t(count - count / 2));
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
    if (const int code = takeFault(Calls::Changing, SQLITE_IOERR_WRITE); code != SQLITE_OK) {
        if (state.fault.kind == Kind::Torn)
            below(file)->pMethods->xWrite(below(file), from, count / 2, at);
        return code;
    }
    return below(file)->pMethods->xWrite(below(file), from, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = takeFault(Calls::Changing, SQLITE_IOERR_TRUNCATE);
    return code != SQLITE_OK ? code : below(file)->pMethods->xTruncate(below(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    const int code = takeFault(Calls::Changing, SQLITE_IOERR_FSYNC);
    return code != SQLITE_OK ? code : below(file)->pMethods->xSync(below(file), flags);
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    const int code = takeFault(Calls::Asking, SQLITE_IOERR_FSTAT);
    return code != SQLITE_OK ? code : below(file)->pMethods->xFileSize(below(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    const int code = takeFault(Calls::Asking, SQLITE_IOERR_LOCK);
    return code != SQLITE_OK ? code : below(file)->pMethods->xLock(below(file), level);
}

int checkReservedLock(sqlite3_file *file, int *result)
{
    const int code = takeFault(Calls::Asking, SQLITE_IOERR_CHECKRESERVEDLOCK);
    return code != SQLITE_OK ? code : below(file)->pMethods->xCheckReservedLock(below(file), result);
}

int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    const int code = extend != 0 ? takeFault(Calls::Changing, SQLITE_IOERR_SHMSIZE)
                                 : takeFault(Calls::Asking, SQLITE_IOERR_SHMMAP);
    return code != SQLITE_OK ? code : below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}

// A lock is always given back: nobody asks whether that worked.
int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    const int code = (flags & SQLITE_SHM_LOCK) != 0 ? takeFault(Calls::Asking, SQLITE_IOERR_SHMLOCK) : SQLITE_OK;
    return code != SQLITE_OK ? code : below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods = passThroughMethods();
    methods.xRead = readFile;
    methods.xWrite = writeFile;
    methods.xTruncate = truncateFile;
    methods.xSync = syncFile;
    methods.xFileSize = fileSize;
    methods.xLock = lockFile;
    methods.xCheckReservedLock = checkReservedLock;
    methods.xShmMap = shmMap;
    methods.xShmLock = shmLock;
    return methods;
}();

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *ours = new (file) PassThroughFile{};
    ours->below = reinterpret_cast<sqlite3_file *>(ours + 1);
    const Calls sort = (flags & SQLITE_OPEN_CREATE) != 0 ? Calls::Changing : Calls::Asking;
    if (const int code = takeFault(sort, SQLITE_CANTOPEN); code != SQLITE_OK)
        return code;
    const int code = state.below->xOpen(state.below, name, ours->below, flags, outFlags);
    if (ours->below->pMethods)
        ours->base.pMethods = &kMethods;
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    const bool needsNoSpace = state.fault.kind == Kind::DiskFull;
    const int code = needsNoSpace ? SQLITE_OK : takeFault(Calls::Changing, SQLITE_IOERR_DELETE);
    return code != SQLITE_OK ? code : state.below->xDelete(state.below, name, syncFolder);
}

int accessFile(sqlite3_vfs *, const char *name, int flags, int *result)
{
    const int code = takeFault(Calls::Asking, SQLITE_IOERR_ACCESS);
    return code != SQLITE_OK ? code : state.below->xAccess(state.below, name, flags, result);
}

} // namespace

void install()
{
    static sqlite3_vfs vfs;
    state.below = installAbove(vfs, "fault", int(sizeof(PassThroughFile)), openFile, deleteFile);
    vfs.xAccess = accessFile;
}

void arm(const Fault &fault, int at)
{
    state.fault = fault;
    state.at = at;
    state.calls = 0;
    state.failed = false;
}

void disarm()
{
    state.fault = {};
}

bool hasFailed()
{
    return state.failed;
}

} // namespace syngraph::test::fault
