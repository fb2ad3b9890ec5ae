// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace syngraph::e2e {

// Runs a program that answers JSON lines; the answers, or nothing where it failed.
inline QList<QByteArray> answersTo(const QList<QByteArray> &lines, const QString &program,
                                   const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.write(lines.join('\n') + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0) {
        qWarning("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
        return {};
    }
    QList<QByteArray> answers = process.readAllStandardOutput().split('\n');
    if (!answers.isEmpty() && answers.back().isEmpty())
        answers.removeLast();
    return answers;
}

inline QList<QByteArray> cliAnswersTo(const QList<QByteArray> &lines)
{
    return answersTo(lines, qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph-cli"),
                     {QStringLiteral("delta")});
}

inline bool isOk(const QByteArray &answer)
{
    return QJsonDocument::fromJson(answer).object()[u"ok"].toBool();
}

// The delta in an answer, canonical; "refused" where there is none.
inline QByteArray resultOf(const QByteArray &answer)
{
    const QJsonValue result = QJsonDocument::fromJson(answer).object()[u"result"];
    if (result.isDouble())
        return QByteArray::number(result.toInteger());
    if (!result.isArray())
        return "refused";
    const auto delta = model::parseDelta(QJsonDocument(result.toArray()).toJson(QJsonDocument::Compact));
    return delta ? model::toJson(*delta) : QByteArray("refused");
}

// A request; `members` is what follows the operation, for example "\"a\":[]".
inline QByteArray request(const char *operation, const QByteArray &members)
{
    return QByteArray("{\"id\":\"1\",\"op\":\"") + operation + "\"," + members + '}';
}

inline QByteArray member(const char *name, const QByteArray &json)
{
    return QByteArray("\"") + name + "\":" + json;
}

inline QByteArray member(const char *name, const model::Delta &delta)
{
    return member(name, model::toJson(delta));
}

} // namespace syngraph::e2e
