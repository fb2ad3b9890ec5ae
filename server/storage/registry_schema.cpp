// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/registry_schema.h"

#include "storage/unfinished_file.h"

namespace syngraph::storage {
namespace {

constexpr qint64 kRegistryApplicationId = 0x53796e72; // "Synr"
constexpr qint64 kRegistryVersion = 2;

// Ids are 32 hex digits, so that a person can read the file with any tool.
constexpr const char *kTables = R"(
CREATE TABLE documents(id TEXT PRIMARY KEY NOT NULL, epoch TEXT NOT NULL, head INTEGER NOT NULL,
    chain_hash INTEGER NOT NULL, path TEXT NOT NULL, inode INTEGER NOT NULL, device INTEGER NOT NULL,
    title TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, trashed INTEGER NOT NULL,
    trashed_from TEXT NOT NULL) STRICT;
CREATE TABLE identities(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL) STRICT;
CREATE TABLE grants(document TEXT NOT NULL, identity TEXT NOT NULL, role TEXT NOT NULL,
    kept INTEGER NOT NULL DEFAULT 1, PRIMARY KEY(document, identity)) STRICT;
CREATE TABLE invitations(hash TEXT PRIMARY KEY NOT NULL, document TEXT NOT NULL, role TEXT NOT NULL,
    label TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL) STRICT;
CREATE INDEX invitations_of_document ON invitations(document);
CREATE TABLE clients(id TEXT PRIMARY KEY NOT NULL, document TEXT NOT NULL, identity TEXT NOT NULL,
    name TEXT NOT NULL, resume_token_hash TEXT NOT NULL, last_seen INTEGER NOT NULL) STRICT;
CREATE INDEX clients_of_document ON clients(document);
CREATE INDEX clients_by_time ON clients(last_seen);
)";

constexpr const char *kSharesTable = R"(
CREATE TABLE shares(document TEXT PRIMARY KEY NOT NULL, admission TEXT NOT NULL, role TEXT NOT NULL,
    listed INTEGER NOT NULL, code_salt TEXT NOT NULL, code_key TEXT NOT NULL, code_tries INTEGER NOT NULL) STRICT;
)";

Result<void> makeTables(sqlite::Connection &connection)
{
    const QByteArray sql = QByteArray("PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; ")
        + kTables + kSharesTable + "PRAGMA application_id=" + QByteArray::number(kRegistryApplicationId)
        + "; PRAGMA user_version=" + QByteArray::number(kRegistryVersion) + "; COMMIT";
    return connection.execute(sql.constData());
}

// A copy of the file as it is, under a name that nothing has yet.
Result<void> keepCopy(sqlite::Connection &connection, const QString &target)
{
    UnfinishedFile unfinished(target);
    if (auto done = createFile(unfinished.path()); !done)
        return done;
    auto copy = sqlite::Connection::open(unfinished.path(), sqlite::Access::ReadWrite);
    if (!copy)
        return copy.error();
    if (auto done = connection.copyTo(*copy); !done)
        return done;
    if (auto done = copy->checkpoint(true); !done)
        return done;
    return unfinished.publish();
}

// From the version before; a copy of the file as it was stays beside it.
Result<void> migrate(sqlite::Connection &connection, const QString &path)
{
    const QString copy = path + QStringLiteral(".version1");
    if (auto done = exists(copy) ? Result<void>() : keepCopy(connection, copy); !done)
        return done;
    const QByteArray sql = QByteArray("BEGIN IMMEDIATE; ALTER TABLE grants ADD COLUMN kept INTEGER NOT NULL DEFAULT 1; ")
        + kSharesTable + "PRAGMA user_version=" + QByteArray::number(kRegistryVersion) + "; COMMIT";
    return connection.execute(sql.constData());
}

} // namespace

Result<sqlite::Connection> openRegistryFile(const QString &path)
{
    if (!exists(path)) {
        if (auto done = createFile(path); !done)
            return done.error();
    }
    const auto sharing = isOnNetwork(folderOf(path)) ? sqlite::Sharing::Alone : sqlite::Sharing::WithReaders;
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite, sharing);
    if (!connection)
        return connection;
    if (connection->isReadOnly())
        return fileError(ErrorCode::NotWritable, path);
    auto pages = connection->readNumber("SELECT count(*) FROM sqlite_schema");
    if (!pages)
        return pages.error();
    if (*pages == 0) {
        if (auto done = makeTables(*connection); !done)
            return done.error();
    }
    auto application = connection->readNumber("PRAGMA application_id");
    auto version = connection->readNumber("PRAGMA user_version");
    if (!application || !version)
        return application ? version.error() : application.error();
    if (*application != kRegistryApplicationId)
        return fileError(ErrorCode::NotOurFile, path, QStringLiteral("it should be the server's own database"));
    if (*version > kRegistryVersion)
        return fileError(ErrorCode::NewerFormat, path);
    if (*version == 1) {
        if (auto done = migrate(*connection, path); !done)
            return done.error();
    }
    return connection;
}

} // namespace syngraph::storage
