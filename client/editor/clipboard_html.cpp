// SPDX-License-Identifier: GPL-3.0-or-later
// Semantic HTML for other programs: they ignore the styled spans that Qt writes.
#include "editor/clipboard.h"

#include "model/lines.h"

#include <array>

namespace syngraph::editor::clipboard {
namespace {

using model::Attributes;
using model::Value;

struct Tag
{
    QByteArrayView key;
    QLatin1StringView name;
};

constexpr std::array kTags = {
    Tag{"bold", QLatin1StringView("strong")},   Tag{"italic", QLatin1StringView("em")},
    Tag{"underline", QLatin1StringView("u")},   Tag{"strike", QLatin1StringView("s")},
    Tag{"code", QLatin1StringView("code")},
};

QString styleOf(const Attributes &attributes)
{
    QString style;
    const auto add = [&](QByteArrayView key, QLatin1StringView property, QLatin1StringView unit) {
        if (const Value *value = attributes.find(key)) {
            const QString text = value->isString() ? value->toString() : QString::fromLatin1(value->json());
            style += property + u':' + text + unit + u';';
        }
    };
    add("color", QLatin1StringView("color"), {});
    add("background", QLatin1StringView("background-color"), {});
    add("size", QLatin1StringView("font-size"), QLatin1StringView("pt"));
    add("font", QLatin1StringView("font-family"), {});
    return style.toHtmlEscaped();
}

QString inlineHtml(QStringView text, const Attributes &attributes)
{
    QString html = text.toString().toHtmlEscaped();
    if (const QString style = styleOf(attributes); !style.isEmpty())
        html = QLatin1StringView("<span style=\"") + style + QLatin1StringView("\">") + html + QLatin1StringView("</span>");
    for (const Tag &tag : kTags) {
        if (attributes.contains(tag.key))
            html = u'<' + tag.name + u'>' + html + QLatin1StringView("</") + tag.name + u'>';
    }
    if (const Value *script = attributes.find("script")) {
        const QString name = script->toString() == u"sub" ? QStringLiteral("sub") : QStringLiteral("sup");
        html = u'<' + name + u'>' + html + QLatin1StringView("</") + name + u'>';
    }
    if (const Value *link = attributes.find("link"))
        html = QLatin1StringView("<a href=\"") + link->toString().toHtmlEscaped() + QLatin1StringView("\">") + html
            + QLatin1StringView("</a>");
    return html;
}

QString paragraphTag(BlockStyle style)
{
    if (style == BlockStyle::Title)
        return QStringLiteral("h1");
    if (style >= BlockStyle::H1 && style <= BlockStyle::H6)
        return QLatin1StringView("h") + QString::number(int(style) - int(BlockStyle::H1) + 1);
    if (style >= BlockStyle::Bullet && style <= BlockStyle::Checked)
        return QStringLiteral("li");
    if (style == BlockStyle::Quote)
        return QStringLiteral("blockquote");
    return style == BlockStyle::Code ? QStringLiteral("pre") : QStringLiteral("p");
}

QString listTag(BlockStyle style)
{
    if (style < BlockStyle::Bullet || style > BlockStyle::Checked)
        return {};
    return style == BlockStyle::Ordered ? QStringLiteral("ol") : QStringLiteral("ul");
}

// Collects paragraphs, with their list around them.
class HtmlWriter
{
public:
    void text(QStringView part, const Attributes &attributes) { m_line += inlineHtml(part, attributes); }
    void endLine(const Attributes &attributes)
    {
        const BlockStyle style = FormatMap::styleOf(attributes);
        const QString list = listTag(style);
        if (list != m_list) {
            closeList();
            m_list = list;
            if (!list.isEmpty())
                m_html += u'<' + list + u'>';
        }
        const QString tag = paragraphTag(style);
        const Value *align = attributes.find("align");
        m_html += u'<' + tag;
        if (align)
            m_html += QLatin1StringView(" style=\"text-align:") + align->toString() + u'"';
        m_html += u'>' + m_line + QLatin1StringView("</") + tag + u'>';
        m_line.clear();
        ++m_lines;
    }
    QString finish(const Attributes &lastLine)
    {
        // a piece of one line is text, not a paragraph
        if (m_lines == 0)
            return m_line;
        endLine(lastLine);
        closeList();
        return m_html;
    }

private:
    void closeList()
    {
        if (!m_list.isEmpty())
            m_html += QLatin1StringView("</") + m_list + u'>';
        m_list.clear();
    }

    QString m_html;
    QString m_line;
    QString m_list;
    int m_lines = 0;
};

} // namespace

QString toHtml(const model::Document &document, qint64 from, qint64 to)
{
    HtmlWriter writer;
    document.visit(from, to, [&](QStringView text, const model::rope::Run &run) {
        if (!run.embed.isNull()) {
            if (run.embed.type() == "rule")
                writer.text(u"\u2015", {});
            return;
        }
        model::eachLinePart(text, [&](QStringView part, bool isLineEnd) {
            if (isLineEnd)
                writer.endLine(run.attributes);
            else
                writer.text(part, run.attributes);
        });
    });
    const qint64 end = document.lineStart(document.lineAt(to) + 1) - 1;
    return writer.finish(document.runAt(end).attributes);
}

} // namespace syngraph::editor::clipboard
