// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syngraph::test {

// Stands between this program and the system calls of server/storage/file_system.cpp: the linker sends them here (see
// wrapped_calls in CMakeLists.txt). Not for several threads.
namespace system_fault {

enum class Renaming {
    AsEver,
    Apart,   // every new name is on another file system
    CanNot,  // the file system can't rename without replacing
};

struct Fault
{
    int cause = 0; // errno
    int times = 1; // so many calls fail
    Renaming renaming = Renaming::AsEver;
};
inline constexpr int kFromThereOn = 1'000'000;

// Calls that can fail for this cause do so from call number `at` (1 …) on.
void arm(const Fault &fault, int at);
// Nothing fails any more.
void disarm();
// Whether a call has failed since arm().
bool hasFailed();

} // namespace system_fault

} // namespace syngraph::test
