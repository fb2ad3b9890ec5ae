// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

// The C interface of SQLite as values with Result: nothing here knows what a document is.
namespace syngraph::storage::sqlite {

// What an extended result code means to a person: disk full, damaged, not writable … `path` is named in the
// sentence; `systemErrno` is sqlite3_system_errno, which tells a missing file from a forbidden one.
Error errorFor(int code, int systemErrno, const QString &path);

// One prepared statement. Columns and parameters are counted as SQLite counts them: columns from 0, parameters
// from 1. It must end before its Connection. A parameter that can't be bound is reported by the next step().
class Statement
{
public:
    Statement(sqlite3_stmt *statement, const QString &path);

    Statement &bind(int parameter, qint64 value);
    Statement &bindHash(int parameter, quint64 value); // stored as the signed number with the same bits
    Statement &bindBlob(int parameter, QByteArrayView value);
    Statement &bindText(int parameter, const QString &value);

    // True: there is a row. False: done, and ready to be bound and run again.
    Result<bool> step();
    // Runs a statement that gives no rows.
    Result<void> run();
    void reset();

    qint64 number(int column) const;
    quint64 hash(int column) const;
    QByteArray blob(int column) const; // of a text too: its UTF-8
    QString text(int column) const;

private:
    struct Finalize { void operator()(sqlite3_stmt *statement) const; };
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    QString m_path;
    int m_bindCode = 0;
};

// How a file is opened. Immutable: read-only, and nobody writes it meanwhile (no locks, no side files looked at).
enum class Access { ReadWrite, ReadOnly, Immutable };
// Who may have a database open at a time. Alone, no shared memory beside the file is ever asked for.
enum class Sharing { WithReaders, Alone };

// One open database file, never created by opening. Hardened for files that others made: no trusted schema,
// defensive, no mmap, no attached files, no triggers or views, bounded lengths. One thread at a time.
class Connection
{
public:
    static Result<Connection> open(const QString &path, Access access, Sharing sharing = Sharing::WithReaders);
    Connection(Connection &&) = default;

    Result<void> execute(const char *sql);
    Result<Statement> prepare(const char *sql);
    // First column of the first row.
    Result<qint64> readNumber(const char *sql);
    Result<QString> readText(const char *sql);

    // Whether the path no longer names the open file.
    bool hasMoved() const;
    bool isReadOnly() const;
    // Whether a transaction has been begun and not ended.
    bool isInTransaction() const;
    // Moves what the write-ahead log holds into the file; `truncate` waits for readers and empties the log.
    Result<void> checkpoint(bool truncate);
    // Pages in the write-ahead log after the last commit.
    int logPages() const { return *m_logPages; }
    // On: closing leaves the write-ahead log as it is, and so the file.
    void keepLogOnClose(bool on);
    // Copies the whole content, log included, over that of `target`.
    Result<void> copyTo(Connection &target);

private:
    friend class Transaction;
    struct Close { void operator()(sqlite3 *database) const; };

    Connection(sqlite3 *database, const QString &path);
    Result<void> harden(Sharing sharing);
    Error error(int code) const;
    // What is run again and again; prepared the first time.
    Result<void> runKept(std::optional<Statement> &statement, const char *sql);

    std::unique_ptr<int> m_logPages;
    std::unique_ptr<sqlite3, Close> m_database;
    std::optional<Statement> m_begin;
    std::optional<Statement> m_commit;
    QString m_path;
};

// Begins a write transaction; unless commit() succeeded, its end rolls back.
class Transaction
{
public:
    explicit Transaction(Connection &connection) : m_connection(connection) { }
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    Result<void> begin();
    Result<void> commit();

private:
    Connection &m_connection;
};

} // namespace syngraph::storage::sqlite
