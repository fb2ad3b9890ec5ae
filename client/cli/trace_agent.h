// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/code_points.h"
#include "cli/target.h"
#include "cli/trace.h"
#include "client_net/session_driver.h"

#include <deque>

namespace syngraph::cli {

// How far each agent's changes have come, as far as it concerns the others: of each agent, how many of its
// transactions the document holds after its 0th, 1st, 2nd … commit.
struct Trunk
{
    std::vector<std::vector<int>> holds;
    QHash<qint64, int> agentOfMember;
};

// One person of a trace with a client of their own. What the server says is held back, commit by commit, so that
// each transaction is made on exactly what its author had seen; what is theirs is typed in steps that end where
// somebody else saw them.
class TraceAgent : public QObject
{
    Q_OBJECT

public:
    TraceAgent(const Target &target, DocumentId document, const Trace &trace, int agent, Trunk &trunk);

    void start() { m_driver.start(); }
    bool isLive() const { return std::holds_alternative<session::Live>(m_driver.session().link()); }
    const session::Session &session() const { return m_driver.session(); }
    // From now on what comes is held back.
    void hold();
    // Makes up to `most` transactions and takes in what it may; whether anything happened.
    bool move(int most);
    bool hasMadeAll() const { return m_made == m_own.size(); }
    // Everything is made, acknowledged and taken in up to `revision`.
    bool isFinished(Revision revision) const;
    qint64 commitsArrived() const { return m_taken + qint64(m_heldCommits); }
    const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    // Something arrived or failed: move() may get further.
    void stirred();

private:
    void arrive(const protocol::ServerMessage &message, const QByteArray &payload);
    bool mayTake(const protocol::Committed &commit) const;
    bool takeWhatMay();
    bool mayMake() const;
    void make();
    void noteSent();
    void noteDropped();
    int seenOf(int agent) const;
    const Trace::Transaction &next() const { return m_trace.transactions[m_own[m_made]]; }

    const Trace &m_trace;
    const int m_agent;
    Trunk &m_trunk;
    client_net::SessionDriver m_driver;
    CodePoints m_codePoints;
    std::vector<std::size_t> m_own; // indices of its transactions
    std::size_t m_made = 0;
    std::deque<protocol::ServerMessage> m_held;
    int m_heldCommits = 0;
    qint64 m_taken = 0;
    std::vector<int> m_commitsSeen; // of each agent
    std::deque<int> m_unsent;       // steps not yet in flight: transactions made when each ended
    bool m_holding = false;
    std::optional<Error> m_failure;
};

} // namespace syngraph::cli
