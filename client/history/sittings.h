// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/log.h"

namespace syngraph::history {

// A while in which people wrote without a long pause.
struct Sitting
{
    Revision first;
    Revision last;
    qint64 beginMs = 0; // since 1970 UTC
    qint64 endMs = 0;
    std::vector<int> authors; // in order of their first change in it
    qint64 changes = 0;
    qint64 added = 0;   // UTF-16 units
    qint64 removed = 0;
};

// Which changes are looked at; both restrict.
struct Choice
{
    std::optional<int> author;
    std::optional<std::vector<Revision>> revisions; // in rising order
};

// Whether this change is one of them.
bool isChosen(const Log &log, const Choice &choice, Revision revision);

// The chosen changes in groups, oldest first: a pause of ten minutes begins a new one, and a pause of two minutes
// where somebody goes on who had not been in it. O(changes).
std::vector<Sitting> sittingsOf(const Log &log, const Choice &choice);

// The changes, in rising order, that made the stretch [from, to) of the content at `at` what it is: that wrote,
// deleted or formatted in it, back to where it came about. O(components of all changes).
std::vector<Revision> changesOf(const Log &log, Revision at, qint64 from, qint64 to);

enum class Step { Change, Minute, Sitting };

// The revision one step before or behind `at`, of the chosen ones; nothing where there is none. A step of a minute
// ends at the last change of a minute, one of a sitting at its last change.
std::optional<Revision> stepFrom(const Log &log, const Choice &choice, Revision at, Step step, bool isForward);

} // namespace syngraph::history
