// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_vfs.h"

#include "pass_through_vfs.h"

#include <new>

#include <unistd.h>

namespace syngraph::test::fault {
namespace {

struct State
{
    sqlite3_vfs *below = nullptr;
    Kind kind = Kind::None;
    int at = 0;
    int times = 0;
    int calls = 0;
    bool failed = false;
} state;

// The code this call has to fail with, or SQLITE_OK.
int takeFault(int ioCode)
{
    if ((state.kind == Kind::Unreadable) != (ioCode == SQLITE_IOERR_READ))
        return SQLITE_OK;
    ++state.calls;
    if (state.kind == Kind::None || state.calls < state.at || state.calls >= state.at + state.times)
        return SQLITE_OK;
    state.failed = true;
    if (state.kind == Kind::Crash)
        ::_exit(9);
    return state.kind == Kind::DiskFull ? SQLITE_FULL : ioCode;
}

int readFile(sqlite3_file *file, void *to, int count, sqlite3_int64 at)
{
    const int code = takeFault(SQLITE_IOERR_READ);
    return code != SQLITE_OK ? code : below(file)->pMethods->xRead(below(file), to, count, at);
}

int writeFile(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
    if (const int code = takeFault(SQLITE_IOERR_WRITE); code != SQLITE_OK) {
        if (state.kind == Kind::Torn)
            below(file)->pMethods->xWrite(below(file), from, count / 2, at);
        return code;
    }
    return below(file)->pMethods->xWrite(below(file), from, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = takeFault(SQLITE_IOERR_TRUNCATE);
    return code != SQLITE_OK ? code : below(file)->pMethods->xTruncate(below(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    const int code = takeFault(SQLITE_IOERR_FSYNC);
    return code != SQLITE_OK ? code : below(file)->pMethods->xSync(below(file), flags);
}

int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    if (extend != 0) {
        if (const int code = takeFault(SQLITE_IOERR_SHMSIZE); code != SQLITE_OK)
            return code;
    }
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods = passThroughMethods();
    methods.xRead = readFile;
    methods.xWrite = writeFile;
    methods.xTruncate = truncateFile;
    methods.xSync = syncFile;
    methods.xShmMap = shmMap;
    return methods;
}();

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *ours = new (file) PassThroughFile{};
    ours->below = reinterpret_cast<sqlite3_file *>(ours + 1);
    if ((flags & SQLITE_OPEN_CREATE) != 0) {
        if (const int code = takeFault(SQLITE_CANTOPEN); code != SQLITE_OK)
            return code;
    }
    const int code = state.below->xOpen(state.below, name, ours->below, flags, outFlags);
    if (ours->below->pMethods)
        ours->base.pMethods = &kMethods;
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    const int code = takeFault(SQLITE_IOERR_DELETE);
    return code != SQLITE_OK ? code : state.below->xDelete(state.below, name, syncFolder);
}

} // namespace

void install()
{
    static sqlite3_vfs vfs;
    state.below = installAbove(vfs, "fault", int(sizeof(PassThroughFile)), openFile, deleteFile);
}

void arm(Kind kind, int at, int times)
{
    state.kind = kind;
    state.at = at;
    state.times = times;
    state.calls = 0;
    state.failed = false;
}

int calls()
{
    return state.calls;
}

bool hasFailed()
{
    return state.failed;
}

} // namespace syngraph::test::fault
