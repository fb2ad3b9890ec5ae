// SPDX-License-Identifier: GPL-3.0-or-later
// A failure at every call of what test_faults leaves out: pictures, titles, talk, copies, moves, recovered files, the
// library with its registry; and while a document is only read: opened, loaded, verified and saved from damage.
#include "fault_rows.h"
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
    void cleanup() { fault::disarm(); }

    void a_document_is_written_in_every_other_way_data() { fault::addRows(); }
    void a_document_is_written_in_every_other_way();
    void a_library_stays_whole_data() { fault::addRows(); }
    void a_library_stays_whole();
    void nothing_is_taken_for_another_thing_when_reading_fails_data();
    void nothing_is_taken_for_another_thing_when_reading_fails();
};

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
    QFETCH(fault::Fault, fault);
    const QString moved = m_folder->filePath(QStringLiteral("Moved.syngraph"));
    const QString copy = m_folder->filePath(QStringLiteral("Copy.syngraph"));
    const Blob other = somePicture('q', 5000);
    protocol::TalkEntry remark;
    remark.number = 1;
    remark.id = {7, 1};
    remark.text = QStringLiteral("said");
    std::unique_ptr<DocumentFile> file;
    DocumentMeta meta;
    bool isNamed = false;
    bool hasPicture = false;
    bool isSaid = false;
    bool isCopied = false;
    bool isMoved = false;
    Result<QString> recovered = QString();
    const auto prepare = [&] {
        removeAll();
        QVERIFY(writeFile(m_path, m_written));
        file = std::move(*opened(m_path));
        VERIFY_RESULT(file->load());
    };
    const auto write = [&] {
        meta = file->meta();
        meta.title = QStringLiteral("Another title");
        isNamed = bool(file->setMeta(meta));
        hasPicture = bool(file->putBlob(other));
        isSaid = bool(file->writeTalk({&remark, 1}));
        isCopied = bool(file->writeCopy(copy));
        isMoved = bool(file->moveTo(moved));
        LogMaker maker = m_maker;
        recovered = file->writeRecovered(maker.some(5));
    };
    fault::atEveryCall(fault, 10, prepare, write, [&](bool isOver) {
        file.reset();
        QVERIFY(!isOver || (isNamed && hasPicture && isSaid && isCopied && isMoved && recovered));
        QCOMPARE(QFile::exists(moved), isMoved);
        QCOMPARE(QFile::exists(m_path), !isMoved);
        QCOMPARE(QFile::exists(copy), isCopied);
        // nothing half made is left, and what has a name is whole
        for (const QString &name : documents())
            checkWhole(m_folder->filePath(name));
        auto again = opened(isMoved ? moved : m_path);
        VERIFY_RESULT(again);
        const auto loaded = (*again)->load();
        VERIFY_RESULT(loaded);
        QVERIFY(!isNamed || (*again)->meta().title == meta.title);
        QVERIFY(!isSaid || loaded->talk.size() == 1);
        QVERIFY(!hasPicture || (*again)->readBlob(other.hash)->has_value());
        QVERIFY((*again)->readBlob(m_blob.hash)->has_value());
        again->reset();
        QCOMPARE(namesIn(m_folder->path()).join(u' '), documents().join(u' '));
        if (recovered)
            QCOMPARE(verifyFile(*recovered).revisions, qint64(35));
    });
}

// Made, renamed, trashed, brought back, listed: wherever it fails, each document stays in exactly one place.
void FaultPathsTest::a_library_stays_whole()
{
    QFETCH(fault::Fault, fault);
    const QString folder = m_folder->filePath(QStringLiteral("data"));
    DocumentId kept;
    bool isMade = false;
    const auto prepare = [&] {
        removeAll();
        auto library = Library::open(folder);
        VERIFY_RESULT(library);
        const auto entry = (*library)->create(QStringLiteral("Kept"), 1'000);
        VERIFY_RESULT(entry);
        kept = entry->id;
        auto file = (*library)->open(kept);
        VERIFY_RESULT(file);
        VERIFY_RESULT((*file)->load());
        VERIFY_RESULT((*file)->append(m_log));
    };
    const auto use = [&] {
        isMade = false;
        auto library = Library::open(folder);
        if (!library)
            return;
        isMade = bool((*library)->create(QStringLiteral("Second"), 2'000));
        (void)(*library)->rename(kept, QStringLiteral("Renamed"));
        (void)(*library)->trash(kept, 3'000);
        (void)(*library)->restore(kept);
        (void)(*library)->noteSaved(kept, m_maker.head(), 4'000);
        (void)(*library)->list();
        (void)(*library)->purgeExpired(5'000);
    };
    fault::atEveryCall(fault, 20, prepare, use, [&](bool) {
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
    });
}

void FaultPathsTest::nothing_is_taken_for_another_thing_when_reading_fails_data()
{
    using namespace fault;
    QTest::addColumn<Fault>("fault");
    QTest::newRow("unreadable once") << Fault{Kind::Io, Calls::Reading, 1};
    QTest::newRow("unreadable from there on") << Fault{Kind::Io, Calls::Reading, kFromThereOn};
    QTest::newRow("half a read once") << Fault{Kind::Short, Calls::Reading, 1};
    QTest::newRow("half a read from there on") << Fault{Kind::Short, Calls::Reading, kFromThereOn};
    QTest::newRow("no answer once") << Fault{Kind::Io, Calls::Asking, 1};
    QTest::newRow("no answer from there on") << Fault{Kind::Io, Calls::Asking, kFromThereOn};
}

void FaultPathsTest::nothing_is_taken_for_another_thing_when_reading_fails()
{
    QFETCH(fault::Fault, fault);
    removeAll();
    QVERIFY(writeFile(m_path, m_written));
    VerifyReport report;
    const auto readEverything = [&] {
        if (auto file = opened(m_path)) {
            if (const auto loaded = (*file)->load()) {
                QVERIFY(loaded->content == m_maker.content());
                QCOMPARE(loaded->head().value, 30);
            }
            if (const auto log = (*file)->readChanges(Revision{0}, Revision{30}))
                QVERIFY(*log == m_log);
            // where a file ends SQLite reads zeros: a picture may seem not to be there, but is no other
            if (const auto blob = (*file)->readBlob(m_blob.hash))
                QVERIFY(*blob ? (*blob)->bytes == m_blob.bytes : fault.kind == fault::Kind::Short);
            if (const auto found = (*file)->findChange(m_log[7].client, m_log[7].sequence))
                QVERIFY(found->has_value() && (*found)->revision == m_log[7].revision);
            if (const auto content = (*file)->readContent(Revision{30}))
                QVERIFY(*content == m_maker.content());
        }
        report = verifyFile(m_path);
        if (const auto salvage = salvageDocument(m_path))
            QVERIFY(salvage->loaded.head().value > 0);
    };
    fault::atEveryCall(fault, 10, [] { }, readEverything, [&](bool isOver) {
        QVERIFY(report.ok || !isOver);
        QCOMPARE(documents(), QStringList{QStringLiteral("Notes.syngraph")});
        checkWhole(m_path);
    });
}

QTEST_GUILESS_MAIN(FaultPathsTest)
#include "test_fault_paths.moc"
