// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/markdown_reader.h"

#include "convert/content_builder.h"
#include "convert/encoding.h"
#include "convert/html_reader.h"

#include <md4c.h>

#include <QHash>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

constexpr qsizetype kMaxMarkdownBytes = qsizetype(256) << 20;

QString fromAttribute(const MD_ATTRIBUTE &attribute)
{
    QString out;
    for (int i = 0; attribute.substr_offsets && attribute.substr_offsets[i] < attribute.size; ++i) {
        const auto start = attribute.substr_offsets[i];
        const auto size = attribute.substr_offsets[i + 1] - start;
        const QString part = QString::fromUtf8(attribute.text + start, qsizetype(size));
        out += attribute.substr_types[i] == MD_TEXT_ENTITY ? readEntity(part) : part;
    }
    return out;
}

// Pictures that a text names, where it is said where they may be.
struct FoundPictures
{
    Pictures *pictures;
    QString folder; // empty: there is none

    // Null where it is not to be had.
    Picture take(const QString &address) const
    {
        if (!pictures)
            return {};
        Picture picture = pictureInAddress(address);
        if (picture.id.isEmpty() && !folder.isEmpty())
            picture = pictureBeside(folder, address);
        if (!picture.id.isEmpty())
            pictures->emplace(picture.id, picture);
        return picture;
    }
};

// Takes what the parser finds; it begins and ends blocks in proper nesting, and spans nearly always.
class Reader
{
public:
    Reader(ContentBuilder &out, const FoundPictures &found) : m_out(out), m_found(found) { }

    bool isFull() const { return m_out.isFull(); }
    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const QString &text);

private:
    struct List
    {
        QByteArray kind;
        int number = 0;          // of the item
        bool isFirst = true;     // the item is
        bool isItemOpen = false; // the item has had no paragraph yet
        QByteArray item;
    };

    const Attributes &inlines() const { return m_spans.back(); }
    void push(const QByteArray &key, const Value &value) { m_spans.push_back(withAllowed(inlines(), key, value)); }
    void endLine();
    void codeText(const QString &text);
    void inlineHtml(const QString &tag);
    void imageText(MD_TEXTTYPE type, const QString &text);
    void closeImage();

    // Images stand in each other at most in what they are said to show.
    struct Image
    {
        QString address;
        QString alt;
        int depth = 0; // of images in each other; 0: there is none
    };

    ContentBuilder &m_out;
    const FoundPictures &m_found;
    Image m_image;
    // Formats of the spans around the text; the first are those of the block.
    std::vector<Attributes> m_spans{Attributes()};
    std::vector<List> m_lists;
    QByteArray m_heading;
    QString m_html;
    int m_quotes = 0;
    int m_cells = 0;
    bool m_isCode = false;
    bool m_isHtml = false;
};

void Reader::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    // the text of a tight item ends where a block within it begins
    const bool isCell = type == MD_BLOCK_TD || type == MD_BLOCK_TH;
    const bool isList = type == MD_BLOCK_UL || type == MD_BLOCK_OL;
    const bool isItemEmpty = isList && !m_lists.empty() && m_lists.back().isItemOpen;
    if ((!m_out.isLineEmpty() && !isCell) || isItemEmpty)
        endLine();
    m_spans.assign(1, type == MD_BLOCK_TH ? Attributes{{"bold", Value::boolean(true)}} : Attributes());
    switch (type) {
    case MD_BLOCK_QUOTE: ++m_quotes; break;
    case MD_BLOCK_UL: m_lists.push_back({"bullet", 0, true, false, {}}); break;
    case MD_BLOCK_OL: {
        const auto start = static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start;
        m_lists.push_back({"ordered", int(std::clamp(start, 1U, 1'000'000'000U)), true, false, {}});
        break;
    }
    case MD_BLOCK_LI: {
        const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
        List &list = m_lists.back();
        if (!list.item.isEmpty()) {
            ++list.number;
            list.isFirst = false;
        }
        list.isItemOpen = true;
        list.item = list.kind;
        if (item->is_task)
            list.item = item->task_mark == ' ' ? "check" : "checked";
        break;
    }
    case MD_BLOCK_HR:
        m_out.object("rule");
        m_out.endLine();
        break;
    case MD_BLOCK_H:
        m_heading = "h" + QByteArray::number(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE: m_isCode = true; break;
    case MD_BLOCK_TR: m_cells = 0; break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        if (m_cells++ > 0)
            m_out.text(u"\t");
        break;
    case MD_BLOCK_HTML: m_isHtml = true; break;
    default: break;
    }
}

void Reader::leaveBlock(MD_BLOCKTYPE type)
{
    if (m_image.depth > 0)
        closeImage();
    m_spans.assign(1, Attributes());
    switch (type) {
    case MD_BLOCK_P:
    case MD_BLOCK_TR: endLine(); break;
    case MD_BLOCK_H:
        endLine();
        m_heading.clear();
        break;
    case MD_BLOCK_CODE:
        if (!m_out.isLineEmpty())
            endLine();
        m_isCode = false;
        break;
    case MD_BLOCK_HTML:
        // unreadable HTML is left out, the text around it stays
        m_isHtml = false;
        static_cast<void>(readHtmlInto(m_out, std::exchange(m_html, {}), m_found.pictures));
        break;
    case MD_BLOCK_LI:
        if (m_lists.back().isItemOpen || !m_out.isLineEmpty())
            endLine();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: m_lists.pop_back(); break;
    case MD_BLOCK_QUOTE: --m_quotes; break;
    default: break;
    }
}

void Reader::endLine()
{
    const int depth = int(m_lists.size());
    if (!m_heading.isEmpty()) {
        m_out.endLine(paragraphAttributes(m_heading));
    } else if (m_isCode) {
        m_out.endLine(paragraphAttributes("code", depth));
    } else if (depth > 0) {
        const List &list = m_lists.back();
        if (list.isItemOpen)
            m_out.endLine(paragraphAttributes(list.item, depth - 1), {list.number, list.isFirst});
        else
            m_out.endLine(paragraphAttributes("p", depth));
    } else {
        m_out.endLine(m_quotes > 0 ? paragraphAttributes("quote", m_quotes - 1) : Attributes());
    }
    if (depth > 0)
        m_lists.back().isItemOpen = false;
}

void Reader::enterSpan(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM: push("italic", Value::boolean(true)); break;
    case MD_SPAN_STRONG: push("bold", Value::boolean(true)); break;
    case MD_SPAN_DEL: push("strike", Value::boolean(true)); break;
    case MD_SPAN_U: push("underline", Value::boolean(true)); break;
    case MD_SPAN_CODE: push("code", Value::boolean(true)); break;
    case MD_SPAN_A: push("link", linkValue(fromAttribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href))); break;
    case MD_SPAN_IMG:
        m_spans.push_back(inlines());
        if (m_image.depth++ == 0)
            m_image.address = fromAttribute(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        break;
    default: m_spans.push_back(inlines()); break;
    }
}

void Reader::leaveSpan(MD_SPANTYPE type)
{
    // the parser may end spans in each other that it has not begun
    if (m_spans.size() > 1)
        m_spans.pop_back();
    if (type == MD_SPAN_IMG && m_image.depth > 0 && --m_image.depth == 0)
        closeImage();
}

void Reader::closeImage()
{
    const Image image = std::exchange(m_image, {});
    const Picture picture = m_found.take(image.address);
    if (picture.id.isEmpty())
        m_out.text(image.alt, inlines());
    else
        m_out.picture(picture.id, pictureSize(picture.bytes), image.alt, inlines());
}

void Reader::imageText(MD_TEXTTYPE type, const QString &text)
{
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        m_image.alt += u' ';
    else if (type != MD_TEXT_HTML)
        m_image.alt += type == MD_TEXT_ENTITY ? readEntity(text) : text;
}

void Reader::text(MD_TEXTTYPE type, const QString &text)
{
    if (m_isHtml)
        m_html += text;
    else if (m_image.depth > 0)
        imageText(type, text);
    else if (type == MD_TEXT_HTML)
        inlineHtml(text);
    else if (type == MD_TEXT_BR)
        m_out.text(u"\u2028", inlines());
    else if (type == MD_TEXT_SOFTBR)
        m_out.text(u" ", inlines());
    else if (type == MD_TEXT_NULLCHAR)
        m_out.text(u"\ufffd", inlines());
    else if (m_isCode)
        codeText(text);
    else
        m_out.text(type == MD_TEXT_ENTITY ? readEntity(text) : text, inlines());
}

void Reader::codeText(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            endLine();
        m_out.text(lines[i]);
    }
}

// The elements by which this program, and people, say in Markdown what it has no sign for. They change the format of
// the span they stand in.
void Reader::inlineHtml(const QString &tag)
{
    static const QHash<QString, QByteArray> toggles = {
        {QStringLiteral("u"), "underline"}, {QStringLiteral("ins"), "underline"}, {QStringLiteral("b"), "bold"},
        {QStringLiteral("strong"), "bold"}, {QStringLiteral("i"), "italic"},      {QStringLiteral("em"), "italic"},
        {QStringLiteral("s"), "strike"},    {QStringLiteral("del"), "strike"},    {QStringLiteral("code"), "code"},
        {QStringLiteral("sub"), "script"},  {QStringLiteral("sup"), "script"},
    };
    // a tag that goes on in the next line comes in pieces
    if (!tag.startsWith(u'<') || !tag.endsWith(u'>'))
        return;
    QString name = tag.sliced(1).chopped(1).trimmed().toLower();
    const bool isEnd = name.startsWith(u'/');
    if (isEnd)
        name.remove(0, 1);
    if (name == u"br" || name == u"br/" || name == u"br /")
        return m_out.text(u"\u2028", inlines());
    const QByteArray key = toggles.value(name);
    if (key.isEmpty())
        return;
    const Value on = key == "script" ? Value::string(name == u"sub" ? u"sub" : u"super") : Value::boolean(true);
    m_spans.back() = isEnd ? m_spans.back().without(key) : m_spans.back().with(key, on);
}

QString fromBytes(const MD_CHAR *text, MD_SIZE size)
{
    return QString::fromUtf8(text, qsizetype(size));
}

// A non-zero answer ends the parsing.
MD_PARSER parserOf()
{
    MD_PARSER parser{};
    parser.flags = MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_TABLES;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *reader) {
        static_cast<Reader *>(reader)->enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *reader) {
        static_cast<Reader *>(reader)->leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *reader) {
        static_cast<Reader *>(reader)->enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *reader) {
        static_cast<Reader *>(reader)->leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *reader) {
        static_cast<Reader *>(reader)->text(type, fromBytes(text, size));
        return static_cast<Reader *>(reader)->isFull() ? 1 : 0;
    };
    return parser;
}

} // namespace

Result<model::Document> readMarkdown(const QByteArray &bytes, Pictures *pictures, const QString &folder)
{
    const auto text = decodeText(bytes);
    if (!text)
        return text.error();
    const QByteArray utf8 = text->toUtf8();
    if (utf8.size() > kMaxMarkdownBytes)
        return Error{ErrorCode::TooLarge, QStringLiteral("The file is too large; divide it first.")};
    ContentBuilder out;
    const FoundPictures found{pictures, folder};
    Reader reader(out, found);
    const MD_PARSER parser = parserOf();
    const int status = md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &reader);
    if (status != 0 && !out.isFull())
        return Error{ErrorCode::Unsupported, QStringLiteral("The file can't be read as Markdown.")};
    return out.finish();
}

} // namespace syngraph::convert
