// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_schema.h"

#include "base/plant.h"
#include "storage/file_system.h"

#include <QStringList>

namespace syngraph::storage {
namespace {

// Each object with the text that SQLite keeps of it; the automatic indexes have none.
struct SchemaRow
{
    const char *type;
    const char *name;
    const char *table;
    const char *sql;
    qint64 since = 1; // version of the format
};

constexpr SchemaRow kSchema[] = {
    {"table", "changes", "changes",
     "CREATE TABLE changes(rev INTEGER PRIMARY KEY, client BLOB NOT NULL, seq INTEGER NOT NULL, "
     "base INTEGER NOT NULL, submitted_hash INTEGER NOT NULL, author TEXT NOT NULL, time INTEGER NOT NULL, "
     "kind INTEGER NOT NULL, delta BLOB NOT NULL, chain_hash INTEGER NOT NULL, \"check\" INTEGER NOT NULL, "
     "UNIQUE(client, seq)) STRICT"},
    {"index", "sqlite_autoindex_changes_1", "changes", ""},
    {"table", "blocks", "blocks",
     "CREATE TABLE blocks(first INTEGER PRIMARY KEY, last INTEGER NOT NULL, steps INTEGER NOT NULL, "
     "chain_before INTEGER NOT NULL, chain_after INTEGER NOT NULL, clients BLOB NOT NULL, "
     "header_check INTEGER NOT NULL, body BLOB NOT NULL, body_check INTEGER NOT NULL) STRICT", 2},
    {"table", "snapshots", "snapshots",
     "CREATE TABLE snapshots(rev INTEGER PRIMARY KEY, body BLOB NOT NULL, content_hash INTEGER NOT NULL, "
     "chain_hash INTEGER NOT NULL, \"check\" INTEGER NOT NULL) STRICT"},
    {"table", "blobs", "blobs",
     "CREATE TABLE blobs(hash TEXT PRIMARY KEY NOT NULL, mime TEXT NOT NULL, bytes BLOB NOT NULL, "
     "\"check\" INTEGER NOT NULL) STRICT"},
    {"index", "sqlite_autoindex_blobs_1", "blobs", ""},
    {"table", "threads", "threads",
     "CREATE TABLE threads(id TEXT PRIMARY KEY NOT NULL, body BLOB NOT NULL, \"check\" INTEGER NOT NULL) STRICT"},
    {"index", "sqlite_autoindex_threads_1", "threads", ""},
    {"table", "meta", "meta",
     "CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, \"check\" INTEGER NOT NULL) "
     "STRICT, WITHOUT ROWID"},
};

QStringList expectedRows(qint64 version)
{
    QStringList rows;
    for (const SchemaRow &row : kSchema) {
        if (row.since > version)
            continue;
        rows << QStringLiteral("%1|%2|%3|%4").arg(QLatin1StringView(row.type), QLatin1StringView(row.name),
                                                  QLatin1StringView(row.table), QLatin1StringView(row.sql));
    }
    rows.sort();
    return rows;
}

Result<QStringList> readRows(sqlite::Connection &connection)
{
    auto statement = connection.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                                        "LIMIT 100");
    if (!statement)
        return statement.error();
    QStringList rows;
    for (;;) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        rows << QStringLiteral("%1|%2|%3|%4").arg(statement->text(0), statement->text(1), statement->text(2),
                                                  statement->text(3));
    }
    rows.sort();
    return rows;
}

} // namespace

Result<void> applySchema(sqlite::Connection &connection, bool onNetwork)
{
    // small pages: every table has one of its own, and a short document should be a small file
    QByteArray sql = "PRAGMA page_size=1024; PRAGMA auto_vacuum=INCREMENTAL; ";
    sql += onNetwork ? "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; " : "PRAGMA journal_mode=WAL; ";
    sql += "BEGIN IMMEDIATE; ";
    for (const SchemaRow &row : kSchema) {
        if (*row.sql)
            sql += QByteArray(row.sql) + "; ";
    }
    sql += "PRAGMA application_id=" + QByteArray::number(kApplicationId) + "; ";
    sql += "PRAGMA user_version=" + QByteArray::number(kFormatVersion) + "; COMMIT";
    return connection.execute(sql.constData());
}

Result<qint64> readFormatVersion(sqlite::Connection &connection)
{
    return connection.readNumber("PRAGMA user_version");
}

Result<void> migrateSchema(sqlite::Connection &connection)
{
    const auto version = readFormatVersion(connection);
    if (!version || *version == kFormatVersion)
        return version ? Result<void>() : version.error();
    QByteArray sql;
    for (const SchemaRow &row : kSchema) {
        if (row.since > *version && *row.sql)
            sql += QByteArray(row.sql) + "; ";
    }
    sql += "PRAGMA user_version=" + QByteArray::number(kFormatVersion);
    return connection.execute(sql.constData());
}

Result<void> checkSchema(sqlite::Connection &connection, const QString &path)
{
    auto application = connection.readNumber("PRAGMA application_id");
    if (!application)
        return application.error();
    if (*application != kApplicationId)
        return fileError(ErrorCode::NotOurFile, path);
    auto version = readFormatVersion(connection);
    if (!version)
        return version.error();
    if (*version > kFormatVersion)
        return fileError(ErrorCode::NewerFormat, path);
    auto rows = readRows(connection);
    if (!rows)
        return rows.error();
    if (*version < 1 || (*rows != expectedRows(*version) && checks(Check::FileSchema)))
        return fileError(ErrorCode::NotOurFile, path, QStringLiteral("other tables"));
    return {};
}

} // namespace syngraph::storage
