// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdio>

namespace syngraph::fuzz {

// --actions N, --world N (this one alone), --verbose.
struct Arguments
{
    int actions = 20'000;
    int world = -1;
    bool isVerbose = false;

    int worlds(int actionsPerWorld) const
    {
        return world >= 0 ? 1 : (actions + actionsPerWorld - 1) / actionsPerWorld;
    }
    void say(int step, const char *name) const
    {
        if (isVerbose)
            std::printf("%d %s\n", step, name);
        if (isVerbose)
            std::fflush(stdout);
    }
};

// Takes them out of the arguments, which Qt Test gets afterwards.
inline Arguments takeArguments(int &argc, char **argv)
{
    Arguments taken;
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--actions" && i + 1 < argc)
            taken.actions = QByteArray(argv[++i]).toInt();
        else if (argument == "--world" && i + 1 < argc)
            taken.world = QByteArray(argv[++i]).toInt();
        else if (argument == "--verbose")
            taken.isVerbose = true;
        else
            argv[kept++] = argv[i];
    }
    argc = kept;
    argv[argc] = nullptr;
    return taken;
}

} // namespace syngraph::fuzz
