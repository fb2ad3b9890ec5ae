// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_file.h"
#include "storage/document_lock.h"
#include "storage/registry.h"

namespace syngraph::storage {

// A file in the documents folder that can't be opened, and why.
struct FileProblem
{
    QString path;
    Error error;
};

struct Listing
{
    std::vector<DocumentEntry> documents; // newest first, those in the trash too
    std::vector<FileProblem> problems;
};

// The documents of one data folder: `documents/`, `trash/`, `server.db`, and files elsewhere that were opened.
// Keeps apart what looks alike: a copied file becomes a document of its own with new id and epoch, a moved one
// stays what it is, an older one put back gets a new epoch. Invariant: no two processes have the same folder.
// The files of documents that are open belong to their DocumentFile: nothing here writes them.
// Times are ms since 1970 UTC and given by the caller. One thread at a time; every function does I/O.
class Library
{
public:
    // Makes the folder where there is none. Locked names the server that has it.
    static Result<std::unique_ptr<Library>> open(const QString &folder);

    // Tells the server's address to those who find the folder or a document taken.
    Result<void> setUrl(const QString &url);
    Registry &registry() { return m_registry; }
    const QString &folder() const { return m_folder; }

    // Looks into the documents folder first: files that were put there become documents.
    Result<Listing> list();
    Result<DocumentEntry> create(const QString &title, qint64 nowMs);
    // Answers NotFound also for a document in the trash.
    Result<std::unique_ptr<DocumentFile>> open(DocumentId id);
    // What can be read of a document that open() or its load() found Damaged.
    Result<std::unique_ptr<DocumentStore>> openSalvaged(DocumentId id);
    // Any file of this computer; it becomes one of this server's documents and stays where it is.
    Result<std::unique_ptr<DocumentFile>> openPath(const QString &path);

    // What was saved, for the list and for telling an older file from a newer; call after checkpoints.
    Result<void> noteSaved(DocumentId id, const Head &head, qint64 nowMs);
    // The document goes on in another file: what DocumentFile::writeRecovered() gave.
    Result<void> notePath(DocumentId id, const QString &path);
    // Changes the title only, never the file's name. Of an open document the caller tells its store as well.
    Result<void> rename(DocumentId id, const QString &title);

    // Moves the file into the trash, where it stays 30 days; Locked while the document is open. A document whose
    // file is gone is forgotten instead.
    Result<void> trash(DocumentId id, qint64 nowMs);
    Result<void> restore(DocumentId id);
    // Deletes a document that is in the trash, for ever.
    Result<void> purge(DocumentId id);
    Result<void> purgeExpired(qint64 nowMs);

private:
    // An open file with its entry, not yet written to the registry.
    struct Opened
    {
        std::unique_ptr<DocumentFile> file;
        DocumentEntry entry;
    };

    Library(const QString &folder, DocumentLock lock, Registry registry);

    QString documentsFolder() const { return m_folder + QStringLiteral("/documents"); }
    QString trashFolder() const { return m_folder + QStringLiteral("/trash"); }
    Result<DocumentEntry> readEntry(DocumentId id);
    Result<std::unique_ptr<DocumentFile>> openWhereKnown(DocumentId id);
    Result<Opened> openKnown(std::unique_ptr<DocumentFile> file, const DocumentEntry &entry);
    Result<Opened> openCopy(std::unique_ptr<DocumentFile> file);
    Result<Opened> openMoved(std::unique_ptr<DocumentFile> file, const DocumentEntry &entry);
    Result<Opened> identify(const QString &path);
    Result<std::unique_ptr<DocumentFile>> remember(Opened opened);
    Result<void> adoptNewFiles(std::vector<FileProblem> &problems);
    Result<void> moveFile(const QString &from, const QString &to);
    void removeUnfinished();

    QString m_folder;
    LockHolder m_holder;
    DocumentLock m_lock;
    Registry m_registry;
};

} // namespace syngraph::storage
