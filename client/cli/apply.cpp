// SPDX-License-Identifier: GPL-3.0-or-later
// `apply`: submits one change exactly as given, on a revision of the caller's choice.
#include "cli/formats.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/server_client.h"

namespace syngraph::cli {
namespace {

struct Committed
{
    Revision revision;
    model::Delta delta;
};

// Joins; returns what the answer says.
Result<protocol::Joined> join(ServerClient &client, DocumentId document, Revision &head)
{
    client.send(protocol::Join{document});
    std::optional<protocol::Joined> joined;
    while (true) {
        const auto message = client.next();
        if (!message)
            return message.error();
        if (const auto *failed = std::get_if<protocol::Failed>(&*message))
            return Error{failed->code, failed->text};
        if (const auto *answer = std::get_if<protocol::Joined>(&*message))
            joined = *answer;
        if (const auto *snapshot = std::get_if<protocol::Snapshot>(&*message); snapshot && joined) {
            head = snapshot->revision;
            return *joined;
        }
    }
}

Result<Committed> submit(ServerClient &client, const protocol::Submit &change, qint64 member)
{
    client.send(change);
    while (true) {
        const auto message = client.next();
        if (!message)
            return message.error();
        if (const auto *refused = std::get_if<protocol::Refused>(&*message))
            return Error{refused->code, refused->text};
        const auto *batch = std::get_if<protocol::Committed>(&*message);
        if (!batch)
            continue;
        for (qsizetype i = 0; i < batch->changes.size(); ++i) {
            if (batch->changes[i].by == member)
                return Committed{{batch->revision.value + i}, batch->changes[i].delta.delta};
        }
    }
}

Result<void> apply(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"apply URL/DOC DELTA.json [--base N]", 2, {"base"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto base = numberOption(*arguments, "base", 0, protocol::kSafeInteger, -1);
    if (!base)
        return base.error();
    const auto bytes = convert::readBytes(arguments->positional[1], model::kMaxChangeBytes);
    if (!bytes)
        return bytes.error();
    const auto delta = model::parseDelta(bytes->trimmed());
    if (!delta)
        return delta.error();
    ServerClient client;
    if (auto opened = client.open(*target); !opened)
        return opened;
    const auto document = client.findDocument(target->address.document);
    if (!document)
        return document.error();
    Revision head;
    const auto joined = join(client, *document, head);
    if (!joined)
        return joined.error();
    if (joined->readOnly)
        return *joined->readOnly;
    const protocol::Submit change{joined->sequence.next(), *base < 0 ? head : Revision{*base},
                                  protocol::ChangeKind::Edit, protocol::WireDelta(*delta)};
    const auto committed = submit(client, change, joined->member);
    if (!committed)
        return committed.error();
    return writeLine(JsonLine()
                         .add("revision", committed->revision.value)
                         .add("committed", committed->delta)
                         .add("hash", QString::fromLatin1(model::hashToHex(model::computeHash(committed->delta))))
                         .finish());
}

} // namespace

int runApply(const QStringList &arguments)
{
    return finish(apply(arguments));
}

} // namespace syngraph::cli
