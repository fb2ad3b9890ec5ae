// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx.h"

#include "convert/docx_notes.h"
#include "convert/docx_parts.h"
#include "convert/office_paragraphs.h"
#include "convert/office_writer.h"
#include "model/numbering.h"
#include "model/proposal_mark.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

using model::Attributes;

constexpr int kUnitsPerPixel = 9525; // of the format, at 96 dpi
constexpr int kUnitsPerPoint = 20;
constexpr int kUnitsPerLine = 240;

QString styleOf(const OfficeLine &line)
{
    const QByteArray &block = line.line.block;
    if (line.isRule)
        return QStringLiteral("HorizontalLine");
    if (block == "title")
        return QStringLiteral("Title");
    if (line.line.headingLevel() > 0)
        return QStringLiteral("Heading%1").arg(line.line.headingLevel());
    if (block == "quote")
        return QStringLiteral("Quote");
    return block == "code" ? QStringLiteral("SourceCode") : QString();
}

// "left" is where lines begin there, and "right" where they end, whichever way text runs.
QString alignmentOf(const Line &line)
{
    if (line.align == "justify")
        return QStringLiteral("both");
    const bool isSwapped = line.direction == "rtl" && line.align != "center";
    return isSwapped ? (line.align == "left" ? QStringLiteral("right") : QStringLiteral("left")) : QString::fromLatin1(line.align);
}

// By the first character that says it, or else by the paragraph.
bool isRightToLeft(QStringView text, QByteArrayView paragraph)
{
    for (const QChar c : text) {
        const QChar::Direction direction = c.direction();
        if (direction == QChar::DirL || direction == QChar::DirR || direction == QChar::DirAL)
            return direction != QChar::DirL;
    }
    return paragraph == "rtl";
}

// Writes paragraphs and collects the targets of links and the ordered lists that begin anew.
class Writer
{
public:
    Writer(const PictureFiles &pictures, const ThreadPlaces &places)
        : m_pictures(pictures), m_notes(places), m_xml(&m_body)
    {
    }

    void add(const OfficeLine &line)
    {
        XmlElement paragraph(m_xml, "w:p");
        {
            XmlElement properties(m_xml, "w:pPr");
            addProperties(line);
        }
        if (std::exchange(m_isFirst, false))
            m_notes.pointAtThoseWithoutText(m_xml);
        for (const Span &span : line.line.spans) {
            m_notes.begin(m_xml, span);
            m_isRightToLeft = isRightToLeft(span.text, line.line.direction);
            addSpan(span);
            m_notes.end(m_xml, span);
        }
    }
    std::vector<Part> parts(const QString &title, const Paper &paper) const
    {
        return docxParts(m_body, title, m_links, m_shown, m_orderedLists, m_notes.comments(), paper);
    }

private:
    // The order of the elements is the one that the format asks for.
    void addProperties(const OfficeLine &line)
    {
        element("w:pStyle", styleOf(line));
        if (line.breaksBefore)
            m_xml.writeEmptyElement(QLatin1StringView("w:pageBreakBefore"));
        const bool isItem = !line.isRule && isOfficeItem(line.line);
        // a page break is a paragraph of its own in the document
        if (!isItem || line.breaksBefore)
            m_track.countsOn({}, 0);
        if (isItem) {
            const int level = std::min(line.line.indent, kDocxLevels - 1);
            const int list = listOf(line.line, level);
            XmlElement numbering(m_xml, "w:numPr");
            element("w:ilvl", QString::number(level));
            element("w:numId", QString::number(list));
        }
        if (!line.line.direction.isEmpty())
            element("w:bidi", line.line.direction == "rtl" ? QStringLiteral("1") : QStringLiteral("0"));
        addSpacing(line.line);
        if (line.line.indent > 0 && !isItem)
            XmlElement(m_xml, "w:ind").set("w:left", QString::number(line.line.indent * kIndentPoints * 20));
        if (!line.line.align.isEmpty())
            element("w:jc", alignmentOf(line.line));
        if (line.line.end.kind != EndProposal::Kind::None) {
            XmlElement properties(m_xml, "w:rPr");
            XmlElement end(m_xml, line.line.end.kind == EndProposal::Kind::Inserted ? "w:ins" : "w:del");
            tellChange(line.line.end.author);
        }
    }
    void addSpacing(const Line &line)
    {
        if (!line.spacing && !line.before && !line.after)
            return;
        XmlElement spacing(m_xml, "w:spacing");
        const auto set = [&](const char *name, const std::optional<double> &number, int units) {
            if (number)
                spacing.set(name, QString::number(qRound(*number * units)));
        };
        set("w:before", line.before, kUnitsPerPoint);
        set("w:after", line.after, kUnitsPerPoint);
        set("w:line", line.spacing, kUnitsPerLine);
        if (line.spacing)
            spacing.set("w:lineRule", "auto");
    }
    // Lists of a level that count on are one; each that begins is another one.
    int listOf(const Line &line, int level)
    {
        const bool countsOn = m_track.countsOn(line.listKind(), level);
        if (line.block == "bullet")
            return kBulletList;
        if (line.block != "ordered")
            return line.block == "check" ? kBoxList : kCheckedList;
        if (!countsOn || line.start > 0) {
            const bool isUsual = line.numbering == model::usualNumbering(line.indent);
            m_orderedLists.push_back({level, std::max(line.start, 1), isUsual ? QByteArray() : line.numbering});
            m_lists[std::size_t(level)] = kFirstOrdered + int(m_orderedLists.size()) - 1;
        }
        return m_lists[std::size_t(level)];
    }
    void addSpan(const Span &span)
    {
        const QString link = valueOf(span.attributes, "link");
        if (!link.isEmpty()) {
            m_xml.writeStartElement(QLatin1StringView("w:hyperlink"));
            if (link.startsWith(u'#')) {
                m_xml.writeAttribute(QLatin1StringView("w:anchor"), xmlText(link.mid(1)));
            } else {
                m_xml.writeAttribute(QLatin1StringView("r:id"), QStringLiteral("link%1").arg(m_links.size()));
                m_links.push_back(link);
            }
        }
        addProposed(span);
        if (!link.isEmpty())
            m_xml.writeEndElement();
    }
    // In the element that was begun.
    void tellChange(const QString &author)
    {
        m_xml.writeAttribute(QLatin1StringView("w:id"), QString::number(++m_changes));
        m_xml.writeAttribute(QLatin1StringView("w:author"), xmlText(author));
    }
    void addProposed(const Span &span)
    {
        int elements = 0;
        for (const auto &[key, name] : {std::pair("s:i", "w:ins"), std::pair("s:d", "w:del")}) {
            const auto mark = model::markOf(span.attributes, key);
            if (!mark)
                continue;
            m_xml.writeStartElement(QLatin1StringView(name));
            tellChange(mark->author);
            ++elements;
        }
        addRun(span);
        for (; elements > 0; --elements)
            m_xml.writeEndElement();
    }
    // As it would be if the format that is proposed were accepted; what it is now stands beside it.
    void addFormat(const Attributes &attributes)
    {
        XmlElement properties(m_xml, "w:rPr");
        const auto proposed = model::markOf(attributes, "s:f");
        if (!proposed || !proposed->set) {
            addRunProperties(attributes);
            return;
        }
        addRunProperties(model::composeAttributes(attributes, *proposed->set, model::Nulls::Drop));
        XmlElement change(m_xml, "w:rPrChange");
        tellChange(proposed->author);
        XmlElement before(m_xml, "w:rPr");
        addRunProperties(attributes);
    }
    void addRun(const Span &span)
    {
        XmlElement run(m_xml, "w:r");
        addFormat(span.attributes);
        if (const auto picture = pictureOf(span.embed, m_pictures)) {
            addPicture(*picture);
            return;
        }
        addText(xmlText(span.embed.isNull() ? span.text : altOf(span.embed)),
                span.attributes.contains("s:d") ? "w:delText" : "w:t");
    }
    void addText(QStringView text, const char *name)
    {
        while (!text.isEmpty()) {
            const auto end = std::ranges::find_if(text, [](QChar c) { return c == u'\t' || c == QChar::LineSeparator; });
            if (end > text.begin()) {
                XmlElement part(m_xml, name);
                part.set("xml:space", "preserve");
                m_xml.writeCharacters(QStringView(text.begin(), end).toString());
            }
            if (end == text.end())
                return;
            m_xml.writeEmptyElement(*end == u'\t' ? QLatin1StringView("w:tab") : QLatin1StringView("w:br"));
            text = QStringView(end + 1, text.end());
        }
    }
    void addPicture(const OfficePicture &shown)
    {
        auto place = std::ranges::find(m_shown, shown.picture);
        if (place == m_shown.end())
            place = m_shown.insert(place, shown.picture);
        const QString id = QString::number(++m_drawings);
        const QString width = QString::number(shown.size.width() * kUnitsPerPixel);
        const QString height = QString::number(shown.size.height() * kUnitsPerPixel);
        XmlElement drawing(m_xml, "w:drawing");
        XmlElement inlined(m_xml, "wp:inline");
        XmlElement(m_xml, "wp:extent").set("cx", width).set("cy", height);
        XmlElement(m_xml, "wp:docPr").set("id", id).set("name", QStringLiteral("Picture %1").arg(id)).set("descr", xmlText(shown.alt));
        XmlElement graphic(m_xml, "a:graphic");
        XmlElement content(m_xml, "a:graphicData");
        content.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture");
        XmlElement picture(m_xml, "pic:pic");
        {
            XmlElement names(m_xml, "pic:nvPicPr");
            XmlElement(m_xml, "pic:cNvPr").set("id", id).set("name", pictureFileName(*shown.picture));
            m_xml.writeEmptyElement(QLatin1StringView("pic:cNvPicPr"));
        }
        {
            XmlElement fill(m_xml, "pic:blipFill");
            XmlElement(m_xml, "a:blip").set("r:embed", QStringLiteral("picture%1").arg(place - m_shown.begin()));
            XmlElement stretch(m_xml, "a:stretch");
            m_xml.writeEmptyElement(QLatin1StringView("a:fillRect"));
        }
        XmlElement shape(m_xml, "pic:spPr");
        {
            XmlElement transform(m_xml, "a:xfrm");
            XmlElement(m_xml, "a:off").set("x", "0").set("y", "0");
            XmlElement(m_xml, "a:ext").set("cx", width).set("cy", height);
        }
        XmlElement(m_xml, "a:prstGeom").set("prst", "rect");
    }
    void addRunProperties(const Attributes &attributes)
    {
        if (attributes.contains("code"))
            element("w:rStyle", QStringLiteral("SourceText"));
        else if (attributes.contains("link"))
            element("w:rStyle", QStringLiteral("Hyperlink"));
        const QString font = xmlText(valueOf(attributes, "font"));
        if (!font.isEmpty())
            XmlElement(m_xml, "w:rFonts").set("w:ascii", font).set("w:hAnsi", font).set("w:cs", font);
        // each a second time for text from right to left
        toggle(attributes, "bold", "w:b");
        toggle(attributes, "bold", "w:bCs");
        toggle(attributes, "italic", "w:i");
        toggle(attributes, "italic", "w:iCs");
        toggle(attributes, "strike", "w:strike");
        element("w:color", valueOf(attributes, "color").mid(1));
        if (const model::Value *size = attributes.find("size")) {
            element("w:sz", QString::number(size->json().toDouble() * 2));
            element("w:szCs", QString::number(size->json().toDouble() * 2));
        }
        if (attributes.contains("underline"))
            element("w:u", QStringLiteral("single"));
        const QString ground = valueOf(attributes, "background").mid(1);
        if (!ground.isEmpty())
            XmlElement(m_xml, "w:shd").set("w:val", "clear").set("w:color", "auto").set("w:fill", ground);
        const QString script = valueOf(attributes, "script");
        if (!script.isEmpty())
            element("w:vertAlign", script == u"sub" ? QStringLiteral("subscript") : QStringLiteral("superscript"));
        if (m_isRightToLeft)
            m_xml.writeEmptyElement(QLatin1StringView("w:rtl"));
        const QString language = xmlText(valueOf(attributes, "lang"));
        if (!language.isEmpty())
            XmlElement(m_xml, "w:lang").set(m_isRightToLeft ? "w:bidi" : "w:val", language);
    }
    void toggle(const Attributes &attributes, const char *key, const char *name)
    {
        if (attributes.contains(key))
            m_xml.writeEmptyElement(QLatin1StringView(name));
    }
    void element(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            XmlElement(m_xml, name).set("w:val", value);
    }

    const PictureFiles &m_pictures;
    DocxNotes m_notes;
    QByteArray m_body;
    QXmlStreamWriter m_xml;
    std::vector<const Picture *> m_shown;
    int m_drawings = 0;
    std::vector<QString> m_links;
    std::vector<DocxList> m_orderedLists;
    std::array<int, kDocxLevels> m_lists{}; // the ordered one that is open, by level
    bool m_isFirst = true; // nothing is written yet
    bool m_isRightToLeft = false; // the span that is written
    ListTrack m_track;
    int m_changes = 0;
};

} // namespace

Result<QByteArray> writeDocx(const model::Document &document, const QString &title, const PictureFiles &pictures,
                             const Threads &threads, const Paper &paper)
{
    const std::vector<OfficeLine> lines = officeLinesOf(document);
    ThreadPlaces places(threads);
    for (const OfficeLine &line : lines)
        places.add(line.line.spans);
    places.finish();
    Writer writer(pictures, places);
    for (const OfficeLine &line : lines)
        writer.add(line);
    return writePackage(writer.parts(title, paper));
}

} // namespace syngraph::convert
