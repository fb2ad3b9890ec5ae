// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html.h"

#include "convert/html_notes.h"
#include "convert/lines.h"
#include "model/json_reader.h"
#include "model/numbering.h"
#include "model/proposal_mark.h"

#include <array>
#include <cmath>

namespace syngraph::convert {
namespace {

struct Element
{
    QByteArrayView key;
    QLatin1StringView tag;
};

// From the outside to the inside.
constexpr std::array kElements = {
    Element{"bold", QLatin1StringView("strong")}, Element{"italic", QLatin1StringView("em")},
    Element{"underline", QLatin1StringView("u")}, Element{"strike", QLatin1StringView("s")},
    Element{"code", QLatin1StringView("code")},
};

QString wrap(QLatin1StringView tag, const QString &content)
{
    return u'<' + QString(tag) + u'>' + content + QLatin1StringView("</") + tag + u'>';
}

QString attribute(QLatin1StringView name, const QString &value)
{
    return u' ' + QString(name) + QLatin1StringView("=\"") + value.toHtmlEscaped() + u'"';
}

// Values were checked by the schema: a colour is #rrggbb, a size a number; fonts are quoted.
QString styleOf(const model::Attributes &attributes)
{
    QString style;
    const auto add = [&](const char *key, const char *property, auto format) {
        if (const model::Value *value = attributes.find(key))
            style += QLatin1StringView(property) + u':' + format(*value) + u';';
    };
    const auto text = [](const model::Value &value) { return value.toString(); };
    add("color", "color", text);
    add("background", "background-color", text);
    add("size", "font-size",
        [](const model::Value &value) { return QString::fromLatin1(value.json()) + QLatin1StringView("pt"); });
    add("font", "font-family", [](const model::Value &value) {
        QString name = value.toString();
        name.remove(u'\'').remove(u'\\');
        return u'\'' + name + u'\'';
    });
    return style;
}

QString objectHtml(const model::Embed &embed, const PictureFiles &pictures)
{
    if (embed.type() == "rule")
        return QStringLiteral("<hr>");
    if (embed.type() == "pagebreak")
        return QStringLiteral("<div style=\"break-after:page\"></div>");
    if (embed.type() != "image")
        return {};
    const auto members = model::attributesFromObject(embed.value()).value_or(model::Attributes());
    QString out = QStringLiteral("<img");
    const auto add = [&](const char *key, const char *name, bool isText) {
        if (const model::Value *value = members.find(key))
            out += attribute(QLatin1StringView(name), isText ? value->toString() : QString::fromLatin1(value->json()));
    };
    const model::Value *id = members.find("id");
    if (const Picture *picture = pictures.find(id ? id->toString().toLatin1() : QByteArray()))
        out += attribute(QLatin1StringView("src"), QStringLiteral("data:%1;base64,%2").arg(QString::fromLatin1(picture->mime),
                                                                                           QString::fromLatin1(picture->bytes.toBase64())));
    add("id", "data-image", true);
    add("w", "width", false);
    add("h", "height", false);
    add("alt", "alt", true);
    return out + u'>';
}

QString spanHtml(const Span &span, const PictureFiles &pictures)
{
    QString out = span.embed.isNull() ? span.text.toHtmlEscaped() : objectHtml(span.embed, pictures);
    out.replace(QChar::LineSeparator, QLatin1StringView("<br>"));
    if (const model::Value *script = span.attributes.find("script")) {
        const bool isSub = script->toString() == QLatin1StringView("sub");
        out = wrap(isSub ? QLatin1StringView("sub") : QLatin1StringView("sup"), out);
    }
    for (auto element = kElements.rbegin(); element != kElements.rend(); ++element) {
        if (span.attributes.contains(element->key))
            out = wrap(element->tag, out);
    }
    const QString style = styleOf(span.attributes);
    QString attributes = style.isEmpty() ? QString() : attribute(QLatin1StringView("style"), style);
    if (const model::Value *language = span.attributes.find("lang"))
        attributes += attribute(QLatin1StringView("lang"), language->toString());
    if (!attributes.isEmpty())
        out = QLatin1StringView("<span") + attributes + u'>' + out + QLatin1StringView("</span>");
    if (const model::Value *link = span.attributes.find("link"))
        out = QLatin1StringView("<a") + attribute(QLatin1StringView("href"), link->toString()) + u'>' + out
            + QLatin1StringView("</a>");
    return out;
}

// What goes with the text of a page.
struct Additions
{
    const PictureFiles &pictures;
    const ThreadPlaces &places;
};

QString proposedBy(QLatin1StringView tag, const QString &author, const QString &content)
{
    return u'<' + QString(tag) + attribute(QLatin1StringView("title"), author) + u'>' + content + QLatin1StringView("</") + tag + u'>';
}

QString endSign(const EndProposal &end)
{
    if (end.kind == EndProposal::Kind::None)
        return {};
    const bool isInserted = end.kind == EndProposal::Kind::Inserted;
    return proposedBy(isInserted ? QLatin1StringView("ins") : QLatin1StringView("del"), end.author, QStringLiteral("<span data-aside>¶</span>"));
}

QString contentOf(const Line &line, const Additions &additions)
{
    QString out;
    for (const Span &span : line.spans) {
        QString content = spanHtml(span, additions.pictures);
        if (const auto deleted = model::markOf(span.attributes, "s:d"))
            content = proposedBy(QLatin1StringView("del"), deleted->author, content);
        if (const auto inserted = model::markOf(span.attributes, "s:i"))
            content = proposedBy(QLatin1StringView("ins"), inserted->author, content);
        out += withComments(span, content, additions.places);
    }
    return out + endSign(line.end);
}

// A break at the very end shows only if something follows it.
QString shownContentOf(const Line &line, const Additions &additions)
{
    const QString content = contentOf(line, additions);
    return line.text().endsWith(QChar::LineSeparator) ? content + QLatin1StringView("<br>") : content;
}

QLatin1StringView listTag(const Line &line)
{
    if (line.block == "ordered")
        return QLatin1StringView("ol");
    const bool isList = line.block == "bullet" || line.block == "check" || line.block == "checked";
    return isList ? QLatin1StringView("ul") : QLatin1StringView();
}

// White space that a browser would not show as it is.
bool hasWideSpaces(const Line &line)
{
    const auto isWide = [](QStringView text) {
        return text.startsWith(u' ') || text.endsWith(u' ') || text.contains(QLatin1StringView("  ")) || text.contains(u'\t');
    };
    const QString text = line.text();
    return std::ranges::any_of(QStringView(text).split(QChar::LineSeparator), isWide);
}

QString blockStyle(const Line &line)
{
    QString attributes;
    QString style;
    if (hasWideSpaces(line))
        style += QLatin1StringView("white-space:pre-wrap;");
    if (!line.align.isEmpty())
        style += QLatin1StringView("text-align:") + QString::fromLatin1(line.align) + u';';
    if (line.indent > 0 && listTag(line).isEmpty())
        style += QStringLiteral("margin-left:%1em;").arg(2 * line.indent);
    if (line.spacing)
        style += QStringLiteral("line-height:%1%;").arg(std::round(*line.spacing * 100));
    if (line.before)
        style += QStringLiteral("margin-top:%1pt;").arg(*line.before);
    if (line.after)
        style += QStringLiteral("margin-bottom:%1pt;").arg(*line.after);
    if (!style.isEmpty())
        attributes += attribute(QLatin1StringView("style"), style);
    if (line.block == "title")
        attributes += attribute(QLatin1StringView("class"), QStringLiteral("title"));
    if (!line.direction.isEmpty())
        attributes += attribute(QLatin1StringView("dir"), QString::fromLatin1(line.direction));
    return attributes;
}

// Of a list: pages number all levels alike.
QString numberingType(const Line &line)
{
    const bool isUsual = line.numbering.isEmpty() || (line.numbering == "1" && model::usualNumbering(line.indent) == "1");
    return isUsual ? QString() : attribute(QLatin1StringView("type"), QString::fromLatin1(line.numbering));
}

// Writes lines one after the other and keeps the lists, quotations and code that are open.
class Writer
{
public:
    explicit Writer(const Additions &additions) : m_additions(additions) { }

    void add(const Line &line)
    {
        const QLatin1StringView list = listTag(line);
        const int number = m_track.numberOf(line);
        if (!list.isEmpty()) {
            closeContainer(QLatin1StringView());
            addItem(line, list, number);
            return;
        }
        closeLists(0);
        if (line.block == "code") {
            openContainer(QLatin1StringView("pre"));
            m_out += contentOf(line, m_additions) + u'\n';
        } else {
            if (line.block == "quote")
                openContainer(QLatin1StringView("blockquote"));
            else
                closeContainer(QLatin1StringView());
            addBlock(line);
        }
    }
    QString finish()
    {
        closeLists(0);
        closeContainer(QLatin1StringView());
        return m_out;
    }

private:
    struct List
    {
        QLatin1StringView tag;
        QByteArray kind; // and how it is numbered
        int number = 0;  // of the last item, as browsers count
    };

    void addBlock(const Line &line)
    {
        // an object alone in its line is no paragraph
        if (line.spans.size() == 1 && !line.spans[0].embed.isNull() && line.spans[0].embed.type() != "image") {
            m_out += objectHtml(line.spans[0].embed, m_additions.pictures) + u'\n';
            return;
        }
        const QString tag = line.headingLevel() > 0 ? u'h' + QString::number(line.headingLevel()) : QStringLiteral("p");
        const bool isBlank = line.isEmpty() && line.end.kind == EndProposal::Kind::None;
        const QString content = isBlank ? QStringLiteral("<br>") : shownContentOf(line, m_additions);
        m_out += u'<' + tag + blockStyle(line) + u'>' + content + QLatin1StringView("</") + tag
            + QLatin1StringView(">\n");
    }
    void addItem(const Line &line, QLatin1StringView list, int number)
    {
        const std::size_t depth = std::size_t(line.indent) + 1;
        const QByteArray kind = list.data() + line.numbering;
        closeLists(depth);
        if (m_lists.size() == depth && m_lists.back().kind != kind)
            closeLists(depth - 1);
        else if (m_lists.size() == depth)
            m_out += QLatin1StringView("</li>\n");
        const bool begins = m_lists.size() < depth;
        // a list within a list stands in an item of that
        while (m_lists.size() < depth) {
            const bool isOuter = m_lists.size() + 1 < depth;
            const int first = isOuter ? 1 : std::max(number, 1);
            m_lists.push_back({list, kind, isOuter ? 1 : first - 1});
            m_out += u'<' + QString(list) + numberingType(line)
                + (first > 1 ? attribute(QLatin1StringView("start"), QString::number(first)) : QString()) + QLatin1StringView(">\n")
                + (isOuter ? QLatin1StringView("<li style=\"list-style:none\">") : QLatin1StringView());
        }
        QString box;
        if (line.block == "check")
            box = QStringLiteral("<input type=\"checkbox\" disabled>");
        else if (line.block == "checked")
            box = QStringLiteral("<input type=\"checkbox\" disabled checked>");
        if (!box.isEmpty() && !hasWideSpaces(line))
            box += u' ';
        // an element of its own, since lists within the item would inherit what the item says
        const QString style = blockStyle(line);
        QString content = shownContentOf(line, m_additions);
        if (!style.isEmpty()) {
            // or an empty line would end with the item, which does not have the style
            if (content.isEmpty())
                content = QStringLiteral("<br>");
            content = QLatin1StringView("<div") + style + u'>' + box + content + QLatin1StringView("</div>");
        } else {
            content.prepend(box);
        }
        const int usual = std::exchange(m_lists.back().number, number) + 1;
        const bool isSaid = number != 0 && (number != usual || (line.start > 0 && !begins));
        m_out += (isSaid ? QStringLiteral("<li value=\"%1\">").arg(number) : QStringLiteral("<li>")) + content;
    }
    void closeLists(std::size_t depth)
    {
        while (m_lists.size() > depth) {
            m_out += QLatin1StringView("</li>\n</") + m_lists.back().tag + u'>';
            m_lists.pop_back();
            // within an item that keeps its white space a line end would be content
            if (m_lists.empty())
                m_out += u'\n';
        }
    }
    void openContainer(QLatin1StringView tag)
    {
        if (m_container == tag)
            return;
        closeContainer(tag);
        m_out += u'<' + QString(tag) + QLatin1StringView(">\n"); // which is none of the content of <pre>
    }
    void closeContainer(QLatin1StringView next)
    {
        if (!m_container.isEmpty())
            m_out += QLatin1StringView("</") + m_container + QLatin1StringView(">\n");
        m_container = next;
    }

    const Additions &m_additions;
    QString m_out;
    ListTrack m_track;
    std::vector<List> m_lists;
    QLatin1StringView m_container; // pre, blockquote or none
};

} // namespace

QString htmlOf(const model::Document &piece, const PictureFiles &pictures)
{
    const Threads noThreads;
    const ThreadPlaces nowhere(noThreads);
    const Additions additions{pictures, nowhere};
    const std::vector<Line> lines = linesOf(piece);
    if (lines.size() == 1 && lines[0].block == "p")
        return shownContentOf(lines[0], additions);
    Writer writer(additions);
    for (const Line &line : lines)
        writer.add(line);
    return writer.finish();
}

QByteArray writeHtml(const model::Document &document, const QString &title, const PictureFiles &pictures, const Threads &threads)
{
    const std::vector<Line> lines = linesOf(document);
    ThreadPlaces places(threads);
    for (const Line &line : lines)
        places.add(line.spans);
    places.finish();
    const Additions additions{pictures, places};
    Writer writer(additions);
    for (const Line &line : lines)
        writer.add(line);
    const QString page = QStringLiteral("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>%1</title>\n"
                                        "</head>\n<body>\n");
    return (page.arg(title.toHtmlEscaped()) + writer.finish() + commentsHtml(places) + QLatin1StringView("</body>\n</html>\n")).toUtf8();
}

} // namespace syngraph::convert
