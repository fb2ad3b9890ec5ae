// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_instance.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

namespace syngraph::app {
namespace {

constexpr int kPatienceMs = 2000;
constexpr qsizetype kMaxRequestBytes = 256 * 1024;
constexpr char kTaken[] = "taken\n";

QByteArray toLine(const Arguments &arguments)
{
    QJsonArray targets;
    for (const QString &target : arguments.targets) {
        // said from the folder of the one who asks
        const QString path = pathOf(target);
        targets.append(path.isEmpty() ? target : path);
    }
    const QJsonObject object{{QStringLiteral("targets"), targets},
                             {QStringLiteral("new"), arguments.isNew},
                             {QStringLiteral("name"), arguments.name},
                             // with which the system lets a window come to the front
                             {QStringLiteral("activation"), qEnvironmentVariable("XDG_ACTIVATION_TOKEN")}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Arguments> fromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    Arguments arguments;
    for (const auto &target : document[u"targets"].toArray())
        arguments.targets << target.toString();
    arguments.isNew = document[u"new"].toBool();
    arguments.name = document[u"name"].toString();
    const QByteArray activation = document[u"activation"].toString().toUtf8();
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation);
    return arguments;
}

} // namespace

bool FirstInstance::tryHandOver(const QString &socketPath, const Arguments &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    socket.write(toLine(arguments));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(kPatienceMs))
            return false;
    }
    return socket.readLine() == kTaken;
}

FirstInstance::FirstInstance(const QString &socketPath)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { receive(socket); });
            receive(socket);
        }
    });
    if (m_server.listen(socketPath))
        return;
    QLocalSocket other;
    other.connectToServer(socketPath);
    if (other.waitForConnected(kPatienceMs))
        return;
    // left by one that was killed
    QLocalServer::removeServer(socketPath);
    m_server.listen(socketPath);
}

void FirstInstance::receive(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kMaxRequestBytes)
            socket->abort();
        return;
    }
    const auto arguments = fromLine(socket->readLine());
    if (!arguments) {
        socket->abort();
        return;
    }
    socket->write(kTaken);
    socket->disconnectFromServer();
    Q_EMIT asked(*arguments);
}

} // namespace syngraph::app
