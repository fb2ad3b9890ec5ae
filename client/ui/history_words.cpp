// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace syngraph::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HistoryWords)
};

constexpr std::size_t kNames = 3;
constexpr int kDaysOfWeek = 7;

QString dayText(QDate day, QDate today)
{
    const qint64 ago = day.daysTo(today);
    if (ago == 0)
        return Words::tr("Today");
    if (ago == 1)
        return Words::tr("Yesterday");
    if (ago > 0 && ago < kDaysOfWeek)
        return QLocale().dayName(day.dayOfWeek());
    return QLocale().toString(day, QLocale::ShortFormat);
}

} // namespace

QString whenText(qint64 beginMs, qint64 endMs, qint64 nowMs)
{
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(beginMs);
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(endMs);
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    const auto clock = [](const QDateTime &time) { return QLocale().toString(time.time(), QLocale::ShortFormat); };
    const QString first = dayText(begin.date(), today) + u' ' + clock(begin);
    if (begin.date() != end.date())
        return first + QStringLiteral(" – ") + dayText(end.date(), today) + u' ' + clock(end);
    return clock(begin) == clock(end) ? first : first + u'–' + clock(end);
}

QString whoText(const history::Log &log, const std::vector<int> &authors)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(authors.size(), kNames); ++i)
        names << log.authors().at(authors[i]);
    QString text = names.join(QStringLiteral(" + "));
    if (authors.size() > kNames)
        text += QStringLiteral(" +%1").arg(authors.size() - kNames);
    return text;
}

QString changesText(qint64 changes)
{
    return changes == 1 ? Words::tr("1 change") : Words::tr("%1 changes").arg(QLocale().toString(changes));
}

} // namespace syngraph::ui
