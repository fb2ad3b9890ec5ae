// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace syngraph::test {

// A real syngraphd on a data folder of its own and a free port; ended with the object.
class ServerProcess
{
public:
    // With --open-access editor unless the arguments say something else.
    explicit ServerProcess(QStringList arguments = {});
    ~ServerProcess();

    // Waits until connections are accepted; a later start uses the same folder and port.
    bool start();
    // SIGTERM; answers the exit code, -1 where it did not end in time.
    int stop();
    // SIGKILL.
    void kill();
    void suspend();
    void resume();

    QString dataFolder() const { return m_folder.path() + QStringLiteral("/data"); }
    QString path(const QString &name) const { return m_folder.path() + u'/' + name; }
    QString ownerToken() const;
    QUrl url(const QString &scheme = QStringLiteral("ws")) const;
    quint16 port() const { return m_port; }
    QJsonObject ready() const { return m_ready; }
    QByteArray log() const;
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    qint64 residentKiB() const;

    // Runs the program once more and waits for its end.
    struct Outcome
    {
        int exitCode = -1;
        QByteArray output;
        QByteArray errors;
    };
    static Outcome run(const QStringList &arguments);
    static QString program();

private:
    QTemporaryDir m_folder;
    QStringList m_arguments;
    std::unique_ptr<QProcess> m_process;
    QJsonObject m_ready;
    quint16 m_port = 0;
};

} // namespace syngraph::test
