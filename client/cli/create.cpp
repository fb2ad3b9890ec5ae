// SPDX-License-Identifier: GPL-3.0-or-later
// `create`: a new document, with the content of a file if one is named; prints its id.
#include "cli/create.h"

#include "cli/document_client.h"
#include "cli/formats.h"
#include "cli/output.h"

namespace syngraph::cli {

Result<DocumentId> createDocument(const Target &target, const QString &title)
{
    ServerClient client;
    if (auto opened = client.open(target); !opened)
        return opened.error();
    const auto reply = client.ask(protocol::CreateDocument{0, title});
    if (!reply)
        return reply.error();
    const auto *opened = std::get_if<protocol::Opened>(&reply->message);
    return opened ? Result<DocumentId>(opened->document) : ErrorCode::Malformed;
}

namespace {

Result<void> create(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"create URL TITLE [--from FILE]", 2, {"from"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Server);
    if (!target)
        return target.error();
    const QString title = arguments->positional[1];
    if (title.isEmpty() || title.size() > protocol::kMaxTitleUnits)
        return Error{ErrorCode::Usage, QStringLiteral("A title has 1 to %1 characters.").arg(protocol::kMaxTitleUnits)};
    std::optional<convert::Imported> file;
    // read first, so that a file that can't be taken leaves no empty document behind
    if (arguments->has("from")) {
        auto imported = convert::readFile(arguments->value("from"));
        if (!imported)
            return imported.error();
        file = std::move(*imported);
    }
    const auto document = createDocument(*target, title);
    if (!document)
        return document.error();
    if (file) {
        auto client = DocumentClient::open(*target, *document);
        if (!client)
            return client.error();
        if (auto done = (*client)->editAndSettle(changeTo(*file, (*client)->visible())); !done)
            return done;
    }
    return writeLine(document->toHex());
}

} // namespace

int runCreate(const QStringList &arguments)
{
    return finish(create(arguments));
}

} // namespace syngraph::cli
