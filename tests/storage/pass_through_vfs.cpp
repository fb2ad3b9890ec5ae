// SPDX-License-Identifier: GPL-3.0-or-later
#include "pass_through_vfs.h"

namespace syngraph::test {
namespace {

int closeFile(sqlite3_file *file)
{
    return below(file)->pMethods->xClose(below(file));
}

int readFile(sqlite3_file *file, void *to, int count, sqlite3_int64 at)
{
    return below(file)->pMethods->xRead(below(file), to, count, at);
}

int writeFile(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
    return below(file)->pMethods->xWrite(below(file), from, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return below(file)->pMethods->xTruncate(below(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    return below(file)->pMethods->xSync(below(file), flags);
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

} // namespace

sqlite3_io_methods passThroughMethods()
{
    return {
        2,        closeFile,  readFile,          writeFile,   truncateFile, syncFile,
        fileSize, lockFile,   unlockFile,        checkReservedLock, fileControl, sectorSize,
        deviceCharacteristics, shmMap, shmLock,  shmBarrier,  shmUnmap,     nullptr, nullptr,
    };
}

sqlite3_vfs *installAbove(sqlite3_vfs &vfs, const char *name, int fileBytes,
                          decltype(sqlite3_vfs::xOpen) openFile, decltype(sqlite3_vfs::xDelete) deleteFile)
{
    sqlite3_vfs *below = sqlite3_vfs_find(nullptr);
    vfs = *below;
    vfs.zName = name;
    vfs.szOsFile = fileBytes + below->szOsFile;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
    return below;
}

} // namespace syngraph::test
