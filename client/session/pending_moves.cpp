// SPDX-License-Identifier: GPL-3.0-or-later
// PendingEdits under other people's changes.
#include "base/plant.h"
#include "model/invert.h"
#include "session/entry.h"
#include "session/pending_edits.h"

#include <algorithm>

namespace syngraph::session {

using namespace model;

namespace {

// Components of all that is pending, of which the visible document is made anew.
constexpr qsizetype kLittle = 16;

} // namespace

Result<Delta> PendingEdits::receive(const Delta &remote)
{
    Document &base = fixBase();
    const bool isMadeAnew = isLittlePending();
    for (Group &group : m_groups)
        group.before.reset();
    if (isMadeAnew)
        m_visible = {}; // shared nodes would be copied
    const auto applied = base.apply(remote, Filter::Classes);
    Delta shown = applied ? carry(remote) : Delta();
    if (isMadeAnew)
        makeVisible();
    else
        applyToVisible(shown);
    if (!applied)
        return Error{ErrorCode::Diverged, {}};
    return shown;
}

// Made of the base anew, the visible document shares with it all but what is pending; moved along beside it, it would
// become a second document in memory.
bool PendingEdits::isLittlePending() const
{
    qsizetype components = 0;
    for (const Group &group : m_groups)
        components += std::ssize(group.change.ops());
    return components <= kLittle;
}

void PendingEdits::makeVisible()
{
    m_visible = base();
    for (const Group &group : m_groups)
        applyToVisible(group.change);
}

// Groups in flight that have been taken back already: the last so many, and as many groups that do it.
qsizetype PendingEdits::tieCount() const
{
    const auto buffer = m_groups.begin() + m_flying;
    return std::find_if(buffer, m_groups.end(), [](const Group &group) { return group.undoes == 0; }) - buffer;
}

// Moves everything pending over a change of the base, and the change over everything pending.
Delta PendingEdits::carry(const Delta &remote)
{
    if (m_groups.empty() && m_undo.isEmpty() && m_redo.isEmpty())
        return remote;
    if (m_flying == 0)
        return moveBuffer(0, MovingChange(remote));
    const std::vector<MovingChange> remoteAt = moveFlight(remote);
    const qsizetype ties = tieCount();
    for (qsizetype index = 0; index < m_flying; ++index)
        offer(index, remoteAt[static_cast<std::size_t>(index)]);
    for (qsizetype tie = 0; tie < ties; ++tie)
        offer(m_flying + tie, remoteAt[static_cast<std::size_t>(m_flying - tie)]);
    // behind the pairs of groups and what takes them back it is as if they were not there
    return moveBuffer(m_flying + ties, remoteAt[static_cast<std::size_t>(m_flying - ties)]);
}

// The group with this index is the lowest that a stack takes back: the stack's entries are at its document.
void PendingEdits::offer(qsizetype index, const MovingChange &remote)
{
    const GroupId id = index < std::ssize(m_groups) ? m_groups[static_cast<std::size_t>(index)].id : 0;
    for (UndoStack *stack : {&m_undo, &m_redo}) {
        if (stack->lowestPending() == id)
            stack->receive(remote);
    }
}

Delta PendingEdits::moveBuffer(qsizetype from, MovingChange remote)
{
    const Tie tie = planted(Plant::TieFlippedAtClient) ? Tie::GoesAfter : Tie::GoesBefore;
    for (qsizetype index = from; index < std::ssize(m_groups); ++index) {
        offer(index, remote);
        Group &group = m_groups[static_cast<std::size_t>(index)];
        if (group.madeOf) {
            // with the same tie, so that its text stays where the group has it
            MovingChange beside = remote;
            moveEntry(*group.madeOf, beside, tie);
        }
        group.change = remote.pass(group.change, tie);
    }
    offer(std::ssize(m_groups), remote);
    return remote.toDelta();
}

// Moves the change in flight as a whole, as the server does, and its groups one by one for undo. Returns the
// remote change as it applies before each of the groups and behind the last one, where somebody needs it.
std::vector<MovingChange> PendingEdits::moveFlight(const Delta &remote)
{
    Delta &whole = m_inFlight->change;
    MovingChange behind(remote);
    whole = behind.pass(whole, planted(Plant::TieFlippedAtClient) ? Tie::GoesAfter : Tie::GoesBefore);
    std::vector<MovingChange> remoteAt;
    if (m_flying == 1) {
        m_groups.front().change = whole;
        remoteAt.resize(2, MovingChange({}));
    } else {
        remoteAt = moveFlightGroups(remote);
    }
    remoteAt.front() = MovingChange(remote);
    remoteAt.back() = std::move(behind);
    if (!groupsAddUp())
        uniteFlightGroups(remoteAt);
    moveTies();
    return remoteAt;
}

std::vector<MovingChange> PendingEdits::moveFlightGroups(const Delta &remote)
{
    std::vector<MovingChange> remoteAt(static_cast<std::size_t>(m_flying) + 1, MovingChange({}));
    const qsizetype firstTaken = m_flying - tieCount();
    MovingChange here(remote);
    for (qsizetype index = 0; index < m_flying; ++index) {
        Group &group = m_groups[static_cast<std::size_t>(index)];
        if (index >= firstTaken || group.id == m_undo.lowestPending() || group.id == m_redo.lowestPending())
            remoteAt[static_cast<std::size_t>(index)] = here;
        group.change = here.pass(group.change, Tie::GoesBefore);
    }
    return remoteAt;
}

// Whether the groups in flight, moved one by one, are still the change moved as a whole. Not only in effect:
// among equal characters the effect can be the same while the groups mean other ones.
bool PendingEdits::groupsAddUp() const
{
    return m_flying == 1 || planted(Plant::GroupsTakenToAddUp)
        || composeAll(std::span(m_groups).first(static_cast<std::size_t>(m_flying))) == m_inFlight->change;
}

// They become one step. Where some have been taken back, those become one, and so does what takes them back;
// the document behind it is that of the groups that stand, which moving one by one keeps apart.
void PendingEdits::uniteFlightGroups(std::vector<MovingChange> &remoteAt)
{
    const qsizetype ties = tieCount();
    const qsizetype standing = ties == 0 ? 0 : m_flying - ties;
    const auto groups = std::span(m_groups);
    std::vector<GroupId> united;
    for (const Group &group : groups.subspan(static_cast<std::size_t>(standing), static_cast<std::size_t>(m_flying - standing)))
        united.push_back(group.id);
    const Delta kept = composeAll(groups.first(static_cast<std::size_t>(standing)));
    Group &into = m_groups[static_cast<std::size_t>(standing)];
    into.change = standing == 0 ? m_inFlight->change : changeBetween(kept, m_inFlight->change, base());
    m_undo.merge(united, into.id);
    m_redo.merge(united, into.id);
    if (ties > 0) {
        std::vector<GroupId> takingBack;
        for (const Group &group : groups.subspan(static_cast<std::size_t>(m_flying), static_cast<std::size_t>(ties)))
            takingBack.push_back(group.id);
        Group &tie = m_groups[static_cast<std::size_t>(m_flying)];
        tie.undoes = into.id;
        m_undo.merge(takingBack, tie.id);
        m_redo.merge(takingBack, tie.id);
        m_groups.erase(m_groups.begin() + m_flying + 1, m_groups.begin() + m_flying + ties);
    }
    m_groups.erase(m_groups.begin() + standing + 1, m_groups.begin() + m_flying);
    m_flying = standing + 1;
    remoteAt.erase(remoteAt.begin() + standing + 1, remoteAt.end() - 1);
}

// What takes a group in flight back is made anew from it, never moved: moved, it would bring back what somebody
// else has deleted in the meantime.
void PendingEdits::moveTies()
{
    const qsizetype ties = planted(Plant::TakenBackNotRemade) ? 0 : tieCount();
    for (qsizetype tie = 0; tie < ties; ++tie) {
        const qsizetype target = m_flying - 1 - tie;
        m_groups[static_cast<std::size_t>(m_flying + tie)].change =
            invert(m_groups[static_cast<std::size_t>(target)].change, documentBefore(target), Filter::Classes);
    }
}

Result<Delta> PendingEdits::acknowledge(const Delta &committed)
{
    if (!m_inFlight)
        return Error{ErrorCode::Diverged, {}};
    Delta shown;
    if (!(m_inFlight->change == committed)) {
        if (!base().check(committed))
            return Error{ErrorCode::Diverged, {}};
        shown = correctFlight(committed);
    }
    landFlight();
    return shown;
}

// What is in flight becomes this instead, one step. What was taken back already is nothing the person sees of it.
Delta PendingEdits::correctFlight(const Delta &committed)
{
    const Delta correction = changeBetween(m_inFlight->change, committed, fixBase());
    const bool isTakenBack = tieCount() > 0;
    m_inFlight->change = committed;
    std::vector<MovingChange> nothing(static_cast<std::size_t>(m_flying) + 1, MovingChange({}));
    uniteFlightGroups(nothing);
    for (Group &group : m_groups)
        group.before.reset();
    moveTies();
    if (isTakenBack) {
        // entries that wait for a tied undo to be taken out apply with the whole change in place
        offer(m_flying, MovingChange(correction));
        return {};
    }
    const Delta shown = moveBuffer(m_flying, MovingChange(correction));
    applyToVisible(shown);
    return shown;
}

PendingEdits::Dropped PendingEdits::refuse()
{
    Q_ASSERT(m_inFlight);
    m_typing = false;
    const qsizetype ties = tieCount();
    const Delta removal = invert(m_inFlight->change, fixBase(), Filter::Classes);
    // entries that wait for a tied undo to be taken out apply with the whole change in place
    if (ties > 0)
        offer(m_flying, MovingChange(removal));
    const Delta standing = composeAll(std::span(m_groups).first(static_cast<std::size_t>(m_flying - ties)));
    // what was taken back already is nothing the person still sees
    const Delta lost = ties > 0 ? standing : m_inFlight->change;
    const Delta shown = ties > 0 ? invert(standing, base(), Filter::Classes) : removal;
    std::vector<GroupId> gone;
    for (qsizetype index = 0; index < m_flying + ties; ++index)
        gone.push_back(m_groups[static_cast<std::size_t>(index)].id);
    m_groups.erase(m_groups.begin(), m_groups.begin() + m_flying + ties);
    m_flying = 0;
    m_inFlight.reset();
    for (Group &group : m_groups)
        group.before.reset();
    const Delta change = planted(Plant::RefusalNotMoved) ? shown : moveBuffer(0, MovingChange(shown));
    applyToVisible(change);
    // not before: entries below these parts are at the base already and must not move
    for (const GroupId id : gone) {
        m_undo.remove(id);
        m_redo.remove(id);
    }
    return {change, lost};
}

} // namespace syngraph::session
