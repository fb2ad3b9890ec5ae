// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt.h"

#include "convert/odt_changes.h"
#include "convert/odt_parts.h"
#include "convert/office_paragraphs.h"
#include "convert/office_writer.h"
#include "convert/package.h"
#include "convert/xml.h"
#include "model/numbering.h"

#include <QHash>

#include <cmath>
#include <map>

namespace syngraph::convert {
namespace {

using model::Attributes;

constexpr double kPointsPerPixel = 0.75;

QString paragraphStyleOf(const Line &line)
{
    if (line.block == "title")
        return QStringLiteral("Title");
    if (line.headingLevel() > 0)
        return QStringLiteral("Heading_20_%1").arg(line.headingLevel());
    if (line.block == "quote")
        return QStringLiteral("Quotations");
    return line.block == "code" ? QStringLiteral("Preformatted_20_Text") : QStringLiteral("Standard");
}

QString listStyleOf(const Line &line)
{
    if (line.block == "ordered") {
        const bool isUsual = line.numbering == model::usualNumbering(line.indent);
        return isUsual ? QStringLiteral("Numbers") : QString::fromLatin1(odtNumberStyle(line.numbering));
    }
    if (line.block == "bullet")
        return QStringLiteral("Bullets");
    return line.block == "check" ? QStringLiteral("Boxes") : QStringLiteral("Checked_20_boxes");
}

// Writes the body and collects the automatic styles that it needs.
class Writer
{
public:
    Writer(const PictureFiles &pictures, const ThreadPlaces &places)
        : m_pictures(pictures), m_places(places), m_bodyXml(&m_body), m_stylesXml(&m_styles), m_changes(m_bodyXml)
    {
    }

    void add(const OfficeLine &line);
    QByteArray content();
    // Path in the file and picture of those that are shown.
    const std::map<QByteArray, const Picture *> &shown() const { return m_shown; }

private:
    void openParagraph(const OfficeLine &line);
    void closeParagraph();
    void openItem(const Line &line);
    void closeLists(std::size_t depth);
    void addThreadsWithoutText();
    void addSpan(const Span &span);
    void addContent(const Span &span, QXmlStreamWriter &xml);
    void addText(const QString &text, QXmlStreamWriter &xml);
    void addPicture(const OfficePicture &picture, QXmlStreamWriter &xml);
    QString paragraphStyle(const OfficeLine &line);
    QString textStyle(const Attributes &attributes);
    void writeTextProperties(const Attributes &attributes);
    void writeParagraphProperties(const OfficeLine &line);

    const PictureFiles &m_pictures;
    const ThreadPlaces &m_places;
    std::map<QByteArray, const Picture *> m_shown;
    QByteArray m_body;
    QByteArray m_styles;
    QXmlStreamWriter m_bodyXml;
    QXmlStreamWriter m_stylesXml;
    OdtChanges m_changes;
    QHash<QByteArray, QString> m_names; // automatic styles by what they say
    std::vector<QString> m_lists;
    ListTrack m_track;
    bool m_isFirst = true; // nothing is written yet
    bool m_isAtStart = true;
    bool m_isOpen = false; // a paragraph
    bool m_wasElsewhere = false; // the last span was not written into the body
    int m_frames = 0;
};

void Writer::add(const OfficeLine &line)
{
    if (m_isOpen && line.isRule)
        closeParagraph();
    if (!m_isOpen)
        openParagraph(line);
    if (std::exchange(m_isFirst, false))
        addThreadsWithoutText();
    for (const Span &span : line.line.spans)
        addSpan(span);
    if (m_changes.endParagraph(line.line.end))
        closeParagraph();
}

void Writer::openItem(const Line &line)
{
    const std::size_t depth = std::size_t(line.indent) + 1;
    const QString style = listStyleOf(line);
    const bool countsOn = m_track.countsOn(line.listKind(), line.indent, line.start);
    closeLists(depth);
    // office programs count on within a list whatever is between its items
    const bool beginsWithin = m_track.number() == 1 && !countsOn && m_lists.size() == depth && m_lists.back() == style;
    if (m_lists.size() == depth && m_lists.back() != style)
        closeLists(depth - 1);
    else if (m_lists.size() == depth)
        m_bodyXml.writeEndElement();
    while (m_lists.size() < depth) {
        m_lists.push_back(style);
        m_bodyXml.writeStartElement(QLatin1StringView("text:list"));
        m_bodyXml.writeAttribute(QLatin1StringView("text:style-name"), style);
        if (m_lists.size() < depth)
            m_bodyXml.writeStartElement(QLatin1StringView("text:list-item"));
    }
    m_bodyXml.writeStartElement(QLatin1StringView("text:list-item"));
    if (line.start > 0 || beginsWithin)
        m_bodyXml.writeAttribute(QLatin1StringView("text:start-value"), QString::number(m_track.number()));
}

void Writer::closeLists(std::size_t depth)
{
    for (; m_lists.size() > depth; m_lists.pop_back()) {
        m_bodyXml.writeEndElement();
        m_bodyXml.writeEndElement();
    }
}

void Writer::openParagraph(const OfficeLine &line)
{
    const bool isItem = !line.isRule && isOfficeItem(line.line);
    // a page break is a paragraph of its own in the document
    if (!isItem || line.breaksBefore)
        m_track.countsOn({}, 0);
    if (isItem)
        openItem(line.line);
    else
        closeLists(0);
    const int level = line.line.block == "title" ? 0 : line.line.headingLevel();
    m_bodyXml.writeStartElement(level > 0 ? QLatin1StringView("text:h") : QLatin1StringView("text:p"));
    m_bodyXml.writeAttribute(QLatin1StringView("text:style-name"), paragraphStyle(line));
    if (level > 0)
        m_bodyXml.writeAttribute(QLatin1StringView("text:outline-level"), QString::number(level));
    m_isAtStart = true;
    m_isOpen = true;
}

void Writer::closeParagraph()
{
    m_bodyXml.writeEndElement();
    m_isOpen = false;
}

// At a point, for there is no text that they could stand at.
void Writer::addThreadsWithoutText()
{
    for (const int number : m_places.withoutText())
        writeOdtThread(m_bodyXml, withQuote(*m_places.threads()[std::size_t(number)]), number);
}

// Remarks stand in the body, even where their text is proposed for deletion.
void Writer::addSpan(const Span &span)
{
    for (const int number : m_places.beginningAt(span))
        writeOdtThread(m_bodyXml, *m_places.threads()[std::size_t(number)], number);
    QXmlStreamWriter &xml = m_changes.turnTo(span.attributes);
    const bool isElsewhere = &xml != &m_bodyXml;
    if (std::exchange(m_wasElsewhere, isElsewhere) || isElsewhere)
        m_isAtStart = true;
    addContent(span, xml);
    for (const int number : m_places.endingAt(span))
        endOdtThread(m_bodyXml, *m_places.threads()[std::size_t(number)], number);
}

void Writer::addContent(const Span &span, QXmlStreamWriter &xml)
{
    const QString link = valueOf(span.attributes, "link");
    if (!link.isEmpty()) {
        xml.writeStartElement(QLatin1StringView("text:a"));
        xml.writeAttribute(QLatin1StringView("xlink:type"), QLatin1StringView("simple"));
        xml.writeAttribute(QLatin1StringView("xlink:href"), xmlText(link));
    }
    const bool isCode = span.attributes.contains("code");
    if (isCode) {
        xml.writeStartElement(QLatin1StringView("text:span"));
        xml.writeAttribute(QLatin1StringView("text:style-name"), QLatin1StringView("Source_20_Text"));
    }
    const QString style = textStyle(span.attributes);
    if (!style.isEmpty()) {
        xml.writeStartElement(QLatin1StringView("text:span"));
        xml.writeAttribute(QLatin1StringView("text:style-name"), style);
    }
    if (const auto picture = pictureOf(span.embed, m_pictures))
        addPicture(*picture, xml);
    else
        addText(xmlText(span.embed.isNull() ? span.text : altOf(span.embed)), xml);
    for (int i = (style.isEmpty() ? 0 : 1) + (isCode ? 1 : 0) + (link.isEmpty() ? 0 : 1); i > 0; --i)
        xml.writeEndElement();
}

// A blank at the start, or behind another one, would be left out by who reads it.
void Writer::addText(const QString &text, QXmlStreamWriter &xml)
{
    QString plain;
    const auto flush = [&] {
        if (!plain.isEmpty())
            xml.writeCharacters(std::exchange(plain, {}));
    };
    for (const QChar c : text) {
        const bool isBreak = c == QChar::LineSeparator;
        const bool isWide = c == u'\t' || (c == u' ' && m_isAtStart);
        m_isAtStart = c == u' ' || c == u'\t' || isBreak;
        if (!isWide && !isBreak) {
            plain += c;
            continue;
        }
        flush();
        xml.writeEmptyElement(isBreak ? "text:line-break"_x : c == u'\t' ? "text:tab"_x : "text:s"_x);
    }
    flush();
}

void Writer::addPicture(const OfficePicture &picture, QXmlStreamWriter &xml)
{
    const QByteArray path = "Pictures/" + pictureFileName(*picture.picture).toLatin1();
    m_shown.emplace(path, picture.picture);
    const auto points = [](int pixels) { return QStringLiteral("%1pt").arg(pixels * kPointsPerPixel); };
    XmlElement frame(xml, "draw:frame");
    frame.set("draw:name", QStringLiteral("Picture %1").arg(++m_frames)).set("text:anchor-type", "as-char");
    frame.set("svg:width", points(picture.size.width())).set("svg:height", points(picture.size.height()));
    XmlElement(xml, "draw:image").set("xlink:href", QString::fromLatin1(path)).set("xlink:type", "simple")
        .set("xlink:show", "embed").set("xlink:actuate", "onLoad");
    if (!picture.alt.isEmpty())
        xml.writeTextElement(QLatin1StringView("svg:desc"), xmlText(picture.alt));
    m_isAtStart = false;
}

QString Writer::paragraphStyle(const OfficeLine &line)
{
    const QString parent = line.isRule ? QStringLiteral("Horizontal_20_Line") : paragraphStyleOf(line.line);
    const int indent = isOfficeItem(line.line) ? 0 : line.line.indent;
    const bool isSpaced = line.line.spacing || line.line.before || line.line.after;
    if (!line.breaksBefore && line.line.align.isEmpty() && line.line.direction.isEmpty() && indent == 0 && !isSpaced)
        return parent;
    QByteArray key = "p" + parent.toUtf8() + '/' + line.line.align + '/' + line.line.direction + '/'
        + QByteArray::number(indent) + (line.breaksBefore ? "/page" : "");
    for (const auto &number : {line.line.spacing, line.line.before, line.line.after})
        key += '/' + (number ? QByteArray::number(*number) : QByteArray());
    QString &name = m_names[key];
    if (name.isEmpty()) {
        name = QStringLiteral("P%1").arg(m_names.size());
        XmlElement style(m_stylesXml, "style:style");
        style.set("style:name", name).set("style:family", "paragraph").set("style:parent-style-name", parent);
        writeParagraphProperties(line);
    }
    return name;
}

void Writer::writeParagraphProperties(const OfficeLine &line)
{
    XmlElement properties(m_stylesXml, "style:paragraph-properties");
    if (!line.line.align.isEmpty())
        properties.set("fo:text-align", QString::fromLatin1(line.line.align));
    else if (line.line.direction == "rtl") // which LibreOffice would begin at the left
        properties.set("fo:text-align", "right");
    if (!line.line.direction.isEmpty())
        properties.set("style:writing-mode", line.line.direction == "rtl" ? "rl-tb" : "lr-tb");
    if (line.line.indent > 0 && !isOfficeItem(line.line))
        properties.set("fo:margin-left", QStringLiteral("%1pt").arg(line.line.indent * kIndentPoints));
    if (line.line.spacing)
        properties.set("fo:line-height", QStringLiteral("%1%").arg(std::round(*line.line.spacing * 100)));
    if (line.line.before)
        properties.set("fo:margin-top", QStringLiteral("%1pt").arg(*line.line.before));
    if (line.line.after)
        properties.set("fo:margin-bottom", QStringLiteral("%1pt").arg(*line.line.after));
    if (line.breaksBefore)
        properties.set("fo:break-before", "page");
}

QString Writer::textStyle(const Attributes &attributes)
{
    const Attributes looks = model::filterAttributes(attributes, [](const QByteArray &key, const model::Value &) {
        return key != "link" && key != "code" && !key.contains(':') && key != "author";
    });
    if (looks.isEmpty())
        return {};
    const QByteArray key = 't' + looks.toJson();
    QString &name = m_names[key];
    if (name.isEmpty()) {
        name = QStringLiteral("T%1").arg(m_names.size());
        XmlElement style(m_stylesXml, "style:style");
        style.set("style:name", name).set("style:family", "text");
        writeTextProperties(looks);
    }
    return name;
}

void Writer::writeTextProperties(const Attributes &attributes)
{
    XmlElement properties(m_stylesXml, "style:text-properties");
    const auto set = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            properties.set(name, value);
    };
    // each again for scripts of Asia and those from right to left
    if (attributes.contains("bold"))
        properties.set("fo:font-weight", "bold").set("style:font-weight-asian", "bold").set("style:font-weight-complex", "bold");
    if (attributes.contains("italic"))
        properties.set("fo:font-style", "italic").set("style:font-style-asian", "italic").set("style:font-style-complex", "italic");
    if (attributes.contains("underline"))
        properties.set("style:text-underline-style", "solid").set("style:text-underline-width", "auto");
    if (attributes.contains("strike"))
        properties.set("style:text-line-through-style", "solid");
    const QString script = valueOf(attributes, "script");
    if (!script.isEmpty())
        properties.set("style:text-position", script == u"sub" ? "sub 58%" : "super 58%");
    set("fo:color", valueOf(attributes, "color"));
    set("fo:background-color", valueOf(attributes, "background"));
    const QString language = valueOf(attributes, "lang");
    const QString country = language.isEmpty() ? QString() : language.contains(u'-') ? language.section(u'-', 1) : QStringLiteral("none");
    const auto setEach = [&](const char *name, const char *asian, const char *complex, const QString &value) {
        for (const char *key : {name, asian, complex})
            set(key, value);
    };
    setEach("fo:font-size", "style:font-size-asian", "style:font-size-complex", lengthOf(attributes, "size", QLatin1StringView("pt")));
    setEach("fo:font-family", "style:font-family-asian", "style:font-family-complex", xmlText(valueOf(attributes, "font")));
    setEach("fo:language", "style:language-asian", "style:language-complex", language.section(u'-', 0, 0));
    setEach("fo:country", "style:country-asian", "style:country-complex", country);
}

QByteArray Writer::content()
{
    m_changes.finish();
    if (m_isOpen)
        closeParagraph();
    closeLists(0);
    return odtContent(m_styles, m_changes.list() + m_body);
}

} // namespace

Result<QByteArray> writeOdt(const model::Document &document, const QString &title, const PictureFiles &pictures,
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
    std::vector<std::pair<QByteArray, QByteArray>> kinds;
    for (const auto &[path, picture] : writer.shown())
        kinds.emplace_back(path, picture->mime);
    std::vector<Part> parts{{"mimetype", "application/vnd.oasis.opendocument.text", false},
                            {"META-INF/manifest.xml", odtManifest(kinds)},
                            {"content.xml", writer.content()},
                            {"styles.xml", odtStyles(paper, title)},
                            {"meta.xml", odtMeta(title)}};
    for (const auto &[path, picture] : writer.shown())
        parts.push_back({path, picture->bytes, false});
    return writePackage(parts);
}

} // namespace syngraph::convert
