// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/markdown.h"

#include "convert/lines.h"
#include "convert/markdown_inline.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

bool isListItem(const Line &line)
{
    return line.block == "bullet" || line.block == "ordered" || line.block == "check" || line.block == "checked";
}

// Markdown has no empty paragraphs, and no pages.
bool isLeftOut(const Line &line)
{
    const auto isPageBreak = [](const Span &span) { return !span.embed.isNull() && span.embed.type() == "pagebreak"; };
    return line.block != "code" && !isListItem(line) && std::ranges::all_of(line.spans, isPageBreak);
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

// A row of # at the end of a heading would be none of its text.
QString protectEnd(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && text[end - 1] == u'#')
        --end;
    const bool isClosing = end < text.size() && (end == 0 || text[end - 1].isSpace());
    return isClosing ? text.first(end) + u'\\' + text.mid(end) : text;
}

// Where the items of the lists that are open begin and number; one entry for each depth.
class Lists
{
public:
    // What stands before the content of the next line.
    QString prefixOf(const Line &line)
    {
        const auto depth = std::size_t(std::clamp(line.indent, 0, int(m_numbers.size()) - 1));
        const int number = m_track.numberOf(line);
        // it is not written
        if (isLeftOut(line))
            return {};
        if (!isListItem(line)) {
            const bool goesOn = continuesItem(line);
            if (!goesOn)
                m_depth = 0;
            return goesOn ? QString(m_columns[depth - 1], u' ') : QString();
        }
        if (depth >= m_depth)
            std::fill(m_numbers.begin() + std::ptrdiff_t(m_depth), m_numbers.end(), 0);
        // levels without an item of their own
        for (std::size_t i = m_depth; i < depth; ++i)
            m_columns[i] = i > 0 && m_depth > 0 ? m_columns[i - 1] + 2 : 0;
        const int start = depth > 0 ? m_columns[depth - 1] : 0;
        const QString marker = number > 0 ? QString::number(number) + signOf(number, depth) + u' ' : QStringLiteral("- ");
        m_numbers[depth] = number;
        m_columns[depth] = start + int(marker.size());
        m_depth = depth + 1;
        return QString(start, u' ') + marker;
    }
    // Whether a line is a further paragraph of the item above.
    bool continuesItem(const Line &line) const
    {
        return line.block == "p" && line.indent > 0 && std::size_t(line.indent) <= m_depth;
    }

private:
    // Readers count on whatever numbers say: what counts otherwise needs another sign, which makes another list.
    QChar signOf(int number, std::size_t depth)
    {
        if (m_numbers[depth] == 0)
            m_signs[depth] = u'.';
        else if (number != m_numbers[depth] + 1)
            m_signs[depth] = m_signs[depth] == u'.' ? u')' : u'.';
        return m_signs[depth];
    }

    ListTrack m_track;
    std::array<int, 17> m_numbers{}; // of the items above; 0: none is open, or none with a number
    std::array<char16_t, 17> m_signs{};
    std::array<int, 17> m_columns{};
    std::size_t m_depth = 0; // how many lists are open
};

// The lines of a paragraph, each protected; `start` stands before those that follow. At an edge Markdown has no sign
// for a break, nor in a heading, which is one line.
QString brokenLines(const QString &content, const QString &start, bool isHeading)
{
    QStringList parts = content.split(QChar::LineSeparator);
    for (QString &part : parts)
        part = protectStart(part.trimmed());
    QString out = parts.takeFirst();
    bool wasEmpty = out.isEmpty();
    for (const QString &part : parts) {
        const bool isSign = !isHeading && !wasEmpty && !part.isEmpty();
        out += (isSign ? QLatin1StringView("\\\n") + start : QStringLiteral("<br>")) + part;
        wasEmpty = part.isEmpty();
    }
    return out;
}

// `column` is where the content of a list item begins.
QString contentOf(const Line &line, const PictureFiles &pictures, qsizetype column)
{
    const QString content = markdownOf(line, pictures);
    if (line.spans.size() == 1 && !line.spans[0].embed.isNull())
        return content.trimmed();
    const QString quote = line.block == "quote" ? QStringLiteral("> ").repeated(line.indent + 1) : QString();
    const QString safe = brokenLines(content, quote.isEmpty() ? QString(column, u' ') : quote, line.headingLevel() > 0);
    if (line.headingLevel() > 0)
        return QString(line.headingLevel(), u'#') + u' ' + protectEnd(safe);
    if (line.block == "check" || line.block == "checked")
        return (line.block == "check" ? QLatin1StringView("[ ] ") : QLatin1StringView("[x] ")) + safe;
    return quote + safe;
}

// Lines of one block follow each other directly; everything else is parted by an empty line.
bool staysTogether(const Line &before, const Line &line)
{
    // an empty item behind text would underline it as a heading
    if (isListItem(before) && isListItem(line))
        return !line.isEmpty() || (before.isEmpty() && !before.block.startsWith("check"));
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

} // namespace

QByteArray writeMarkdown(const model::Document &document, const PictureFiles &pictures)
{
    const std::vector<Line> lines = linesOf(document);
    const QString fence = fenceFor(lines);
    QString out;
    Lists lists;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line &line = lines[i];
        const bool isCode = line.block == "code";
        const bool continues = i > 0 && staysTogether(lines[i - 1], line);
        const QString prefix = lists.prefixOf(line);
        if (isLeftOut(line))
            continue;
        if (!out.isEmpty() && !continues)
            out += lines[i - 1].block == "quote" && line.block == "quote" ? QLatin1StringView(">\n") : QLatin1StringView("\n");
        if (isCode && !continues)
            out += fence + u'\n';
        out += isCode ? line.text().replace(QChar::LineSeparator, u'\n') : prefix + contentOf(line, pictures, prefix.size());
        out += u'\n';
        if (isCode && (i + 1 == lines.size() || !staysTogether(line, lines[i + 1])))
            out += fence + u'\n';
    }
    return out.toUtf8();
}

} // namespace syngraph::convert
