// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/change_record.h"
#include "session/moving_change.h"

#include <optional>
#include <vector>

namespace syngraph::session {

// Names a pending group for as long as this process holds it; 0 = none.
using GroupId = quint64;

// What the caller calls a step, for the menu; 0 = nothing. Kept over a restart: a number means the same for ever.
using StepLabel = quint8;
inline constexpr qint64 kLastLabel = 255;

// One of the two stacks of own steps, undo or redo. A step is one part or several that belong together (typing
// that was sent in pieces, a change split for its size); each part takes one change back.
//
// Invariant: pending parts (their group is in flight or in the buffer, PendingEdits recomputes what takes them
// back) stand on top of the parts with entries (committed, or taken out of the buffer again). An entry applies
// to the document in which all parts above it have been taken back.
// Remote changes wait at the topmost entry and are carried down when a part is popped, or when too many wait:
// the same moves one by one, only later. They are not composed, because moving an entry over a composition can
// give another result than moving it over its parts, and the result may not depend on when somebody looks.
class UndoStack
{
public:
    struct Part
    {
        GroupId pending = 0; // 0: `entry` holds what takes it back
        model::Delta entry;
        protocol::ChangeKind kind = protocol::ChangeKind::Undo; // of the change that using the entry makes
        bool joinsBelow = false;                                // same step as the part below
        StepLabel label = 0;
    };

    // Steps that are kept at least.
    static constexpr qsizetype kDepth = 1'000;

    bool isEmpty() const { return m_parts.empty(); }
    void clear();
    void push(Part &&part);
    // The parts, lowest first, their entries up to date.
    std::vector<Part> computeParts() const;
    // The top part, its entry up to date.
    Part pop();

    // The deepest pending part, 0 where there is none: the document of the topmost entry is the one before it.
    GroupId lowestPending() const;
    // Of the newest step.
    StepLabel label() const { return m_parts.empty() ? StepLabel(0) : m_parts.back().part.label; }
    GroupId top() const { return m_parts.empty() ? 0 : m_parts.back().part.pending; }

    bool holds(GroupId group) const { return indexOf(group) >= 0; }

    // A remote change of the topmost entry's document.
    void receive(const MovingChange &remote);
    // The group was committed: from now on `entry` takes it back. Lowest pending part first.
    void commit(GroupId group, const model::Delta &entry);
    // The group is gone (refused).
    void remove(GroupId group);
    // Neighbouring groups have become one, `into`.
    void merge(const std::vector<GroupId> &groups, GroupId into);
    // The group has been split into several, oldest first, that stay one step.
    void split(GroupId group, const std::vector<GroupId> &pieces);
    // Drops the oldest steps beyond kDepth and some slack; whether it dropped any.
    bool trim();

private:
    struct Slot
    {
        Part part;
        std::vector<MovingChange> waiting; // remote changes for this entry and those below, oldest first
    };

    qsizetype indexOf(GroupId group) const;
    // Carries what waits at the entry with this index to the one below.
    void settle(qsizetype index);
    void settleAll();
    void mergeIntoBelow(qsizetype index);

    std::vector<Slot> m_parts;
    qsizetype m_pendingParts = 0;
    qsizetype m_steps = 0;
    qsizetype m_waiting = 0;
};

} // namespace syngraph::session
