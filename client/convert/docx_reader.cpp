// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx.h"

#include "convert/docx_styles.h"
#include "convert/lines.h"
#include "convert/package.h"
#include "convert/packed_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

// Content that is gone, that stands a second time for older programs, or that is none.
constexpr std::array<QStringView, 8> kSkipped = {u"w:del",       u"w:moveFrom", u"mc:Fallback", u"w:sectPr",
                                                 u"w:tblPrEx",   u"w:sdtPr",    u"w:pPrChange",
                                                 u"w:rPrChange"};

// word/footnotes.xml: the text of each.
class Footnotes : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override
    {
        if (name == u"w:footnote")
            m_id = attributeOf(attributes, "w:id"_x);
        m_isText = name == u"w:t";
    }
    void close(QStringView) override { m_isText = false; }
    void text(QStringView text) override
    {
        if (m_isText)
            m_texts[m_id] += text;
    }
    QString textOf(const QString &id) const { return m_texts.value(id).trimmed(); }

private:
    QHash<QString, QString> m_texts;
    QString m_id;
    bool m_isText = false;
};

constexpr double kUnitsPerPixel = 9525; // of the format, at 96 dpi
constexpr double kUnitsPerPoint = 20;
constexpr double kUnitsPerLine = 240;

struct Parts
{
    DocxStyles styles;
    DocxNumbering numbering;
    DocxLinks links;
    Footnotes footnotes;
};

// Lines that are as high as their font, times a number; what is exact in points depends on the font.
void readSpacing(OfficeParagraph &format, const QXmlStreamAttributes &attributes)
{
    const auto number = [&](QLatin1StringView name, double units) {
        const QString text = attributeOf(attributes, name);
        return text.isEmpty() ? std::optional<double>() : std::optional(text.toDouble() / units);
    };
    const QString rule = attributeOf(attributes, "w:lineRule"_x);
    if (rule.isEmpty() || rule == u"auto")
        format.spacing = number("w:line"_x, kUnitsPerLine);
    format.before = number("w:before"_x, kUnitsPerPoint);
    format.after = number("w:after"_x, kUnitsPerPoint);
}

// word/document.xml.
class Reader : public XmlVisitor
{
public:
    Reader(const Parts &parts, PackedPictures &pictures, ContentBuilder &out)
        : m_parts(parts)
        , m_pictures(pictures)
        , m_out(out)
        , m_paragraphs(out)
    { }

    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView name) override;
    void text(QStringView text) override;
    bool isDone() const override { return m_out.isFull(); }

private:
    // A paragraph begins when its properties are known: they come first within it.
    struct Paragraph
    {
        OfficeParagraph format;
        QString style;
        QString list;
        int level = -1;
        Attributes inlines;
        bool hasBegun = false;
        bool isInProperties = false;
    };

    void openProperty(QStringView name, const QXmlStreamAttributes &attributes);
    void openContent(QStringView name, const QXmlStreamAttributes &attributes);
    void openField(const QString &kind);
    void begin();
    int startOf(const OfficeParagraph &format, const QString &list, int level);
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
    std::vector<Paragraph> m_open; // text boxes hold paragraphs within paragraphs
    Drawing m_drawing;
    ListTrack m_track;
    std::set<std::pair<QString, int>> m_met; // levels of lists that have had an item
    DocxRun m_run;
    QString m_link;
    QString m_field;     // the instruction of the field that is read
    QString m_fieldLink;
    int m_skipped = 0;
    bool m_isInRunProperties = false;
    bool m_isText = false;
    bool m_isInstruction = false;
};

void Reader::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (m_skipped > 0 || std::ranges::find(kSkipped, name) != kSkipped.end()) {
        ++m_skipped;
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
        openProperty(name, attributes);
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

void Reader::openProperty(QStringView name, const QXmlStreamAttributes &attributes)
{
    Paragraph &paragraph = m_open.back();
    const QString value = attributeOf(attributes, "w:val"_x);
    if (name == u"w:pStyle") {
        paragraph.style = value;
    } else if (name == u"w:numId") {
        paragraph.list = value;
    } else if (name == u"w:ilvl") {
        paragraph.level = value.toInt();
    } else if (name == u"w:jc") {
        if (value == u"center" || value == u"both" || value == u"right" || value == u"end")
            paragraph.format.align = value == u"both" ? QStringLiteral("justify") : value == u"center" ? value : QStringLiteral("right");
    } else if (name == u"w:bidi") {
        paragraph.format.direction = value == u"0" || value == u"false" ? QStringLiteral("ltr") : QStringLiteral("rtl");
    } else if (name == u"w:pageBreakBefore") {
        paragraph.format.breaksBefore = value != u"0" && value != u"false";
    } else if (name == u"w:spacing") {
        readSpacing(paragraph.format, attributes);
    } else if (name == u"w:ind") {
        QString left = attributeOf(attributes, "w:left"_x);
        if (left.isEmpty())
            left = attributeOf(attributes, "w:start"_x);
        const double levels = left.toDouble() / 20 / kIndentPoints;
        paragraph.format.indent = levels > 0 ? int(std::lround(std::min(levels, 16.0))) : 0;
    }
}

void Reader::begin()
{
    Paragraph &paragraph = m_open.back();
    if (std::exchange(paragraph.hasBegun, true))
        return;
    const DocxStyles::Paragraph style = m_parts.styles.paragraph(paragraph.style);
    OfficeParagraph &format = paragraph.format;
    paragraph.inlines = style.inlines;
    format.isRule = format.isRule || style.isRule;
    const QString list = paragraph.list.isEmpty() ? style.list : paragraph.list;
    const int level = paragraph.level >= 0 ? paragraph.level : style.level;
    if (!style.block.isEmpty()) {
        format.block = style.block;
        format.indent = 0;
        m_track.countsOn({}, 0);
    } else if (!list.isEmpty() && list != u"0") {
        format.listDepth = std::clamp(level, 0, 15) + 1;
        const OfficeLevel kind = m_parts.numbering.levelOf(list, level);
        format.item = kind.item;
        format.numbering = kind.numbering;
        format.start = startOf(format, list, level);
    } else {
        m_track.countsOn({}, 0);
    }
    m_paragraphs.begin(format);
}

// Only where the list is met for the first time, and only what would not be so anyway.
int Reader::startOf(const OfficeParagraph &format, const QString &list, int level)
{
    if (format.breaksBefore)
        m_track.countsOn({}, 0);
    const bool countsOn = m_track.countsOn(format.item + format.numbering, format.listDepth - 1);
    if (format.item != "ordered" || !m_met.insert({list, level}).second)
        return 0;
    const int start = m_parts.numbering.startOf(list, level);
    return countsOn || start > 1 ? start : 0;
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
    } else if (name == u"w:footnoteReference") {
        const QString note = m_parts.footnotes.textOf(attributeOf(attributes, "w:id"_x));
        if (!note.isEmpty())
            write(QStringLiteral(" [%1]").arg(note));
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
    };
    for (const auto &[name, visitor] : optional) {
        if (auto done = readPart(*package, name, *visitor); !done)
            return done.error();
    }
    ContentBuilder out;
    PackedPictures packed(*package, pictures);
    Reader reader(parts, packed, out);
    if (auto done = readXml(*content, reader); !done)
        return done.error();
    return out.finish();
}

} // namespace syngraph::convert
