// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/identity_file.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>

namespace syngraph::client_net {

Result<trust::IdentityKey> openIdentity(const QString &path)
{
    QFile file(path);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::NotWritable, QStringLiteral("Can't read %1: %2.").arg(path, file.errorString())};
        return trust::IdentityKey::fromSeed(QByteArray::fromHex(file.read(1024).trimmed()));
    }
    QByteArray seed(trust::kKeyBytes, '\0');
    for (char &byte : seed)
        byte = char(QRandomGenerator::system()->bounded(256));
    QSaveFile target(path);
    const QByteArray line = seed.toHex() + '\n';
    const bool isWritten = target.open(QIODevice::WriteOnly)
        && target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && target.write(line) == line.size()
        && target.commit();
    if (!isWritten)
        return Error{ErrorCode::NotWritable, QStringLiteral("Can't write %1: %2.").arg(path, target.errorString())};
    return trust::IdentityKey::fromSeed(seed);
}

} // namespace syngraph::client_net
