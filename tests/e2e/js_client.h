// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QUrl>

#include <deque>
#include <optional>

namespace syngraph::test {

// Makes sure that the packages of tests/e2e/js are installed in the build folder (SYNGRAPH_JS_DIR); a sentence why
// they can't be, or nothing.
QString prepareJavaScript();

// Runs a script of tests/e2e/js to its end.
struct ScriptOutcome
{
    int exitCode = -1;
    QByteArray output;
};
ScriptOutcome runScript(const QString &name, const QStringList &arguments, int timeoutMs = 60'000);

// The client of tests/e2e/js in a process of its own, moved by drive.js. Functions that wait run the event loop.
class JsClient : public QObject
{
    Q_OBJECT

public:
    JsClient();
    ~JsClient() override;

    void connectTo(const QUrl &url, const QString &document);
    void command(const char *name, QJsonObject members = {});
    void edit(const QByteArray &deltaJson);

    // The first event with this name that was not taken yet.
    std::optional<QJsonObject> waitFor(const char *event, int timeoutMs = 20'000);
    // visible, revision, isSettled, hash, caret, verified, problems, inFlight.
    QJsonObject state();
    bool waitUntilSettled(qint64 revision, int timeoutMs = 30'000);
    QByteArray visible();
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    void read();

    QProcess m_process;
    std::deque<QJsonObject> m_events;
};

} // namespace syngraph::test
