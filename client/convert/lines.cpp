// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/lines.h"

#include "model/lines.h"

namespace syngraph::convert {
namespace {

QByteArray textOf(const model::Attributes &attributes, QByteArrayView key)
{
    const model::Value *value = attributes.find(key);
    return value ? value->toString().toUtf8() : QByteArray();
}

std::optional<double> numberOf(const model::Attributes &attributes, QByteArrayView key)
{
    const model::Value *value = attributes.find(key);
    return value ? std::optional(value->json().toDouble()) : std::nullopt;
}

void finishLine(Line &line, const model::Attributes &attributes)
{
    line.block = textOf(attributes, "block");
    if (line.block.isEmpty())
        line.block = "p";
    if (const model::Value *indent = attributes.find("indent"))
        line.indent = int(indent->toInteger().value_or(0));
    line.align = textOf(attributes, "align");
    line.direction = textOf(attributes, "dir");
    line.spacing = numberOf(attributes, "spacing");
    line.before = numberOf(attributes, "before");
    line.after = numberOf(attributes, "after");
    line.start = line.block == "ordered" ? int(numberOf(attributes, "start").value_or(0)) : 0;
}

} // namespace

QString Line::text() const
{
    QString all;
    for (const Span &span : spans) {
        if (span.embed.isNull())
            all += span.text;
    }
    return all;
}

int Line::headingLevel() const
{
    if (block == "title")
        return 1;
    return block.size() == 2 && block[0] == 'h' ? block[1] - '0' : 0;
}

bool ListTrack::countsOn(const QByteArray &kind, int indent)
{
    if (kind.isEmpty()) {
        m_kinds.clear();
        return false;
    }
    const auto depth = std::size_t(indent);
    const bool isOpen = m_kinds.size() > depth && m_kinds[depth] == kind;
    m_kinds.resize(depth + 1);
    m_kinds[depth] = kind;
    return isOpen && kind == "ordered";
}

std::vector<Line> linesOf(const model::Document &document)
{
    std::vector<Line> lines;
    Line line;
    document.visit(0, document.length(), [&](QStringView text, const model::rope::Run &run) {
        if (!run.embed.isNull()) {
            line.spans.push_back({{}, run.attributes, run.embed});
            return;
        }
        model::eachLinePart(text, [&](QStringView part, bool isLineEnd) {
            if (isLineEnd) {
                finishLine(line, run.attributes);
                lines.push_back(std::exchange(line, {}));
            } else if (!line.spans.empty() && line.spans.back().embed.isNull()
                       && line.spans.back().attributes == run.attributes) {
                line.spans.back().text += part;
            } else {
                line.spans.push_back({part.toString(), run.attributes, {}});
            }
        });
    });
    return lines;
}

} // namespace syngraph::convert
