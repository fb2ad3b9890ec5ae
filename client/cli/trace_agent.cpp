// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trace_agent.h"

#include "cli/document_client.h"
#include "model/compose.h"

namespace syngraph::cli {

using client_net::SessionDriver;
using model::Delta;
using session::PendingEdits;

TraceAgent::TraceAgent(const Target &target, DocumentId document, const Trace &trace, int agent, Trunk &trunk)
    : m_trace(trace),
      m_agent(agent),
      m_trunk(trunk),
      m_driver(session::Session(document),
               [&] {
                   SessionDriver::Options options = driverOptions(target);
                   options.gate = [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                       arrive(message, payload);
                   };
                   return options;
               }()),
      m_commitsSeen(std::size_t(trace.agents), 0)
{
    for (std::size_t i = 0; i < trace.transactions.size(); ++i) {
        if (trace.transactions[i].agent == agent)
            m_own.push_back(i);
    }
    connect(&m_driver, &SessionDriver::submitted, this, &TraceAgent::noteSent);
    connect(&m_driver, &SessionDriver::applied, this,
            [this](const Delta &change) { m_codePoints.apply(change); });
    connect(&m_driver, &SessionDriver::replaced, this, [this] {
        m_codePoints = {};
        m_codePoints.apply(session().edits().visible().toDelta());
    });
    connect(&m_driver, &SessionDriver::changed, this, &TraceAgent::stirred);
    connect(&m_driver, &SessionDriver::disconnected, this, [this](const Error &reason) {
        m_failure = reason;
        Q_EMIT stirred();
    });
    connect(&m_driver, &SessionDriver::noticed, this,
            [this](const session::Notice &notice) { m_failure = notice.reason; });
}

void TraceAgent::hold()
{
    m_trunk.agentOfMember.insert(session().member(), m_agent);
    m_holding = true;
}

// A batch of commits is taken apart, because one of them may have to wait.
void TraceAgent::arrive(const protocol::ServerMessage &message, const QByteArray &payload)
{
    if (!m_holding) {
        m_driver.take(message, payload);
        return;
    }
    const auto *batch = std::get_if<protocol::Committed>(&message);
    if (!batch) {
        m_held.push_back(message);
    } else {
        for (qsizetype i = 0; i < batch->changes.size(); ++i)
            m_held.push_back(protocol::Committed{{batch->revision.value + i}, {batch->changes[i]}});
        m_heldCommits += int(batch->changes.size());
    }
    Q_EMIT stirred();
}

// Transactions of the other agent in what it has taken in.
int TraceAgent::seenOf(int agent) const
{
    return m_trunk.holds[std::size_t(agent)][std::size_t(m_commitsSeen[std::size_t(agent)])];
}

bool TraceAgent::mayTake(const protocol::Committed &commit) const
{
    const auto found = m_trunk.agentOfMember.constFind(commit.changes.front().by);
    if (found == m_trunk.agentOfMember.cend() || *found == m_agent || hasMadeAll())
        return true;
    return seenOf(*found) < next().seen[std::size_t(*found)];
}

bool TraceAgent::takeWhatMay()
{
    bool tookAny = false;
    while (!m_held.empty() && !m_failure) {
        if (const auto *commit = std::get_if<protocol::Committed>(&m_held.front())) {
            if (!mayTake(*commit))
                break;
            const auto agent = m_trunk.agentOfMember.constFind(commit->changes.front().by);
            if (agent == m_trunk.agentOfMember.cend()) {
                m_failure = Error{ErrorCode::NotAllowed,
                                  QStringLiteral("Somebody else is writing in the document.")};
                break;
            }
            ++m_commitsSeen[std::size_t(*agent)];
            --m_heldCommits;
            ++m_taken;
        }
        const protocol::ServerMessage message = std::move(m_held.front());
        m_held.pop_front();
        m_driver.take(message, {});
        noteDropped();
        tookAny = true;
    }
    return tookAny;
}

bool TraceAgent::mayMake() const
{
    for (int agent = 0; agent < m_trace.agents; ++agent) {
        if (agent != m_agent && seenOf(agent) < next().seen[std::size_t(agent)])
            return false;
    }
    return true;
}

bool TraceAgent::move(int most)
{
    bool moved = takeWhatMay();
    for (int i = 0; i < most && !hasMadeAll() && !m_failure && mayMake(); ++i) {
        make();
        moved = true;
    }
    return moved;
}

void TraceAgent::make()
{
    const bool beginsStep = m_made == 0 || m_trace.transactions[m_own[m_made - 1]].seenAsLast;
    const Trace::Transaction &transaction = next();
    ++m_made;
    if (beginsStep || m_unsent.empty())
        m_unsent.push_back(int(m_made));
    else
        m_unsent.back() = int(m_made);
    Delta whole;
    for (const Trace::Patch &patch : transaction.patches) {
        const qint64 from = m_codePoints.toUnits(patch.position);
        const qint64 to = m_codePoints.toUnits(patch.position + patch.removed);
        Delta change;
        change.retain(from).insert(patch.inserted).remove(to - from).chop();
        m_codePoints.apply(change);
        whole = whole.isEmpty() ? change : model::compose(whole, change, model::Filter::Classes);
    }
    m_driver.edit(whole, beginsStep ? PendingEdits::Grouping::Apart : PendingEdits::Grouping::Continue);
    noteDropped();
}

// The oldest unsent step went into flight, and with it those before it that had no effect.
void TraceAgent::noteSent()
{
    std::size_t waiting = 0;
    const session::PendingState state = session().edits().state();
    for (std::size_t i = std::size_t(state.groupsInFlight); i < state.groups.size(); ++i)
        waiting += std::size_t(state.groups[i].apart);
    std::vector<int> &holds = m_trunk.holds[std::size_t(m_agent)];
    while (m_unsent.size() > waiting + 1) {
        holds.back() = m_unsent.front();
        m_unsent.pop_front();
    }
    holds.push_back(m_unsent.front());
    m_unsent.pop_front();
    Q_EMIT stirred();
}

// What was typed and deleted again is never sent: it is in the document as soon as what was before it is.
void TraceAgent::noteDropped()
{
    if (m_unsent.empty() || session().edits().hasUnsent())
        return;
    m_trunk.holds[std::size_t(m_agent)].back() = m_unsent.back();
    m_unsent.clear();
    Q_EMIT stirred();
}

bool TraceAgent::isFinished(Revision revision) const
{
    return hasMadeAll() && m_held.empty() && session().edits().pendingCount() == 0 && session().revision() >= revision;
}

} // namespace syngraph::cli
