// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/log.h"

#include "base/plant.h"
#include "net/names.h"

#include <QDateTime>

#include <array>

namespace syngraph::net {
namespace {

constexpr std::array<QLatin1StringView, 4> kLevelNames = {
    QLatin1StringView("error"), QLatin1StringView("warning"), QLatin1StringView("info"),
    QLatin1StringView("debug"),
};

} // namespace

std::optional<LogLevel> logLevelFrom(QStringView name)
{
    for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
        if (name == kLevelNames[i])
            return static_cast<LogLevel>(i);
    }
    return std::nullopt;
}

QString escaped(QStringView untrusted, qsizetype maxUnits)
{
    QString out;
    for (qsizetype i = 0; i < untrusted.size() && i < maxUnits; ++i) {
        const QChar c = untrusted[i];
        if ((isTreacherous(c.unicode()) || c == u'\\') && checks(Check::LogLines))
            out += QStringLiteral("\\u{%1}").arg(c.unicode(), 0, 16);
        else
            out += c;
    }
    if (untrusted.size() > maxUnits)
        out += QStringLiteral("…");
    return out;
}

void Log::write(LogLevel level, const QString &event) const
{
    if (level > m_level)
        return;
    const QString line = QStringLiteral("%1 %2 %3\n")
                             .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                  kLevelNames[static_cast<std::size_t>(level)], event);
    m_sink(line.toUtf8());
}

} // namespace syngraph::net
