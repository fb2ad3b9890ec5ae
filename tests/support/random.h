// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

namespace syngraph::support {

// Pseudo-random numbers that are the same on every machine and compiler (splitmix64 by Steele, Lea and
// Flood). Not for secrets.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    { }
    // Numbers that `bytes` say one by one, small ones, as long as there are any: lets a fuzzer steer what is generated.
    // The bytes must outlive it.
    explicit Random(std::span<const unsigned char> bytes);
    // Member `family` of a seed's endless row of generators: a failing one can be repeated alone.
    Random(quint64 seed, quint64 family);

    quint64 next();
    // 0 <= result < bound; 0 where bound <= 0.
    qint64 below(qint64 bound);
    // from <= result <= to.
    qint64 between(qint64 from, qint64 to) { return from + below(to - from + 1); }
    // True in `percent` of 100 cases.
    bool chance(int percent) { return below(100) < percent; }

    template<typename Container>
    const auto &pick(const Container &container)
    {
        return container[static_cast<std::size_t>(below(static_cast<qint64>(std::size(container))))];
    }

private:
    quint64 m_state;
    std::span<const unsigned char> m_bytes = {};
};

} // namespace syngraph::support
