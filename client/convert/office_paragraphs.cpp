// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/office_paragraphs.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

constexpr char16_t kOpenBox = 0x2610;

bool isBox(QChar c)
{
    return c.unicode() >= kOpenBox && c.unicode() <= 0x2612;
}

struct StyleName
{
    QLatin1StringView name;
    QByteArrayView block;
};

// In lower case; those of LibreOffice, of Word and of pandoc.
constexpr std::array kStyleNames = {
    StyleName{QLatin1StringView("title"), "title"},
    StyleName{QLatin1StringView("quotations"), "quote"},
    StyleName{QLatin1StringView("quote"), "quote"},
    StyleName{QLatin1StringView("intense quote"), "quote"},
    StyleName{QLatin1StringView("block text"), "quote"},
    StyleName{QLatin1StringView("block quotation"), "quote"},
    StyleName{QLatin1StringView("preformatted text"), "code"},
    StyleName{QLatin1StringView("html preformatted"), "code"},
    StyleName{QLatin1StringView("source code"), "code"},
    StyleName{QLatin1StringView("plain text"), "code"},
};

} // namespace

int ListCounter::next(int level, int first, int said)
{
    constexpr int kMostNumber = 1'000'000'000;
    m_numbers.resize(std::size_t(level) + 1);
    int &number = m_numbers.back();
    number = std::clamp(said > 0 ? said : number > 0 ? number + 1 : first, 1, kMostNumber);
    return number;
}

void ListCounter::restart(int level)
{
    m_numbers.resize(std::min(m_numbers.size(), std::size_t(level)));
}

void OfficeParagraphs::begin(const OfficeParagraph &paragraph)
{
    if (m_depth++ > 0) {
        if (!m_isAtStart)
            m_out.text(u" ");
        return;
    }
    // one break is enough where the paragraph above asks for it, too
    if (paragraph.breaksBefore && !m_isBehindBreak)
        pageBreak();
    m_isBehindBreak = false;
    m_paragraph = paragraph;
    m_isAtStart = true;
    if (paragraph.isRule)
        m_out.object("rule");
}

void OfficeParagraphs::end()
{
    if (m_depth == 0 || --m_depth > 0)
        return;
    endLine();
    m_isBehindBreak = m_paragraph.breaksAfter;
    if (m_isBehindBreak)
        pageBreak();
    m_paragraph = {};
}

// A box with a blank behind it makes a check item of a list item: so programs write it that know no check lists.
QStringView OfficeParagraphs::withoutBox(QStringView text)
{
    if (!m_isAtStart || m_paragraph.item.isEmpty() || !isBox(text.front()) || (text.size() > 1 && !text[1].isSpace()))
        return text;
    m_paragraph.item = text.front() == kOpenBox ? "check" : "checked";
    text = text.sliced(1);
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
    return text;
}

void OfficeParagraphs::text(QStringView text, const Attributes &attributes)
{
    if (m_depth == 0 || text.isEmpty())
        return;
    text = withoutBox(text);
    if (text.isEmpty())
        return;
    m_isAtStart = false;
    m_out.text(text, attributes);
}

void OfficeParagraphs::picture(const QByteArray &id, const QSize &size, const QString &alt, const Attributes &attributes)
{
    if (m_depth == 0)
        return;
    m_isAtStart = false;
    m_out.picture(id, size, alt, attributes);
}

void OfficeParagraphs::pageBreak()
{
    // one that stands in a paragraph divides it; a break at its start stands before it
    if (m_depth > 1)
        return;
    if (m_depth == 1 && !m_isAtStart)
        endLine();
    m_out.object("pagebreak");
    m_out.endLine();
    m_isAtStart = true;
}

void OfficeParagraphs::endLine()
{
    const OfficeParagraph &paragraph = m_paragraph;
    const bool isItem = !paragraph.item.isEmpty();
    QByteArray block = paragraph.block;
    int indent = paragraph.indent;
    if (block == "p" && paragraph.listDepth > 0) {
        block = isItem ? paragraph.item : QByteArray("p");
        indent = isItem ? paragraph.listDepth - 1 : paragraph.listDepth;
    }
    Attributes attributes = paragraphAttributes(block, indent);
    attributes = withAllowed(attributes, "align", paragraph.align.isEmpty() ? Value() : Value::string(paragraph.align));
    attributes = withAllowed(attributes, "dir", paragraph.direction.isEmpty() ? Value() : Value::string(paragraph.direction));
    const auto take = [&](const char *key, const std::optional<double> &number, int parts) {
        if (number)
            attributes = withAllowed(attributes, key, numberValue(key, *number, parts));
    };
    take("spacing", paragraph.spacing, 100);
    take("before", paragraph.before, 2);
    take("after", paragraph.after, 2);
    m_out.endLine(withNumbering(attributes, paragraph.numbering), paragraph.number);
    m_paragraph.number = {};
    m_paragraph.item.clear();
    m_isAtStart = true;
}

void OfficeParagraphs::beginRow()
{
    begin({});
    if (m_depth == 1)
        m_cells = 0;
}

void OfficeParagraphs::beginCell()
{
    if (m_depth == 1 && m_cells++ > 0)
        m_out.text(u"\t");
    m_isAtStart = true;
}

void OfficeParagraphs::endRow()
{
    end();
}

QByteArray blockOfStyle(const QString &name)
{
    const QString lower = name.toLower();
    const auto found = std::ranges::find(kStyleNames, lower, &StyleName::name);
    if (found != kStyleNames.end())
        return found->block.toByteArray();
    const bool isHeading = lower.size() == 9 && lower.startsWith(QLatin1StringView("heading "));
    const int level = isHeading ? lower.back().digitValue() : 0;
    return level >= 1 ? "h" + QByteArray::number(std::min(level, 6)) : QByteArray();
}

bool isCodeStyle(const QString &name)
{
    const QString lower = name.toLower().replace(u'_', u' ');
    return lower == u"source text" || lower == u"verbatim char" || lower == u"html code" || lower == u"source code"
        || lower == u"teletype" || lower == u"code";
}

QByteArray itemOfBullet(const QString &bullet)
{
    if (bullet == u" ")
        return {};
    if (bullet.size() != 1 || !isBox(bullet.front()))
        return "bullet";
    return bullet.front() == kOpenBox ? "check" : "checked";
}

QString xmlText(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if ((c.unicode() >= 0x20 && c.unicode() < 0xfffe) || c == u'\t')
            out += c;
    }
    return out;
}

} // namespace syngraph::convert
