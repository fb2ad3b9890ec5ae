// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

// What every fuzz target is: a function of bytes that returns, or ends the program where something is wrong. libFuzzer
// calls it in the preset fuzz; elsewhere replay.cpp calls it with the files of the corpus.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size);

namespace syngraph::fuzz {

// Ends the program, saying what does not hold.
inline void require(bool holds, const char *what, const QByteArray &particulars = {})
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\n%s\n", what, particulars.constData());
    std::abort();
}

inline QByteArray bytesOf(const unsigned char *data, std::size_t size)
{
    return size == 0 ? QByteArray() : QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
}

} // namespace syngraph::fuzz
