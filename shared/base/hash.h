// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace syngraph {

inline constexpr quint64 kFnvOffset = 0xcbf29ce484222325ULL;

// FNV-1a, 64 bits, of the bytes, continuing from `seed` (Fowler, Noll, Vo). Detects accidents, not attackers.
constexpr quint64 fnv1a(QByteArrayView bytes, quint64 seed = kFnvOffset)
{
    quint64 hash = seed;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

} // namespace syngraph
