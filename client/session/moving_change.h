// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/rebase.h"

#include <vector>

namespace syngraph::session {

// A change, possibly a large one, that passes many small ones in a row: a catch-up that meets an hour of typing.
// Kept in blocks, so that passing costs what lies near the small change: O(components of the small one + blocks)
// instead of O(components of both). Gives exactly what `rebase` of the whole changes gives (property test
// moving_change_is_rebase): beyond one kept unit on the left and two on the right nothing looks at the other.
class MovingChange
{
public:
    explicit MovingChange(const model::Delta &change, std::size_t blockComponents = 32);

    bool isEmpty() const { return m_blocks.empty(); }
    model::Delta toDelta() const;

    // As `pass`, in place, where the two are so far apart that each only moves; else nothing happens. Nearly always, where
    // many people write in a long document.
    bool passApart(model::Delta &other);

    // Moves `other`, made on the same document, over this change, and this change over it; `tie` and `conflicts`
    // are those of `other`, which is returned. `seen`: what this change passes instead, of the same lengths.
    model::Delta pass(const model::Delta &other, model::Tie tie, model::Conflicts conflicts,
                      const model::Delta &seen);
    model::Delta pass(const model::Delta &other, model::Tie tie)
    {
        return pass(other, tie, model::Conflicts::TieDecides, other);
    }

private:
    struct Block
    {
        model::Delta part;
        qint64 base = 0;
        qint64 target = 0;
    };
    // Blocks [first, last] and where they begin in the document before and behind this change.
    struct Window
    {
        std::size_t first = 0;
        std::size_t last = 0;
        qint64 base = 0;
        qint64 target = 0;
        qint64 baseEnd = 0;
    };

    model::Delta passNear(const model::Delta &other, model::Tie tie, model::Conflicts conflicts,
                          const model::Delta &seen);
    std::vector<Block> cut(const model::Delta &content) const;
    Window windowFor(qint64 from, qint64 to) const;
    void replace(const Window &window, const model::Delta &content);

    std::size_t m_blockComponents;
    std::vector<Block> m_blocks;
};

} // namespace syngraph::session
