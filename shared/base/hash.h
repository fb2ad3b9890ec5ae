// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <array>
#include <QtGlobal>

namespace syngraph {

inline constexpr quint64 kFnvOffset = 0xcbf29ce484222325ULL;
inline constexpr quint64 kFnvPrime = 0x100000001b3ULL;

// FNV-1a, 64 bits, of the bytes, continuing from `seed` (Fowler, Noll, Vo). Detects accidents, not attackers.
constexpr quint64 fnv1a(QByteArrayView bytes, quint64 seed = kFnvOffset)
{
    quint64 hash = seed;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
    return hash;
}

// What FNV-1a makes of a text that is known beforehand, in one step instead of one for each byte, each of which waits
// for the one before. A byte meets only the lowest eight bits of a hash; what is above them is just multiplied. So the
// step is a multiplication by as many primes as there are bytes, and an addition that depends on those eight bits.
class FnvOfText
{
public:
    constexpr explicit FnvOfText(QByteArrayView text)
    {
        for (qsizetype i = 0; i < text.size(); ++i)
            m_factor *= kFnvPrime;
        for (quint64 low = 0; low < m_sums.size(); ++low)
            m_sums[low] = fnv1a(text, low) - low * m_factor;
    }
    // The same as fnv1a(text, hash).
    constexpr quint64 after(quint64 hash) const { return hash * m_factor + m_sums[hash % m_sums.size()]; }

private:
    quint64 m_factor = 1;
    std::array<quint64, 256> m_sums{};
};

} // namespace syngraph
