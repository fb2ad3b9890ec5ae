// SPDX-License-Identifier: GPL-3.0-or-later
// A failure at every call of what test_faults leaves out: pictures, titles, copies, moves, recovered files, the library
// with its registry; and at every call that reads, while a document is opened, loaded, verified and saved from damage.
#include "fault_vfs.h"
#include "files.h"
#include "storage/document_load.h"
#include "storage/library.h"
#include "storage/unfinished_file.h"
#include "storage/verify.h"

#include <QCryptographicHash>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

class FaultPathsTest : public QObject
{
    Q_OBJECT

private:
    void removeAll();
    QStringList documents() const;
    void checkWhole(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_written;
    LogMaker m_maker;
    std::vector<ChangeRecord> m_log;
    Blob m_blob;

private Q_SLOTS:
    void initTestCase();
    void cleanup() { fault::arm(fault::Kind::None, 0); }

    void a_document_is_written_in_every_other_way_data() { kinds(); }
    void a_document_is_written_in_every_other_way();
    void a_library_stays_whole_data() { kinds(); }
    void a_library_stays_whole();
    void nothing_is_taken_for_another_thing_when_reading_fails();

private:
    static void kinds();
};

void FaultPathsTest::kinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("disk full") << int(fault::Kind::DiskFull);
    QTest::newRow("input/output error") << int(fault::Kind::Io);
    QTest::newRow("half a write") << int(fault::Kind::Torn);
}

void FaultPathsTest::initTestCase()
{
    fault::install();
    m_folder = quickFolder();
    m_path = m_folder->filePath(QStringLiteral("Notes.syngraph"));
    const QByteArray bytes(3000, 'p');
    m_blob = {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), "image/png", bytes};
    auto file = created(m_path);
    for (int i = 0; i < 30; ++i)
        m_log.push_back(m_maker.next());
    VERIFY_RESULT(file->append(m_log));
    VERIFY_RESULT(file->putBlob(m_blob));
    VERIFY_RESULT(file->writeSnapshot(m_maker.snapshot()));
    // a part of the log in a block, the newest in rows
    VERIFY_RESULT(packSome(*file, 10));
    file.reset();
    m_written = readFile(m_path);
}

void FaultPathsTest::removeAll()
{
    QVERIFY(QDir(m_folder->path()).removeRecursively());
    QVERIFY(QDir().mkpath(m_folder->path()));
}

QStringList FaultPathsTest::documents() const
{
    return QDir(m_folder->path()).entryList({QStringLiteral("*.syngraph")}, QDir::Files, QDir::Name);
}

// A document that has at least what was there before anything went wrong.
void FaultPathsTest::checkWhole(const QString &path)
{
    const VerifyReport report = verifyFile(path);
    QVERIFY2(report.ok, qPrintable(path + QStringLiteral(": ") + report.message));
    QVERIFY(report.revisions >= 30);
}

void FaultPathsTest::a_document_is_written_in_every_other_way()
{
    QFETCH(int, kind);
    const QString moved = m_folder->filePath(QStringLiteral("Moved.syngraph"));
    const QString copy = m_folder->filePath(QStringLiteral("Copy.syngraph"));
    int at = 1;
    for (;; ++at) {
        removeAll();
        QVERIFY(writeFile(m_path, m_written));
        auto file = opened(m_path);
        VERIFY_RESULT(file);
        VERIFY_RESULT((*file)->load());
        fault::arm(static_cast<fault::Kind>(kind), at, 1'000'000);
        DocumentMeta meta = (*file)->meta();
        meta.title = QStringLiteral("Another title");
        const bool isNamed = bool((*file)->setMeta(meta));
        const QByteArray bytes(5000, 'q');
        const Blob other{QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), "image/png", bytes};
        const bool hasPicture = bool((*file)->putBlob(other));
        const bool isCopied = bool((*file)->writeCopy(copy));
        const bool isMoved = bool((*file)->moveTo(moved));
        LogMaker maker = m_maker;
        const auto unwritten = maker.some(5);
        const auto recovered = (*file)->writeRecovered(unwritten);
        const bool isOver = !fault::hasFailed();
        fault::arm(fault::Kind::None, 0);
        file->reset();
        QCOMPARE(QFile::exists(moved), isMoved);
        QCOMPARE(QFile::exists(m_path), !isMoved);
        QCOMPARE(QFile::exists(copy), isCopied);
        // nothing half made is left, and what has a name is whole
        for (const QString &name : documents())
            checkWhole(m_folder->filePath(name));
        QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral(".*") + kUnfinishedSuffix}, QDir::Files | QDir::Hidden).isEmpty());
        auto again = opened(isMoved ? moved : m_path);
        VERIFY_RESULT(again);
        VERIFY_RESULT((*again)->load());
        QVERIFY(!isNamed || (*again)->meta().title == meta.title);
        QVERIFY(!hasPicture || (*again)->readBlob(other.hash)->has_value());
        QVERIFY((*again)->readBlob(m_blob.hash)->has_value());
        if (recovered)
            QCOMPARE(verifyFile(*recovered).revisions, qint64(35));
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        if (isOver) {
            QVERIFY(isNamed && hasPicture && isCopied && isMoved && recovered);
            break;
        }
    }
    qInfo("%d calls", at - 1);
    QVERIFY(at > 30);
}

// Made, renamed, trashed, brought back, listed: wherever it fails, each document stays in exactly one place.
void FaultPathsTest::a_library_stays_whole()
{
    QFETCH(int, kind);
    const QString folder = m_folder->filePath(QStringLiteral("data"));
    int at = 1;
    for (;; ++at) {
        removeAll();
        DocumentId kept;
        {
            auto library = Library::open(folder);
            VERIFY_RESULT(library);
            const auto entry = (*library)->create(QStringLiteral("Kept"), 1'000);
            VERIFY_RESULT(entry);
            kept = entry->id;
            auto file = (*library)->open(kept);
            VERIFY_RESULT(file);
            VERIFY_RESULT((*file)->load());
            VERIFY_RESULT((*file)->append(m_log));
        }
        bool isMade = false;
        bool isOver = false;
        fault::arm(static_cast<fault::Kind>(kind), at, 1'000'000);
        {
            auto library = Library::open(folder);
            if (library) {
                isMade = bool((*library)->create(QStringLiteral("Second"), 2'000));
                (void)(*library)->rename(kept, QStringLiteral("Renamed"));
                (void)(*library)->trash(kept, 3'000);
                (void)(*library)->restore(kept);
                (void)(*library)->noteSaved(kept, m_maker.head(), 4'000);
                (void)(*library)->list();
                (void)(*library)->purgeExpired(5'000);
            }
            isOver = !fault::hasFailed();
            fault::arm(fault::Kind::None, 0);
        }
        auto library = Library::open(folder);
        VERIFY_RESULT(library);
        (void)(*library)->restore(kept); // where it failed between there and back
        const auto listing = (*library)->list();
        VERIFY_RESULT(listing);
        QVERIFY2(listing->problems.empty(), qPrintable(listing->problems.empty() ? QString() : listing->problems[0].error.text()));
        QCOMPARE(std::ranges::count(listing->documents, kept, &DocumentEntry::id), 1);
        QVERIFY(!isMade || listing->documents.size() == 2);
        auto file = (*library)->open(kept);
        VERIFY_RESULT(file);
        const auto loaded = (*file)->load();
        VERIFY_RESULT(loaded);
        QVERIFY(loaded->content == m_maker.content());
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        if (isOver)
            break;
    }
    qInfo("%d calls", at - 1);
    QVERIFY(at > 20);
}

void FaultPathsTest::nothing_is_taken_for_another_thing_when_reading_fails()
{
    removeAll();
    QVERIFY(writeFile(m_path, m_written));
    int at = 1;
    for (;; ++at) {
        fault::arm(fault::Kind::Unreadable, at, 1);
        auto file = opened(m_path);
        if (file) {
            if (const auto loaded = (*file)->load()) {
                QVERIFY(loaded->content == m_maker.content());
                QCOMPARE(loaded->head().value, 30);
            }
            if (const auto log = (*file)->readChanges(Revision{0}, Revision{30}))
                QVERIFY(*log == m_log);
            if (const auto blob = (*file)->readBlob(m_blob.hash))
                QVERIFY(blob->has_value() && (*blob)->bytes == m_blob.bytes);
            if (const auto found = (*file)->findChange(m_log[7].client, m_log[7].sequence))
                QVERIFY(found->has_value() && (*found)->revision == m_log[7].revision);
            if (const auto content = (*file)->readContent(Revision{30}))
                QVERIFY(*content == m_maker.content());
            file->reset();
        }
        const VerifyReport report = verifyFile(m_path);
        QVERIFY(report.ok || fault::hasFailed());
        if (const auto salvage = salvageDocument(m_path))
            QVERIFY(salvage->loaded.head().value > 0);
        const bool isOver = !fault::hasFailed();
        fault::arm(fault::Kind::None, 0);
        QCOMPARE(documents(), QStringList{QStringLiteral("Notes.syngraph")});
        checkWhole(m_path);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        if (isOver)
            break;
    }
    qInfo("%d calls", at - 1);
    QVERIFY(at > 20);
}

QTEST_GUILESS_MAIN(FaultPathsTest)
#include "test_fault_paths.moc"
