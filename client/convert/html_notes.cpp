// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html_notes.h"

#include <algorithm>

namespace syngraph::convert {
namespace {

QString lineBreaks(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', QLatin1StringView("<br>"));
}

QString remarkHtml(const protocol::Remark &remark)
{
    const QString time = isoTimeOf(remark);
    const QString shown = time.left(16).replace(u'T', u' ') + QLatin1StringView(" UTC");
    return QStringLiteral("<p><cite>%1</cite> <time datetime=\"%2\">%3</time><br>%4</p>\n")
        .arg(remark.author.toHtmlEscaped(), time, shown, lineBreaks(remark.text));
}

} // namespace

QString withComments(const Span &span, const QString &content, const ThreadPlaces &places)
{
    QString out = content;
    const std::vector<int> beginning = places.beginningAt(span);
    for (const int number : places.at(span)) {
        const bool begins = std::ranges::find(beginning, number) != beginning.end();
        const QString id = begins ? QStringLiteral(" id=\"text-%1\"").arg(number + 1) : QString();
        out = QLatin1StringView("<mark data-comment") + id + u'>' + out + QLatin1StringView("</mark>");
    }
    for (const int number : places.endingAt(span))
        out += QStringLiteral("<sup data-aside><a href=\"#comment-%1\">%1</a></sup>").arg(number + 1);
    return out;
}

QString commentsHtml(const ThreadPlaces &places)
{
    QString out;
    for (std::size_t i = 0; i < places.threads().size(); ++i) {
        const protocol::Thread &thread = *places.threads()[i];
        const QString quote = thread.quote.isEmpty() ? QString(u'↑') : u'“' + thread.quote + u'”';
        const QString shown = places.hasText(int(i))
            ? QStringLiteral("<a href=\"#text-%1\">").arg(i + 1) + quote.toHtmlEscaped() + QLatin1StringView("</a>")
            : QLatin1StringView("<del>") + quote.toHtmlEscaped() + QLatin1StringView("</del>");
        out += QStringLiteral("<li id=\"comment-%1\">\n<p>").arg(i + 1) + shown + QLatin1StringView("</p>\n");
        for (const protocol::Remark *remark : remarksOf(thread))
            out += remarkHtml(*remark);
        if (thread.resolved)
            out += QStringLiteral("<p>✓ <cite>%1</cite></p>\n").arg(thread.resolved->by.toHtmlEscaped());
        out += QLatin1StringView("</li>\n");
    }
    return out.isEmpty() ? out : QLatin1StringView("<aside data-aside>\n<hr>\n<ol>\n") + out + QLatin1StringView("</ol>\n</aside>\n");
}

} // namespace syngraph::convert
