// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/text.h"

#include "convert/encoding.h"
#include "convert/office_writer.h"
#include "model/delta_json.h"
#include "model/numbering.h"
#include "model/schema.h"

#include <simdjson.h>

namespace syngraph::convert {

using model::Document;

namespace {

Result<Document> validDocument(const model::Delta &content)
{
    if (auto valid = model::checkDocument(content); !valid)
        return valid.error();
    return Document::fromDelta(content);
}

// What stands before the text of a paragraph.
QString signOf(const Line &line, int number)
{
    if (number > 0)
        return model::numberText(number, line.numbering) + QLatin1StringView(". ");
    if (line.block == "check" || line.block == "checked")
        return line.block == "check" ? QStringLiteral("[ ] ") : QStringLiteral("[x] ");
    return line.block == "bullet" ? QStringLiteral("- ") : QString();
}

QString shownText(const Line &line, int number)
{
    constexpr int kColumns = 4; // of a level
    const QString margin(line.indent * kColumns, u' ');
    const QString sign = signOf(line, number);
    QString text;
    for (const Span &span : line.spans)
        text += span.embed.isNull() ? span.text : altOf(span.embed);
    text.replace(QChar::LineSeparator, u'\n' + margin + QString(sign.size(), u' '));
    return text.isEmpty() && sign.isEmpty() ? QString() : margin + sign + text;
}

} // namespace

QByteArray writeText(const Document &document)
{
    QString out;
    ListTrack track;
    for (const OfficeLine &line : officeLinesOf(document)) {
        if (line.breaksBefore) {
            track.numberOf({});
            out += u'\n';
        }
        out += line.isRule ? QStringLiteral("----") : shownText(line.line, track.numberOf(line.line));
        out += u'\n';
    }
    return out.toUtf8();
}

QByteArray writeUnits(const Document &document)
{
    QByteArray out;
    out.reserve(document.length());
    document.visit(0, document.length(), [&](QStringView text, const model::rope::Run &) {
        out += text.toString().replace(QChar::LineSeparator, u'\n').toUtf8();
    });
    return out;
}

Result<Document> readText(const QByteArray &bytes)
{
    auto decoded = decodeText(bytes);
    if (!decoded)
        return decoded.error();
    QString text = std::move(*decoded);
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    for (const char16_t end : {u'\r', u'\x2029'})
        text.replace(QChar(end), QChar(u'\n'));
    if (!text.endsWith(u'\n'))
        text += u'\n';
    return validDocument(model::Delta().insert(text));
}

QByteArray writeJson(const Document &document)
{
    return model::toJson(document.toDelta()) + '\n';
}

Result<Document> readJson(const QByteArray &bytes)
{
    model::JsonReader reader;
    const auto root = reader.read(bytes);
    if (!root)
        return root.error();
    simdjson::dom::element array = **root;
    if (array.is_object() && array["ops"].get(array))
        return Error{ErrorCode::NotADocument, {}};
    const auto content = model::deltaFrom(array);
    return content ? validDocument(*content) : Result<Document>(content.error());
}

} // namespace syngraph::convert
