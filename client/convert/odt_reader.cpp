// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt.h"

#include "convert/odt_lists.h"
#include "convert/odt_styles.h"
#include "convert/package.h"
#include "convert/packed_pictures.h"
#include "convert/xml.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

// What is no content, or content that is gone.
constexpr std::array<QStringView, 7> kSkipped = {u"text:tracked-changes", u"office:annotation", u"office:forms",
                                                 u"text:note-citation",   u"text:sequence-decls", u"office:scripts",
                                                 u"text:ruby-text"};

constexpr double kPixelsPerPoint = 96.0 / 72;
constexpr qsizetype kLongestAlt = 1000;

class StylesReader : public XmlVisitor
{
public:
    explicit StylesReader(OdtStyles &styles) : m_styles(styles) { }
    void open(QStringView name, const QXmlStreamAttributes &attributes) override { m_styles.open(name, attributes); }
    void close(QStringView name) override { m_styles.close(name); }
    void text(QStringView) override { }

private:
    OdtStyles &m_styles;
};

// content.xml: styles first, then the body.
class ContentReader : public XmlVisitor
{
public:
    ContentReader(OdtStyles &styles, PackedPictures &pictures, ContentBuilder &out)
        : m_styles(styles)
        , m_pictures(pictures)
        , m_out(out)
        , m_paragraphs(out)
    { }

    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView name) override;
    void text(QStringView text) override;
    bool isDone() const override { return m_out.isFull(); }

private:
    // What stands in a frame: a picture where it names one.
    struct Frame
    {
        QSize size;
        QString path;
        QString title;
        QString description;
    };

    void closeFrame();
    void openParagraph(QStringView name, const QXmlStreamAttributes &attributes);
    void openInline(QStringView name, const QXmlStreamAttributes &attributes);
    const Attributes &inlines() const { return m_inlines.back(); }

    OdtStyles &m_styles;
    PackedPictures &m_pictures;
    ContentBuilder &m_out;
    OfficeParagraphs m_paragraphs;
    std::vector<Frame> m_frames;
    QString *m_said = nullptr; // where the text of a title or description goes
    OdtLists m_lists;
    std::vector<Attributes> m_inlines{Attributes()}; // one for each element within a paragraph
    int m_skipped = 0;                               // elements within one that is skipped
    bool m_isBody = false;
    bool m_endsWithSpace = true;
};

void ContentReader::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (m_skipped > 0 || std::ranges::find(kSkipped, name) != kSkipped.end()) {
        ++m_skipped;
        return;
    }
    if (!m_isBody) {
        m_isBody = name == u"office:text";
        m_styles.open(name, attributes);
        return;
    }
    if (name == u"text:p" || name == u"text:h") {
        openParagraph(name, attributes);
    } else if (name == u"text:list") {
        m_lists.open(attributes);
    } else if ((name == u"text:list-item" || name == u"text:list-header") && !m_lists.isEmpty()) {
        m_lists.openItem(name == u"text:list-item", attributes);
    } else if (name == u"table:table-row") {
        m_paragraphs.beginRow();
    } else if (name == u"table:table-cell" || name == u"table:covered-table-cell") {
        m_paragraphs.beginCell();
        m_endsWithSpace = true;
    } else if (m_paragraphs.isOpen()) {
        openInline(name, attributes);
    }
}

void ContentReader::openParagraph(QStringView name, const QXmlStreamAttributes &attributes)
{
    OdtStyles::Paragraph style = m_styles.paragraph(attributeOf(attributes, QLatin1StringView("text:style-name")));
    if (name == u"text:h" && style.format.block != "title") {
        const int level = attributeOf(attributes, QLatin1StringView("text:outline-level")).toInt();
        style.format.block = "h" + QByteArray::number(std::clamp(level, 1, 6));
    }
    const bool isFirst = m_out.lineCount() == 0 && m_out.isLineEmpty();
    style.format.breaksBefore = style.format.breaksBefore || (style.beginsPage && !isFirst);
    if (!m_lists.isEmpty()) {
        style.format.listDepth = m_lists.depth();
        const QString listStyle = m_lists.style().isEmpty() ? style.list : m_lists.style();
        const bool isItem = m_lists.takeItem();
        const OfficeLevel level = m_styles.levelOf(listStyle, m_lists.depth());
        if (isItem && !level.item.isEmpty()) {
            style.format.item = level.item;
            style.format.numbering = level.numbering;
            style.format.number = m_lists.next(level);
        }
    }
    m_paragraphs.begin(style.format);
    m_inlines.push_back(style.inlines);
    m_endsWithSpace = true;
}

void ContentReader::openInline(QStringView name, const QXmlStreamAttributes &attributes)
{
    Attributes inlines = m_inlines.back();
    if (name == u"text:span") {
        inlines = m_styles.inlines(attributeOf(attributes, QLatin1StringView("text:style-name")), inlines);
    } else if (name == u"text:a") {
        inlines = withAllowed(inlines, "link", linkValue(attributeOf(attributes, QLatin1StringView("xlink:href"))));
    } else if (name == u"text:s") {
        const int count = attributeOf(attributes, QLatin1StringView("text:c")).toInt();
        m_paragraphs.text(QString(std::clamp(count, 1, 1'000), u' '), inlines);
    } else if (name == u"text:tab") {
        m_paragraphs.text(u"\t", inlines);
        m_endsWithSpace = false;
    } else if (name == u"text:line-break") {
        m_paragraphs.text(u"\u2028", inlines);
        m_endsWithSpace = true;
    } else if (name == u"text:note-body") {
        m_paragraphs.text(u" [", inlines);
    } else if (name == u"draw:frame") {
        const auto pixels = [&](QLatin1StringView side) { return qRound(pointsOf(attributeOf(attributes, side)) * kPixelsPerPoint); };
        m_frames.push_back({QSize(pixels("svg:width"_x), pixels("svg:height"_x)), {}, {}, {}});
    } else if (name == u"draw:image" && !m_frames.empty() && m_frames.back().path.isEmpty()) {
        m_frames.back().path = attributeOf(attributes, "xlink:href"_x);
    } else if ((name == u"svg:title" || name == u"svg:desc") && !m_frames.empty()) {
        m_said = name == u"svg:title" ? &m_frames.back().title : &m_frames.back().description;
    }
    m_inlines.push_back(inlines);
}

void ContentReader::close(QStringView name)
{
    if (m_skipped > 0) {
        --m_skipped;
        return;
    }
    if (!m_isBody) {
        m_styles.close(name);
        return;
    }
    if (name == u"office:text") {
        m_isBody = false;
    } else if (name == u"text:p" || name == u"text:h") {
        m_paragraphs.end();
        m_inlines.pop_back();
    } else if (name == u"text:list") {
        m_lists.close();
    } else if (name == u"table:table-row") {
        m_paragraphs.endRow();
    } else if (name == u"text:list-item" || name == u"text:list-header" || name.startsWith(QLatin1StringView("table:"))) {
        return;
    } else if (m_paragraphs.isOpen() && m_inlines.size() > 1) {
        if (name == u"text:note-body")
            m_paragraphs.text(u"]", inlines());
        m_said = nullptr;
        m_inlines.pop_back();
        if (name == u"draw:frame" && !m_frames.empty())
            closeFrame();
    }
}

// The title says what there is to see, else the description does.
void ContentReader::closeFrame()
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    const QString alt = frame.title.isEmpty() ? frame.description : frame.title;
    if (const Picture *picture = m_pictures.take(frame.path))
        m_paragraphs.picture(picture->id, frame.size, alt, inlines());
    else if (!frame.title.isEmpty())
        m_paragraphs.text(frame.title, inlines());
    else
        return;
    m_endsWithSpace = false;
}

// Blanks and line ends count as one blank, none at the start of a paragraph.
void ContentReader::text(QStringView text)
{
    if (m_skipped > 0 || !m_isBody || !m_paragraphs.isOpen())
        return;
    if (m_said) {
        *m_said += text.first(std::min(text.size(), kLongestAlt));
        return;
    }
    QString shown;
    for (const QChar c : text) {
        const bool isSpace = c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
        if (!isSpace)
            shown += c;
        else if (!m_endsWithSpace)
            shown += u' ';
        m_endsWithSpace = isSpace;
    }
    m_paragraphs.text(shown, inlines());
}

} // namespace

Result<model::Document> readOdt(const QByteArray &bytes, Pictures *pictures)
{
    const auto package = Package::open(bytes);
    if (!package)
        return package.error();
    const auto content = package->read("content.xml");
    if (!content)
        return content.error();
    OdtStyles styles;
    if (const auto named = package->read("styles.xml")) {
        StylesReader reader(styles);
        if (auto done = readXml(*named, reader); !done)
            return done.error();
    }
    ContentBuilder out;
    PackedPictures packed(*package, pictures);
    ContentReader reader(styles, packed, out);
    if (auto done = readXml(*content, reader); !done)
        return done.error();
    return out.finish();
}

} // namespace syngraph::convert
