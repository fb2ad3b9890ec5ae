// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trace.h"

#include "cli/formats.h"

#include <simdjson.h>
#include <zlib.h>

namespace syngraph::cli {
namespace {

namespace dom = simdjson::dom;

constexpr qint64 kMaxTraceBytes = qint64(1) << 30;
constexpr int kMaxAgents = 100;

Error broken(const char *what)
{
    return {ErrorCode::Malformed, QStringLiteral("The trace can't be read: %1.").arg(QLatin1StringView(what))};
}

// zlib looks at the first bytes and hands on what is not compressed.
Result<QByteArray> readCompressed(const QString &path)
{
    const gzFile file = gzopen(path.toLocal8Bit().constData(), "rb");
    if (!file)
        return Error{ErrorCode::NotFound, QStringLiteral("The file %1 can't be read.").arg(path)};
    QByteArray bytes;
    QByteArray part(1 << 20, Qt::Uninitialized);
    int got = 0;
    while ((got = gzread(file, part.data(), unsigned(part.size()))) > 0 && bytes.size() <= kMaxTraceBytes)
        bytes.append(part.constData(), got);
    const int closed = gzclose(file);
    if (got < 0 || closed != Z_OK)
        return broken("it is damaged");
    if (bytes.size() > kMaxTraceBytes)
        return Error{ErrorCode::TooLarge, {}};
    return bytes;
}

QString textOf(const dom::element &element)
{
    std::string_view text;
    if (element.get(text))
        return {};
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Result<Trace::Patch> readPatch(const dom::element &element)
{
    dom::array parts;
    if (element.get(parts) || parts.size() != 3)
        return broken("a patch is not [position, removed, inserted]");
    Trace::Patch patch;
    int64_t position = 0;
    int64_t removed = 0;
    if (parts.at(0).get(position) || parts.at(1).get(removed) || !parts.at(2).is_string() || position < 0
        || removed < 0)
        return broken("a patch is not [position, removed, inserted]");
    patch.position = position;
    patch.removed = removed;
    patch.inserted = textOf(parts.at(2).value_unsafe());
    return patch;
}

Result<void> readPatches(const dom::element &transaction, Trace::Transaction &out)
{
    dom::array patches;
    if (transaction["patches"].get(patches))
        return broken("a transaction has no patches");
    for (const dom::element element : patches) {
        auto patch = readPatch(element);
        if (!patch)
            return patch.error();
        out.patches.push_back(std::move(*patch));
    }
    return {};
}

// What the transaction's author had seen: what its parents had seen, and they.
Result<void> readParents(const dom::element &transaction, const Trace &trace, Trace::Transaction &out)
{
    int64_t agent = 0;
    dom::array parents;
    if (transaction["agent"].get(agent) || agent < 0 || agent >= trace.agents || transaction["parents"].get(parents))
        return broken("a transaction has no agent or no parents");
    out.agent = int(agent);
    out.seen.assign(std::size_t(trace.agents), 0);
    for (const dom::element element : parents) {
        int64_t index = 0;
        if (element.get(index) || index < 0 || std::size_t(index) >= trace.transactions.size())
            return broken("a transaction stands before its parents");
        const Trace::Transaction &parent = trace.transactions[std::size_t(index)];
        for (std::size_t a = 0; a < out.seen.size(); ++a)
            out.seen[a] = std::max(out.seen[a], parent.seen[a]);
    }
    return {};
}

Result<void> readTransactions(const dom::array &transactions, bool isConcurrent, Trace &trace)
{
    std::vector<int> made(std::size_t(trace.agents), 0);
    for (const dom::element element : transactions) {
        Trace::Transaction transaction;
        transaction.seen = made;
        if (isConcurrent) {
            if (auto done = readParents(element, trace, transaction); !done)
                return done;
        }
        if (auto done = readPatches(element, transaction); !done)
            return done;
        int &own = made[std::size_t(transaction.agent)];
        // nobody forgets what they wrote themselves
        if (isConcurrent && transaction.seen[std::size_t(transaction.agent)] != own)
            return Error{ErrorCode::Unsupported,
                         QStringLiteral("The trace needs several trunks: a person does not see what they wrote.")};
        transaction.seen[std::size_t(transaction.agent)] = ++own;
        trace.patchCount += qint64(transaction.patches.size());
        trace.transactions.push_back(std::move(transaction));
    }
    return {};
}

void markSeenAsLast(Trace &trace)
{
    std::vector<std::vector<std::size_t>> of(std::size_t(trace.agents));
    for (std::size_t i = 0; i < trace.transactions.size(); ++i)
        of[std::size_t(trace.transactions[i].agent)].push_back(i);
    for (const Trace::Transaction &transaction : trace.transactions) {
        for (std::size_t agent = 0; agent < of.size(); ++agent) {
            const auto count = std::size_t(transaction.seen[agent]);
            if (int(agent) != transaction.agent && count > 0)
                trace.transactions[of[agent][count - 1]].seenAsLast = true;
        }
    }
}

} // namespace

Result<Trace> readTrace(const QString &path)
{
    const auto bytes = readCompressed(path);
    if (!bytes)
        return bytes.error();
    dom::parser parser;
    dom::element root;
    dom::array transactions;
    if (parser.parse(bytes->constData(), std::size_t(bytes->size())).get(root) || root["txns"].get(transactions))
        return broken("it is not JSON with txns");
    Trace trace;
    std::string_view kind;
    const bool isConcurrent = !root["kind"].get(kind) && kind == "concurrent";
    int64_t agents = 1;
    if (isConcurrent && (root["numAgents"].get(agents) || agents < 1 || agents > kMaxAgents))
        return broken("numAgents is not a small number");
    trace.agents = int(agents);
    dom::element content;
    if (!root["startContent"].get(content))
        trace.startContent = textOf(content);
    if (root["endContent"].get(content) || !content.is_string())
        return broken("it has no endContent");
    trace.endContent = textOf(content);
    if (auto done = readTransactions(transactions, isConcurrent, trace); !done)
        return done.error();
    markSeenAsLast(trace);
    return trace;
}

} // namespace syngraph::cli
