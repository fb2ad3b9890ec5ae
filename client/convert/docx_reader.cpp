// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx.h"

#include "convert/docx_footnotes.h"
#include "convert/docx_paragraph.h"
#include "convert/docx_symbols.h"
#include "convert/package.h"
#include "convert/packed_pictures.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

// Content that is gone, that stands a second time for older programs, or that is none.
constexpr std::array<QStringView, 8> kSkipped = {u"w:del",       u"w:moveFrom", u"mc:Fallback", u"w:sectPr",
                                                 u"w:tblPrEx",   u"w:sdtPr",    u"w:pPrChange",
                                                 u"w:rPrChange"};

constexpr double kUnitsPerPixel = 9525; // of the format, at 96 dpi

struct Parts
{
    DocxStyles styles;
    DocxNumbering numbering;
    DocxLinks links;
    DocxFootnotes footnotes{"w:footnote"_x};
    DocxFootnotes endnotes{"w:endnote"_x};
    DocxSections sections;
};

// word/document.xml.
class Reader : public XmlVisitor
{
public:
    Reader(const Parts &parts, PackedPictures &pictures, ContentBuilder &out)
        : m_parts(parts)
        , m_pictures(pictures)
        , m_out(out)
        , m_paragraphs(out)
        , m_count(parts.numbering)
    { }

    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView name) override;
    void text(QStringView text) override;
    bool isDone() const override { return m_out.isFull(); }

private:
    void openContent(QStringView name, const QXmlStreamAttributes &attributes);
    void openField(const QString &kind);
    void begin();
    void write(QStringView text);
    Attributes inlines() const;

    // What a drawing shows.
    struct Drawing
    {
        QSize size;
        QString path;
        QString alt;
    };

    void openDrawing(QStringView name, const QXmlStreamAttributes &attributes);
    void closeDrawing();

    const Parts &m_parts;
    PackedPictures &m_pictures;
    ContentBuilder &m_out;
    OfficeParagraphs m_paragraphs;
    std::vector<DocxParagraph> m_open; // text boxes hold paragraphs within paragraphs
    Drawing m_drawing;
    DocxCount m_count;
    DocxRun m_run;
    QString m_link;
    QString m_field;     // the instruction of the field that is read
    QString m_fieldLink;
    std::size_t m_section = 0;
    int m_skipped = 0;
    bool m_isInRunProperties = false;
    bool m_isText = false;
    bool m_isInstruction = false;
};

void Reader::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (m_skipped > 0 || std::ranges::find(kSkipped, name) != kSkipped.end()) {
        if (m_skipped++ == 0 && name == u"w:sectPr" && !m_open.empty())
            m_open.back().format.breaksAfter = m_parts.sections.beginsPage(++m_section);
        return;
    }
    if (name == u"w:p") {
        m_open.push_back({});
    } else if (name == u"w:tr") {
        m_paragraphs.beginRow();
    } else if (name == u"w:tc") {
        m_paragraphs.beginCell();
    } else if (!m_open.empty() && (m_open.back().isInProperties || name == u"w:pPr")) {
        m_open.back().isInProperties = true;
        m_open.back().read(name, attributes);
    } else if (name == u"w:r") {
        m_run = {};
    } else if (name == u"w:rPr") {
        m_isInRunProperties = true;
    } else if (m_isInRunProperties) {
        m_run.read(name, attributes);
    } else if (!m_open.empty()) {
        openContent(name, attributes);
    }
}

void Reader::begin()
{
    DocxParagraph &paragraph = m_open.back();
    if (std::exchange(paragraph.hasBegun, true))
        return;
    const DocxStyles::Paragraph style = m_parts.styles.paragraph(paragraph.style);
    paragraph.finish();
    OfficeParagraph &format = paragraph.format;
    paragraph.inlines = style.inlines;
    format.isRule = format.isRule || style.isRule;
    const QString list = paragraph.list.isEmpty() ? style.list : paragraph.list;
    const int level = std::clamp(paragraph.level >= 0 ? paragraph.level : style.level, 0, 15);
    if (!style.block.isEmpty()) {
        format.block = style.block;
        format.indent = 0;
    } else if (!list.isEmpty() && list != u"0") {
        format.listDepth = level + 1;
        const OfficeLevel kind = m_parts.numbering.levelOf(list, level);
        format.item = kind.item;
        format.numbering = kind.numbering;
        if (!format.item.isEmpty())
            format.number = m_count.next(list, level);
    }
    m_paragraphs.begin(format);
}

void Reader::openContent(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (name == u"w:t") {
        m_isText = true;
    } else if (name == u"w:tab") {
        write(u"\t");
    } else if (name == u"w:br" || name == u"w:cr") {
        if (attributeOf(attributes, "w:type"_x) != u"page")
            return write(u"\u2028");
        begin();
        m_paragraphs.pageBreak();
    } else if (name == u"w:noBreakHyphen") {
        write(u"\u2011");
    } else if (name == u"w:hyperlink") {
        m_link = m_parts.links.target(attributeOf(attributes, "r:id"_x));
        const QString anchor = attributeOf(attributes, "w:anchor"_x);
        if (m_link.isEmpty() && !anchor.isEmpty())
            m_link = u'#' + anchor;
    } else if (name == u"w:instrText") {
        m_isInstruction = true;
    } else if (name == u"w:fldChar") {
        openField(attributeOf(attributes, "w:fldCharType"_x));
    } else if (name == u"w:footnoteReference" || name == u"w:endnoteReference") {
        const DocxFootnotes &notes = name == u"w:footnoteReference" ? m_parts.footnotes : m_parts.endnotes;
        const QString note = notes.textOf(attributeOf(attributes, "w:id"_x));
        if (!note.isEmpty())
            write(QStringLiteral(" [%1]").arg(note));
    } else if (name == u"w:sym") {
        write(docxSymbol(attributeOf(attributes, "w:font"_x), attributeOf(attributes, "w:char"_x)));
    } else if (name == u"w:drawing") {
        m_drawing = {};
    } else if (name == u"wp:extent" || name == u"wp:docPr" || name == u"a:blip") {
        openDrawing(name, attributes);
    } else if (name == u"v:rect" && attributeOf(attributes, "o:hr"_x) == u"t") {
        m_open.back().format.isRule = true;
    }
}

void Reader::openDrawing(QStringView name, const QXmlStreamAttributes &attributes)
{
    const auto pixels = [&](QLatin1StringView side) {
        return int(std::clamp(attributeOf(attributes, side).toDouble() / kUnitsPerPixel, 0.0, 20'000.0));
    };
    if (name == u"wp:extent")
        m_drawing.size = QSize(pixels("cx"_x), pixels("cy"_x));
    else if (name == u"wp:docPr")
        m_drawing.alt = attributeOf(attributes, "descr"_x);
    else if (m_drawing.path.isEmpty())
        m_drawing.path = m_parts.links.part(attributeOf(attributes, "r:embed"_x));
}

void Reader::closeDrawing()
{
    const Drawing drawing = std::exchange(m_drawing, {});
    const Picture *picture = m_pictures.take(drawing.path);
    if (!picture) {
        write(drawing.alt);
        return;
    }
    begin();
    m_paragraphs.picture(picture->id, drawing.size, drawing.alt, inlines());
}

void Reader::openField(const QString &kind)
{
    if (kind == u"begin") {
        m_field.clear();
    } else if (kind == u"separate") {
        const QString instruction = m_field.trimmed();
        if (instruction.startsWith("HYPERLINK \""_x))
            m_fieldLink = instruction.section(u'"', 1, 1);
    } else {
        m_fieldLink.clear();
    }
}

Attributes Reader::inlines() const
{
    Attributes attributes = m_parts.styles.inlines(m_run.style, m_open.back().inlines);
    attributes = m_run.applied(attributes);
    if (const Value *language = attributes.find("lang"); language && *language == m_parts.styles.language())
        attributes = attributes.without("lang");
    const QString &link = m_link.isEmpty() ? m_fieldLink : m_link;
    return link.isEmpty() ? attributes : withAllowed(attributes, "link", linkValue(link));
}

void Reader::write(QStringView text)
{
    if (text.isEmpty())
        return;
    begin();
    m_paragraphs.text(text, inlines());
}

void Reader::close(QStringView name)
{
    if (m_skipped > 0) {
        --m_skipped;
        return;
    }
    if (name == u"w:p" && !m_open.empty()) {
        begin();
        m_paragraphs.end();
        m_open.pop_back();
    } else if (name == u"w:drawing" && !m_open.empty()) {
        closeDrawing();
    } else if (name == u"w:pPr" && !m_open.empty()) {
        m_open.back().isInProperties = false;
    } else if (name == u"w:tr") {
        m_paragraphs.endRow();
    } else if (name == u"w:rPr") {
        m_isInRunProperties = false;
    } else if (name == u"w:hyperlink") {
        m_link.clear();
    }
    m_isText = false;
    m_isInstruction = false;
}

void Reader::text(QStringView text)
{
    if (m_skipped > 0)
        return;
    if (m_isInstruction)
        m_field += text.first(std::min<qsizetype>(text.size(), 4'096));
    else if (m_isText && !m_open.empty())
        write(text);
}

// A part that a file may lack.
Result<void> readPart(const Package &package, const char *name, XmlVisitor &visitor)
{
    const auto part = package.read(name);
    if (!part)
        return part.error().code == ErrorCode::NotFound ? Result<void>() : part.error();
    return readXml(*part, visitor);
}

} // namespace

Result<model::Document> readDocx(const QByteArray &bytes, Pictures *pictures)
{
    const auto package = Package::open(bytes);
    if (!package)
        return package.error();
    const auto content = package->read("word/document.xml");
    if (!content)
        return content.error();
    Parts parts;
    const std::initializer_list<std::pair<const char *, XmlVisitor *>> optional = {
        {"word/styles.xml", &parts.styles},
        {"word/numbering.xml", &parts.numbering},
        {"word/_rels/document.xml.rels", &parts.links},
        {"word/footnotes.xml", &parts.footnotes},
        {"word/endnotes.xml", &parts.endnotes},
    };
    for (const auto &[name, visitor] : optional) {
        if (auto done = readPart(*package, name, *visitor); !done)
            return done.error();
    }
    if (auto done = readXml(*content, parts.sections); !done)
        return done.error();
    ContentBuilder out;
    PackedPictures packed(*package, pictures);
    Reader reader(parts, packed, out);
    if (auto done = readXml(*content, reader); !done)
        return done.error();
    return out.finish();
}

} // namespace syngraph::convert
