// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remark_text.h"

#include "protocol/person_colors.h"

#include <QCoreApplication>
#include <QCursor>
#include <QDateTime>
#include <QDesktopServices>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QToolTip>
#include <QUrl>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;

QString escaped(QStringView text)
{
    QString html = text.toString().toHtmlEscaped();
    return html.replace(u'\n', QLatin1StringView("<br>"));
}

bool isWordUnit(QChar unit)
{
    return unit.isLetterOrNumber() || unit == u'_';
}

// The longest name that stands there behind an @, 0 for none.
qsizetype nameLength(QStringView text, const QStringList &names)
{
    qsizetype longest = 0;
    for (const QString &name : names) {
        const bool stands = text.startsWith(name, Qt::CaseInsensitive)
            && (text.size() == name.size() || !isWordUnit(text[name.size()]));
        longest = stands ? std::max(longest, name.size()) : longest;
    }
    return longest;
}

QString withNames(QStringView text, const QStringList &names)
{
    QString html;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        const qsizetype length = nameLength(text.sliced(at + 1), names);
        if (length == 0 || at < done)
            continue;
        html += escaped(text.sliced(done, at - done)) + QLatin1StringView("<b>")
            + escaped(text.sliced(at, length + 1)) + QLatin1StringView("</b>");
        done = at + 1 + length;
    }
    return html + escaped(text.sliced(done));
}

} // namespace

bool mentions(QStringView text, const QString &name, const QStringList &names)
{
    QStringList all = names;
    all << name;
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        if (!name.isEmpty() && text.sliced(at + 1, nameLength(text.sliced(at + 1), all)).compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

QString remarkHtml(const QString &text, const QStringList &names)
{
    static const QRegularExpression link(QStringLiteral(R"(\b(?:https?://|mailto:)[^\s<>"]*[^\s<>".,;:!?'\)\]])"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    QString html;
    qsizetype done = 0;
    for (auto matches = link.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        html += withNames(QStringView(text).sliced(done, match.capturedStart() - done), names);
        html += QStringLiteral("<a href=\"%1\">%1</a>").arg(escaped(match.captured()));
        done = match.capturedEnd();
    }
    return html + withNames(QStringView(text).sliced(done), names);
}

QString timeText(qint64 timeMs, qint64 nowMs)
{
    if (timeMs == 0)
        return {};
    const qint64 ago = nowMs - timeMs;
    if (ago < kMinuteMs)
        return QCoreApplication::translate("Remark", "now");
    if (ago < kHourMs)
        return QCoreApplication::translate("Remark", "%n min ago", nullptr, int(ago / kMinuteMs));
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(timeMs);
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    if (then.date() == today)
        return QLocale().toString(then.time(), QLocale::ShortFormat);
    const bool isThisYear = then.date().year() == today.year();
    return QLocale().toString(then.date(), isThisYear ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

QColor talkColor(protocol::PersonId person, bool isDark)
{
    const protocol::PersonColor &color = protocol::kPersonColors[std::size_t(person.low % protocol::kPersonColors.size())];
    return QColor::fromRgb(isDark ? color.dark : color.light);
}

QLabel *remarkLabel(const QString &text, const QStringList &names, QWidget *parent)
{
    auto *label = new QLabel(remarkHtml(text, names), parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);
    label->setAccessibleName(text);
    QObject::connect(label, &QLabel::linkActivated, label, [](const QString &target) {
        const QUrl url(target);
        if (url.scheme() == u"https" || url.scheme() == u"http" || url.scheme() == u"mailto")
            QDesktopServices::openUrl(url);
    });
    QObject::connect(label, &QLabel::linkHovered, label, [label](const QString &target) {
        QToolTip::showText(QCursor::pos(), target, label);
    });
    return label;
}

} // namespace syngraph::ui
