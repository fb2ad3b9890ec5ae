// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_vfs.h"

#include <sqlite3.h>

#include <cstring>
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

struct File
{
    sqlite3_file base;
    sqlite3_file *below; // in the memory behind this
};

sqlite3_file *below(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->below;
}

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

int closeFile(sqlite3_file *file)
{
    return below(file)->pMethods->xClose(below(file));
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

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return below(file)->pMethods->xFileSize(below(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xLock(below(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xUnlock(below(file), level);
}

int checkReservedLock(sqlite3_file *file, int *result)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), result);
}

int fileControl(sqlite3_file *file, int what, void *argument)
{
    return below(file)->pMethods->xFileControl(below(file), what, argument);
}

int sectorSize(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}

int deviceCharacteristics(sqlite3_file *file)
{
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    if (extend != 0) {
        if (const int code = takeFault(SQLITE_IOERR_SHMSIZE); code != SQLITE_OK)
            return code;
    }
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}

int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

void shmBarrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}

int shmUnmap(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

const sqlite3_io_methods kMethods = {
    2,        closeFile,  readFile,          writeFile,   truncateFile, syncFile,
    fileSize, lockFile,   unlockFile,        checkReservedLock, fileControl, sectorSize,
    deviceCharacteristics, shmMap, shmLock,  shmBarrier,  shmUnmap,     nullptr, nullptr,
};

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *ours = new (file) File{};
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
    state.below = sqlite3_vfs_find(nullptr);
    vfs = *state.below;
    vfs.zName = "fault";
    vfs.szOsFile = int(sizeof(File)) + state.below->szOsFile;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
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
