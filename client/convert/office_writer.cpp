// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/office_writer.h"

#include "model/json_reader.h"

namespace syngraph::convert {
namespace {

bool isPageBreak(const Span &span)
{
    return !span.embed.isNull() && span.embed.type() == "pagebreak";
}

bool isRule(const Span &span)
{
    return !span.embed.isNull() && span.embed.type() == "rule";
}

Line emptyLine()
{
    Line line;
    line.block = "p";
    return line;
}

} // namespace

std::vector<OfficeLine> officeLinesOf(const model::Document &document)
{
    std::vector<OfficeLine> lines;
    bool breaks = false;
    const auto add = [&](Line line, bool isRuled) {
        lines.push_back({std::move(line), std::exchange(breaks, false), isRuled});
    };
    for (const Line &line : linesOf(document)) {
        Line part = line;
        part.spans.clear();
        part.end = {};
        bool endsInObject = false;
        for (const Span &span : line.spans) {
            endsInObject = isPageBreak(span) || isRule(span);
            if (!endsInObject) {
                part.spans.push_back(span);
                continue;
            }
            if (!part.isEmpty() || (isPageBreak(span) && breaks)) {
                add(part, false);
                part.spans.clear();
                part.start = 0;
            }
            if (isRule(span))
                add({}, true);
            breaks = breaks || isPageBreak(span);
        }
        part.end = line.end;
        if (!part.isEmpty() || !endsInObject)
            add(std::move(part), false);
    }
    if (breaks)
        add(emptyLine(), false);
    return lines;
}

bool isOfficeItem(const Line &line)
{
    return line.block == "bullet" || line.block == "ordered" || line.block == "check" || line.block == "checked";
}

std::optional<OfficePicture> pictureOf(const model::Embed &embed, const PictureFiles &pictures)
{
    if (embed.isNull() || embed.type() != "image")
        return std::nullopt;
    const auto members = model::attributesFromObject(embed.value()).value_or(model::Attributes());
    const Picture *picture = pictures.find(valueOf(members, "id").toLatin1());
    if (!picture)
        return std::nullopt;
    const auto pixels = [&](QByteArrayView key) {
        const model::Value *value = members.find(key);
        return value ? int(value->toInteger().value_or(0)) : 0;
    };
    return OfficePicture{picture, shownSize(*picture, {pixels("w"), pixels("h")}), valueOf(members, "alt")};
}

QString altOf(const model::Embed &embed)
{
    if (embed.type() != "image")
        return {};
    const auto members = model::attributesFromObject(embed.value()).value_or(model::Attributes());
    return valueOf(members, "alt");
}

QString valueOf(const model::Attributes &attributes, QByteArrayView key)
{
    const model::Value *value = attributes.find(key);
    return value ? value->toString() : QString();
}

QString lengthOf(const model::Attributes &attributes, QByteArrayView key, QLatin1StringView unit)
{
    const model::Value *value = attributes.find(key);
    return value ? QString::fromLatin1(value->json()) + unit : QString();
}

} // namespace syngraph::convert
