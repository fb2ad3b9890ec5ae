// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random.h"

namespace syngraph::support {

Random::Random(quint64 seed, quint64 family)
    : m_state(seed)
{
    m_state = next() ^ (family * 0xd1342543de82ef95ULL);
    next();
}

Random::Random(std::span<const unsigned char> bytes)
    : m_state(bytes.size())
    , m_bytes(bytes)
{ }

quint64 Random::next()
{
    if (!m_bytes.empty()) {
        const unsigned char byte = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        m_state = m_state * 31 + byte;
        return byte;
    }
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

qint64 Random::below(qint64 bound)
{
    return bound <= 0 ? 0 : static_cast<qint64>(next() % static_cast<quint64>(bound));
}

} // namespace syngraph::support
