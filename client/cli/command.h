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

int runApply(const QStringList &arguments);
int runAccept(const QStringList &arguments);
int runAppend(const QStringList &arguments);
int runBlame(const QStringList &arguments);
int runCat(const QStringList &arguments);
int runChat(const QStringList &arguments);
int runCheck(const QStringList &arguments);
int runComments(const QStringList &arguments);
int runCreate(const QStringList &arguments);
int runDiscover(const QStringList &arguments);
int runWords(const QStringList &arguments);
int runEnter(const QStringList &arguments);
int runDelta(const QStringList &arguments);
int runScenario(const QStringList &arguments);
int runExport(const QStringList &arguments);
int runHistory(const QStringList &arguments);
int runList(const QStringList &arguments);
int runLoad(const QStringList &arguments);
int runPut(const QStringList &arguments);
int runReject(const QStringList &arguments);
int runReplay(const QStringList &arguments);
int runSoak(const QStringList &arguments);
int runSuggest(const QStringList &arguments);
int runWatch(const QStringList &arguments);

} // namespace syngraph::cli
