// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/private_file.h"

#include <QFile>
#include <QSaveFile>

namespace syngraph::replica {

bool writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit();
}

} // namespace syngraph::replica
