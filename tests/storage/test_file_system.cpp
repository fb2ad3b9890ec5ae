// SPDX-License-Identifier: GPL-3.0-or-later
// What the file system and SQLite answer becomes one of our errors; files move across file systems.
#include "files.h"
#include "storage/file_system.h"
#include "storage/sqlite.h"

#include <sqlite3.h>

#include <cerrno>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

class FileSystemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causes_become_codes_data();
    void causes_become_codes();
    void codes_of_sqlite_become_codes_data();
    void codes_of_sqlite_become_codes();
    void a_file_moves_to_another_file_system();
    void what_can_not_be_is_said();
};

void FileSystemTest::causes_become_codes_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("missing") << ENOENT << ErrorCode::NotFound;
    QTest::newRow("a file for a folder") << ENOTDIR << ErrorCode::NotFound;
    QTest::newRow("there already") << EEXIST << ErrorCode::AlreadyExists;
    QTest::newRow("not empty") << ENOTEMPTY << ErrorCode::AlreadyExists;
    QTest::newRow("forbidden") << EACCES << ErrorCode::NotWritable;
    QTest::newRow("not permitted") << EPERM << ErrorCode::NotWritable;
    QTest::newRow("read-only file system") << EROFS << ErrorCode::NotWritable;
    QTest::newRow("disk full") << ENOSPC << ErrorCode::DiskFull;
    QTest::newRow("quota") << EDQUOT << ErrorCode::DiskFull;
    QTest::newRow("a link") << ELOOP << ErrorCode::NotOurFile;
    QTest::newRow("input/output") << EIO << ErrorCode::StorageFailed;
}

void FileSystemTest::causes_become_codes()
{
    QFETCH(int, cause);
    QFETCH(ErrorCode, code);
    errno = cause;
    const Error error = systemError(QStringLiteral("/some/notes.syngraph"));
    QCOMPARE(error.code, code);
    QVERIFY(error.text().contains(u"notes.syngraph"));
}

void FileSystemTest::codes_of_sqlite_become_codes_data()
{
    QTest::addColumn<int>("sqlite");
    QTest::addColumn<int>("cause");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("full") << SQLITE_FULL << 0 << ErrorCode::DiskFull;
    QTest::newRow("no room to write") << SQLITE_IOERR_WRITE << ENOSPC << ErrorCode::DiskFull;
    QTest::newRow("input/output") << SQLITE_IOERR_FSYNC << EIO << ErrorCode::StorageFailed;
    QTest::newRow("moved") << SQLITE_READONLY_DBMOVED << 0 << ErrorCode::FileMoved;
    QTest::newRow("read-only") << SQLITE_READONLY << 0 << ErrorCode::NotWritable;
    QTest::newRow("no permission") << SQLITE_PERM << 0 << ErrorCode::NotWritable;
    QTest::newRow("missing") << SQLITE_CANTOPEN << ENOENT << ErrorCode::NotFound;
    QTest::newRow("forbidden") << SQLITE_CANTOPEN << EACCES << ErrorCode::NotWritable;
    QTest::newRow("no room for a side file") << SQLITE_CANTOPEN << ENOSPC << ErrorCode::DiskFull;
    QTest::newRow("too many files") << SQLITE_CANTOPEN << EMFILE << ErrorCode::StorageFailed;
    QTest::newRow("corrupt") << SQLITE_CORRUPT_VTAB << 0 << ErrorCode::Damaged;
    QTest::newRow("no database") << SQLITE_NOTADB << 0 << ErrorCode::NotOurFile;
    QTest::newRow("busy") << SQLITE_BUSY << 0 << ErrorCode::Locked;
    QTest::newRow("too big") << SQLITE_TOOBIG << 0 << ErrorCode::TooLarge;
    QTest::newRow("constraint") << SQLITE_CONSTRAINT_PRIMARYKEY << 0 << ErrorCode::AlreadyExists;
    QTest::newRow("whatever") << SQLITE_PROTOCOL << 0 << ErrorCode::StorageFailed;
}

void FileSystemTest::codes_of_sqlite_become_codes()
{
    QFETCH(int, sqlite);
    QFETCH(int, cause);
    QFETCH(ErrorCode, code);
    QCOMPARE(sqlite::errorFor(sqlite, cause, QStringLiteral("/some/notes.syngraph")).code, code);
}

void FileSystemTest::a_file_moves_to_another_file_system()
{
    const QTemporaryDir here;
    const auto memory = quickFolder();
    const QString from = here.filePath(QStringLiteral("from"));
    const QString to = memory->filePath(QStringLiteral("to"));
    const QByteArray bytes = QByteArray(3 << 20, 'x') + "end";
    QVERIFY(writeFile(from, bytes) && writeFile(to, {}));
    const bool isElsewhere = readIdentity(from)->device != readIdentity(to)->device;
    QVERIFY(QFile::remove(to));
    if (!isElsewhere)
        QSKIP("there is one file system only");
    VERIFY_RESULT(moveWithoutReplacing(from, to));
    QCOMPARE(readFile(to), bytes);
    QVERIFY(!exists(from));
    // and replaces nothing there
    QVERIFY(writeFile(from, "other"));
    COMPARE_ERROR(moveWithoutReplacing(from, to), ErrorCode::AlreadyExists);
    QCOMPARE(readFile(to), bytes);
    QCOMPARE(readFile(from), QByteArray("other"));
}

void FileSystemTest::what_can_not_be_is_said()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(writeFile(file, "bytes"));
    COMPARE_ERROR(createFile(file), ErrorCode::AlreadyExists);
    COMPARE_ERROR(createFile(file + QStringLiteral("/inside")), ErrorCode::NotFound);
    COMPARE_ERROR(syncFolder(folder.filePath(QStringLiteral("missing"))), ErrorCode::NotFound);
    COMPARE_ERROR(moveWithoutReplacing(folder.filePath(QStringLiteral("missing")), file + u'2'), ErrorCode::NotFound);
    COMPARE_ERROR(moveWithoutReplacing(file, folder.filePath(QStringLiteral("no/where"))), ErrorCode::NotFound);
    COMPARE_ERROR(canonicalPath(folder.filePath(QStringLiteral("no/where"))), ErrorCode::NotFound);
    COMPARE_ERROR(FileAnchor(file).copyTo(file), ErrorCode::AlreadyExists);
    QVERIFY(!FileAnchor().copyTo(file + u'3'));
    QVERIFY(!isOnNetwork(folder.filePath(QStringLiteral("missing"))));
    // a link at the end is refused, not followed
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(file, link));
    QVERIFY(!readIdentity(link));
    COMPARE_ERROR(createFile(link), ErrorCode::AlreadyExists);
    QCOMPARE(readFile(file), QByteArray("bytes"));
}

QTEST_GUILESS_MAIN(FileSystemTest)
#include "test_file_system.moc"
