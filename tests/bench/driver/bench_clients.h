// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

// What drives a server for the rows of README.md, with the Sessions and connections that people have. Each command
// takes the words behind its name and writes JSON lines; `tests/bench/run` looks at the server meanwhile.
namespace syngraph::bench {

// join URL/DOC --times N: joins and leaves again, one after the other; how long until the document is there.
Result<void> join(const QStringList &words);
// reconnect URL/DOC --clients N: cuts N clients at one moment and lets all come back at once.
Result<void> reconnect(const QStringList &words);
// idle URL --documents N: one client in each of N new documents, until standard input ends.
Result<void> idle(const QStringList &words);
// spread URL --documents N --clients K --interval MS --seconds S: K clients in each of N new documents, one of
// them typing a character every MS ms.
Result<void> spread(const QStringList &words);

// history FOLDER --changes N --units U: a document of U units whose last N changes are single keystrokes, put into
// the data folder of a server that does not run; prints its id.
Result<void> makeHistory(const QStringList &words);

} // namespace syngraph::bench
