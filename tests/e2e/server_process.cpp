// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace syngraph::test {
namespace {

constexpr int kStartMs = 20'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ServerProcess::ServerProcess(QStringList arguments)
    : m_arguments(std::move(arguments))
{
    if (!m_arguments.contains(QStringLiteral("--open-access")))
        m_arguments << QStringLiteral("--open-access") << QStringLiteral("editor");
}

ServerProcess::~ServerProcess()
{
    kill();
}

QString ServerProcess::program()
{
    return qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraphd");
}

bool ServerProcess::start()
{
    const QString readyFile = path(QStringLiteral("ready.json"));
    QFile::remove(readyFile);
    m_process = std::make_unique<QProcess>();
    m_process->setStandardErrorFile(path(QStringLiteral("log")), QIODevice::Append);
    QStringList arguments{QStringLiteral("--data"), dataFolder(), QStringLiteral("--ready-file"), readyFile,
                          QStringLiteral("--log-level"), QStringLiteral("debug")};
    if (!m_arguments.contains(QStringLiteral("--listen")))
        arguments << QStringLiteral("--listen") << QStringLiteral("127.0.0.1:%1").arg(m_port);
    m_process->start(program(), arguments + m_arguments);
    QElapsedTimer timer;
    timer.start();
    while (!QFile::exists(readyFile)) {
        if (timer.elapsed() > kStartMs || m_process->waitForFinished(5)) {
            qWarning("the server did not start: %s", log().constData());
            return false;
        }
    }
    m_ready = QJsonDocument::fromJson(contentOf(readyFile)).object();
    m_port = quint16(m_ready[u"port"].toInt());
    return m_port != 0;
}

int ServerProcess::stop()
{
    m_process->terminate();
    const bool hasEnded = m_process->waitForFinished(10'000);
    const int code = hasEnded && m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
    m_process.reset();
    return code;
}

void ServerProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(10'000);
    m_process.reset();
}

void ServerProcess::suspend()
{
    ::kill(pid_t(m_process->processId()), SIGSTOP);
}

void ServerProcess::resume()
{
    ::kill(pid_t(m_process->processId()), SIGCONT);
}

QString ServerProcess::ownerToken() const
{
    return QString::fromLatin1(contentOf(dataFolder() + QStringLiteral("/owner-token")).trimmed());
}

QUrl ServerProcess::url(const QString &scheme) const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(scheme).arg(m_port));
}

QByteArray ServerProcess::log() const
{
    return contentOf(path(QStringLiteral("log")));
}

qint64 ServerProcess::residentKiB() const
{
    const QList<QByteArray> lines = contentOf(QStringLiteral("/proc/%1/status").arg(pid())).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).simplified().split(' ')[0].toLongLong();
    }
    return -1;
}

ServerProcess::Outcome ServerProcess::run(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(20'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace syngraph::test
