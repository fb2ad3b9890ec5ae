// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/compose_all.h"
#include "protocol/change_record.h"
#include "protocol/messages.h"
#include "room/composed_pieces.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace syngraph::room {

// Revisions with from < revision <= to.
struct LogRange
{
    Revision from;
    Revision to;
};

// What somebody who comes back has missed.
struct Missed
{
    LogRange range;
    // Of the log at its beginning, to be compared; nothing: that is done.
    std::optional<quint64> chain;
    ClientId client;
    Sequence inFlight;
    // The change in flight is among the first, up to here; the range's beginning: it was not committed.
    Revision committedBy;
};

// Makes the answer to a resume by the grouping rule: the changes up to and including the one in flight one by one, what
// comes behind them as one. Pure, and told the log in portions, so that what takes long can be done anywhere.
class MissedChanges
{
public:
    MissedChanges(const Missed &missed, std::shared_ptr<ComposedPieces> pieces);

    // Takes what was wanted, or at least its beginning; at first nothing. Says what is wanted then; nothing: it is done.
    // EpochChanged, SequenceReused: there is no answer from this log.
    Result<std::optional<LogRange>> add(const std::vector<protocol::ChangeRecord> &changes);
    // But for the hashes at its end.
    protocol::CatchUp take() { return std::move(m_answer); }

private:
    Result<void> takeNext(const protocol::ChangeRecord &change);
    Result<void> takeSearched(const protocol::ChangeRecord &change);
    Result<void> takeComposed(const protocol::ChangeRecord &change);
    void takePieces();
    void endRow();
    LogRange wanted();

    Missed m_missed;
    std::shared_ptr<ComposedPieces> m_pieces;
    Revision m_at; // taken up to here
    Revision m_rowStart;
    model::ComposeAll m_row; // behind m_rowStart
    model::ComposeAll m_all; // up to it
    protocol::CatchUp m_answer;
    bool m_isAsking = false;
};

// All of it at once.
using ReadLog = std::function<Result<std::vector<protocol::ChangeRecord>>(LogRange)>;
Result<protocol::CatchUp> catchUpOn(const Missed &missed, std::shared_ptr<ComposedPieces> pieces, const ReadLog &read);

} // namespace syngraph::room
