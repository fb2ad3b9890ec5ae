// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/caret.h"
#include "protocol/messages.h"
#include "session/pending_edits.h"

#include <QHash>

#include <deque>
#include <optional>

namespace syngraph::ui {

// Where other people stand in one open document. Kept in the server's document (base), so that only committed
// changes move it; what is pending here is added when somebody asks. Rules: SEMANTICS 6. Pure.
class CaretsOfOthers
{
public:
    // Tell it every message of the document after the Session has taken it, with the session's state then.
    void received(const protocol::ServerMessage &message, Revision revision, const model::Document &base);
    void clear();

    // Members' selections in the visible document; those without a caret are missing.
    QHash<qint64, model::Selection> computeVisible(const session::PendingEdits &edits) const;

private:
    struct Change
    {
        Revision revision; // after it
        qint64 by = 0;
        model::Delta delta;
    };
    struct Place
    {
        Revision revision; // the person's message spoke of this one
        model::Selection selection;
    };

    void take(const protocol::PresenceEntry &entry, const model::Document &base);
    void committed(const protocol::Committed &message, const model::Document &base);
    std::optional<model::Delta> since(Revision revision) const;

    QHash<qint64, Place> m_places;
    std::vector<protocol::PresenceEntry> m_early; // of revisions that have not arrived
    std::deque<Change> m_recent;
    Revision m_revision;
};

} // namespace syngraph::ui
