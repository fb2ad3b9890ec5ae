// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syngraph::test {

// A layer between SQLite and the disk that fails calls of one sort, from the Nth of them on.
// One per process; becomes SQLite's default when installed. Not for several threads.
namespace fault {

enum class Kind {
    None,
    DiskFull, // the call does nothing and answers "no space"
    Io,       // the call does nothing and answers "input/output error"
    Torn,     // a write stops half way, then answers "input/output error"; others as Io
    Short,    // a read finds the end of the file half way
    Crash,    // the process ends before the call
};

// The sort of calls that are counted and fail.
enum class Calls {
    Changing, // that write, sync, cut, make or delete a file, or make its shared memory larger
    Reading,
    Asking, // that open what is there, lock, ask for a size or whether something exists
};

struct Fault
{
    Kind kind = Kind::None;
    Calls calls = Calls::Changing;
    int times = 1; // so many calls fail
};
inline constexpr int kFromThereOn = 1'000'000;

void install();
// Counts from here; fails from call number `at` (1 …) on.
void arm(const Fault &fault, int at);
// Nothing fails any more.
void disarm();
// Whether a call has failed since arm().
bool hasFailed();

} // namespace fault

} // namespace syngraph::test
