// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <array>
#include <cstdio>

namespace syngraph::cli {
namespace {

constexpr std::array kCommands = {
    Command {"delta", "", "answer JSON lines on stdin: the algebra, rebase, validate, hash", runDelta},
    Command {"scenario", "", "play scenarios from stdin with the real Room and Sessions", runScenario},
};

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

int fail(ExitStatus status, const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return status;
}

} // namespace syngraph::cli
