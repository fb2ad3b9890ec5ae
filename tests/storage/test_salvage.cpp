// SPDX-License-Identifier: GPL-3.0-or-later
// What can be read of a damaged document is shown as it was up to there, and never written.
#include "files.h"
#include "storage/library.h"
#include "storage/salvaged_document.h"

#include <sqlite3.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

class SalvageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void it_ends_before_the_damage();
    void nothing_is_written();
    void a_lost_name_is_taken_from_the_list();
    void the_library_gives_it_by_its_id();

private:
    void execute(const char *sql) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_textAt50;
    std::vector<ChangeRecord> m_log;
};

void SalvageTest::init()
{
    m_folder = quickFolder();
    m_path = m_folder->filePath(QStringLiteral("notes.syngraph"));
    LogMaker maker(7);
    const auto file = created(m_path, 7);
    m_log.clear();
    for (int i = 0; i < 100; ++i) {
        m_log.push_back(maker.next());
        if (i == 49)
            m_textAt50 = maker.text();
    }
    VERIFY_RESULT(file->append(m_log));
    VERIFY_RESULT(file->putBlob(somePicture('b', 50)));
}

void SalvageTest::execute(const char *sql) const
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open_v2(QFile::encodeName(m_path).constData(), &database, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

void SalvageTest::it_ends_before_the_damage()
{
    execute("UPDATE changes SET author = 'Mallory' WHERE rev = 51");
    DocumentMeta listed = someMeta(7);
    listed.title = QStringLiteral("Older title");
    const auto salvaged = SalvagedDocument::open(m_path, listed);
    VERIFY_RESULT(salvaged);
    DocumentStore &store = **salvaged;
    QCOMPARE(store.load()->head().value, 50);
    QVERIFY(store.load()->meta == someMeta(7));
    QCOMPARE(store.load()->content.text(0, store.load()->content.length()), m_textAt50);
    QCOMPARE(store.readContent(Revision{100})->text(0, m_textAt50.size()), m_textAt50);
    QCOMPARE(store.readChanges(Revision{48}, Revision{100})->size(), std::size_t(2));
    QVERIFY(store.readChanges(Revision{50}, Revision{100})->empty());
    QVERIFY(*store.findChange(m_log[3].client, m_log[3].sequence) == m_log[3]);
    QCOMPARE((*store.readBlob(somePicture('b', 50).hash))->bytes, QByteArray(50, 'b'));
}

void SalvageTest::nothing_is_written()
{
    execute("UPDATE changes SET time = 1 WHERE rev = 90");
    const QByteArray before = readFile(m_path);
    {
        const auto salvaged = SalvagedDocument::open(m_path, someMeta(7));
        VERIFY_RESULT(salvaged);
        DocumentStore &store = **salvaged;
        LogMaker maker(*store.load(), 8);
        COMPARE_ERROR(store.append(maker.some(1)), ErrorCode::Damaged);
        COMPARE_ERROR(store.writeSnapshot(maker.snapshot()), ErrorCode::Damaged);
        COMPARE_ERROR(store.putBlob(somePicture('c', 1)), ErrorCode::Damaged);
        COMPARE_ERROR(store.setMeta(someMeta(8)), ErrorCode::Damaged);
        COMPARE_ERROR(store.writeTalk(std::vector<protocol::TalkEntry>(1)), ErrorCode::Damaged);
        QVERIFY(!*packSomeUpTo(store, {1'000}, 0));
        VERIFY_RESULT(store.checkpoint());
    }
    QCOMPARE(readFile(m_path), before);
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("notes.syngraph")});
}

void SalvageTest::a_lost_name_is_taken_from_the_list()
{
    execute("DELETE FROM meta WHERE key <> 'head'");
    QVERIFY(!opened(m_path));
    const auto salvaged = SalvagedDocument::open(m_path, someMeta(9));
    VERIFY_RESULT(salvaged);
    QVERIFY((*salvaged)->load()->meta == someMeta(9));
    QCOMPARE((*salvaged)->load()->head().value, 100);
    execute("DROP TABLE changes");
    QVERIFY(!SalvagedDocument::open(m_path, someMeta(9)));
    QVERIFY(!SalvagedDocument::open(m_folder->filePath(QStringLiteral("missing.syngraph")), someMeta(9)));
}

void SalvageTest::the_library_gives_it_by_its_id()
{
    auto library = Library::open(m_folder->filePath(QStringLiteral("data")));
    VERIFY_RESULT(library);
    const DocumentId id = (*(*library)->openPath(m_path))->meta().id;
    execute("UPDATE changes SET delta = X'5b5d' WHERE rev = 60");
    const auto salvaged = (*library)->openSalvaged(id);
    VERIFY_RESULT(salvaged);
    QCOMPARE((*salvaged)->load()->head().value, 59);
    COMPARE_ERROR((*library)->openSalvaged(DocumentId{1, 1}), ErrorCode::NotFound);

    // it goes on in another file
    const QString other = m_folder->filePath(QStringLiteral("recovered.syngraph"));
    QVERIFY(QFile::copy(m_path, other));
    VERIFY_RESULT((*library)->notePath(id, other));
    QCOMPARE((*(*library)->registry().readDocument(id))->path, other);
    COMPARE_ERROR((*library)->notePath(id, m_folder->filePath(QStringLiteral("no/where.syngraph"))), ErrorCode::NotFound);
    COMPARE_ERROR((*library)->notePath(id, m_folder->filePath(QStringLiteral("where.syngraph"))), ErrorCode::NotFound);
    COMPARE_ERROR((*library)->notePath(DocumentId{1, 1}, other), ErrorCode::NotFound);

    const auto trashed = (*library)->create(QStringLiteral("Old"), 1);
    VERIFY_RESULT(trashed);
    VERIFY_RESULT((*library)->trash(trashed->id, 2));
    COMPARE_ERROR((*library)->openSalvaged(trashed->id), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(SalvageTest)
#include "test_salvage.moc"
