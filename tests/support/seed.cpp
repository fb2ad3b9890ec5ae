// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/seed.h"

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

namespace syngraph::support {
namespace {

quint64 s_seed = kDefaultSeed;

void setSeed(const QByteArray &text)
{
    bool ok = false;
    const quint64 number = text.toULongLong(&ok, 0);
    if (!ok) {
        std::fprintf(stderr, "The seed \"%s\" is not a number.\n", text.constData());
        std::exit(2);
    }
    s_seed = number;
}

} // namespace

void takeSeed(int &argc, char **argv)
{
    if (const QByteArray text = qgetenv("SYNGRAPH_TEST_SEED"); !text.isEmpty())
        setSeed(text);
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            setSeed(argv[++i]);
        else
            argv[kept++] = argv[i];
    }
    argc = kept;
    argv[argc] = nullptr;
    std::printf("seed %llu (repeat with --seed)\n", static_cast<unsigned long long>(s_seed));
    std::fflush(stdout);
}

quint64 seed()
{
    return s_seed;
}

int familyCount(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("SYNGRAPH_TEST_FAMILIES");
    return wanted > 0 ? wanted : usual;
}

} // namespace syngraph::support
