// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/js_client.h"

#include "model/delta_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

namespace syngraph::test {
namespace {

const QString kScripts = QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/e2e/js/");

QString buildFolder()
{
    return qEnvironmentVariable("SYNGRAPH_JS_DIR", QDir::tempPath() + QStringLiteral("/syngraph-js"));
}

QProcessEnvironment environment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), buildFolder() + QStringLiteral("/node_modules"));
    return environment;
}

} // namespace

QString prepareJavaScript()
{
    const QString folder = buildFolder();
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (npm.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty())
        return QStringLiteral("Node.js with npm is not installed.");
    const bool isInstalled = QFileInfo::exists(folder + QStringLiteral("/node_modules/ws"))
        && QFileInfo::exists(folder + QStringLiteral("/node_modules/quill-delta"));
    if (isInstalled)
        return {};
    QDir().mkpath(folder);
    const QString package = folder + QStringLiteral("/package.json");
    QFile::remove(package);
    if (!QFile::copy(kScripts + QStringLiteral("package.json"), package))
        return QStringLiteral("The build folder is not writable.");
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(npm, {QStringLiteral("install"), QStringLiteral("--prefix"), folder, QStringLiteral("--no-audit"),
                        QStringLiteral("--no-fund"), QStringLiteral("--fetch-retries=0")});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("npm cannot reach its registry.");
    return {};
}

ScriptOutcome runScript(const QString &name, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("node"), QStringList{kScripts + name} + arguments);
    const bool hasEnded = process.waitForFinished(timeoutMs);
    return {hasEnded && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput()};
}

JsClient::JsClient()
{
    m_process.setProcessEnvironment(environment());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &JsClient::read);
    m_process.start(QStringLiteral("node"), {kScripts + QStringLiteral("drive.js")});
}

JsClient::~JsClient()
{
    m_process.disconnect(this);
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

void JsClient::connectTo(const QUrl &url, const QString &document)
{
    command("connect", {{QStringLiteral("url"), url.toString()}, {QStringLiteral("document"), document}});
}

void JsClient::command(const char *name, QJsonObject members)
{
    members.insert(u"do", QLatin1StringView(name));
    m_process.write(QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n');
}

void JsClient::edit(const QByteArray &deltaJson)
{
    command("edit", {{QStringLiteral("delta"), QJsonDocument::fromJson(deltaJson).array()}});
}

void JsClient::read()
{
    while (m_process.canReadLine())
        m_events.push_back(QJsonDocument::fromJson(m_process.readLine()).object());
}

std::optional<QJsonObject> JsClient::waitFor(const char *event, int timeoutMs)
{
    const auto find = [&] {
        return std::ranges::find_if(m_events, [&](const QJsonObject &one) {
            return one[u"event"].toString() == QLatin1StringView(event);
        });
    };
    const bool isThere = QTest::qWaitFor(
        [&] { return find() != m_events.end() || m_process.state() == QProcess::NotRunning; }, timeoutMs);
    const auto found = find();
    if (!isThere || found == m_events.end()) {
        qWarning("no %s from the client in JavaScript: %s", event, errors().constData());
        return std::nullopt;
    }
    const QJsonObject result = *found;
    m_events.erase(found);
    return result;
}

QJsonObject JsClient::state()
{
    command("state");
    return waitFor("state").value_or(QJsonObject());
}

bool JsClient::waitUntilSettled(qint64 revision, int timeoutMs)
{
    return QTest::qWaitFor(
        [&] {
            const QJsonObject now = state();
            return now.isEmpty() || (now[u"isSettled"].toBool() && now[u"revision"].toInteger() >= revision);
        },
        timeoutMs);
}

QByteArray JsClient::visible()
{
    const auto delta = model::parseDelta(QJsonDocument(state()[u"visible"].toArray()).toJson(QJsonDocument::Compact));
    return delta ? model::toJson(*delta) : QByteArray();
}

} // namespace syngraph::test
