// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "model/delta.h"

#include <map>
#include <optional>

namespace syngraph::room {

// What rows of changes come to, each row of 2^n revisions that begins at a multiple of that: of whatever somebody has
// missed, few of them are nearly all. Those that were of use longest ago are forgotten when they hold too much memory.
class ComposedPieces
{
public:
    static constexpr int kLeastLevel = 8;

    explicit ComposedPieces(qint64 mostBytes, int leastLevel = kLeastLevel);

    struct Piece
    {
        Revision to;
        const model::Delta *composed = nullptr; // until the next add()
    };
    // The longest that begins behind `from` and ends at `until` or before.
    std::optional<Piece> longest(Revision from, Revision until);
    bool isBoundary(Revision revision) const { return revision.value % leastLength() == 0; }
    qint64 leastLength() const { return qint64(1) << m_leastLevel; }
    // A shortest one, behind the boundary `from`; with its neighbours it makes longer ones.
    void add(Revision from, model::Delta composed);
    qint64 bytes() const { return m_bytes; }

private:
    struct Key
    {
        qint64 from = 0;
        int level = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    struct Kept
    {
        model::Delta composed;
        qint64 bytes = 0;
        quint64 use = 0; // when it was of use last
    };

    void keep(Key key, model::Delta composed);
    void forgetOldest();

    qint64 m_mostBytes;
    int m_leastLevel;
    std::map<Key, Kept> m_kept;
    qint64 m_bytes = 0;
    quint64 m_use = 0;
};

} // namespace syngraph::room
