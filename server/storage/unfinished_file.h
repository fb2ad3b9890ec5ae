// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_system.h"

#include <QFile>
#include <QRandomGenerator>

namespace syngraph::storage {

// Ending of files that were being made when a server died; safe to delete while no server runs.
inline constexpr QLatin1StringView kUnfinishedSuffix(".unfinished");

// A file under a hidden name beside its target; gone with the object unless it was published.
class UnfinishedFile
{
public:
    explicit UnfinishedFile(const QString &target)
        : m_target(target)
        , m_path(QStringLiteral("%1/.%2-%3%4").arg(folderOf(target), nameOf(target),
                                                   QString::number(QRandomGenerator::system()->generate64(), 16),
                                                   kUnfinishedSuffix))
    {
    }
    ~UnfinishedFile()
    {
        for (const char *side : {"", "-wal", "-shm", "-journal"})
            QFile::remove(m_path + QLatin1StringView(side));
    }
    UnfinishedFile(const UnfinishedFile &) = delete;
    UnfinishedFile &operator=(const UnfinishedFile &) = delete;

    const QString &path() const { return m_path; }
    Result<void> publish()
    {
        if (auto done = renameWithoutReplacing(m_path, m_target); !done)
            return done;
        return syncFolder(folderOf(m_target));
    }

private:
    QString m_target;
    QString m_path;
};

} // namespace syngraph::storage
