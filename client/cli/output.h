// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cli/command.h"

#include <QByteArray>

namespace syngraph::cli {

// Writes to standard output at once; what only machines read goes there and nothing else.
Result<void> writeOut(const QByteArray &bytes);
// The same with a line end.
Result<void> writeLine(QByteArray line);

// Says the error on stderr and returns the exit status that belongs to it.
int failWith(const Error &error);
int finish(const Result<void> &done);

} // namespace syngraph::cli
