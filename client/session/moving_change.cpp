// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/moving_change.h"

#include "model/op_cursor.h"

#include <algorithm>
#include <optional>

namespace syngraph::session {
namespace {

using namespace model;

// Kept units on the right of a small change beyond which nothing looks at the other.
constexpr qint64 kApart = 2;

void append(Delta &out, const Delta &part)
{
    OpCursor cursor(part);
    while (!cursor.atEnd())
        cursor.copyTo(out, cursor.rest());
}

qint64 leadingRetain(const Delta &change)
{
    const auto ops = change.ops();
    const bool isPlain = !ops.empty() && ops[0].kind == Op::Kind::Retain && ops[0].attributes.isEmpty();
    return isPlain ? ops[0].length : 0;
}

// `change` as it is in the part of the document behind `start`, which it leaves alone up to there.
Delta withoutStart(const Delta &change, qint64 start)
{
    Delta out;
    OpCursor cursor(change);
    const qint64 leading = leadingRetain(change);
    out.retain(leading - start);
    if (leading > 0)
        cursor.skip(leading);
    while (!cursor.atEnd())
        cursor.copyTo(out, cursor.rest());
    return out;
}

// By how much the document behind a change gets longer, where all of the change lies before `from` and not near it.
template<typename Blocks>
std::optional<qint64> growthBefore(const Blocks &blocks, qint64 from)
{
    qint64 end = 0;
    qint64 grown = 0;
    for (const auto &block : blocks) {
        end += block.base;
        if (end + kApart > from)
            return std::nullopt;
        grown += block.target - block.base;
    }
    return grown;
}

} // namespace

MovingChange::MovingChange(const Delta &change, std::size_t blockComponents)
    : m_blockComponents(blockComponents), m_blocks(cut(change))
{
}

// A block ends inside a kept run where there is one soon, so that a window may end there.
std::vector<MovingChange::Block> MovingChange::cut(const Delta &content) const
{
    std::vector<Block> blocks;
    OpCursor cursor(content);
    while (!cursor.atEnd()) {
        Block block;
        for (std::size_t count = 0; !cursor.atEnd() && count < 4 * m_blockComponents; ++count) {
            const bool isLong = cursor.op().isKeep() && cursor.rest() >= 2 * kApart;
            if (count >= m_blockComponents && isLong) {
                cursor.copyTo(block.part, kApart);
                break;
            }
            cursor.copyTo(block.part, cursor.rest());
        }
        block.base = block.part.baseLength();
        block.target = block.part.targetLength();
        blocks.push_back(std::move(block));
    }
    return blocks;
}

Delta MovingChange::toDelta() const
{
    Delta out;
    for (const Block &block : m_blocks)
        append(out, block.part);
    return std::move(out.chop());
}

MovingChange::Window MovingChange::windowFor(qint64 from, qint64 to) const
{
    Window window;
    window.baseEnd = m_blocks.front().base;
    while (window.baseEnd < from && window.last + 1 < m_blocks.size()) {
        window.base += m_blocks[window.last].base;
        window.target += m_blocks[window.last].target;
        window.baseEnd += m_blocks[++window.last].base;
    }
    window.first = window.last;
    const auto startsApart = [&] {
        return window.base < from && m_blocks[window.first].part.ops().front().isKeep();
    };
    while (window.first > 0 && !startsApart()) {
        --window.first;
        window.base -= m_blocks[window.first].base;
        window.target -= m_blocks[window.first].target;
    }
    const auto endsApart = [&] {
        const Op &end = m_blocks[window.last].part.ops().back();
        return end.isKeep() && end.length >= kApart && window.baseEnd >= to + kApart;
    };
    while (window.last + 1 < m_blocks.size() && !endsApart())
        window.baseEnd += m_blocks[++window.last].base;
    return window;
}

bool MovingChange::passApart(Delta &other)
{
    if (m_blocks.empty() || other.isEmpty())
        return true;
    Block &front = m_blocks.front();
    const qint64 to = other.baseLength();
    if (to + kApart <= leadingRetain(front.part)) {
        const qint64 grown = other.targetLength() - to;
        front.part.moveStart(grown);
        front.base += grown;
        front.target += grown;
        return true;
    }
    const auto grown = growthBefore(m_blocks, leadingRetain(other));
    if (grown)
        other.moveStart(*grown);
    return grown.has_value();
}

Delta MovingChange::pass(const Delta &other, Tie tie, Conflicts conflicts, const Delta &seen)
{
    Delta moved = other;
    if (passApart(moved))
        return moved;
    return passNear(other, tie, conflicts, seen);
}

Delta MovingChange::passNear(const Delta &other, Tie tie, Conflicts conflicts, const Delta &seen)
{
    const qint64 from = std::min(leadingRetain(other), leadingRetain(seen));
    const qint64 to = other.baseLength();
    const Tie opposite = tie == Tie::GoesBefore ? Tie::GoesAfter : Tie::GoesBefore;
    const Window window = windowFor(from, to);
    Delta near;
    for (std::size_t index = window.first; index <= window.last; ++index)
        append(near, m_blocks[index].part);
    const Delta otherNear = withoutStart(other, window.base);
    const Delta seenNear = &seen == &other ? otherNear : withoutStart(seen, window.base);
    Delta moved;
    moved.retain(window.target);
    append(moved, rebase(otherNear, near, tie, conflicts));
    Delta behind = rebase(near, seenNear, opposite);
    const bool goesOn = window.last + 1 < m_blocks.size();
    if (goesOn)
        behind.retain(window.baseEnd - window.base + other.targetLength() - to - behind.baseLength());
    replace(window, behind);
    return std::move(moved.chop());
}

void MovingChange::replace(const Window &window, const Delta &content)
{
    std::vector<Block> made = cut(content);
    const auto first = m_blocks.begin() + static_cast<std::ptrdiff_t>(window.first);
    const auto old = static_cast<std::ptrdiff_t>(window.last - window.first + 1);
    const auto common = std::min(old, std::ssize(made));
    const auto rest = std::move(made.begin(), made.begin() + common, first);
    if (common < old) {
        m_blocks.erase(rest, first + old);
    } else {
        m_blocks.insert(rest, std::make_move_iterator(made.begin() + common), std::make_move_iterator(made.end()));
    }
}

} // namespace syngraph::session
