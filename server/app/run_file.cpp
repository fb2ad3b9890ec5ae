// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_file.h"

#include "net/access.h"
#include "net/private_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace syngraph::app {
namespace {

constexpr qsizetype kTokenDigits = 32;

QJsonObject readyObject(const RunFile &file)
{
    return {{QStringLiteral("pid"), file.pid},
            {QStringLiteral("url"), file.urls.value(0)},
            {QStringLiteral("urls"), QJsonArray::fromStringList(file.urls)},
            {QStringLiteral("port"), int(file.port)},
            {QStringLiteral("fingerprint"), file.fingerprint}};
}

QByteArray toLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray RunFile::readyJson() const
{
    return toLine(readyObject(*this));
}

QByteArray RunFile::runJson() const
{
    QJsonObject object = readyObject(*this);
    object[u"adminUrl"] = adminUrl;
    object[u"tokenFile"] = tokenFile;
    return toLine(object);
}

QString runFilePath(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/run.json");
}

std::optional<RunFile> readRunFile(const QString &dataFolder)
{
    QFile file(runFilePath(dataFolder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(65536)).object();
    RunFile run;
    run.pid = object[u"pid"].toInteger();
    for (const auto &url : object[u"urls"].toArray())
        run.urls << url.toString();
    run.port = quint16(object[u"port"].toInt());
    run.fingerprint = object[u"fingerprint"].toString();
    run.adminUrl = object[u"adminUrl"].toString();
    run.tokenFile = object[u"tokenFile"].toString();
    return run;
}

Result<QString> openOwnerToken(const QString &dataFolder, const QString &tokenFile)
{
    const QString path = dataFolder + QStringLiteral("/owner-token");
    QFile file(path);
    QString token;
    if (file.open(QIODevice::ReadOnly))
        token = QString::fromLatin1(file.read(1024).trimmed());
    if (token.size() < kTokenDigits) {
        token = net::newSecret();
        if (auto written = net::writePrivateFile(path, token.toLatin1() + '\n'); !written)
            return written.error();
    }
    if (!tokenFile.isEmpty() && tokenFile != path) {
        if (auto written = net::writePrivateFile(tokenFile, token.toLatin1() + '\n'); !written)
            return written.error();
    }
    return token;
}

} // namespace syngraph::app
