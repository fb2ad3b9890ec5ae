// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_rows.h"

// Reading a whole document, with everything checked on the way.
namespace syngraph::storage {

// The pages of the file fit together, as far as that can be told in the time an opening may take: files up to
// `maxBytes` only.
Result<void> checkStructure(sqlite::Connection &connection, qint64 maxBytes);
// The newest 1,000 changes are there, continue each other up to the head, and are found by the index.
Result<void> checkRecent(sqlite::Connection &connection, const Head &head);
// The content at a revision of the log, from the newest good snapshot before it on. The changes are trusted as
// far as their checks are.
Result<model::Document> readContent(sqlite::Connection &connection, Revision revision);
// Newest good snapshot, and the log after it replayed with each change checked.
Result<LoadedDocument> loadDocument(sqlite::Connection &connection, const Head &head);

// What can be had of a damaged document: its longest good beginning.
struct Salvage
{
    LoadedDocument loaded; // may be read, never written; meta.id is none where that was lost too
    Error damage;          // what is wrong and where
};
// Damaged where not even the first change can be had: a document that can't be read never looks empty.
Result<Salvage> salvageDocument(const QString &path);

} // namespace syngraph::storage
