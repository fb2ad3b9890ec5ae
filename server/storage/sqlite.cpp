// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite.h"

#include "storage/file_system.h"

#include <sqlite3.h>

#include <QUrl>

#include <cerrno>

namespace syngraph::storage::sqlite {
namespace {

// A change is at most 1 MiB; the largest value is the snapshot of a document of 64 Mi units.
constexpr int kMaxValueBytes = 640 << 20;
constexpr int kBusyTimeoutMs = 5000;

ErrorCode codeFor(int code, int systemErrno)
{
    const bool noSpace = systemErrno == ENOSPC || systemErrno == EDQUOT;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_IOERR:
        return noSpace ? ErrorCode::DiskFull : ErrorCode::StorageFailed;
    case SQLITE_READONLY:
        return code == SQLITE_READONLY_DBMOVED ? ErrorCode::FileMoved : ErrorCode::NotWritable;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::NotWritable;
    case SQLITE_CANTOPEN:
        if (systemErrno == ENOENT)
            return ErrorCode::NotFound;
        if (systemErrno == EACCES || systemErrno == EPERM || systemErrno == EROFS)
            return ErrorCode::NotWritable;
        return noSpace ? ErrorCode::DiskFull : ErrorCode::StorageFailed;
    case SQLITE_CORRUPT:
        return ErrorCode::Damaged;
    case SQLITE_NOTADB:
        return ErrorCode::NotOurFile;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    case SQLITE_CONSTRAINT:
        return ErrorCode::AlreadyExists;
    default:
        return ErrorCode::StorageFailed;
    }
}

} // namespace

Error errorFor(int code, int systemErrno, const QString &path)
{
    const QString cause = QStringLiteral("%1, SQLite %2").arg(QString::fromUtf8(sqlite3_errstr(code))).arg(code);
    return fileError(codeFor(code, systemErrno), path, cause);
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt *statement, const QString &path)
    : m_statement(statement)
    , m_path(path)
{
}

void Statement::note(int code)
{
    if (m_bindCode == SQLITE_OK)
        m_bindCode = code;
}

Statement &Statement::bind(int parameter, qint64 value)
{
    note(sqlite3_bind_int64(m_statement.get(), parameter, value));
    return *this;
}

Statement &Statement::bindHash(int parameter, quint64 value)
{
    return bind(parameter, static_cast<qint64>(value));
}

Statement &Statement::bindBlob(int parameter, QByteArrayView value)
{
    // a null pointer would bind NULL, not an empty value
    const char *bytes = value.isEmpty() ? "" : value.data();
    note(sqlite3_bind_blob64(m_statement.get(), parameter, bytes, static_cast<sqlite3_uint64>(value.size()),
                             SQLITE_TRANSIENT));
    return *this;
}

Statement &Statement::bindText(int parameter, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    note(sqlite3_bind_text64(m_statement.get(), parameter, utf8.constData(),
                             static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Result<bool> Statement::step()
{
    const int code = m_bindCode != SQLITE_OK ? m_bindCode : sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    const int systemErrno = sqlite3_system_errno(sqlite3_db_handle(m_statement.get()));
    reset();
    if (code == SQLITE_DONE)
        return false;
    return errorFor(code, systemErrno, m_path);
}

Result<void> Statement::run()
{
    auto row = step();
    if (!row)
        return row.error();
    if (*row)
        reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    m_bindCode = SQLITE_OK;
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

quint64 Statement::hash(int column) const
{
    return static_cast<quint64>(number(column));
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return QByteArray(bytes, sqlite3_column_bytes(m_statement.get(), column));
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(blob(column));
}

void Connection::Close::operator()(sqlite3 *database) const
{
    const int code = sqlite3_close(database);
    Q_ASSERT_X(code == SQLITE_OK, "Connection", "a Statement outlived its Connection");
    Q_UNUSED(code)
}

Connection::Connection(sqlite3 *database, const QString &path)
    : m_logPages(std::make_unique<int>(0))
    , m_database(database)
    , m_path(path)
{
}

Error Connection::error(int code) const
{
    return errorFor(code, sqlite3_system_errno(m_database.get()), m_path);
}

Result<Connection> Connection::open(const QString &path, Access access, Sharing sharing)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_URI;
    flags |= access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    QByteArray name = "file:" + QUrl::toPercentEncoding(path, "/");
    if (access == Access::Immutable)
        name += "?immutable=1";
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(name.constData(), &database, flags, nullptr);
    Connection connection(database, path);
    if (code != SQLITE_OK)
        return connection.error(code);
    if (auto done = connection.harden(sharing); !done)
        return done.error();
    return connection;
}

Result<void> Connection::harden(Sharing sharing)
{
    sqlite3 *db = m_database.get();
    sqlite3_busy_timeout(db, kBusyTimeoutMs);
    const std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_LENGTH, kMaxValueBytes},  {SQLITE_LIMIT_SQL_LENGTH, 10'000},
        {SQLITE_LIMIT_COLUMN, 40},              {SQLITE_LIMIT_EXPR_DEPTH, 20},
        {SQLITE_LIMIT_COMPOUND_SELECT, 3},      {SQLITE_LIMIT_VDBE_OP, 25'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},         {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50}, {SQLITE_LIMIT_VARIABLE_NUMBER, 32},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (const auto &[limit, value] : limits)
        sqlite3_limit(db, limit, value);
    const std::pair<int, int> switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (const auto &[option, on] : switches) {
        if (const int code = sqlite3_db_config(db, option, on, nullptr); code != SQLITE_OK)
            return error(code);
    }
    // checkpoints are ours, because SQLite would ignore the error of its own
    int *pages = m_logPages.get();
    sqlite3_wal_hook(db, [](void *target, sqlite3 *, const char *, int count) {
        *static_cast<int *>(target) = count;
        return SQLITE_OK;
    }, pages);
    // the first one that reads the file asks for the shared memory
    if (sharing == Sharing::Alone) {
        if (auto done = execute("PRAGMA locking_mode=EXCLUSIVE"); !done)
            return done;
    }
    return execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA synchronous=FULL");
}

Result<void> Connection::execute(const char *sql)
{
    const int code = sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : error(code);
}

Result<void> Connection::runKept(std::optional<Statement> &statement, const char *sql)
{
    if (!statement) {
        auto prepared = prepare(sql);
        if (!prepared)
            return prepared.error();
        statement.emplace(std::move(*prepared));
    }
    return statement->run();
}

Result<Statement> Connection::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_database.get(), sql, -1, 0, &statement, nullptr);
    if (code != SQLITE_OK)
        return error(code);
    return Statement(statement, m_path);
}

Result<qint64> Connection::readNumber(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->number(0) : 0;
}

Result<QString> Connection::readText(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->text(0) : QString();
}

bool Connection::hasMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_database.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

bool Connection::isReadOnly() const
{
    return sqlite3_db_readonly(m_database.get(), "main") != 0;
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_database.get()) == 0;
}

Result<void> Connection::checkpoint(bool truncate)
{
    const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    const int code = sqlite3_wal_checkpoint_v2(m_database.get(), "main", mode, nullptr, nullptr);
    if (code != SQLITE_OK && (truncate || (code & 0xff) != SQLITE_BUSY))
        return error(code);
    return {};
}

void Connection::keepLogOnClose(bool on)
{
    sqlite3_db_config(m_database.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 1 : 0, nullptr);
}

Result<void> Connection::copyTo(Connection &target)
{
    sqlite3_backup *backup
        = sqlite3_backup_init(target.m_database.get(), "main", m_database.get(), "main");
    if (!backup)
        return target.error(sqlite3_extended_errcode(target.m_database.get()));
    const int step = sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK)
        return target.error(code);
    return step == SQLITE_DONE ? Result<void>() : target.error(step);
}

Transaction::~Transaction()
{
    // some errors have rolled back already
    if (m_connection.isInTransaction())
        (void)m_connection.execute("ROLLBACK");
}

Result<void> Transaction::begin()
{
    return m_connection.runKept(m_connection.m_begin, "BEGIN IMMEDIATE");
}

Result<void> Transaction::commit()
{
    return m_connection.runKept(m_connection.m_commit, "COMMIT");
}

} // namespace syngraph::storage::sqlite
