// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

namespace syngraph::test {

// A file of a layer between SQLite and the disk; the layer's own file begins with it. The file of the layer below
// stands in the memory behind that.
struct PassThroughFile
{
    sqlite3_file base;
    sqlite3_file *below;
};

inline sqlite3_file *below(sqlite3_file *file)
{
    return reinterpret_cast<PassThroughFile *>(file)->below;
}

// Methods that hand every call down; a layer replaces those it is there for.
sqlite3_io_methods passThroughMethods();

// Becomes SQLite's default: `vfs`, which has to stay, above the one that was. `fileBytes`: size of the layer's own
// file. Answers the layer below.
sqlite3_vfs *installAbove(sqlite3_vfs &vfs, const char *name, int fileBytes,
                          decltype(sqlite3_vfs::xOpen) openFile, decltype(sqlite3_vfs::xDelete) deleteFile);

} // namespace syngraph::test
