// SPDX-License-Identifier: GPL-3.0-or-later
// `list`: the documents that one may see, a JSON line each.
#include "cli/json.h"
#include "cli/output.h"
#include "cli/server_client.h"

namespace syngraph::cli {
namespace {

Result<void> list(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"list URL"});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Server);
    if (!target)
        return target.error();
    ServerClient client;
    if (auto opened = client.open(*target); !opened)
        return opened;
    const auto reply = client.ask(protocol::ListDocuments{});
    if (!reply)
        return reply.error();
    const auto *documents = std::get_if<protocol::Documents>(&reply->message);
    if (!documents)
        return ErrorCode::Malformed;
    QByteArray out;
    for (const protocol::DocumentEntry &entry : documents->documents) {
        out += JsonLine()
                   .add("id", entry.document)
                   .add("title", entry.title)
                   .add("created", entry.created)
                   .add("modified", entry.modified)
                   .add("people", entry.people)
                   .finish();
        out += '\n';
    }
    return writeOut(out);
}

} // namespace

int runList(const QStringList &arguments)
{
    return finish(list(arguments));
}

} // namespace syngraph::cli
