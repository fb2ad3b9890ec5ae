// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html_content.h"

#include "convert/html_elements.h"

#include <algorithm>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

constexpr int kMostNumber = 1'000'000'000;
constexpr int kMostPixels = 20'000;

bool isHeading(const QByteArray &block)
{
    return block == "title" || (block.size() == 2 && block.front() == 'h');
}

// Blanks and line ends count as one blank.
QString collapsed(const QString &text)
{
    QString out;
    out.reserve(text.size());
    bool wasSpace = false;
    for (const QChar c : text) {
        const bool isSpace = c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f';
        if (!isSpace)
            out += c;
        else if (!wasSpace)
            out += u' ';
        wasSpace = isSpace;
    }
    return out;
}

} // namespace

void HtmlContent::open(const QString &name, const HtmlAttributes &attributes)
{
    Frame frame = m_frames.back();
    frame.name = name;
    frame.isBlock = false;
    frame.breaksAfter = false;
    frame.isSkipped = frame.isSkipped || isSkippedElement(name)
        || attributes.contains(QStringLiteral("data-aside"));
    if (!frame.isSkipped) {
        const HtmlStyle style = readHtmlStyle(attributes.value(QStringLiteral("style")));
        frame.isSkipped = style.isHidden;
        if (!frame.isSkipped && !openSpecial(name, attributes)) {
            frame.isBlock = isBlockElement(name);
            if (frame.isBlock)
                openBlock(frame, attributes);
            else
                openInline(frame, attributes);
        }
        applyStyle(frame, style);
    }
    // these have no end
    if (!isVoidElement(name))
        m_frames.push_back(std::move(frame));
}

bool HtmlContent::openSpecial(const QString &name, const HtmlAttributes &attributes)
{
    if (name == u"br") {
        if (!m_isLineOpen)
            openLine();
        m_space.reset();
        m_breaks.push_back(textAttributes());
    } else if (name == u"hr") {
        breakLine();
        m_out.object("rule");
        m_out.endLine();
    } else if (name == u"img") {
        addImage(attributes);
    } else if (name == u"input") {
        const bool isBox = attributes.value(QStringLiteral("type")).toLower() == u"checkbox";
        if (isBox && !m_item.isEmpty() && !m_isLineOpen)
            m_item = attributes.contains(QStringLiteral("checked")) ? "checked" : "check";
    } else if (name == u"td" || name == u"th") {
        openCell();
        return false;
    } else {
        return false;
    }
    return true;
}

void HtmlContent::addImage(const HtmlAttributes &attributes)
{
    const QString alt = attributes.value(QStringLiteral("alt"));
    const Picture picture = m_pictures ? pictureInAddress(attributes.value(QStringLiteral("src"))) : Picture{};
    if (picture.id.isEmpty()) {
        text(alt);
        return;
    }
    const auto pixels = [&](const QString &side) { return std::clamp(attributes.value(side).toInt(), 0, kMostPixels); };
    openLine();
    m_out.picture(picture.id, shownSize(picture, QSize(pixels(QStringLiteral("width")), pixels(QStringLiteral("height")))), alt,
                  textAttributes());
    m_pictures->emplace(picture.id, picture);
}

void HtmlContent::openBlock(Frame &frame, const HtmlAttributes &attributes)
{
    breakLine();
    const QString &name = frame.name;
    frame.spaces = frame.spaces.without("before").without("after");
    if (name.size() == 2 && name[0] == u'h' && name[1].isDigit()) {
        const bool isTitle = attributes.value(QStringLiteral("class")).split(u' ').contains(u"title");
        frame.block = name == u"h1" && isTitle ? QByteArray("title") : name.toLatin1();
    } else if (name == u"blockquote") {
        frame.block = "quote";
    } else if (name == u"pre" || name == u"listing" || name == u"xmp") {
        frame.block = "code";
        frame.keepsSpaces = true;
        m_beganPre = true;
    } else if (name == u"ul" || name == u"ol" || name == u"menu" || name == u"dir") {
        if (!m_item.isEmpty())
            emptyItem();
        frame.list = name == u"ol" ? "ordered" : "bullet";
        frame.numbering = attributes.value(QStringLiteral("type")).toLatin1();
        ++frame.listDepth;
        beginCount(frame.listDepth, attributes.value(QStringLiteral("start")).toInt());
        frame.keepsSpaces = false; // nothing is shown between items
    } else if (name == u"li") {
        m_item = frame.list.isEmpty() ? QByteArray("bullet") : frame.list;
        m_itemFrames = m_frames.size() + 1;
        frame.listDepth = std::max(frame.listDepth, 1);
        m_number = nextNumber(frame.listDepth, attributes.value(QStringLiteral("value")).toInt());
        if (const QByteArray type = attributes.value(QStringLiteral("type")).toLatin1(); !type.isEmpty())
            frame.numbering = type;
    } else if (name == u"dd") {
        ++frame.indent;
    } else if (name == u"tr") {
        m_rowLine = m_out.lineCount();
        m_cells = 0;
    } else if (name == u"center") {
        frame.align = QStringLiteral("center");
    }
    const QString align = attributes.value(QStringLiteral("align")).toLower();
    if (!align.isEmpty() && name != u"table")
        frame.align = readHtmlStyle(QLatin1StringView("text-align:") + align).align;
    const QString direction = attributes.value(QStringLiteral("dir")).toLower();
    // of a whole page it says what holds anyway
    const bool isUsual = direction == u"ltr" && (name == u"body" || name == u"html");
    if (!isUsual && (direction == u"rtl" || direction == u"ltr"))
        frame.direction = direction;
}

// A list at this depth, which begins with this number (0: as usual).
void HtmlContent::beginCount(int depth, int start)
{
    m_numbers.resize(std::size_t(depth) + 1);
    m_numbers.back() = std::clamp(start, 1, kMostNumber) - 1;
    m_isStartSaid = start > 1;
}

ItemNumber HtmlContent::nextNumber(int depth, int said)
{
    m_numbers.resize(std::size_t(depth) + 1);
    int &number = m_numbers.back();
    number = said > 0 ? std::min(said, kMostNumber) : std::min(number + 1, kMostNumber);
    return {number, std::exchange(m_isStartSaid, false) || said > 0};
}

void HtmlContent::openInline(Frame &frame, const HtmlAttributes &attributes)
{
    const QString &name = frame.name;
    if (const QByteArray key = formatOfElement(name); !key.isEmpty() && !(frame.block == "code" && key == "code"))
        frame.inlines = frame.inlines.with(key, Value::boolean(true));
    if (name == u"sub" || name == u"sup")
        frame.inlines = frame.inlines.with("script", Value::string(name == u"sub" ? u"sub" : u"super"));
    if (name == u"mark" && !attributes.contains(QStringLiteral("data-comment")))
        frame.inlines = frame.inlines.with("background", Value::string(u"#ffff00"));
    if (name == u"a")
        frame.inlines = withAllowed(frame.inlines, "link", linkValue(attributes.value(QStringLiteral("href"))));
    // of whole pages it says what is usual there
    if (name == u"span")
        frame.inlines = withAllowed(frame.inlines, "lang", languageValue(attributes.value(QStringLiteral("lang"))));
    if (name == u"font") {
        frame.inlines = withAllowed(frame.inlines, "color", colorValue(attributes.value(QStringLiteral("color"))));
        const QString face = attributes.value(QStringLiteral("face"));
        frame.inlines = withStyle(frame.inlines, readHtmlStyle(QLatin1StringView("font-family:") + face));
    }
}

void HtmlContent::applyStyle(Frame &frame, const HtmlStyle &style)
{
    frame.inlines = withStyle(frame.inlines, style);
    frame.keepsSpaces = frame.keepsSpaces || style.keepsSpaces;
    if (style.hidesMarker && frame.name == u"li")
        m_item.clear();
    if (!frame.isBlock)
        return;
    if (!style.numbering.isEmpty())
        frame.numbering = style.numbering;
    if (!style.align.isEmpty())
        frame.align = style.align;
    if (style.direction == u"rtl" || style.direction == u"ltr")
        frame.direction = style.direction;
    if (frame.listDepth == 0)
        frame.indent += style.indent;
    const auto take = [&](const char *key, const std::optional<double> &number, int parts) {
        if (number)
            frame.spaces = withAllowed(frame.spaces, key, numberValue(key, *number, parts));
    };
    take("spacing", style.spacing, 100);
    take("before", style.before, 2);
    take("after", style.after, 2);
    frame.breaksAfter = style.breaksAfter;
    if (style.breaksBefore)
        pageBreak();
}

// Cells that hold nothing but text stand in one paragraph; those with paragraphs of their own keep them.
void HtmlContent::openCell()
{
    if (m_cells++ > 0 && m_out.lineCount() == m_rowLine) {
        dropLastBreak();
        openLine();
        m_out.text(u"\t");
    }
}

void HtmlContent::close(const QString &name)
{
    const auto found = std::find_if(m_frames.rbegin(), m_frames.rend(),
                                    [&](const Frame &frame) { return frame.name == name; });
    if (found == m_frames.rend())
        return;
    const auto depth = std::size_t(m_frames.rend() - found);
    while (m_frames.size() >= depth && m_frames.size() > 1)
        closeTop();
}

void HtmlContent::closeTop()
{
    const Frame &frame = m_frames.back();
    if (frame.isBlock && !frame.isSkipped) {
        if (frame.name == u"li" && !m_item.isEmpty() && m_itemFrames == m_frames.size() && !m_isLineOpen)
            emptyItem();
        breakLine();
        if (frame.breaksAfter)
            pageBreak();
    }
    m_frames.pop_back();
}

void HtmlContent::text(const QString &text)
{
    const Frame &frame = m_frames.back();
    if (frame.isSkipped || text.isEmpty())
        return;
    if (frame.keepsSpaces) {
        preformatted(text);
        return;
    }
    const QString shown = collapsed(text);
    QString core = shown;
    if (core.startsWith(u' '))
        core.remove(0, 1);
    if (core.endsWith(u' '))
        core.chop(1);
    if (shown.startsWith(u' ') && m_isLineOpen && m_breaks.empty() && !m_space)
        m_space = textAttributes();
    if (core.isEmpty())
        return;
    openLine();
    m_out.text(core, textAttributes());
    if (shown.endsWith(u' '))
        m_space = textAttributes();
}

// Begins a paragraph, or goes on in it behind the breaks or the blank that waited: one at the end of a paragraph is not
// shown.
void HtmlContent::openLine()
{
    if (!m_isLineOpen)
        m_lineFrame = m_frames.back();
    writeBreaks();
    if (m_space)
        m_out.text(u" ", *m_space);
    m_isLineOpen = true;
    m_space.reset();
}

void HtmlContent::writeBreaks()
{
    for (const Attributes &attributes : std::exchange(m_breaks, {}))
        m_out.text(u"\u2028", attributes);
}

void HtmlContent::dropLastBreak()
{
    if (!m_breaks.empty())
        m_breaks.pop_back();
}

void HtmlContent::preformatted(const QString &text)
{
    QString lines = text;
    lines.remove(u'\r');
    // the line end behind <pre> is none of its content
    if (m_beganPre && lines.startsWith(u'\n'))
        lines.remove(0, 1);
    m_beganPre = false;
    qsizetype start = 0;
    while (start < lines.size()) {
        qsizetype end = lines.indexOf(u'\n', start);
        const bool isEnded = end >= 0;
        end = isEnded ? end : lines.size();
        openLine();
        m_out.text(QStringView(lines).sliced(start, end - start), textAttributes());
        if (isEnded)
            endLine();
        start = end + 1;
    }
}

// What a page says only to look as usual is no format: black on white, bold and large in headings.
Attributes HtmlContent::textAttributes() const
{
    const Frame &frame = m_frames.back();
    const bool isTitled = isHeading(m_lineFrame.block);
    return model::filterAttributes(frame.inlines, [&](const QByteArray &key, const Value &value) {
        if (isTitled && (key == "bold" || key == "size"))
            return false;
        if (key == "color")
            return value.toString() != u"#000000";
        return key != "background" || value.toString() != u"#ffffff";
    });
}

Attributes HtmlContent::lineAttributes() const
{
    const Frame &frame = m_lineFrame;
    QByteArray block = frame.block;
    int indent = frame.indent;
    if (frame.listDepth > 0 && !isHeading(block) && block != "code") {
        block = m_item.isEmpty() ? QByteArray("p") : m_item;
        indent = m_item.isEmpty() ? frame.listDepth : frame.listDepth - 1;
    }
    Attributes attributes = paragraphAttributes(block, indent);
    if (!frame.align.isEmpty())
        attributes = withAllowed(attributes, "align", Value::string(frame.align));
    if (!frame.direction.isEmpty() && block != "code")
        attributes = withAllowed(attributes, "dir", Value::string(frame.direction));
    attributes = withNumbering(attributes, frame.numbering);
    return model::composeAttributes(attributes, frame.spaces, model::Nulls::Drop);
}

void HtmlContent::emptyItem()
{
    m_lineFrame = m_frames.back();
    endLine();
}

void HtmlContent::breakLine()
{
    if (m_isLineOpen)
        endLine();
}

void HtmlContent::endLine()
{
    dropLastBreak();
    writeBreaks();
    m_out.endLine(lineAttributes(), m_number);
    m_isLineOpen = false;
    m_space.reset();
    if (m_lineFrame.listDepth > 0) {
        m_item.clear();
        m_number = {};
    }
}

void HtmlContent::pageBreak()
{
    breakLine();
    m_out.object("pagebreak");
    m_out.endLine();
}

void HtmlContent::finish()
{
    while (m_frames.size() > 1)
        closeTop();
    breakLine();
}

} // namespace syngraph::convert
