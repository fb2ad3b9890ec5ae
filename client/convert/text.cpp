// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/text.h"

#include "convert/encoding.h"
#include "model/delta_json.h"
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

} // namespace

QByteArray writeText(const Document &document)
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
