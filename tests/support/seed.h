// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syngraph::support {

inline constexpr quint64 kDefaultSeed = 20'240'501;

// Reads the seed of this run: `--seed N` (which is taken out of the arguments), else the environment's
// SYNGRAPH_TEST_SEED, else kDefaultSeed. Prints it, so that every failure can be repeated.
void takeSeed(int &argc, char **argv);
// The seed taken (kDefaultSeed before takeSeed).
quint64 seed();
// Families each law is tried on: the environment's SYNGRAPH_TEST_FAMILIES, else `usual`.
int familyCount(int usual = 10'000);

} // namespace syngraph::support

// main() of a Qt Test that knows --seed; wants <QTest> and <QCoreApplication>.
#define SYNGRAPH_SEEDED_MAIN(TestClass)                                                                      \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        syngraph::support::takeSeed(argc, argv);                                                             \
        QCoreApplication application(argc, argv);                                                            \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
