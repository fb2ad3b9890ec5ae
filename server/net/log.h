// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace syngraph::net {

enum class LogLevel { Error, Warning, Info, Debug };

std::optional<LogLevel> logLevelFrom(QStringView name);

// Text of others as it may stand in a log or on a terminal: control, bidi and line characters as \u{hex},
// cut after `maxUnits`.
QString escaped(QStringView untrusted, qsizetype maxUnits = 120);

// One line per event, for the person who runs the server. Never given secrets; text of others goes through
// escaped(). Used by the socket thread only; the sink outlives it.
class Log
{
public:
    using Sink = std::function<void(const QByteArray &line)>;

    Log(LogLevel level, Sink sink) : m_level(level), m_sink(std::move(sink)) { }

    void error(const QString &event) const { write(LogLevel::Error, event); }
    void warning(const QString &event) const { write(LogLevel::Warning, event); }
    void info(const QString &event) const { write(LogLevel::Info, event); }
    void debug(const QString &event) const { write(LogLevel::Debug, event); }
    bool isDebug() const { return m_level >= LogLevel::Debug; }

private:
    void write(LogLevel level, const QString &event) const;

    LogLevel m_level;
    Sink m_sink;
};

} // namespace syngraph::net
