// SPDX-License-Identifier: GPL-3.0-or-later
// `cat` and `export`: the content of a document, as it is or as it was at a revision.
#include "cli/document_client.h"
#include "cli/formats.h"
#include "cli/output.h"
#include "convert/text.h"
#include "model/delta_json.h"

namespace syngraph::cli {
namespace {

Result<model::Document> contentAt(DocumentClient &client, Revision revision)
{
    const auto reply = client.ask(protocol::ReadContent{0, revision});
    if (!reply)
        return reply.error();
    const auto content = model::parseDelta(reply->payload);
    return content ? model::Document::fromDelta(*content) : Result<model::Document>(content.error());
}

Result<void> showContent(const QStringList &words)
{
    const auto arguments = parseArguments(
        words, {"cat URL/DOC [--format text|md|html|json] [--revision N]", 1, {"format", "revision"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto format = formatNamed(arguments->has("format") ? arguments->value("format") : QStringLiteral("text"));
    if (!format)
        return format.error();
    const auto revision = numberOption(*arguments, "revision", 0, protocol::kSafeInteger, -1);
    if (!revision)
        return revision.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    const auto document = *revision < 0 ? Result<model::Document>((*client)->visible())
                                        : contentAt(**client, Revision{*revision});
    if (!document)
        return document.error();
    if (*format == convert::Format::Text)
        return writeOut(convert::writeUnits(*document));
    const auto bytes = convert::write(*format, *document, (*client)->session().title());
    return bytes ? writeOut(*bytes) : bytes.error();
}

// What of that which is no text yet, or beside it, goes along.
struct Wishes
{
    bool hasComments = false;
    convert::Suggestions suggestions = convert::Suggestions::Marked;
};

Result<Wishes> wishesOf(const Arguments &arguments, std::optional<convert::Format> format)
{
    Wishes wishes{convert::expectsComments(format)};
    if (arguments.has("comments")) {
        const QString said = arguments.value("comments");
        if (said != u"yes" && said != u"no")
            return Error{ErrorCode::Usage, QStringLiteral("--comments takes yes or no.")};
        if (said == u"yes" && !convert::holdsComments(format))
            return Error{ErrorCode::Usage, QStringLiteral("Files of this kind have no place for comments; .odt, .docx, .pdf and .html have.")};
        wishes.hasComments = said == u"yes";
    }
    if (arguments.has("suggestions")) {
        const auto suggestions = convert::suggestionsNamed(arguments.value("suggestions"));
        if (!suggestions)
            return Error{ErrorCode::Usage, QStringLiteral("--suggestions takes original, accepted or marked.")};
        wishes.suggestions = *suggestions;
    }
    return wishes;
}

Result<void> exportTo(const QStringList &words)
{
    const auto arguments = parseArguments(
        words, {"export URL/DOC OUT [--comments yes|no] [--suggestions original|accepted|marked]", 2, {"comments", "suggestions"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const QString path = arguments->positional[1];
    const auto format = formatOfFile(path);
    if (!format)
        return format.error();
    const auto wishes = wishesOf(*arguments, *format);
    if (!wishes)
        return wishes.error();
    const auto client = wishes->hasComments ? DocumentClient::openWithTalk(*target) : DocumentClient::open(*target);
    if (!client)
        return client.error();
    const session::Session &session = (*client)->session();
    const convert::Threads threads = wishes->hasComments ? convert::threadsOf(session.talk()->shown()) : convert::Threads();
    const model::Document document = convert::withSuggestions((*client)->visible(), wishes->suggestions, *format);
    const auto bytes = write(*format, document, session.title(), threads);
    return bytes ? convert::writeBytes(path, *bytes) : bytes.error();
}

} // namespace

int runCat(const QStringList &arguments)
{
    return finish(showContent(arguments));
}

int runExport(const QStringList &arguments)
{
    return finish(exportTo(arguments));
}

} // namespace syngraph::cli
