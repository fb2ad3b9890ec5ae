// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/pending_edits.h"

#include <QByteArray>

#include <variant>

// What a Session writes down so that nothing a person typed is lost with the process: its inputs, in order. Played
// again from the last Base they give the same Session (see Session::restore), because a Session is deterministic.
namespace syngraph::session {

// The server's document as this client has it; what came before is no longer needed.
struct BaseRecord
{
    Epoch epoch;
    Revision revision;
    quint64 chain = protocol::kChainStart;
    QByteArray content; // canonical Delta JSON
    friend bool operator==(const BaseRecord &, const BaseRecord &) = default;
};

// How to resume; replaces the one before.
struct AttachedRecord
{
    ClientId client;
    ResumeToken token;
    Sequence lastSequence; // last number used up
    Epoch epoch;
    friend bool operator==(const AttachedRecord &, const AttachedRecord &) = default;
};

// A change of the visible document by this person.
struct EditRecord
{
    enum class How : quint8 { NewGroup, SameGroup, Undo, Redo, Apart };
    How how = How::NewGroup;
    model::Delta change; // for Undo and Redo: what they did; empty = nothing
    friend bool operator==(const EditRecord &, const EditRecord &) = default;
};

// What is pending after a BaseRecord, where the journal was cut short.
struct PendingRecord
{
    PendingState state;
    friend bool operator==(const PendingRecord &, const PendingRecord &) = default;
};

// The oldest unsent change went into flight under this number, or (`again`) was sent again after a catch-up.
struct SentRecord
{
    Sequence sequence;
    bool again = false;
    friend bool operator==(const SentRecord &, const SentRecord &) = default;
};

// A committed change arrived; `own`: it is the one in flight.
struct ReceivedRecord
{
    Revision revision; // after it
    bool own = false;
    model::Delta change;
    quint64 chain = 0; // after it
    friend bool operator==(const ReceivedRecord &, const ReceivedRecord &) = default;
};

// The change in flight was refused.
struct RefusedRecord
{
    friend bool operator==(const RefusedRecord &, const RefusedRecord &) = default;
};

using JournalRecord = std::variant<BaseRecord, AttachedRecord, PendingRecord, EditRecord, SentRecord,
                                   ReceivedRecord, RefusedRecord>;

} // namespace syngraph::session
