// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/draft_store.h"
#include "replica/journal.h"
#include "replica/notice_store.h"

namespace syngraph::replica {

// The documents this computer has copies of, per server: FOLDER/SERVER/DOCUMENT/*.journal, one journal for each
// Session that lives, or died with something unsent, or was the last to have the document. A server is named by
// what identifies it: the fingerprint of its key, else host:port. Folders are 0700, files 0600.
// So a joined document opens, and can be edited, after a restart and without its server.
class ReplicaStore
{
public:
    ReplicaStore(QString folder, SyncThread &sync) : m_folder(std::move(folder)), m_sync(sync) { }

    struct Opened
    {
        session::Session session;
        std::unique_ptr<Journal> journal; // null: none can be written, see warning
        bool isDamaged = false;           // part of what it had is lost
        std::optional<Error> warning = {};
        bool isAlone = false; // no living process had the document open
    };
    // The first is the one to go on with: what an earlier process left, else a copy of what a living one has, else
    // a Session without a document. The others died with changes that are not sent: connect them too, and when
    // nothing is pending any more remove their journals.
    std::vector<Opened> open(const QString &server, DocumentId document);
    // A journal for a Session that has none, because none could be written when it was opened.
    Result<std::unique_ptr<Journal>> makeJournal(const QString &server, const session::Session &session);

    // What could not stay in the document, kept with its copies.
    NoticeStore notices(const QString &server, DocumentId document) const
    {
        return NoticeStore(folderOf(server, document));
    }

    // What somebody had begun to say about it.
    DraftStore drafts(const QString &server, DocumentId document) const
    {
        return DraftStore(folderOf(server, document));
    }

    // The invitation by which this person is in, kept with the copy for the next time; empty: there is none.
    void keepInvitation(const QString &server, DocumentId document, const QString &secret);
    QString readInvitation(const QString &server, DocumentId document) const;

    // Whether a living process (this one too) has the document open.
    bool isOpen(const QString &server, DocumentId document) const;
    // How many changes dead processes left unsent. Reads their journals.
    qint64 readUnsent(const QString &server, DocumentId document) const;

    struct Entry
    {
        QString server;
        DocumentId document;
        bool isOpen = false; // by a living process
        qint64 bytes = 0;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    std::vector<Entry> list() const;
    // Deletes the copy and everything unsent with it. Locked: it is open in some process.
    Result<void> forget(const QString &server, DocumentId document);

private:
    QString folderOf(const QString &server, DocumentId document) const;
    Result<Opened> restore(DocumentId document, Journal::Left left) const;
    session::Session copyOfLiving(const QString &folder, DocumentId document) const;

    QString m_folder;
    SyncThread &m_sync;
};

} // namespace syngraph::replica
