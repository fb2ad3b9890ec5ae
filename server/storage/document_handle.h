// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_rows.h"
#include "storage/file_system.h"

#include <QHash>

#include <memory>
#include <optional>

namespace syngraph::storage {

// A document file while it is open: the connection, the statements of every commit, and what was found beside
// the file. Nothing in the file changes by opening it: a side log left by a crash is read through, and stays as
// it is until trustLog(). Costs about 140 KiB; an idle document has none. One thread at a time.
class DocumentHandle
{
public:
    // Regular file, no link, our schema. Without a side log, ReadOnly looks at the file alone and makes no
    // side file: wasTouchedByOthers() tells whether it still says the truth.
    static Result<std::unique_ptr<DocumentHandle>> open(const QString &path, sqlite::Access access);

    sqlite::Connection &connection() { return m_connection; }
    sqlite::Statement &insertChange() { return m_insertChange; }
    sqlite::Statement &writeMeta() { return m_writeMeta; }

    // Whether the last one who wrote the file did not close it.
    bool wasLeftOpen() const { return m_wasLeftOpen; }
    // The content has been checked: the side log belongs to the file and may be moved into it.
    void trustLog() { m_connection.keepLogOnClose(false); }
    // A write has failed: leave everything as it is for the next one who opens the file.
    void distrustLog() { m_connection.keepLogOnClose(true); }
    // Brings the file into the journal mode of its file system; before the first write.
    Result<void> prepareJournal();
    // What another program has done to the file since it was opened.
    enum class Touched { No, Moved, Altered };
    Touched touchedByOthers() const;
    // Call after what we have written into the file ourselves.
    void noteOwnWrite();
    // Bytes in the side log after the last commit.
    qint64 logBytes() const { return m_connection.logPages() * m_pageSize; }
    // Whether the tables are those of the newest format; what writes makes them so first.
    bool isOfThisFormat() const { return m_isOfThisFormat; }
    void noteMigration();

    // The last number each client has used in the packed part.
    using PackedSequences = QHash<ClientId, Sequence>;
    Result<const PackedSequences *> packedSequences();
    void notePacked(const BlockHeader &block);

    // Ends the use of the file so that nothing remains beside it.
    Result<void> checkpoint();

private:
    DocumentHandle(const QString &path, sqlite::Connection connection, sqlite::Statement insertChange,
                   sqlite::Statement writeMeta);

    QString m_path;
    sqlite::Connection m_connection;
    sqlite::Statement m_insertChange;
    sqlite::Statement m_writeMeta;
    FileIdentity m_identity;
    bool m_onNetwork = false;
    bool m_wasLeftOpen = false;
    bool m_isJournalReady = false;
    bool m_isOfThisFormat = true;
    qint64 m_pageSize = 0;
    std::optional<PackedSequences> m_packedSequences; // none: not read yet
};

// What lies beside a document file that must not be ignored: a side log without its file, or one that no
// version of SQLite has written. Nothing where all is well.
std::optional<Error> findOrphan(const QString &path);

// Removes the side files that a document moved away while it was open has left behind, if nothing is in them.
void removeSpentSideLog(const QString &path);

} // namespace syngraph::storage
