// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/markdown_inline.h"

#include "model/json_reader.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

struct Mark
{
    QByteArrayView key;
    QLatin1StringView sign; // empty: Markdown has none
    QLatin1StringView tag;
};

// From the outside to the inside.
constexpr std::array kMarks = {
    Mark{"bold", QLatin1StringView("**"), QLatin1StringView("strong")},
    Mark{"italic", QLatin1StringView("*"), QLatin1StringView("em")},
    Mark{"strike", QLatin1StringView("~~"), QLatin1StringView("del")},
    Mark{"underline", {}, QLatin1StringView("u")},
};

QString escaped(QStringView text)
{
    QString out;
    for (const QChar unit : text) {
        if (QStringView(u"\\`*_[]<>~&").contains(unit))
            out += u'\\';
        out += unit;
    }
    return out;
}

// A code span is closed by as many backticks as opened it, so it takes one more than it holds.
QString codeSpan(const QString &text)
{
    QString fence(u'`');
    while (text.contains(fence))
        fence += u'`';
    const bool pads = text.startsWith(u'`') || text.endsWith(u'`');
    return pads ? fence + u' ' + text + u' ' + fence : fence + text + fence;
}

QString imageText(const model::Embed &embed, const PictureFiles &pictures)
{
    const auto members = model::attributesFromObject(embed.value()).value_or(model::Attributes());
    const model::Value *alt = members.find("alt");
    const model::Value *id = members.find("id");
    QString target = id ? id->toString() : QString();
    if (const Picture *picture = pictures.find(target.toLatin1()))
        target = u'<' + pictures.folder + u'/' + pictureFileName(*picture) + u'>';
    return QStringLiteral("![%1](%2)").arg(alt ? escaped(alt->toString()) : QString(), target);
}

QString objectText(const model::Embed &embed, const PictureFiles &pictures)
{
    if (embed.type() == "image")
        return imageText(embed, pictures);
    return embed.type() == "rule" ? QStringLiteral("***") : QString();
}

QString coreOf(const Span &span, const PictureFiles &pictures)
{
    if (!span.embed.isNull())
        return objectText(span.embed, pictures);
    const QString trimmed = span.text.trimmed();
    QString inner = span.attributes.contains("code") ? codeSpan(trimmed) : escaped(trimmed);
    if (const model::Value *script = span.attributes.find("script")) {
        const auto tag = script->toString() == u"sub" ? QLatin1StringView("sub") : QLatin1StringView("sup");
        inner = u'<' + tag + u'>' + inner + QLatin1StringView("</") + tag + u'>';
    }
    return inner;
}

QString linkOf(const Span &span)
{
    const model::Value *link = span.attributes.find("link");
    return link ? link->toString() : QString();
}

// Where readers differ on what is punctuation, a mark is not risked: symbols beyond ASCII count as letters outside of
// it, and inside of it only letters and digits do.
bool isWordOutside(QStringView text, qsizetype at)
{
    if (at < 0 || at >= text.size())
        return false;
    const QChar c = text[at];
    return !c.isSpace() && !c.isPunct() && !(c.unicode() < 0x80 && c.isSymbol());
}

bool isWordInside(const Span &span, QStringView text, qsizetype at, QByteArrayView mark)
{
    // what stands between this mark and the text is punctuation itself
    for (const char *key : {"strike", "underline", "code", "script", "link"}) {
        if (span.attributes.contains(key) && mark != key)
            return false;
    }
    return span.embed.isNull() && at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

// With each break of a line as a span of its own: what is white space goes outside of marks.
std::vector<Span> divided(const std::vector<Span> &spans)
{
    std::vector<Span> out;
    for (const Span &span : spans) {
        const QStringList parts = span.text.split(QChar::LineSeparator);
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (i > 0)
                out.push_back({QString(QChar::LineSeparator), {}, {}});
            if (!parts[i].isEmpty() || !span.embed.isNull())
                out.push_back({parts[i], span.attributes, span.embed});
        }
    }
    return out;
}

// Writes spans one after the other and keeps the marks that are open.
class InlineWriter
{
public:
    InlineWriter(const Line &line, const PictureFiles &pictures) : m_spans(divided(line.spans)), m_pictures(pictures) { }

    QString write()
    {
        for (std::size_t i = 0; i < m_spans.size(); ++i)
            add(i);
        closeTo(0);
        return m_out + m_space;
    }

private:
    struct Open
    {
        QByteArray key;
        QString link;
        QString close;
    };

    void add(std::size_t index)
    {
        const Span &span = m_spans[index];
        const QString core = coreOf(span, m_pictures);
        if (core.isEmpty()) {
            m_space += span.text;
            return;
        }
        closeTo(keptBy(span));
        // white space goes outside of marks: "** a**" would not be bold
        const qsizetype lead = std::max<qsizetype>(span.text.indexOf(span.text.trimmed()), 0);
        m_out += m_space + span.text.first(span.embed.isNull() ? lead : 0);
        openFor(index);
        m_out += core;
        m_space = span.embed.isNull() ? span.text.mid(lead + span.text.trimmed().size()) : QString();
    }

    bool isWanted(const Open &open, const Span &span) const
    {
        return open.key == "link" ? open.link == linkOf(span) : span.attributes.contains(open.key);
    }
    std::size_t keptBy(const Span &span) const
    {
        std::size_t kept = 0;
        while (kept < m_open.size() && isWanted(m_open[kept], span))
            ++kept;
        // a link is outside of every mark
        const bool opensLink = !linkOf(span).isEmpty() && (m_open.empty() || m_open[0].key != "link");
        return opensLink ? 0 : kept;
    }
    void closeTo(std::size_t count)
    {
        while (m_open.size() > count) {
            m_out += m_open.back().close;
            m_open.pop_back();
        }
    }
    void openFor(std::size_t index)
    {
        const Span &span = m_spans[index];
        const QString link = linkOf(span);
        if (m_open.empty() && !link.isEmpty()) {
            if (m_out.endsWith(u'!'))
                m_out.insert(m_out.size() - 1, u'\\');
            m_out += u'[';
            m_open.push_back({"link", link, QLatin1StringView("](<") + link + QLatin1StringView(">)")});
        }
        const std::size_t already = m_open.size();
        const qsizetype start = m_out.size();
        for (const Mark &mark : kMarks) {
            const bool isOpen = std::ranges::any_of(m_open, [&](const Open &open) { return open.key == mark.key; });
            if (!span.attributes.contains(mark.key) || isOpen)
                continue;
            const bool isSign = !mark.sign.isEmpty() && takesSign(mark, index)
                && !isConfused(mark.sign.front(), already, m_out.size() > start);
            m_out += isSign ? QString(mark.sign) : u'<' + mark.tag + u'>';
            m_open.push_back({mark.key.toByteArray(), {}, isSign ? QString(mark.sign)
                                                                 : QLatin1StringView("</") + mark.tag + u'>'});
        }
    }

    // Whether a sign would run into the same one of a mark that is open, or was just closed.
    bool isConfused(QChar sign, std::size_t already, bool isBehindOther) const
    {
        const auto open = std::span(m_open).first(already);
        return std::ranges::any_of(open, [&](const Open &mark) { return mark.close.startsWith(sign); })
            || (!isBehindOther && m_out.endsWith(sign));
    }

    // A mark opens or closes only where it does not stand between a letter outside and punctuation inside.
    bool takesSign(const Mark &mark, std::size_t first) const
    {
        std::size_t last = first;
        while (last + 1 < m_spans.size() && m_spans[last + 1].attributes.contains(mark.key)
               && linkOf(m_spans[last + 1]) == linkOf(m_spans[first]))
            ++last;
        const QString start = m_spans[first].text.trimmed();
        const QString end = m_spans[last].text.trimmed();
        const QStringView before = first > 0 ? QStringView(m_spans[first - 1].text) : QStringView();
        const QStringView after = last + 1 < m_spans.size() ? QStringView(m_spans[last + 1].text) : QStringView();
        const bool startsApart = m_spans[first].text.startsWith(u' ') || !isWordOutside(before, before.size() - 1);
        const bool endsApart = m_spans[last].text.endsWith(u' ') || !isWordOutside(after, 0);
        return (startsApart || isWordInside(m_spans[first], start, 0, mark.key))
            && (endsApart || isWordInside(m_spans[last], end, end.size() - 1, mark.key));
    }

    std::vector<Span> m_spans;
    const PictureFiles &m_pictures;
    std::vector<Open> m_open;
    QString m_out;
    QString m_space;
};

} // namespace

QString markdownOf(const Line &line, const PictureFiles &pictures)
{
    return InlineWriter(line, pictures).write();
}

} // namespace syngraph::convert
