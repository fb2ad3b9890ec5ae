// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/messages.h"
#include "session/journal_record.h"

#include <QVarLengthArray>

#include <optional>
#include <variant>
#include <vector>

namespace syngraph::session {

using Millis = qint64;

// What is to happen to the document that the person sees.
struct ApplyChange
{
    model::Delta change;
};
// The visible document is another one now: take it from Session::edits().visible().
struct ReplaceDocument
{
};
using VisibleEffect = std::variant<ApplyChange, ReplaceDocument>;

// Something a person should hear of; nothing they wrote disappears without one.
struct Notice
{
    enum class Kind {
        Refused,  // a change was not accepted; `content` is what the person had written
        Merged,   // the server's document was another one than known; `content` is how it looked here before
        Diverged, // this copy differed from the server's and was repaired; `content` as it was
    };
    Kind kind = Kind::Refused;
    Error reason;
    model::Delta content;
};

// To be executed in this order: journal (written before anything is sent), visible, send, notices.
struct SessionEffects
{
    // what a keystroke brings needs no heap memory
    QVarLengthArray<JournalRecord, 2> journal;
    QVarLengthArray<VisibleEffect, 1> visible;
    QVarLengthArray<protocol::ClientMessage, 1> send;
    std::vector<Notice> notices;
    // Have what the journal says on the disk, then call Session::isOnDisk with this.
    std::optional<qint64> toDisk;
    bool reconnect = false; // give up this connection and make another one
    bool changed = false;   // state, people, role or title: look again
    bool outrun = false;    // a decision of one's own did nothing, as others had decided before

    void append(SessionEffects &&other);
};

} // namespace syngraph::session
