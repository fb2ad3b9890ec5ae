// SPDX-License-Identifier: GPL-3.0-or-later
// `replay`: plays an editing trace through real connections, one client per agent, and compares the end.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/trace_agent.h"

#include <QElapsedTimer>

#include <algorithm>

namespace syngraph::cli {
namespace {

using model::Delta;

// Transactions made before sockets are looked at again.
constexpr int kSlice = 64;
// A server that answers nothing for this long is not coming back to us.
constexpr qint64 kPatienceMs = 30'000;

// Everybody in the trace. Moves the agents in turn, and tells when nobody can move although the server has
// answered everything: then their views do not fit into one order.
class Players
{
public:
    Players(const Target &target, DocumentId document, const Trace &trace)
    {
        m_trunk.holds.assign(std::size_t(trace.agents), {0});
        for (int agent = 0; agent < trace.agents; ++agent) {
            m_agents.push_back(std::make_unique<TraceAgent>(target, document, trace, agent, m_trunk));
            QObject::connect(m_agents.back().get(), &TraceAgent::stirred, &m_wake, [this] { m_wake.start(); });
        }
        m_wake.setSingleShot(true);
    }

    Result<void> join()
    {
        for (const auto &agent : m_agents)
            agent->start();
        waitUntil([this] { return failure() || std::ranges::all_of(m_agents, &TraceAgent::isLive, toAgent); });
        for (const auto &agent : m_agents)
            agent->hold();
        m_start = m_agents.front()->session().revision();
        return failure() ? Result<void>(*failure()) : Result<void>();
    }

    Result<void> play()
    {
        qint64 arrived = -1;
        while (!failure() && !isFinished()) {
            bool moved = false;
            for (const auto &agent : m_agents)
                moved = agent->move(kSlice) || moved;
            if (!moved && isStuck())
                return Error{ErrorCode::Unsupported, QStringLiteral("The trace needs several trunks.")};
            if (moved) {
                QCoreApplication::processEvents();
                continue;
            }
            m_wake.stop();
            const bool stirred = waitUntil([this] { return m_wake.isActive() || failure(); }, kPatienceMs);
            if (!stirred && arrived == commitsArrived())
                return ErrorCode::TimedOut;
            arrived = commitsArrived();
        }
        return failure() ? Result<void>(*failure()) : Result<void>();
    }

    bool allShow(const QString &text) const
    {
        return std::ranges::all_of(m_agents, [&](const auto &agent) {
            const model::Document &visible = agent->session().edits().visible();
            return visible.length() == text.size() && visible.text(0, visible.length()) == text;
        });
    }

private:
    static const TraceAgent &toAgent(const std::unique_ptr<TraceAgent> &agent) { return *agent; }
    std::optional<Error> failure() const
    {
        for (const auto &agent : m_agents) {
            if (agent->failure())
                return agent->failure();
        }
        return std::nullopt;
    }
    qint64 commits() const
    {
        qint64 all = 0;
        for (const auto &holds : m_trunk.holds)
            all += qint64(holds.size()) - 1;
        return all;
    }
    qint64 commitsArrived() const
    {
        qint64 all = 0;
        for (const auto &agent : m_agents)
            all += agent->commitsArrived();
        return all;
    }
    bool isStuck() const { return commitsArrived() == commits() * qint64(m_agents.size()) && !isFinished(); }
    bool isFinished() const
    {
        const Revision last{m_start.value + commits()};
        return std::ranges::all_of(m_agents, [&](const auto &agent) { return agent->isFinished(last); });
    }

    Trunk m_trunk;
    std::vector<std::unique_ptr<TraceAgent>> m_agents;
    QTimer m_wake;
    Revision m_start;
};

Result<void> prepare(DocumentClient &client, const Trace &trace)
{
    if (client.visible().length() != 1)
        return Error{ErrorCode::AlreadyExists, QStringLiteral("The document is not empty; give an empty one.")};
    if (trace.startContent.isEmpty())
        return {};
    return client.editAndSettle(Delta().insert(trace.startContent));
}

Result<void> replay(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"replay URL/DOC TRACE.json[.gz]", 2});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto trace = readTrace(arguments->positional[1]);
    if (!trace)
        return trace.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    if (auto prepared = prepare(**client, *trace); !prepared)
        return prepared;
    Players players(*target, (*client)->session().document(), *trace);
    if (auto joined = players.join(); !joined)
        return joined;
    QElapsedTimer clock;
    clock.start();
    if (auto played = players.play(); !played)
        return played;
    const double seconds = double(clock.elapsed()) / 1000;
    const QString expected = trace->endContent + u'\n';
    // read by somebody who took no part
    const auto reader = DocumentClient::open(*target, (*client)->session().document());
    if (!reader)
        return reader.error();
    const model::Document &document = (*reader)->visible();
    const bool ok = players.allShow(expected) && document.text(0, document.length()) == expected;
    auto printed = writeLine(JsonLine()
                                 .add("ok", ok)
                                 .add("edits", trace->patchCount)
                                 .add("seconds", seconds)
                                 .add("clients", trace->agents)
                                 .finish());
    if (!ok)
        return Error{ErrorCode::Diverged, QStringLiteral("The document is not what the trace ends with.")};
    return printed;
}

} // namespace

int runReplay(const QStringList &arguments)
{
    return finish(replay(arguments));
}

} // namespace syngraph::cli
