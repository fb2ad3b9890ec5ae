// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/undo_stack.h"

#include "base/plant.h"
#include "model/compose.h"
#include "session/entry.h"

#include <algorithm>

namespace syngraph::session {
namespace {

// Each of them is moved over each entry when the stack is brought up to date: the longest pause this may cause.
constexpr qsizetype kMaxWaiting = 16;
// As many as are kept: so each step is moved once when those below it are dropped.
constexpr qsizetype kTrimSlack = UndoStack::kDepth;

bool changesOnlyText(const model::Delta &entry)
{
    return std::ranges::all_of(entry.ops(), [](const model::Op &op) {
        return !op.isKeep() || op.isPlain();
    });
}

} // namespace

void UndoStack::clear()
{
    *this = {};
}

void UndoStack::push(Part &&part)
{
    Q_ASSERT(part.pending != 0 || m_pendingParts == 0);
    Q_ASSERT(!part.joinsBelow || !m_parts.empty());
    m_pendingParts += part.pending != 0 ? 1 : 0;
    m_steps += part.joinsBelow ? 0 : 1;
    m_parts.push_back({std::move(part), {}});
}

std::vector<UndoStack::Part> UndoStack::computeParts() const
{
    UndoStack settled = *this;
    settled.settleAll();
    std::vector<Part> parts;
    for (Slot &slot : settled.m_parts)
        parts.push_back(std::move(slot.part));
    return parts;
}

UndoStack::Part UndoStack::pop()
{
    if (m_parts.back().part.pending == 0)
        settle(std::ssize(m_parts) - 1);
    Part part = std::move(m_parts.back().part);
    m_parts.pop_back();
    m_pendingParts -= part.pending != 0 ? 1 : 0;
    m_steps -= part.joinsBelow ? 0 : 1;
    return part;
}

GroupId UndoStack::lowestPending() const
{
    if (m_pendingParts == 0)
        return 0;
    return m_parts[m_parts.size() - static_cast<std::size_t>(m_pendingParts)].part.pending;
}

void UndoStack::receive(const MovingChange &remote)
{
    const qsizetype top = std::ssize(m_parts) - m_pendingParts - 1;
    if (top < 0 || remote.isEmpty())
        return;
    m_parts[static_cast<std::size_t>(top)].waiting.push_back(remote);
    if (++m_waiting > kMaxWaiting)
        settleAll();
}

void UndoStack::commit(GroupId group, const model::Delta &entry)
{
    const qsizetype index = indexOf(group);
    if (index < 0)
        return;
    Q_ASSERT(group == lowestPending());
    Part &part = m_parts[static_cast<std::size_t>(index)].part;
    part.pending = 0;
    part.entry = entry;
    --m_pendingParts;
    if (part.joinsBelow)
        mergeIntoBelow(index);
}

// One entry instead of one per keystroke, where moving the two together is moving each of them.
void UndoStack::mergeIntoBelow(qsizetype index)
{
    const auto top = m_parts.begin() + index;
    Part &lower = std::prev(top)->part;
    if (lower.kind != top->part.kind || !changesOnlyText(lower.entry) || !changesOnlyText(top->part.entry))
        return;
    settle(index - 1);
    lower.entry = model::compose(top->part.entry, lower.entry, model::Filter::Classes);
    m_parts.erase(top);
}

void UndoStack::remove(GroupId group)
{
    const qsizetype index = indexOf(group);
    if (index < 0)
        return;
    const auto place = m_parts.begin() + index;
    const bool startsStep = !place->part.joinsBelow;
    const auto next = m_parts.erase(place);
    --m_pendingParts;
    if (!startsStep)
        return;
    if (next != m_parts.end() && next->part.joinsBelow)
        next->part.joinsBelow = false;
    else
        --m_steps;
}

void UndoStack::merge(const std::vector<GroupId> &groups, GroupId into)
{
    const auto isOneOf = [&](const Slot &slot) {
        return slot.part.pending != 0 && std::ranges::find(groups, slot.part.pending) != groups.end();
    };
    const auto first = std::ranges::find_if(m_parts, isOneOf);
    if (first == m_parts.end())
        return;
    const auto last = std::find_if_not(first, m_parts.end(), isOneOf);
    first->part.pending = into;
    m_pendingParts -= std::distance(std::next(first), last);
    m_steps -= std::count_if(std::next(first), last, [](const Slot &slot) { return !slot.part.joinsBelow; });
    m_parts.erase(std::next(first), last);
}

void UndoStack::split(GroupId group, const std::vector<GroupId> &pieces)
{
    const qsizetype index = indexOf(group);
    if (index < 0 || pieces.empty())
        return;
    m_parts[static_cast<std::size_t>(index)].part.pending = pieces.front();
    const protocol::ChangeKind kind = m_parts[static_cast<std::size_t>(index)].part.kind;
    const StepLabel label = m_parts[static_cast<std::size_t>(index)].part.label;
    std::vector<Slot> rest;
    for (auto piece = std::next(pieces.begin()); piece != pieces.end(); ++piece)
        rest.push_back({{*piece, {}, kind, true, label}, {}});
    m_parts.insert(m_parts.begin() + index + 1, rest.begin(), rest.end());
    m_pendingParts += std::ssize(rest);
}

bool UndoStack::trim()
{
    if (m_steps <= kDepth + kTrimSlack)
        return false;
    auto end = m_parts.begin();
    while (m_steps > kDepth) {
        --m_steps;
        do {
            m_waiting -= std::ssize(end->waiting);
            m_pendingParts -= end->part.pending != 0 ? 1 : 0;
            ++end;
        } while (end != m_parts.end() && end->part.joinsBelow);
    }
    m_parts.erase(m_parts.begin(), end);
    return true;
}

qsizetype UndoStack::indexOf(GroupId group) const
{
    const auto found = std::find_if(m_parts.rbegin(), m_parts.rend(),
                                    [&](const Slot &slot) { return slot.part.pending == group; });
    return std::distance(found, m_parts.rend()) - 1;
}

void UndoStack::settle(qsizetype index)
{
    Slot &slot = m_parts[static_cast<std::size_t>(index)];
    std::vector<MovingChange> moved = std::exchange(slot.waiting, {});
    for (MovingChange &remote : moved) {
        if (!planted(Plant::UndoNotMoved))
            moveEntry(slot.part.entry, remote);
    }
    m_waiting -= std::ssize(moved);
    if (index == 0)
        return;
    std::erase_if(moved, [](const MovingChange &remote) { return remote.isEmpty(); });
    m_waiting += std::ssize(moved);
    std::vector<MovingChange> &below = m_parts[static_cast<std::size_t>(index - 1)].waiting;
    if (below.empty())
        below = std::move(moved); // the same memory all the way down
    else
        std::ranges::move(moved, std::back_inserter(below));
}

void UndoStack::settleAll()
{
    for (qsizetype index = std::ssize(m_parts) - m_pendingParts - 1; index >= 0; --index)
        settle(index);
}

} // namespace syngraph::session
