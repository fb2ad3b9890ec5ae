// SPDX-License-Identifier: GPL-3.0-or-later
// `put` and `append`: changing a document from a script without disturbing the people in it.
#include "cli/document_client.h"
#include "cli/formats.h"
#include "cli/output.h"

namespace syngraph::cli {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;

Result<void> put(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"put URL/DOC FILE", 2});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto file = convert::readFile(arguments->positional[1]);
    if (!file)
        return file.error();
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    return (*client)->editAndSettle(changeTo(*file, (*client)->visible()));
}

// `text` as new plain paragraphs behind the last one; the permanent last paragraph end becomes theirs, and the
// former last paragraph gets one of its own with its formats. In a new document they are the first ones.
Delta appended(QString text, const Document &document)
{
    const qint64 end = document.length() - 1;
    const Attributes last = document.runAt(end).attributes;
    Delta change;
    change.retain(end);
    if (end > 0)
        change.insert(u"\n", last);
    change.insert(text);
    const Attributes toPlain = model::diffAttributes(last, {});
    if (!toPlain.isEmpty())
        change.retain(1, toPlain);
    return change.chop();
}

Result<void> append(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"append URL/DOC TEXT", 2});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    QString text = arguments->positional[1];
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    const auto client = DocumentClient::open(*target);
    if (!client)
        return client.error();
    return (*client)->editAndSettle(appended(std::move(text), (*client)->visible()));
}

} // namespace

int runPut(const QStringList &arguments)
{
    return finish(put(arguments));
}

int runAppend(const QStringList &arguments)
{
    return finish(append(arguments));
}

} // namespace syngraph::cli
