// SPDX-License-Identifier: GPL-3.0-or-later
// A Session from its journal: the same inputs again give the same state.
#include "session/session.h"

#include "base/plant.h"

namespace syngraph::session {

using model::Document;

Result<Session> Session::restore(DocumentId document, std::span<const JournalRecord> records,
                                 const SubmitLimits &limits)
{
    Session session(document, limits);
    for (const JournalRecord &record : records) {
        if (auto done = session.replay(record); !done)
            return done.error();
    }
    if (!session.m_edits)
        return Error{ErrorCode::Damaged, {}};
    return session;
}

Result<void> Session::replay(const JournalRecord &record)
{
    const bool isStart = std::holds_alternative<BaseRecord>(record) || std::holds_alternative<AttachedRecord>(record);
    if (!m_edits && !isStart)
        return ErrorCode::Damaged;
    struct Visitor
    {
        Session &session;
        Result<void> operator()(const BaseRecord &r) const
        {
            session.replayBase(r);
            return {};
        }
        Result<void> operator()(const AttachedRecord &r) const
        {
            session.m_client = r.client;
            session.m_token = r.token;
            session.m_sequence = r.lastSequence;
            session.m_epoch = r.epoch;
            return {};
        }
        Result<void> operator()(const EditRecord &r) const { return session.replayEdit(r); }
        Result<void> operator()(const PendingRecord &r) const { return session.replayPending(r); }
        Result<void> operator()(const StepsRecord &r) const { return session.m_edits->restoreSteps(r.steps); }
        Result<void> operator()(const SentRecord &r) const { return session.replaySent(r); }
        Result<void> operator()(const ReceivedRecord &r) const
        {
            SessionEffects ignored;
            return session.apply(r.change, {r.own, 0}, r.revision, r.chain.value, ignored) ? Result<void>()
                                                                                 : ErrorCode::Damaged;
        }
        Result<void> operator()(const RefusedRecord &) const
        {
            if (!session.m_edits->hasInFlight())
                return ErrorCode::Damaged;
            session.m_edits->refuse();
            return {};
        }
        Result<void> operator()(const TalkRecord &r) const { return session.replayTalk(r); }
        Result<void> operator()(const SaidRecord &r) const { return talk().replay(r); }
        Result<void> operator()(const SayRecord &r) const { return talk().replay(r); }
        Result<void> operator()(const NotSaidRecord &r) const
        {
            talk().replay(r);
            return {};
        }
        TalkFeed &talk() const
        {
            session.followTalk();
            return *session.m_talk;
        }
    };
    return std::visit(Visitor{*this}, record);
}

void Session::replayBase(const BaseRecord &record)
{
    m_epoch = record.epoch;
    m_revision = record.revision;
    m_chain = record.chain.value;
    m_edits.emplace(record.content, m_limits);
}

Result<void> Session::replayEdit(const EditRecord &record)
{
    if (record.how == EditRecord::How::Undo || record.how == EditRecord::How::Redo) {
        // The step may have been forgotten when the journal was cut short; what it did is done all the same.
        PendingEdits trial = *m_edits;
        const auto change = record.how == EditRecord::How::Undo ? trial.undo() : trial.redo();
        if (change.value_or(model::Delta()) == record.change) {
            m_edits = std::move(trial);
            return {};
        }
        return record.change.isEmpty() ? Result<void>()
                                       : m_edits->edit(record.change, PendingEdits::Grouping::New);
    }
    const auto label = StepLabel(record.label.value_or(0));
    if (record.verdict)
        return m_edits->decide(*record.verdict, record.change, label);
    switch (record.how) {
    case EditRecord::How::SameGroup: return m_edits->edit(record.change, PendingEdits::Grouping::Continue, label);
    case EditRecord::How::Apart: return m_edits->edit(record.change, PendingEdits::Grouping::Apart, label);
    default: return m_edits->edit(record.change, PendingEdits::Grouping::New, label);
    }
}

// What was sent is what the journal says. Where steps were forgotten when it was cut short, what is sent from here
// can come out otherwise; then the rest that is pending is what leads from there to what was seen.
Result<void> Session::replaySent(const SentRecord &record)
{
    PendingEdits trial = *m_edits;
    const Outgoing *const sent = record.again && trial.resend() ? trial.inFlight() : trial.send();
    if (sent && *sent == record.sent) {
        m_edits = std::move(trial);
        return {};
    }
    if (m_edits->state().groups.empty() || !m_edits->base().check(record.sent.change))
        return ErrorCode::Damaged;
    const model::Delta rest = changeBetween(record.sent.change, pending(), m_edits->base());
    PendingState state{record.sent, {}, 1};
    state.groups.push_back({record.sent.change, record.sent.kind, false, false, false, record.sent.verdict});
    if (!rest.isEmpty())
        state.groups.push_back({rest, protocol::ChangeKind::Edit, false, false, false, {}});
    return replayPending({std::move(state)});
}

Result<void> Session::replayPending(const PendingRecord &record)
{
    auto edits = PendingEdits::restore(m_edits->base(), record.state, m_limits);
    if (!edits)
        return edits.error();
    m_edits = std::move(*edits);
    return {};
}

std::vector<JournalRecord> Session::compacted() const
{
    std::vector<JournalRecord> records{
        BaseRecord{m_epoch, m_revision, {m_chain}, m_edits->base()}, attachment(),
        PendingRecord{planted(Plant::PendingNotCompacted) ? PendingState() : m_edits->state()},
        StepsRecord{m_edits->computeSteps()}};
    if (m_talk)
        records.push_back(m_talk->record());
    return records;
}

std::vector<JournalRecord> Session::detached() const
{
    std::vector<JournalRecord> records{BaseRecord{m_epoch, m_revision, {m_chain}, m_edits->base()},
                                       AttachedRecord{{}, {}, {}, m_epoch}};
    // what is to be said is the same by its ids, whoever sends it
    if (m_talk)
        records.push_back(m_talk->record());
    return records;
}

} // namespace syngraph::session
