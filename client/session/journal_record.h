// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "protocol/field.h"
#include "protocol/talk.h"
#include "session/pending_edits.h"

#include <tuple>
#include <variant>

// What a Session writes down so that nothing a person typed is lost with the process: its inputs, in order. Played
// again from the last Base they give the same Session (see Session::restore), because a Session is deterministic.
namespace syngraph::session {

// The server's document as this client has it; what came before is no longer needed.
struct BaseRecord
{
    Epoch epoch;
    Revision revision;
    protocol::Hash64 chain{protocol::kChainStart};
    model::Document content; // shared with the session's, so that nothing of a long text is copied to be written down
    friend bool operator==(const BaseRecord &, const BaseRecord &) = default;
    static constexpr const char *kName = "base";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("epoch", &BaseRecord::epoch), field("revision", &BaseRecord::revision),
                          field("chain", &BaseRecord::chain), field("content", &BaseRecord::content)};
    }
};

// How to resume; replaces the one before.
struct AttachedRecord
{
    ClientId client;
    ResumeToken token;
    Sequence lastSequence; // last number used up
    Epoch epoch;
    friend bool operator==(const AttachedRecord &, const AttachedRecord &) = default;
    static constexpr const char *kName = "attached";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("client", &AttachedRecord::client), field("token", &AttachedRecord::token),
                          field("lastSequence", &AttachedRecord::lastSequence),
                          field("epoch", &AttachedRecord::epoch)};
    }
};

// A change of the visible document by this person.
struct EditRecord
{
    enum class How : quint8 { NewGroup, SameGroup, Undo, Redo, Apart };
    How how = How::NewGroup;
    model::Delta change; // for Undo and Redo: what they did; empty = nothing
    std::optional<qint64> label = {}; // StepLabel of a new step; nothing: 0
    std::optional<model::Verdict> verdict = {}; // that a NewGroup carries out
    friend bool operator==(const EditRecord &, const EditRecord &) = default;
    static constexpr const char *kName = "edit";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("how", &EditRecord::how, qint64(How::Apart)),
                          field("change", &EditRecord::change), field("label", &EditRecord::label, kLastLabel),
                          field("verdict", &EditRecord::verdict)};
    }
};

// What is pending after a BaseRecord, where the journal was cut short.
struct PendingRecord
{
    PendingState state;
    friend bool operator==(const PendingRecord &, const PendingRecord &) = default;
    static constexpr const char *kName = "pending";
    static constexpr auto fields()
    {
        return std::tuple{protocol::field("state", &PendingRecord::state)};
    }
};

// The steps of undo and redo after a PendingRecord.
struct StepsRecord
{
    StepsState steps;
    friend bool operator==(const StepsRecord &, const StepsRecord &) = default;
    static constexpr const char *kName = "steps";
    static constexpr auto fields()
    {
        return std::tuple{protocol::field("steps", &StepsRecord::steps)};
    }
};

// This change went into flight under this number, or (`again`) was sent again after a catch-up.
struct SentRecord
{
    Sequence sequence;
    bool again = false;
    Outgoing sent;
    friend bool operator==(const SentRecord &, const SentRecord &) = default;
    static constexpr const char *kName = "sent";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("sequence", &SentRecord::sequence), field("again", &SentRecord::again),
                          field("sent", &SentRecord::sent)};
    }
};

// A committed change arrived; `own`: it is the one in flight.
struct ReceivedRecord
{
    Revision revision; // after it
    bool own = false;
    model::Delta change;
    protocol::Hash64 chain; // after it
    friend bool operator==(const ReceivedRecord &, const ReceivedRecord &) = default;
    static constexpr const char *kName = "received";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("revision", &ReceivedRecord::revision), field("own", &ReceivedRecord::own),
                          field("change", &ReceivedRecord::change), field("chain", &ReceivedRecord::chain)};
    }
};

// The change in flight was refused.
struct RefusedRecord
{
    friend bool operator==(const RefusedRecord &, const RefusedRecord &) = default;
    static constexpr const char *kName = "refused";
    static constexpr auto fields() { return std::tuple{}; }
};

// The talk as far as it is known here, and what is not sent yet; replaces all before.
struct TalkRecord
{
    protocol::PersonId person; // this one, as the server calls them; null: it has not said so yet
    std::vector<protocol::TalkEntry> entries;
    std::vector<protocol::Say> pending;
    friend bool operator==(const TalkRecord &, const TalkRecord &) = default;
    static constexpr const char *kName = "talk";
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("person", &TalkRecord::person), field("entries", &TalkRecord::entries),
                          field("pending", &TalkRecord::pending)};
    }
};

// More of the talk arrived; what of it was pending here is not any more.
struct SaidRecord
{
    std::vector<protocol::TalkEntry> entries;
    friend bool operator==(const SaidRecord &, const SaidRecord &) = default;
    static constexpr const char *kName = "said";
    static constexpr auto fields() { return std::tuple{protocol::field("entries", &SaidRecord::entries)}; }
};

// This person says something.
struct SayRecord
{
    protocol::Say say;
    friend bool operator==(const SayRecord &, const SayRecord &) = default;
    static constexpr const char *kName = "say";
    static constexpr auto fields() { return std::tuple{protocol::field("say", &SayRecord::say)}; }
};

// That was refused.
struct NotSaidRecord
{
    protocol::TalkId id;
    friend bool operator==(const NotSaidRecord &, const NotSaidRecord &) = default;
    static constexpr const char *kName = "notSaid";
    static constexpr auto fields() { return std::tuple{protocol::field("id", &NotSaidRecord::id)}; }
};

using JournalRecord = std::variant<BaseRecord, AttachedRecord, PendingRecord, StepsRecord, EditRecord, SentRecord,
                                   ReceivedRecord, RefusedRecord, TalkRecord, SaidRecord, SayRecord, NotSaidRecord>;

} // namespace syngraph::session
