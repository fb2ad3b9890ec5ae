// SPDX-License-Identifier: GPL-3.0-or-later
// What a document file promises beyond the contract of every store: side files, locks, moves, strangers.
#include "files.h"
#include "model/comment_anchors.h"
#include "storage/document_handle.h"
#include "storage/document_schema.h"
#include "storage/sqlite.h"
#include "storage/verify.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>

#include <ctime>
#include <utility>

#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

// Of this process.
double cpuMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

} // namespace

class DocumentFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const char *name = "Notes.syngraph") const { return m_folder->filePath(QLatin1StringView(name)); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void one_file_remains_after_checkpoint_and_after_close();
    void a_copy_of_an_idle_file_has_everything();
    void a_copy_of_the_text_says_nothing_of_how_it_came_about();
    void a_copy_of_everything_is_another_document_with_the_same_past();
    void create_replaces_nothing();
    void a_file_that_is_moved_here_is_written_on_there();
    void moving_replaces_nothing_and_stays_usable();
    void a_missing_file_is_not_an_empty_document();
    void a_second_opener_is_told_who_has_it();
    void reading_goes_on_beside_the_holder();
    void a_moved_file_stops_writing_and_is_recovered();
    void a_moved_file_leaves_nothing_at_its_old_name();
    void a_deleted_file_is_recovered_while_idle_and_while_open();
    void a_file_replaced_under_us_stops_writing();
    void a_file_altered_in_place_stops_writing();
    void recovering_replaces_nothing();
    void a_backup_put_beside_a_left_log_is_not_mixed_with_it();
    void a_side_log_of_something_else_is_said();
    void a_side_log_without_its_file_is_said();
    void strangers_are_refused_untouched_data();
    void strangers_are_refused_untouched();
    void a_newer_format_is_refused();
    void a_file_that_cannot_be_written_opens_for_reading();
    void a_file_moves_between_local_and_network_folders();
    void ten_megabytes_load_quickly();
};

void DocumentFileTest::one_file_remains_after_checkpoint_and_after_close()
{
    LogMaker maker;
    auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(5)));
    QVERIFY(QFile::exists(path() + QStringLiteral("-wal")));
    VERIFY_RESULT(file->checkpoint());
    QCOMPARE(namesIn(m_folder->path()), QStringList({QStringLiteral(".Notes.syngraph.lock"), QStringLiteral("Notes.syngraph")}));
    VERIFY_RESULT(file->append(maker.some(5)));
    file.reset();
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
    auto again = opened(path());
    VERIFY_RESULT(again);
    again->reset();
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
    QVERIFY(verifyFile(path()).ok);
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
}

void DocumentFileTest::a_copy_of_an_idle_file_has_everything()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(50)));
    VERIFY_RESULT(file->checkpoint());
    QVERIFY(QFile::copy(path(), path("copy.syngraph")));
    auto copy = opened(path("copy.syngraph"));
    VERIFY_RESULT(copy);
    QVERIFY((*copy)->load()->content == maker.content());
    VERIFY_RESULT(file->append(maker.some(50)));
    VERIFY_RESULT(file->writeCopy(path("sent.syngraph")));
    auto sent = opened(path("sent.syngraph"));
    VERIFY_RESULT(sent);
    QVERIFY((*sent)->load()->content == maker.content());
    COMPARE_ERROR(file->writeCopy(path("sent.syngraph")), ErrorCode::AlreadyExists);
}

void DocumentFileTest::a_copy_of_the_text_says_nothing_of_how_it_came_about()
{
    LogMaker maker;
    const auto file = created(path());
    const QByteArray bytes("picture");
    const Blob blob{QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), "image/png", bytes};
    VERIFY_RESULT(file->putBlob(blob));
    VERIFY_RESULT(file->append(maker.some(200)));
    const auto embed = model::parseDelta(R"([{"insert":{"image":{"h":1,"id":")" + blob.hash + R"(","w":1}}}])");
    VERIFY_RESULT(embed);
    for (const model::Delta &change : {*embed, model::commentChange(0, 9, "c:1.1"),
                                       model::Delta().retain(maker.content().length()).retain(1, {{"block", model::Value::string(u"h1")}})}) {
        const auto record = maker.made(change);
        VERIFY_RESULT(file->append({&record, 1}));
    }
    // more than one part
    const auto typed = maker.typed(QStringLiteral("\U0001F600 and more ").repeated(2000));
    VERIFY_RESULT(file->append({&typed, 1}));
    VERIFY_RESULT(file->writeOwnCopy(CopyContent::Text, path("sent.syngraph"), 4711));
    COMPARE_ERROR(file->writeOwnCopy(CopyContent::Text, path("sent.syngraph"), 4711), ErrorCode::AlreadyExists);
    QVERIFY(verifyFile(path("sent.syngraph")).ok);
    auto sent = opened(path("sent.syngraph"));
    VERIFY_RESULT(sent);
    const auto loaded = (*sent)->load();
    VERIFY_RESULT(loaded);
    model::Document expected = maker.content();
    VERIFY_RESULT(expected.apply(model::uncommentChange(expected, "c:1.1"), model::Filter::Classes));
    QVERIFY(loaded->content == expected);
    QVERIFY(loaded->talk.empty() && loaded->meta.versions.empty());
    QVERIFY(loaded->meta.id != file->meta().id && loaded->meta.epoch != file->meta().epoch);
    QCOMPARE(loaded->meta.title, file->meta().title);
    QCOMPARE((*(*sent)->readBlob(blob.hash))->bytes, bytes);
    const auto changes = (*sent)->readChanges({0}, loaded->head());
    VERIFY_RESULT(changes);
    QVERIFY(changes->size() > 1 && changes->size() < 20);
    for (const ChangeRecord &change : *changes)
        QVERIFY(change.author.isEmpty() && change.timeMs == 4711);
}

void DocumentFileTest::a_copy_of_everything_is_another_document_with_the_same_past()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(50)));
    DocumentMeta meta = file->meta();
    meta.versions = {{Revision{3}, QStringLiteral("first"), QStringLiteral("Ada"), 5}};
    VERIFY_RESULT(file->setMeta(meta));
    VERIFY_RESULT(file->writeOwnCopy(CopyContent::History, path("sent.syngraph"), 4711));
    auto sent = opened(path("sent.syngraph"));
    VERIFY_RESULT(sent);
    const auto loaded = (*sent)->load();
    VERIFY_RESULT(loaded);
    QVERIFY(loaded->content == maker.content() && loaded->chainHash() == maker.head().chainHash);
    QVERIFY(loaded->meta.versions == meta.versions && loaded->meta.createdMs == meta.createdMs);
    QVERIFY(loaded->meta.id != meta.id && loaded->meta.epoch != meta.epoch);
    // and the one at home is what it was
    VERIFY_RESULT(file->append(maker.some(5)));
    QVERIFY(file->meta() == meta);
}

void DocumentFileTest::a_file_that_is_moved_here_is_written_on_there()
{
    LogMaker maker;
    auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(5)));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("letters")));
    VERIFY_RESULT(file->moveTo(path("letters/Letter.syngraph")));
    QVERIFY(namesIn(m_folder->path()).isEmpty());
    COMPARE_ERROR(opened(path("letters/Letter.syngraph")), ErrorCode::Locked);
    VERIFY_RESULT(file->append(maker.some(5)));
    VERIFY_RESULT(file->moveTo(path("Back.syngraph")));
    QVERIFY(namesIn(path("letters")).isEmpty());
    QVERIFY(file->load()->content == maker.content());
    file.reset();
    auto again = opened(path("Back.syngraph"));
    VERIFY_RESULT(again);
    QVERIFY((*again)->load()->content == maker.content());
}

void DocumentFileTest::moving_replaces_nothing_and_stays_usable()
{
    LogMaker maker;
    auto file = created(path());
    QVERIFY(writeFile(path("Other.syngraph"), "mine"));
    COMPARE_ERROR(file->moveTo(path("Other.syngraph")), ErrorCode::AlreadyExists);
    COMPARE_ERROR(file->moveTo(path("nowhere/Letter.syngraph")), ErrorCode::NotFound);
    QCOMPARE(readFile(path("Other.syngraph")), QByteArray("mine"));
    VERIFY_RESULT(file->append(maker.some(5)));
    QVERIFY(file->load()->content == maker.content());
}

void DocumentFileTest::create_replaces_nothing()
{
    const LockHolder self = LockHolder::self({});
    QVERIFY(writeFile(path(), "something"));
    COMPARE_ERROR(DocumentFile::create(path(), someMeta(), self), ErrorCode::AlreadyExists);
    QCOMPARE(readFile(path()), "something");
    QVERIFY(QFile::link(QStringLiteral("/nowhere"), path("link.syngraph")));
    COMPARE_ERROR(DocumentFile::create(path("link.syngraph"), someMeta(), self), ErrorCode::AlreadyExists);
    COMPARE_ERROR(DocumentFile::create(path("no/such/folder.syngraph"), someMeta(), self), ErrorCode::NotFound);
    QCOMPARE(namesIn(m_folder->path()).size(), 2);
}

void DocumentFileTest::a_missing_file_is_not_an_empty_document()
{
    COMPARE_ERROR(opened(path()), ErrorCode::NotFound);
    COMPARE_ERROR(DocumentFile::openReadOnly(path()), ErrorCode::NotFound);
    QVERIFY(!verifyFile(path()).ok);
    QVERIFY(namesIn(m_folder->path()).isEmpty());
    auto file = created(path());
    VERIFY_RESULT(file->append(LogMaker().some(5)));
    file.reset();
    QVERIFY(writeFile(path(), {}));
    COMPARE_ERROR(opened(path()), ErrorCode::NotOurFile);
    QCOMPARE(QFileInfo(path()).size(), 0);
}

void DocumentFileTest::a_second_opener_is_told_who_has_it()
{
    auto first = DocumentFile::create(path(), someMeta(), LockHolder::self(QStringLiteral("ws://127.0.0.1:8930/x")));
    VERIFY_RESULT(first);
    const auto second = opened(path());
    COMPARE_ERROR(second, ErrorCode::Locked);
    QVERIFY(second.error().detail.contains(QStringLiteral("ws://127.0.0.1:8930/x")));
    QVERIFY(second.error().detail.contains(QString::number(::getpid())));
    QCOMPARE(DocumentLock::readHolder(DocumentLock::pathFor(path()))->url, u"ws://127.0.0.1:8930/x");
    first->reset();
    QVERIFY(!DocumentLock::readHolder(DocumentLock::pathFor(path())));
    VERIFY_RESULT(opened(path()));
}

void DocumentFileTest::reading_goes_on_beside_the_holder()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(5)));
    auto reader = DocumentFile::openReadOnly(path());
    VERIFY_RESULT(reader);
    QVERIFY((*reader)->load()->content == maker.content());
    VERIFY_RESULT(file->append(maker.some(5)));
    VERIFY_RESULT(file->checkpoint());
    QVERIFY((*reader)->load()->content == maker.content());
    COMPARE_ERROR((*reader)->append(maker.some(1)), ErrorCode::ReadOnly);
    QCOMPARE(namesIn(m_folder->path()).size(), 2);
}

void DocumentFileTest::a_moved_file_stops_writing_and_is_recovered()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(30)));
    const QString acknowledged = maker.text();
    QVERIFY(QFile::rename(path(), path("moved.syngraph")));
    const auto late = maker.some(3);
    const auto refused = file->append(late);
    COMPARE_ERROR(refused, ErrorCode::FileMoved);
    QVERIFY(refused.error().detail.contains(QStringLiteral("moved.syngraph")));
    COMPARE_ERROR(file->append(late), ErrorCode::FileMoved);
    QVERIFY(!QFile::exists(path()));

    const auto recovered = file->writeRecovered(late);
    VERIFY_RESULT(recovered);
    QCOMPARE(*recovered, path("Notes recovered.syngraph"));
    auto again = opened(*recovered);
    VERIFY_RESULT(again);
    QVERIFY((*again)->load()->content == maker.content());
    QVERIFY(verifyFile(*recovered).ok);
    // what was acknowledged went with the moved file
    auto moved = opened(path("moved.syngraph"));
    VERIFY_RESULT(moved);
    QCOMPARE((*moved)->load()->content.text(0, acknowledged.size()), acknowledged);
}

void DocumentFileTest::a_moved_file_leaves_nothing_at_its_old_name()
{
    for (const bool idle : {false, true}) {
        LogMaker maker;
        auto file = created(path());
        VERIFY_RESULT(file->append(maker.some(10)));
        if (idle)
            VERIFY_RESULT(file->checkpoint());
        VERIFY_RESULT(file->load());
        QVERIFY(QFile::rename(path(), path("moved.syngraph")));
        COMPARE_ERROR(file->append(maker.some(1)), ErrorCode::FileMoved);
        VERIFY_RESULT(file->writeRecovered({}));
        file.reset();
        QStringList names = namesIn(m_folder->path());
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("Notes recovered.syngraph"), QStringLiteral("moved.syngraph")}));
        QCOMPARE(verifyFile(path("moved.syngraph")).revisions, 10);
        QVERIFY(QFile::remove(path("moved.syngraph")) && QFile::remove(path("Notes recovered.syngraph")));
    }
}

void DocumentFileTest::a_deleted_file_is_recovered_while_idle_and_while_open()
{
    for (const bool idle : {false, true}) {
        LogMaker maker;
        const auto file = created(path());
        VERIFY_RESULT(file->append(maker.some(30)));
        if (idle)
            VERIFY_RESULT(file->checkpoint());
        QVERIFY(QFile::remove(path()));
        COMPARE_ERROR(file->checkpoint(), ErrorCode::FileMoved);
        COMPARE_ERROR(file->append(maker.some(1)), ErrorCode::FileMoved);
        const auto recovered = file->writeRecovered({});
        VERIFY_RESULT(recovered);
        QCOMPARE(verifyFile(*recovered).revisions, 30);
        QVERIFY(verifyFile(*recovered).ok);
    }
}

void DocumentFileTest::a_file_replaced_under_us_stops_writing()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(30)));
    (void)writtenDocument(path("other.syngraph"), 20, 5);
    const QByteArray other = readFile(path("other.syngraph"));
    QCOMPARE(::rename(qPrintable(path("other.syngraph")), qPrintable(path())), 0);
    COMPARE_ERROR(file->append(maker.some(1)), ErrorCode::FileMoved);
    QCOMPARE(readFile(path()), other);
    const auto recovered = file->writeRecovered({});
    VERIFY_RESULT(recovered);
    QCOMPARE(verifyFile(*recovered).revisions, 30);
}

void DocumentFileTest::a_file_altered_in_place_stops_writing()
{
    for (const bool idle : {false, true}) {
        (void)writtenDocument(path("old.syngraph"), 10, 3);
        const QByteArray old = readFile(path("old.syngraph"));
        QVERIFY(QFile::remove(path("old.syngraph")));
        LogMaker maker;
        const QString name = path(idle ? "idle.syngraph" : "open.syngraph");
        auto file = created(name);
        VERIFY_RESULT(file->append(maker.some(30)));
        if (idle)
            VERIFY_RESULT(file->checkpoint());
        QVERIFY(writeFile(name, old));
        COMPARE_ERROR(file->append(maker.some(1)), ErrorCode::EpochChanged);
        QCOMPARE(readFile(name), old);
        file.reset();
        QCOMPARE(readFile(name), old);
    }
}

void DocumentFileTest::recovering_replaces_nothing()
{
    LogMaker maker;
    const auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(3)));
    QVERIFY(writeFile(path("Notes recovered.syngraph"), "mine"));
    QVERIFY(QFile::remove(path()));
    QCOMPARE(*file->writeRecovered({}), path("Notes recovered 2.syngraph"));
    QCOMPARE(*file->writeRecovered({}), path("Notes recovered 3.syngraph"));
    QCOMPARE(readFile(path("Notes recovered.syngraph")), "mine");
}

void DocumentFileTest::a_backup_put_beside_a_left_log_is_not_mixed_with_it()
{
    LogMaker maker;
    auto file = created(path());
    VERIFY_RESULT(file->append(maker.some(400)));
    VERIFY_RESULT(file->checkpoint());
    const QByteArray yesterday = readFile(path());
    for (int i = 0; i < 2; ++i) {
        VERIFY_RESULT(file->append(maker.some(40)));
        VERIFY_RESULT(file->checkpoint());
    }
    VERIFY_RESULT(file->append(maker.some(40)));
    const QByteArray log = readFile(path() + QStringLiteral("-wal"));
    file.reset();
    // a crash left the log, then the person put yesterday's file back
    QVERIFY(writeFile(path(), yesterday));
    QVERIFY(writeFile(path() + QStringLiteral("-wal"), log));
    // whoever only looks what it is must not mix them either
    (void)opened(path());
    QVERIFY(readFile(path()) == yesterday);
    auto again = opened(path());
    const Error error = again ? (*again)->load().error() : again.error();
    QVERIFY2(error.code == ErrorCode::Damaged, qPrintable(error.text()));
    if (again)
        again->reset();
    QCOMPARE(readFile(path()), yesterday);
    QCOMPARE(readFile(path() + QStringLiteral("-wal")), log);
    // the remedy that the sentence names
    QVERIFY(error.detail.contains(QStringLiteral("-wal")));
    QVERIFY(QFile::remove(path() + QStringLiteral("-wal")));
    again = opened(path());
    VERIFY_RESULT(again);
    QCOMPARE((*again)->load()->head().value, 400);
}

void DocumentFileTest::a_side_log_of_something_else_is_said()
{
    (void)writtenDocument(path(), 10);
    QVERIFY(writeFile(path() + QStringLiteral("-wal"), "not a log"));
    COMPARE_ERROR(opened(path()), ErrorCode::Damaged);
    QCOMPARE(readFile(path() + QStringLiteral("-wal")), "not a log");
}

void DocumentFileTest::a_side_log_without_its_file_is_said()
{
    QVERIFY(writeFile(path() + QStringLiteral("-wal"), "\x37\x7f\x06\x82 and the rest"));
    COMPARE_ERROR(opened(path()), ErrorCode::Damaged);
    COMPARE_ERROR(DocumentFile::create(path(), someMeta(), LockHolder::self({})), ErrorCode::Damaged);
    QCOMPARE(namesIn(m_folder->path()).size(), 1);
}

void DocumentFileTest::strangers_are_refused_untouched_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("empty database") << QByteArray("PRAGMA user_version=1");
    QTest::newRow("other application") << QByteArray("PRAGMA application_id=1");
    QTest::newRow("no tables") << QByteArray("DROP TABLE threads");
    QTest::newRow("trigger") << QByteArray("CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM blobs; END");
    QTest::newRow("view") << QByteArray("CREATE VIEW v AS SELECT 1");
    QTest::newRow("more columns") << QByteArray("ALTER TABLE changes ADD COLUMN x TEXT");
    QTest::newRow("more indexes") << QByteArray("CREATE INDEX i ON changes(time)");
    QTest::newRow("other table") << QByteArray("CREATE TABLE users(name)");
    QTest::newRow("version 0") << QByteArray("PRAGMA user_version=0");
}

void DocumentFileTest::strangers_are_refused_untouched()
{
    QFETCH(QByteArray, sql);
    if (sql == "PRAGMA user_version=1")
        QVERIFY(writeFile(path(), {}));
    else
        (void)writtenDocument(path(), 10);
    {
        auto connection = sqlite::Connection::open(path(), sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(connection->execute(sql.constData()));
    }
    const QByteArray before = readFile(path());
    COMPARE_ERROR(opened(path()), ErrorCode::NotOurFile);
    QVERIFY(!verifyFile(path()).ok);
    QCOMPARE(readFile(path()), before);
    QCOMPARE(namesIn(m_folder->path()).size(), 1);

    QVERIFY(QFile::link(path(), path("link.syngraph")));
    COMPARE_ERROR(opened(path("link.syngraph")), ErrorCode::NotOurFile);
    COMPARE_ERROR(opened(m_folder->path()), ErrorCode::NotOurFile);
    COMPARE_ERROR(opened(QStringLiteral("/dev/null")), ErrorCode::NotOurFile);
}

void DocumentFileTest::a_newer_format_is_refused()
{
    (void)writtenDocument(path(), 10);
    {
        auto connection = sqlite::Connection::open(path(), sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection->execute(
            ("PRAGMA user_version=" + QByteArray::number(kFormatVersion + 1)).constData()));
    }
    const QByteArray before = readFile(path());
    COMPARE_ERROR(opened(path()), ErrorCode::NewerFormat);
    QVERIFY(opened(path()).error().text().contains(QStringLiteral("newer version")));
    QVERIFY(readFile(path()) == before);
}

void DocumentFileTest::a_file_that_cannot_be_written_opens_for_reading()
{
    if (::geteuid() == 0)
        QSKIP("root may write everything");
    const LogMaker maker = writtenDocument(path(), 10);
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    COMPARE_ERROR(opened(path()), ErrorCode::NotWritable);
    auto reader = DocumentFile::openReadOnly(path());
    VERIFY_RESULT(reader);
    QVERIFY((*reader)->load()->content == maker.content());
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void DocumentFileTest::a_file_moves_between_local_and_network_folders()
{
    LogMaker maker;
    (void)created(path()).reset();
    for (int i = 0; i < 4; ++i) {
        if (i % 2 == 1)
            qputenv("SYNGRAPH_NETWORK_FILES", "1");
        auto file = opened(path());
        VERIFY_RESULT(file);
        VERIFY_RESULT((*file)->append(maker.some(5)));
        QCOMPARE(QFile::exists(path() + QStringLiteral("-wal")), i % 2 == 0);
        QVERIFY(!QFile::exists(path() + QStringLiteral("-shm")) || i % 2 == 0);
        file->reset();
        QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
        QVERIFY(verifyFile(path()).ok);
        qunsetenv("SYNGRAPH_NETWORK_FILES");
    }
}

void DocumentFileTest::ten_megabytes_load_quickly()
{
    double before = cpuMs();
    const auto lap = [&before] { return cpuMs() - std::exchange(before, cpuMs()); };
    const QString line = QStringLiteral("The quick brown fox jumps over the lazy dog 0123456789\n").repeated(1900);
    LogMaker maker;
    auto file = created(path());
    for (int i = 0; i < 100; ++i) {
        const auto change = maker.typed(line);
        VERIFY_RESULT(file->append({&change, 1}));
    }
    VERIFY_RESULT(file->writeSnapshot(maker.snapshot()));
    for (int i = 0; i < 50; ++i)
        VERIFY_RESULT(file->append(maker.some(1)));
    const double writeMs = lap();
    file.reset();
    const double closeMs = lap();
    auto again = opened(path());
    VERIFY_RESULT(again);
    const auto loaded = (*again)->load();
    VERIFY_RESULT(loaded);
    const double loadMs = lap();
    QVERIFY(loaded->content == maker.content());
    qInfo("10 MB: written in %.0f ms, closed in %.0f ms, loaded in %.0f ms of CPU", writeMs, closeMs, loadMs);
    QVERIFY(loadMs < 3000);
}

QTEST_GUILESS_MAIN(DocumentFileTest)
#include "test_document_file.moc"
