// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/library.h"

#include <vector>

// What the server does on the library's thread, and a subcommand without a server on its own.
namespace syngraph::net {

// The id of the document in this file; one of `open` is known without opening it once more.
Result<DocumentId> openByPath(storage::Library &library, const QString &path, const std::vector<DocumentId> &open);

// NotFound where there is no such document.
Result<void> addInvitation(storage::Library &library, const storage::Invitation &invitation);
Result<std::vector<storage::Invitation>> readAllInvitations(storage::Library &library);
// `name`: publicName() of it.
Result<storage::Invitation> revokeInvitation(storage::Library &library, const QString &name, qint64 nowMs);

// Whether a document's file may be called so.
Result<void> checkTarget(const QString &path);
// A new folder for a backup; what exists is not written into.
Result<void> makeBackupFolder(const QString &path);
// Copies all documents but those in `open` into the folder.
Result<void> copyClosed(storage::Library &library, const QString &folder, const std::vector<DocumentId> &open);

} // namespace syngraph::net
