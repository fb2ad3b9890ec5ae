// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/journal.h"

namespace syngraph::replica {

// A document as this computer has it, with what is not sent yet; editable without its server.
struct Replica
{
    std::unique_ptr<Journal> journal;
    session::Session session;
};

struct ReplicaEntry
{
    QString server; // what names the server: its key's fingerprint, or host:port
    DocumentId document;
    QString path;
    qint64 modifiedMs = 0; // ms since 1970 UTC
};

// The local copies of joined documents, per server and document, in a folder of their own (0700). A copy is the
// journal of the Session that had it: after a crash, or a restart without network, the next one goes on with it.
// Several windows on one document have several journals; one that is left over is adopted first. One thread.
class ReplicaStore
{
public:
    explicit ReplicaStore(QString folder) : m_folder(std::move(folder)) { }

    // The copy left over from before if there is one that nobody has, else an empty one, whose Session joins.
    Result<Replica> open(const QString &server, DocumentId document);
    // Every copy that nobody has open.
    std::vector<ReplicaEntry> list() const;
    // Deletes the copies that nobody has open: "Forget on this computer".
    void forget(const QString &server, DocumentId document);

private:
    QString folderOf(const QString &server, DocumentId document) const;
    std::optional<Replica> adopt(const QString &path, DocumentId document);

    QString m_folder;
    SyncWorker m_worker;
};

} // namespace syngraph::replica
