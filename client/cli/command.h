// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <span>

namespace syngraph::cli {

// Exit statuses, a contract with scripts.
enum ExitStatus { kSuccess = 0, kFailed = 1, kWrongUsage = 2, kBusy = 3 };

// One subcommand: a file of its own and a row in command.cpp.
struct Command
{
    const char *name;
    const char *arguments; // for the help text
    const char *summary;
    int (*run)(const QStringList &arguments); // those behind the name; returns the exit status
};

std::span<const Command> commands();

// Says one sentence on stderr and returns `status`.
int fail(ExitStatus status, const QString &text);

int runDelta(const QStringList &arguments);
int runScenario(const QStringList &arguments);

} // namespace syngraph::cli
