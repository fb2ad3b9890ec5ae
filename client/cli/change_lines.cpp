// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/change_lines.h"

#include "cli/json.h"
#include "cli/output.h"

namespace syngraph::cli {
namespace {

QString nameOf(protocol::ChangeKind kind)
{
    switch (kind) {
    case protocol::ChangeKind::Undo: return QStringLiteral("undo");
    case protocol::ChangeKind::Redo: return QStringLiteral("redo");
    default: return QStringLiteral("edit");
    }
}

} // namespace

Result<void> ChangeLines::printUpTo(Revision revision)
{
    while (m_printed < revision) {
        const auto reply = m_client.ask(protocol::ReadHistory{0, m_printed, revision});
        if (!reply)
            return reply.error();
        const auto *history = std::get_if<protocol::History>(&reply->message);
        if (!history || history->changes.empty())
            return ErrorCode::Malformed;
        QByteArray out;
        for (const protocol::HistoryChange &change : history->changes) {
            out += JsonLine()
                       .add("revision", change.revision.value)
                       .add("author", change.author)
                       .add("time", change.time)
                       .add("kind", nameOf(change.kind))
                       .add("client", change.client)
                       .add("sequence", change.sequence.value)
                       .add("delta", change.delta.delta)
                       .finish();
            out += '\n';
        }
        m_printed = history->changes.back().revision;
        if (auto done = writeOut(out); !done)
            return done;
    }
    return {};
}

} // namespace syngraph::cli
