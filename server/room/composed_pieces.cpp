// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/composed_pieces.h"

#include "model/compose.h"

#include <algorithm>

namespace syngraph::room {
namespace {

constexpr int kMostLevel = 40;

qint64 bytesOf(const model::Delta &delta)
{
    return qint64(sizeof(model::Delta)) + qint64(delta.ops().size() * sizeof(model::Op))
        + delta.text().size() * qint64(sizeof(char16_t));
}

qint64 lengthOf(int level)
{
    return qint64(1) << level;
}

} // namespace

ComposedPieces::ComposedPieces(qint64 mostBytes, int leastLevel)
    : m_mostBytes(mostBytes)
    , m_leastLevel(leastLevel)
{
}

std::optional<ComposedPieces::Piece> ComposedPieces::longest(Revision from, Revision until)
{
    // the longest is the last of those that begin here
    auto found = m_kept.upper_bound({from.value, kMostLevel});
    while (found != m_kept.begin() && std::prev(found)->first.from == from.value) {
        --found;
        const Revision to{from.value + lengthOf(found->first.level)};
        if (to > until)
            continue;
        found->second.use = ++m_use;
        return Piece{to, &found->second.composed};
    }
    return std::nullopt;
}

void ComposedPieces::add(Revision from, model::Delta composed)
{
    Key key{from.value, m_leastLevel};
    keep(key, std::move(composed));
    while (key.level < kMostLevel) {
        const qint64 length = lengthOf(key.level);
        const qint64 first = key.from & ~length;
        const auto one = m_kept.find({first, key.level});
        const auto other = m_kept.find({first + length, key.level});
        const Key both{first, key.level + 1};
        if (one == m_kept.end() || other == m_kept.end() || m_kept.contains(both))
            return;
        keep(both, model::compose(one->second.composed, other->second.composed, model::Filter::Classes));
        key = both;
    }
}

void ComposedPieces::keep(Key key, model::Delta composed)
{
    const qint64 bytes = bytesOf(composed);
    Kept &kept = m_kept[key];
    m_bytes += bytes - kept.bytes;
    kept = {std::move(composed), bytes, ++m_use};
    while (m_bytes > m_mostBytes)
        forgetOldest();
}

void ComposedPieces::forgetOldest()
{
    const auto oldest = std::ranges::min_element(m_kept, {}, [](const auto &entry) { return entry.second.use; });
    m_bytes -= oldest->second.bytes;
    m_kept.erase(oldest);
}

} // namespace syngraph::room
