// SPDX-License-Identifier: GPL-3.0-or-later
// `words` and `enter`: getting into a document that somebody shares. Who is let in once is known afterwards by the key
// in the identity file.
#include "cli/json.h"
#include "cli/output.h"
#include "cli/server_client.h"

namespace syngraph::cli {
namespace {

// Nothing secret is said to a server whose key nobody has vouched for: both ways are made for that.
Result<Target> strangerTarget(const Arguments &arguments)
{
    if (!arguments.has("identity"))
        return Error{ErrorCode::Usage, QStringLiteral("Name the file of your key with --identity; it is made there.")};
    auto target = targetFrom(arguments, arguments.positional[0], Names::Document);
    if (target)
        target->endpoint.takesAnyKey = target->endpoint.pin.isEmpty() && target->credentials.token.isEmpty();
    return target;
}

// By id, or by a title that the server shows.
Result<DocumentId> sharedDocument(ServerClient &client, const QString &idOrTitle)
{
    if (const auto id = DocumentId::fromHex(idOrTitle.toLatin1()))
        return *id;
    const auto reply = client.ask(protocol::ListShared{});
    if (!reply)
        return reply.error();
    if (const auto *shared = std::get_if<protocol::SharedDocuments>(&reply->message)) {
        for (const protocol::SharedDocument &one : shared->documents) {
            if (one.title == idOrTitle)
                return one.document;
        }
    }
    return Error{ErrorCode::NotFound, QStringLiteral("No document \"%1\" is shared there.").arg(idOrTitle)};
}

// What both sides have to see alike, and the key to expect from now on.
Result<void> sayWords(ServerClient &client)
{
    return writeLine(JsonLine()
                         .add("words", client.entrance().words().join(u' '))
                         .add("fingerprint", QString::fromLatin1(client.fingerprint().toHex()))
                         .finish());
}

Result<void> waitUntilAdmitted(ServerClient &client, const std::function<void()> &ask)
{
    std::optional<Result<void>> outcome;
    QObject::connect(&client.entrance(), &client_net::Entrance::admitted, &client.entrance(),
                     [&] { outcome.emplace(); });
    QObject::connect(&client.entrance(), &client_net::Entrance::refused, &client.entrance(),
                     [&](const Error &reason) { outcome.emplace(reason); });
    ask();
    waitUntil([&] { return outcome || client.lost(); });
    if (!outcome)
        return *client.lost();
    return *outcome ? writeLine(JsonLine().add("admitted", true).finish()) : *outcome;
}

using AtTheDoor = Result<void> (*)(ServerClient &client, const Arguments &arguments, DocumentId document);

Result<void> goIn(const Result<Arguments> &arguments, AtTheDoor go)
{
    if (!arguments)
        return arguments.error();
    const auto target = strangerTarget(*arguments);
    if (!target)
        return target.error();
    ServerClient client;
    if (auto opened = client.open(*target); !opened)
        return opened;
    const auto document = sharedDocument(client, target->address.document);
    return document ? go(client, *arguments, *document) : document.error();
}

Result<void> knock(ServerClient &client, const Arguments &, DocumentId document)
{
    if (auto said = sayWords(client); !said)
        return said;
    return waitUntilAdmitted(client, [&] { client.entrance().knock(document); });
}

Result<void> useCode(ServerClient &client, const Arguments &arguments, DocumentId document)
{
    const auto code = readSecret(arguments.value("code-file"));
    if (!code)
        return code.error();
    return waitUntilAdmitted(client, [&] { client.entrance().useCode(document, *code); });
}

} // namespace

int runWords(const QStringList &words)
{
    return finish(goIn(parseArguments(words, {"words URL/DOC --identity FILE [--name NAME]", 1, {"name"}}), knock));
}

int runEnter(const QStringList &words)
{
    const auto arguments =
        parseArguments(words, {"enter URL/DOC --identity FILE --code-file FILE [--name NAME]", 1, {"name", "code-file"}});
    return finish(goIn(arguments, useCode));
}

} // namespace syngraph::cli
