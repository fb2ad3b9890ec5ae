// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/field.h"
#include "session/group.h"
#include "session/split_change.h"

#include <tuple>
#include <vector>

namespace syngraph::session {

// One change as it is submitted.
struct Outgoing
{
    model::Delta change;
    protocol::ChangeKind kind = protocol::ChangeKind::Edit;
    std::optional<model::Verdict> verdict = {}; // that the change carries out
    friend bool operator==(const Outgoing &, const Outgoing &) = default;
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("change", &Outgoing::change), field("kind", &Outgoing::kind),
                          field("verdict", &Outgoing::verdict)};
    }
};

// All that is pending, as a value for the journal. `groups` holds those in flight first; their composition has
// the effect of `inFlight`, not always its form, and only the form may be sent again under the same number.
struct PendingState
{
    struct Part
    {
        model::Delta change;
        protocol::ChangeKind kind = protocol::ChangeKind::Edit;
        bool joinsBefore = false; // same step of undo as the part before
        bool takesBack = false;   // takes back a part in flight: the last one, the one before it, …
        bool apart = false;       // not sent in one change with the parts before it
        std::optional<model::Verdict> verdict = {}; // as in Group
        std::optional<model::Delta> madeOf = {};    // as in Group
        friend bool operator==(const Part &, const Part &) = default;
        static constexpr auto fields()
        {
            using protocol::field;
            return std::tuple{field("change", &Part::change), field("kind", &Part::kind),
                              field("joinsBefore", &Part::joinsBefore), field("takesBack", &Part::takesBack),
                              field("apart", &Part::apart), field("verdict", &Part::verdict),
                              field("madeOf", &Part::madeOf)};
        }
    };
    std::optional<Outgoing> inFlight;
    std::vector<Part> groups;
    qint64 groupsInFlight = 0;
    friend bool operator==(const PendingState &, const PendingState &) = default;
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("inFlight", &PendingState::inFlight), field("groups", &PendingState::groups),
                          field("groupsInFlight", &PendingState::groupsInFlight)};
    }
};

// The steps that can be taken back and put in place again, as a value for the journal; lowest first.
struct StepsState
{
    struct Part
    {
        model::Delta entry;
        protocol::ChangeKind kind = protocol::ChangeKind::Undo;
        bool joinsBelow = false;
        qint64 group = 0; // of PendingState::groups, counted from 1, instead of an entry; 0: none
        std::optional<qint64> label = {}; // StepLabel; nothing: 0
        friend bool operator==(const Part &, const Part &) = default;
        static constexpr auto fields()
        {
            using protocol::field;
            return std::tuple{field("entry", &Part::entry), field("kind", &Part::kind),
                              field("joinsBelow", &Part::joinsBelow), field("group", &Part::group),
                              field("label", &Part::label, kLastLabel)};
        }
    };
    std::vector<Part> undo;
    std::vector<Part> redo;
    bool isTyping = false; // an edit can still join the newest step
    friend bool operator==(const StepsState &, const StepsState &) = default;
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("undo", &StepsState::undo), field("redo", &StepsState::redo),
                          field("isTyping", &StepsState::isTyping)};
    }
};

// The client's half of the operation model as a value: the server's document at the last known revision, my
// changes that it has not acknowledged, and what I can undo and redo. Pure: no clock, no I/O; one thread.
//
// Invariant: visible() = base() + the groups in flight + the groups in the buffer; the change in flight has the
// effect of its groups and is the exact form in which the server will commit it after the revisions received.
// Rules and their reasons: PROTOCOL.md ("moving", "undo"); positions and lengths are UTF-16 units. Deltas that
// are returned say what to do to the document as shown, and have been applied to visible() already.
// Knows no revision, number or connection: those belong to the Session.
class PendingEdits
{
public:
    explicit PendingEdits(model::Document base, const SubmitLimits &limits = {});
    // Rebuilds from the journal; refused where the changes do not apply to `base`.
    static Result<PendingEdits> restore(model::Document base, const PendingState &state,
                                        const SubmitLimits &limits = {});

    const model::Document &base() const;
    const model::Document &visible() const { return m_visible; }

    enum class Grouping { New, Continue, Apart };
    // A local change of the visible document; Continue joins it to the newest step where that was an edit just
    // before; Apart is a step that is not sent in one change with those before it, so that others can see the
    // document as it was in between. `label` names a new step. Clears redo. Refused as a whole, with nothing altered, where it breaks a rule of the schema.
    Result<void> edit(const model::Delta &change, Grouping grouping, StepLabel label = 0);
    // A change that carries out a verdict: a step of its own, and alone in what is sent, for the server makes it anew.
    Result<void> decide(const model::Verdict &verdict, const model::Delta &change, StepLabel label = 0);
    // Takes back my newest step that still has an effect, or puts the last one taken back in place again.
    // Nothing: there was no such step.
    std::optional<model::Delta> undo();
    std::optional<model::Delta> redo();
    // Whether there is a step; it can turn out to have lost its effect.
    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    // What edit() was told of that step.
    StepLabel undoLabel() const { return m_undo.label(); }
    StepLabel redoLabel() const { return m_redo.label(); }

    bool hasInFlight() const { return m_inFlight.has_value(); }
    bool hasUnsent() const { return std::ssize(m_groups) > m_flying; }
    // Not acknowledged, oldest first: those in flight, then the buffer. Their changes lead from base() to visible().
    std::span<const Group> groups() const { return m_groups; }
    qint64 pendingCount() const { return std::ssize(m_groups); }

    // Takes the next groups of one kind into flight, as many as one change may hold; a single group beyond the
    // limits is split and stays one step of undo. Null: something is in flight, or there is nothing to send.
    const Outgoing *send();
    // The change in flight as moved so far; null: there is none.
    const Outgoing *inFlight() const { return m_inFlight ? &*m_inFlight : nullptr; }
    // What to submit after resuming, when the server had not committed it: as inFlight(), cut where it has
    // grown beyond the limits. Null: nothing is in flight.
    const Outgoing *resend();

    // A foreign change committed on base(), or the one composed change of a catch-up. Diverged: it does not
    // apply, and nothing was altered.
    Result<model::Delta> receive(const model::Delta &remote);
    // My change in flight is committed, in this form. Where that is another one than inFlight(), what is pending is moved
    // over the difference, which is returned as seen. Diverged: it does not apply, and nothing was altered.
    Result<model::Delta> acknowledge(const model::Delta &committed);

    struct Dropped
    {
        model::Delta visibleChange;
        model::Delta lost; // what was in flight and not taken back, as moved so far
    };
    // The server refused the change in flight: it is removed, what is behind it is moved over the removal.
    Dropped refuse();

    PendingState state() const;
    // The newest steps, as many as are kept: all but where they hold very much deleted text.
    StepsState computeSteps() const;
    // After restore(), which knows only the steps that are pending. Damaged, with nothing altered, where they do not
    // belong to these groups.
    Result<void> restoreSteps(const StepsState &steps);

private:
    struct Taken
    {
        model::Delta change;
        bool pushed = false;
    };

    model::Document &fixBase();
    GroupId append(const model::Delta &change, protocol::ChangeKind kind, bool joins, GroupId undoes = 0,
                   std::optional<model::Delta> inverse = {});
    void applyToVisible(const model::Delta &change);
    const model::Document &documentBefore(qsizetype index);
    const model::Document &documentBehindFlight();
    qsizetype indexOf(GroupId id) const;
    void limitDepth();

    std::optional<model::Delta> takeStep(UndoStack &from, UndoStack &to, protocol::ChangeKind kind);
    Taken takeBack(UndoStack::Part part, UndoStack &to, protocol::ChangeKind kind, bool joins);
    Taken takeOutOfBuffer(UndoStack &to, bool joins, StepLabel label);

    void takeIntoFlight(qsizetype count);
    qsizetype sendableCount() const;
    void cutToLimits(qsizetype &count, model::Delta &change);
    bool splitFirstGroup();
    void landFlight();
    void restoreGroup(const PendingState::Part &part, GroupId undoes);
    std::vector<StepsState::Part> stepsOf(const UndoStack &stack) const;
    Result<UndoStack> stackOf(const std::vector<StepsState::Part> &parts) const;

    qsizetype tieCount() const;
    bool isLittlePending() const;
    void makeVisible();
    model::Delta carry(const model::Delta &remote);
    model::Delta correctFlight(const model::Delta &committed);
    std::vector<MovingChange> moveFlight(const model::Delta &remote);
    std::vector<MovingChange> moveFlightGroups(const model::Delta &remote);
    bool groupsAddUp() const;
    void uniteFlightGroups(std::vector<MovingChange> &remoteAt);
    void moveTies();
    void offer(qsizetype index, const MovingChange &remote);
    model::Delta moveBuffer(qsizetype from, MovingChange remote);

    SubmitLimits m_limits;
    // Nothing: the visible one with all groups taken back, each of which has its inverse. So typing alters the visible
    // document in place; kept beside it, the base would share its tree, and each key copy the path to a leaf.
    mutable std::optional<model::Document> m_base;
    model::Document m_visible;
    std::optional<Outgoing> m_inFlight;
    std::vector<Group> m_groups; // those in flight, their tied undos, the rest of the buffer
    qsizetype m_flying = 0;
    UndoStack m_undo;
    UndoStack m_redo;
    GroupId m_lastId = 0;
    bool m_typing = false; // the newest step is the edit made just before
};

} // namespace syngraph::session
