// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/private_file.h"

#include <QSaveFile>

namespace syngraph::net {

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    // before the first byte is in it: the temporary file is as private as the result
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (isWritten)
        return {};
    return Error{ErrorCode::NotWritable, QStringLiteral("Can't write %1: %2.").arg(path, file.errorString())};
}

} // namespace syngraph::net
