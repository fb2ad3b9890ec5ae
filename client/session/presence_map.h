// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "model/caret.h"
#include "protocol/message_parts.h"
#include "session/pending_edits.h"

#include <deque>
#include <map>

namespace syngraph::session {

// My selection as others can place it: in the server's document, without what is pending (a caret in text that
// is not committed stands where that text was inserted; the commit will put it behind the text).
model::Selection selectionInBase(model::Selection selection, const PendingEdits &edits);

// Other people's carets and selections, in positions of the visible document (UTF-16 units). They are said in
// positions of the server's document at some revision and moved from there by every change; somebody's own
// change puts his caret behind what it inserted, whatever was committed first (SEMANTICS 6).
// A value without a clock: times are ms of any monotonic clock and come as arguments. What is older than the
// last word of a member, or than the changes remembered, is dropped; hostile positions are clamped.
class PresenceMap
{
public:
    struct Carets
    {
        qint64 member = 0;
        std::vector<model::Selection> ranges;
        friend bool operator==(const Carets &, const Carets &) = default;
    };

    explicit PresenceMap(Revision at = {}) : m_revision(at) { }

    // A member said where he is. Without ranges he has no caret. Said at a revision that has not come in yet,
    // it is shown when that has.
    void said(const protocol::PresenceEntry &entry, const PendingEdits &edits, qint64 nowMs);
    // A change was committed as `revision`, or several as one (then `by` is 0, as for my own); `shown` is what
    // it did to the visible document, `edits` is behind it.
    void committed(Revision revision, qint64 by, const model::Delta &change, const model::Delta &shown,
                   const PendingEdits &edits);
    // I changed the visible document: an edit, undo, redo, or a change that was refused and removed.
    void edited(const model::Delta &shown, const model::Document &visible);
    void left(qint64 member) { m_members.erase(member); }
    // Forgets who has not been heard for 30 s; whether there was one.
    bool expire(qint64 nowMs);
    // Starts anew, as after joining again.
    void restart(Revision at);

    // By member; only those who have a caret.
    std::vector<Carets> carets() const;

private:
    struct Member
    {
        protocol::PresenceEntry said;
        std::vector<model::Selection> ranges;
        qint64 heardAtMs = 0;
        bool waits = false; // said at a revision that has not come in yet
    };
    struct Past
    {
        Revision before;
        qint64 by = 0;
        model::Delta change;
    };

    void place(Member &member, const PendingEdits &edits);

    std::map<qint64, Member> m_members;
    std::deque<Past> m_past;
    Revision m_revision;
};

} // namespace syngraph::session
