// SPDX-License-Identifier: GPL-3.0-or-later
// Document files whose older changes are packed into blocks: they get small, say the same as before, are read
// around damage, and are made from files of the format before.
#include "files.h"
#include "storage/document_load.h"
#include "storage/document_schema.h"
#include "storage/packed_rows.h"
#include "storage/verify.h"

#include <QRandomGenerator>

#include <numeric>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

void packAll(DocumentFile &file, qint64 keep = 0)
{
    for (;;) {
        const auto more = packSome(file, keep);
        if (!more)
            qFatal("%s", qPrintable(more.error().text()));
        if (!*more)
            return;
    }
}

// A log of single characters typed, with a jump now and then.
std::vector<ChangeRecord> typedLog(LogMaker &maker, int count)
{
    std::vector<ChangeRecord> log;
    for (int i = 0; i < count; ++i)
        log.push_back(i % 40 == 39 ? maker.next() : maker.typed(QStringView(u"all work and no play ").sliced(i % 21, 1)));
    return log;
}

// A log that has no runs.
std::vector<ChangeRecord> placedLog(LogMaker &maker, int count)
{
    std::vector<ChangeRecord> log;
    for (int i = 0; i < count; ++i)
        log.push_back(maker.typed(i % 2 == 0 ? QStringView(u"a") : QStringView(u"bc")));
    return log;
}

Result<void> execute(const QString &path, const QByteArray &sql)
{
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
    return connection ? connection->execute(sql.constData()) : connection.error();
}

qint64 numberIn(const QString &path, const char *sql)
{
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly);
    return connection ? *connection->readNumber(sql) : -1;
}

} // namespace

class PackingTest : public QObject
{
    Q_OBJECT

private:
    QString newPath() { return m_folder->filePath(QStringLiteral("%1.syngraph").arg(++m_count)); }

    std::unique_ptr<QTemporaryDir> m_folder = quickFolder();
    int m_count = 0;

private Q_SLOTS:
    void the_file_shrinks_and_says_the_same();
    void blocks_are_filled_before_new_ones_begin();
    void blocks_stay_few_and_a_change_is_packed_a_few_times();
    void large_changes_are_not_packed_again_and_again();
    void a_step_that_comes_too_late_changes_nothing();
    void large_changes_make_blocks_of_their_own();
    void a_step_is_bounded_and_leaves_the_newest();
    void a_damaged_block_names_its_revisions_and_hides_no_others();
    void an_older_block_that_is_damaged_holds_no_packing_up();
    void a_missing_block_is_noticed();
    void a_copy_and_a_recovered_file_have_the_blocks();
    void old_snapshots_go_where_replaying_is_short();
    void a_file_of_format_1_is_read_as_it_is_and_migrated_by_writing();
};

void PackingTest::the_file_shrinks_and_says_the_same()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    const auto log = typedLog(maker, 3000);
    VERIFY_RESULT(file->append(log));
    VERIFY_RESULT(file->checkpoint());
    const qint64 before = QFileInfo(path).size();
    packAll(*file);
    VERIFY_RESULT(file->writeSnapshot(maker.snapshot()));
    VERIFY_RESULT(file->checkpoint());
    const qint64 after = QFileInfo(path).size();
    QVERIFY2(after * 5 < before, qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
    QVERIFY(*file->readChanges({0}, {3000}) == log);
    QVERIFY(file->load()->content == maker.content());
    file.reset();
    QVERIFY2(verifyFile(path).ok, qPrintable(verifyFile(path).message));
    file = std::move(*opened(path));
    QVERIFY(file->load()->content == maker.content());
    const auto more = maker.some(10);
    VERIFY_RESULT(file->append(more));
    QCOMPARE(file->load()->head().value, 3010);
}

void PackingTest::blocks_are_filled_before_new_ones_begin()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    std::vector<ChangeRecord> log;
    for (int i = 0; i < 17; ++i) {
        const auto some = typedLog(maker, 1024);
        VERIFY_RESULT(file->append(some));
        log.insert(log.end(), some.begin(), some.end());
        packAll(*file);
    }
    VERIFY_RESULT(file->checkpoint());
    QCOMPARE(numberIn(path, "SELECT count(*) FROM blocks"), 2);
    QCOMPARE(numberIn(path, "SELECT last FROM blocks ORDER BY first LIMIT 1"), kMaxBlockChanges);
    QVERIFY(*file->readChanges({0}, {17'408}) == log);
    QVERIFY(*file->readChanges({16'000}, {17'000}) == std::vector(log.begin() + 16'000, log.begin() + 17'000));
    QVERIFY2(verifyFile(path).ok, qPrintable(verifyFile(path).message));
}

void PackingTest::blocks_stay_few_and_a_change_is_packed_a_few_times()
{
    // sizes of steps as they come from people who write much, little, and rest between
    QRandomGenerator random(5);
    std::vector<BlockHeader> newestFirst;
    qint64 rows = 0;
    qint64 packed = 0;
    for (int step = 0; step < 3000; ++step) {
        const qint64 count = step % 3 == 0 ? 1024 : 1 + random.bounded(1024);
        const std::size_t joined = countToJoin(newestFirst, count);
        BlockHeader block;
        block.last = {newestFirst.empty() ? count : newestFirst.front().last.value + count};
        block.first = joined > 0 ? newestFirst[joined - 1].first : Revision{block.last.value - count + 1};
        newestFirst.erase(newestFirst.begin(), newestFirst.begin() + std::ptrdiff_t(joined));
        newestFirst.insert(newestFirst.begin(), block);
        QVERIFY(block.count() <= kMaxBlockChanges);
        rows += count;
        packed += block.count();
    }
    QVERIFY2(packed <= 4 * rows, qPrintable(QString::number(double(packed) / double(rows))));
    QVERIFY2(qint64(newestFirst.size()) <= rows / 10'000 + 20, qPrintable(QString::number(newestFirst.size())));
}

void PackingTest::large_changes_are_not_packed_again_and_again()
{
    LogMaker maker;
    auto file = created(newPath());
    qint64 logged = 0;
    qint64 packed = 0;
    const auto bytesOf = [](const std::vector<ChangeRecord> &changes) {
        return std::accumulate(changes.begin(), changes.end(), qint64(0),
                               [](qint64 sum, const ChangeRecord &change) { return sum + change.delta.size(); });
    };
    for (int i = 0; i < 40; ++i) {
        auto some = typedLog(maker, 500);
        for (int large = 0; large < 3 && i % 8 == 0; ++large)
            some.push_back(maker.typed(QString(700'000, u'x')));
        VERIFY_RESULT(file->append(some));
        logged += bytesOf(some);
        while (const auto step = *file->readPackStep(file->head().revision)) {
            const auto done = packStep(*step);
            const BlockHeader &header = (*done)->block.header;
            packed += bytesOf(*unpackBlock((*done)->block, {header.first.value - 1}, header.last));
            VERIFY_RESULT(file->writePackedStep(**done));
        }
    }
    QVERIFY2(packed <= 4 * logged, qPrintable(QString::number(double(packed) / double(logged))));
}

void PackingTest::a_step_that_comes_too_late_changes_nothing()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    const auto log = typedLog(maker, 3000);
    VERIFY_RESULT(file->append(log));
    const auto step = file->readPackStep(file->head().revision);
    const auto late = packStep(**step);
    packAll(*file);
    const qint64 blocks = numberIn(path, "SELECT count(*) FROM blocks");
    VERIFY_RESULT(file->writePackedStep(**late));
    QCOMPARE(numberIn(path, "SELECT count(*) FROM blocks"), blocks);
    QVERIFY(*file->readChanges({0}, {3000}) == log);
}

void PackingTest::large_changes_make_blocks_of_their_own()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    std::vector<ChangeRecord> log;
    for (int i = 0; i < 6; ++i)
        log.push_back(maker.typed(QString(900'000, u'x')));
    for (int i = 0; i < 30; ++i)
        log.push_back(maker.typed(u"y"));
    VERIFY_RESULT(file->append(log));
    packAll(*file);
    VERIFY_RESULT(file->checkpoint());
    QCOMPARE(numberIn(path, "SELECT count(*) FROM blocks"), 2);
    QCOMPARE(numberIn(path, "SELECT count(*) FROM changes"), 0);
    QVERIFY(*file->readChanges({0}, {36}) == log);
    VERIFY_RESULT(file->append(maker.some(3)));
    packAll(*file);
    QVERIFY(*file->readContent({39}) == maker.content());
}

void PackingTest::a_step_is_bounded_and_leaves_the_newest()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    VERIFY_RESULT(file->append(typedLog(maker, 4000)));
    QVERIFY(*packSome(*file, 1000));
    QCOMPARE(numberIn(path, "SELECT max(last) FROM blocks"), 1024);
    packAll(*file, 1000);
    VERIFY_RESULT(file->checkpoint());
    QCOMPARE(numberIn(path, "SELECT max(last) FROM blocks"), 3000);
    QCOMPARE(numberIn(path, "SELECT min(rev) FROM changes"), 3001);
    QCOMPARE(*packSome(*file, 1000), false);
    QCOMPARE(*packSome(*file, 9000), false);
}

void PackingTest::a_damaged_block_names_its_revisions_and_hides_no_others()
{
    const QString path = newPath();
    LogMaker maker;
    std::vector<ChangeRecord> log;
    {
        auto file = created(path);
        for (int i = 0; i < 3; ++i) {
            const auto some = typedLog(maker, 11'000);
            VERIFY_RESULT(file->append(some));
            log.insert(log.end(), some.begin(), some.end());
            VERIFY_RESULT(file->writeSnapshot(maker.snapshot()));
        }
        packAll(*file, 100);
    }
    const QByteArray good = readFile(path);
    const QByteArray damages[] = {
        "UPDATE blocks SET body = zeroblob(length(body)) WHERE first = 16385",
        "UPDATE blocks SET clients = x'00' WHERE first = 16385",
        "UPDATE blocks SET body_check = body_check + 1 WHERE first = 16385"};
    for (const QByteArray &sql : damages) {
        QVERIFY(writeFile(path, good));
        VERIFY_RESULT(execute(path, sql));
        const VerifyReport report = verifyFile(path);
        QVERIFY(!report.ok);
        QCOMPARE(report.firstBad.value, 16'385);
        QCOMPARE(report.lastBad.value, 32'768);
        QVERIFY2(report.message.contains(QStringLiteral("revisions 16385 to 32768")), qPrintable(report.message));
        auto file = DocumentFile::openReadOnly(path);
        VERIFY_RESULT(file);
        QVERIFY(*(*file)->readChanges({0}, {16'384}) == std::vector(log.begin(), log.begin() + 16'384));
        QVERIFY(*(*file)->readChanges({32'768}, {33'000}) == std::vector(log.begin() + 32'768, log.end()));
        COMPARE_ERROR((*file)->readChanges({16'000}, {17'000}), ErrorCode::Damaged);
        QVERIFY(*(*file)->readContent({33'000}) == maker.content());
    }
}

void PackingTest::an_older_block_that_is_damaged_holds_no_packing_up()
{
    const QString path = newPath();
    LogMaker maker;
    {
        auto file = created(path);
        VERIFY_RESULT(file->append(typedLog(maker, 4096)));
        // three blocks, and rows that would make one of all
        while (numberIn(path, "SELECT count(*) FROM blocks") < 3)
            VERIFY_RESULT(packSome(*file, 0));
    }
    VERIFY_RESULT(execute(path, "UPDATE blocks SET body = zeroblob(length(body)) WHERE first = 1025"));
    auto file = opened(path);
    VERIFY_RESULT(file);
    packAll(**file);
    QCOMPARE(numberIn(path, "SELECT count(*) FROM changes"), 0);
    QCOMPARE(numberIn(path, "SELECT count(*) FROM blocks"), 3);
    const auto more = maker.some(3);
    VERIFY_RESULT((*file)->append(more));
    QCOMPARE(verifyFile(path).firstBad.value, 1025);
}

void PackingTest::a_missing_block_is_noticed()
{
    const QString path = newPath();
    LogMaker maker;
    {
        auto file = created(path);
        VERIFY_RESULT(file->append(typedLog(maker, 17'000)));
        packAll(*file, 20);
    }
    const QByteArray good = readFile(path);
    for (const char *sql : {"DELETE FROM blocks WHERE first = 1", "DELETE FROM blocks WHERE first > 1"}) {
        QVERIFY(writeFile(path, good));
        VERIFY_RESULT(execute(path, sql));
        QVERIFY(!verifyFile(path).ok);
        auto file = opened(path);
        VERIFY_RESULT(file);
        COMPARE_ERROR((*file)->load(), ErrorCode::Damaged);
        COMPARE_ERROR((*file)->append(maker.some(1)), ErrorCode::Damaged);
        file->reset();
    }
}

void PackingTest::a_copy_and_a_recovered_file_have_the_blocks()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    auto log = typedLog(maker, 1500);
    VERIFY_RESULT(file->append(log));
    packAll(*file, 100);
    const QString copy = newPath();
    VERIFY_RESULT(file->writeCopy(copy));
    QVERIFY2(verifyFile(copy).ok, qPrintable(verifyFile(copy).message));
    QVERIFY((*opened(copy))->load()->content == maker.content());
    const auto more = maker.some(5);
    const auto recovered = file->writeRecovered(more);
    VERIFY_RESULT(recovered);
    QVERIFY(verifyFile(*recovered).ok);
    QVERIFY((*opened(*recovered))->load()->content == maker.content());
}

void PackingTest::old_snapshots_go_where_replaying_is_short()
{
    const QString path = newPath();
    LogMaker maker;
    auto file = created(path);
    for (int i = 0; i < 6; ++i) {
        VERIFY_RESULT(file->append(placedLog(maker, 10'000)));
        packAll(*file);
        VERIFY_RESULT(file->writeSnapshot(maker.snapshot()));
    }
    VERIFY_RESULT(file->checkpoint());
    // nearly every change is a step here: from one kept snapshot to the next there are at most 32,768
    QCOMPARE(numberIn(path, "SELECT count(*) FROM snapshots"), 2);
    QCOMPARE(numberIn(path, "SELECT max(rev) FROM snapshots"), 60'000);
    const qint64 widest = numberIn(path, "SELECT max(rev - (SELECT coalesce(max(b.rev), 0) FROM snapshots b "
                                         "WHERE b.rev < a.rev)) FROM snapshots a");
    QCOMPARE(widest, 30'000);
}

void PackingTest::a_file_of_format_1_is_read_as_it_is_and_migrated_by_writing()
{
    const QString path = newPath();
    LogMaker maker;
    {
        auto file = created(path);
        VERIFY_RESULT(file->append(typedLog(maker, 1200)));
    }
    VERIFY_RESULT(execute(path, "DROP TABLE blocks; PRAGMA user_version=1"));
    const QByteArray old = readFile(path);
    QVERIFY2(verifyFile(path).ok, qPrintable(verifyFile(path).message));
    {
        auto file = opened(path);
        VERIFY_RESULT(file);
        QVERIFY((*file)->load()->content == maker.content());
        QVERIFY((*file)->readContent({1200}));
    }
    QVERIFY(readFile(path) == old);
    {
        auto file = opened(path);
        VERIFY_RESULT(file);
        const auto more = maker.some(1);
        VERIFY_RESULT((*file)->append(more));
        packAll(**file);
        QVERIFY((*file)->load()->content == maker.content());
    }
    QCOMPARE(numberIn(path, "PRAGMA user_version"), kFormatVersion);
    QCOMPARE(numberIn(path, "SELECT max(last) FROM blocks"), 1201);
    QVERIFY2(verifyFile(path).ok, qPrintable(verifyFile(path).message));
}

QTEST_GUILESS_MAIN(PackingTest)
#include "test_packing.moc"
