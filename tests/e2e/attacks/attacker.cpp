// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/attacks/attacker.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

namespace syngraph::test {

bool welcomed(RawSocket &socket, quint16 port)
{
    if (!socket.connectTo(port) || !socket.upgrade().startsWith("HTTP/1.1 101 "))
        return false;
    socket.write(frame(0x81, R"({"type":"hello","protocol":[1,1],"features":[]})"));
    return socket.readUntil("\"welcome\"").contains("\"welcome\"");
}

int closeCodeIn(const QByteArray &bytes)
{
    const qsizetype at = bytes.lastIndexOf('\x88');
    if (at < 0 || bytes.size() < at + 4)
        return -1;
    return (static_cast<unsigned char>(bytes[at + 2]) << 8) | static_cast<unsigned char>(bytes[at + 3]);
}

QByteArray goodbyeIn(const QByteArray &bytes)
{
    const QByteArray begin = R"({"type":"goodbye","code":")";
    const qsizetype at = bytes.indexOf(begin);
    if (at < 0)
        return {};
    const qsizetype from = at + begin.size();
    return bytes.sliced(from, bytes.indexOf('"', from) - from);
}

Verdict verdictOn(const ServerProcess &server, const QByteArray &text)
{
    RawSocket socket;
    if (!welcomed(socket, server.port()))
        return {};
    // what is still being answered when the ping is, was taken
    socket.write(frame(0x81, text) + frame(0x81, R"({"type":"ping","number":4711})"));
    QByteArray heard;
    QElapsedTimer timer;
    timer.start();
    while (!heard.contains("4711") && goodbyeIn(heard).isEmpty() && timer.elapsed() < 5000
           && socket.socket().state() == QAbstractSocket::ConnectedState) {
        socket.socket().waitForReadyRead(20);
        heard += socket.socket().readAll();
    }
    return {goodbyeIn(heard), heard.contains("4711")};
}

double cpuMs(qint64 pid)
{
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    double sum = 0;
    for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + QStringLiteral("/schedstat"));
        if (file.open(QIODevice::ReadOnly))
            sum += file.readAll().split(' ')[0].toDouble() / 1e6;
    }
    return sum;
}

} // namespace syngraph::test
