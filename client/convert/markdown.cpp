// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/markdown.h"

#include "convert/lines.h"
#include "model/json_reader.h"

#include <array>

namespace syngraph::convert {
namespace {

struct Mark
{
    QByteArrayView key;
    QLatin1StringView open;
    QLatin1StringView close;
};

// From the outside to the inside.
constexpr std::array kMarks = {
    Mark{"bold", QLatin1StringView("**"), QLatin1StringView("**")},
    Mark{"italic", QLatin1StringView("*"), QLatin1StringView("*")},
    Mark{"strike", QLatin1StringView("~~"), QLatin1StringView("~~")},
    Mark{"underline", QLatin1StringView("<u>"), QLatin1StringView("</u>")},
};

QString escaped(const QString &text)
{
    QString out;
    for (const QChar unit : text) {
        if (QStringView(u"\\`*_[]<>~&").contains(unit))
            out += u'\\';
        out += unit;
    }
    return out;
}

// A code span is closed by as many backticks as opened it, so it takes one more than it holds.
QString codeSpan(const QString &text)
{
    QString fence(u'`');
    while (text.contains(fence))
        fence += u'`';
    const bool pads = text.startsWith(u'`') || text.endsWith(u'`');
    return pads ? fence + u' ' + text + u' ' + fence : fence + text + fence;
}

QString imageText(const model::Embed &embed)
{
    const auto members = model::attributesFromObject(embed.value()).value_or(model::Attributes());
    const model::Value *alt = members.find("alt");
    const model::Value *id = members.find("id");
    return QStringLiteral("![%1](%2)").arg(alt ? escaped(alt->toString()) : QString(), id ? id->toString() : QString());
}

QString objectText(const model::Embed &embed)
{
    if (embed.type() == "image")
        return imageText(embed);
    return embed.type() == "rule" ? QStringLiteral("***") : QString();
}

// White space at the edges goes outside the marks: "** a**" would not be bold.
QString marked(const Span &span)
{
    const QString trimmed = span.text.trimmed();
    if (trimmed.isEmpty())
        return span.text;
    const qsizetype start = span.text.indexOf(trimmed);
    QString inner = span.attributes.contains("code") ? codeSpan(trimmed) : escaped(trimmed);
    if (const model::Value *script = span.attributes.find("script")) {
        const QString tag = script->toString() == QLatin1StringView("sub") ? QStringLiteral("sub") : QStringLiteral("sup");
        inner = u'<' + tag + u'>' + inner + QLatin1StringView("</") + tag + u'>';
    }
    for (auto mark = kMarks.rbegin(); mark != kMarks.rend(); ++mark) {
        if (span.attributes.contains(mark->key))
            inner = mark->open + inner + mark->close;
    }
    if (const model::Value *link = span.attributes.find("link"))
        inner = u'[' + inner + QLatin1StringView("](<") + link->toString() + QLatin1StringView(">)");
    return span.text.left(start) + inner + span.text.mid(start + trimmed.size());
}

QString contentOf(const Line &line)
{
    QString out;
    for (const Span &span : line.spans)
        out += span.embed.isNull() ? marked(span) : objectText(span.embed);
    return out;
}

bool isListItem(const Line &line)
{
    return line.block == "bullet" || line.block == "ordered" || line.block == "check" || line.block == "checked";
}

// What would make a paragraph a heading, a list, a quotation or a rule, escaped at its first character.
QString protectStart(const QString &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits].isDigit())
        ++digits;
    const bool isNumber = digits > 0 && digits < text.size() && (text[digits] == u'.' || text[digits] == u')');
    if (isNumber)
        return text.left(digits) + u'\\' + text.mid(digits);
    return !text.isEmpty() && QStringView(u"#+-=|").contains(text.front()) ? u'\\' + text : text;
}

QString prefixed(const Line &line, int number)
{
    const QString content = contentOf(line);
    const QString indent(3 * line.indent, u' ');
    if (line.headingLevel() > 0)
        return QString(line.headingLevel(), u'#') + u' ' + content;
    if (line.block == "bullet")
        return indent + QLatin1StringView("- ") + content;
    if (line.block == "ordered")
        return indent + QString::number(number) + QLatin1StringView(". ") + content;
    if (line.block == "check" || line.block == "checked")
        return indent + (line.block == "check" ? QLatin1StringView("- [ ] ") : QLatin1StringView("- [x] ")) + content;
    if (line.block == "quote")
        return QLatin1StringView("> ") + content;
    return protectStart(content);
}

// Lines of one block follow each other directly; everything else is parted by an empty line.
bool staysTogether(const Line &before, const Line &line)
{
    if (isListItem(before) && isListItem(line))
        return true;
    return before.block == line.block && line.block == "code";
}

QString fenceFor(const std::vector<Line> &lines)
{
    QString fence = QStringLiteral("```");
    for (const Line &line : lines) {
        while (line.block == "code" && line.text().contains(fence))
            fence += u'`';
    }
    return fence;
}

// Numbers of an ordered list, one counter for each depth.
class Numbering
{
public:
    int next(const Line &line)
    {
        const auto depth = std::size_t(std::clamp(line.indent, 0, int(m_last.size()) - 1));
        if (!isListItem(line))
            m_last.fill(0);
        std::fill(m_last.begin() + std::ptrdiff_t(depth) + 1, m_last.end(), 0);
        return line.block == "ordered" ? ++m_last[depth] : (m_last[depth] = 0);
    }

private:
    std::array<int, 17> m_last{};
};

} // namespace

QByteArray writeMarkdown(const model::Document &document)
{
    const std::vector<Line> lines = linesOf(document);
    const QString fence = fenceFor(lines);
    QString out;
    Numbering numbering;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line &line = lines[i];
        const int number = numbering.next(line);
        const bool isCode = line.block == "code";
        const bool continues = i > 0 && staysTogether(lines[i - 1], line);
        if (line.isEmpty() && !isCode && !isListItem(line))
            continue;
        if (!out.isEmpty() && !continues)
            out += u'\n';
        if (isCode && !continues)
            out += fence + u'\n';
        out += isCode ? line.text() : prefixed(line, number);
        out += u'\n';
        if (isCode && (i + 1 == lines.size() || !staysTogether(line, lines[i + 1])))
            out += fence + u'\n';
    }
    return out.toUtf8();
}

} // namespace syngraph::convert
