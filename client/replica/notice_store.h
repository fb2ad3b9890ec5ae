// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session_effects.h"

namespace syngraph::replica {

// Something a person has to hear of, since when.
struct KeptNotice
{
    QString name; // unique
    qint64 timeMs = 0; // since 1970 UTC
    session::Notice notice;
    bool isOnDisk = false;
};

// What could not stay in a document, until the person has dealt with it: beside the journals of that document, one
// file for each, so that it outlives the editor. Every window of the document reads and removes the same files.
class NoticeStore
{
public:
    explicit NoticeStore(QString folder) : m_folder(std::move(folder)) { }

    // On the disk when it returns, where that takes it; a full disk leaves it in memory only.
    KeptNotice keep(const session::Notice &notice, qint64 timeMs) const;
    // Oldest first. What can't be read is passed over and stays.
    std::vector<KeptNotice> list() const;
    // Whether nobody else had removed it before.
    bool remove(const KeptNotice &kept) const;

private:
    QString pathOf(const QString &name) const;

    QString m_folder;
};

} // namespace syngraph::replica
