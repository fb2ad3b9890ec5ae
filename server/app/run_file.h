// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace syngraph::app {

// How a running server is found: what the ready-file tells, and in DIR/run.json also how its owner gets in.
struct RunFile
{
    qint64 pid = 0;
    QStringList urls; // the first one is the main one
    quint16 port = 0;
    quint16 lanPort = 0; // not in the file
    QString fingerprint; // SHA-256 of the public key, hex
    QString adminUrl;    // on loopback
    QString tokenFile;

    QByteArray readyJson() const;
    QByteArray runJson() const;
};

QString runFilePath(const QString &dataFolder);
std::optional<RunFile> readRunFile(const QString &dataFolder);

// The owner token kept in the data folder, made at the first call; also written to `tokenFile` where that is
// another place.
Result<QString> openOwnerToken(const QString &dataFolder, const QString &tokenFile);

} // namespace syngraph::app
