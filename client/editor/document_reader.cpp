// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/document_reader.h"

#include <QTextDocument>
#include <QTextList>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr char16_t kObject = 0xfffc;
constexpr char16_t kReplacement = 0xfffd;
constexpr qsizetype kMaxCached = 20'000;

bool needsCare(QChar unit)
{
    const char16_t u = unit.unicode();
    return u < 0x20 || (u >= 0xd800 && u < 0xe000) || u >= kObject;
}

// What the schema refuses, as something of the same length that it allows.
QString allowed(QStringView text, char16_t standIn)
{
    QString result = text.toString();
    for (qsizetype i = 0; i < result.size(); ++i) {
        QChar &unit = result[i];
        if (unit.isHighSurrogate() && i + 1 < result.size() && result[i + 1].isLowSurrogate())
            ++i;
        else if (unit.isSurrogate() || unit.isNull())
            unit = kReplacement;
        else if (unit == u'\r' || unit == QChar::ParagraphSeparator)
            unit = u'\n';
        else if (unit == kReplacement && standIn != 0)
            unit = standIn;
    }
    return result;
}

} // namespace

bool DocumentReader::readFragment(const CharEntry &entry, QStringView text, const model::Attributes &paragraph,
                                  Content &out) const
{
    const Run run{text.size(), entry.content.attributes, {}};
    if (!entry.isObject && std::ranges::none_of(text, needsCare)) {
        out.append(text, run);
        return true;
    }
    bool isExact = true;
    const QString units = allowed(text, entry.content.standIn);
    for (qsizetype i = 0; i < units.size(); ++i) {
        const bool isObject = entry.isObject && units[i] == kObject;
        Run one{1, entry.content.attributes, isObject ? entry.content.embed : model::Embed()};
        QChar unit = units[i];
        if (isObject && one.embed.isNull())
            unit = kReplacement;
        else if (unit == u'\n')
            one.attributes = paragraph;
        out.append(QStringView(&unit, 1), one);
        isExact &= unit == text[i] || (entry.content.standIn != 0 && text[i] == kReplacement);
    }
    return isExact;
}

bool DocumentReader::read(const QTextBlock &block, Content &out) const
{
    const BlockEntry paragraph = blockEntry(block);
    bool isExact = paragraph.isRendered;
    const QString text = block.text();
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const CharEntry &entry = charEntry(fragment.charFormatIndex(), fragment.charFormat());
        const qsizetype offset = fragment.position() - block.position();
        isExact &= readFragment(entry, QStringView(text).sliced(offset, fragment.length()), paragraph.attributes,
                                out);
        isExact = isExact && isRendered(fragment.charFormatIndex(), entry.format, paragraph.style);
    }
    out.append(u"\n", Run{1, paragraph.attributes, {}});
    const QChar end = m_document->characterAt(block.position() + block.length() - 1);
    const QTextCharFormat blockChars = block.charFormat();
    const CharEntry &entry = charEntry(block.charFormatIndex(), blockChars);
    return isExact && end == QChar::ParagraphSeparator && entry.content.attributes.isEmpty() && !entry.isObject
        && isRendered(block.charFormatIndex(), blockChars, paragraph.style);
}

Content DocumentReader::readAll() const
{
    Content content;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next())
        read(block, content);
    return content;
}

model::Attributes DocumentReader::readCharAttributes(const QTextCharFormat &format) const
{
    return m_formats->readChar(format, false).attributes;
}

bool DocumentReader::isRendered(int formatIndex, const QTextCharFormat &format, BlockStyle style) const
{
    CharEntry &entry = charEntry(formatIndex, format);
    const auto bit = quint16(1u << unsigned(style));
    if (!(entry.knownStyles & bit)) {
        entry.knownStyles |= bit;
        const CharContent &content = entry.content;
        const QTextCharFormat wanted = content.standIn
            ? m_formats->standInFormat(content.standIn, content.attributes, style)
            : m_formats->charFormat(content.attributes, style, content.embed);
        if (wanted == entry.format)
            entry.renderedStyles |= bit;
    }
    return entry.renderedStyles & bit;
}

void DocumentReader::forget()
{
    m_chars.clear();
    m_blocks.clear();
}

DocumentReader::CharEntry &DocumentReader::charEntry(int formatIndex, const QTextCharFormat &format) const
{
    const auto found = m_chars.find(formatIndex);
    if (found != m_chars.end() && found->format == format)
        return *found;
    if (m_chars.size() > kMaxCached)
        m_chars.clear();
    CharEntry entry;
    entry.format = format;
    entry.isObject = format.objectType() != QTextFormat::NoObject;
    entry.content = m_formats->readChar(format, entry.isObject);
    return *m_chars.insert(formatIndex, entry);
}

const DocumentReader::BlockEntry &DocumentReader::blockEntry(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    const QTextList *list = block.textList();
    // the index of the list's own format changes with QTextList::setFormat, the block's does not
    const std::pair key{block.blockFormatIndex(), list ? list->formatIndex() : -1};
    const auto found = m_blocks.constFind(key);
    if (found != m_blocks.constEnd() && found->format == format)
        return *found;
    if (m_blocks.size() > kMaxCached)
        m_blocks.clear();
    BlockLook look{format, list ? list->format() : QTextListFormat(), list != nullptr};
    look.block.clearProperty(QTextFormat::ObjectIndex);
    BlockEntry entry;
    entry.format = format;
    entry.attributes = m_formats->readBlock(look);
    entry.style = FormatMap::styleOf(entry.attributes);
    const BlockLook wanted = m_formats->blockLook(entry.attributes);
    entry.isRendered = wanted.block == look.block && wanted.isListed == look.isListed
        && (!look.isListed || goesOnIn(look.list, wanted.list));
    return *m_blocks.insert(key, entry);
}

Content contentOf(const model::Document &document, qint64 from, qint64 to)
{
    Content content;
    document.visit(from, to, [&](QStringView text, const Run &run) {
        Run part = run;
        part.length = text.size();
        content.append(text, part);
    });
    return content;
}

model::Delta toDelta(const Content &content)
{
    model::Delta delta;
    qint64 at = 0;
    for (const Run &run : content.runs) {
        if (run.embed.isNull())
            delta.insert(QStringView(content.text).sliced(at, run.length), run.attributes);
        else
            delta.insert(run.embed, run.attributes);
        at += run.length;
    }
    return delta;
}

} // namespace syngraph::editor
