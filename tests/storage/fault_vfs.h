// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syngraph::test {

// A layer between SQLite and the disk that fails one call: the Nth that writes, syncs, cuts, opens or deletes; or the
// Nth that reads.
// One per process; becomes SQLite's default when installed. Not for several threads.
namespace fault {

enum class Kind {
    None,
    DiskFull, // the call does nothing and answers "no space"
    Io,       // the call does nothing and answers "input/output error"
    Torn,     // a write stops half way, then answers "input/output error"; others as Io
    Crash,    // the process ends before the call
    Unreadable // the Nth call that reads answers "input/output error"
};

void install();
// Counts from here; from call number `at` (1 …) on, `times` calls fail.
void arm(Kind kind, int at, int times = 1);
// Calls counted since arm().
int calls();
// Whether a call has failed since arm().
bool hasFailed();

} // namespace fault

} // namespace syngraph::test
