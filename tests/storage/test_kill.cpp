// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at any moment of writing (PROMISES F1): every acknowledged change is there afterwards, once.
#include "files.h"
#include "storage/verify.h"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

constexpr int kRounds = 40;

// Writes until it is killed; tells each acknowledged head.
[[noreturn]] void writeForEver(const QString &path, quint64 generation, int tell)
{
    auto file = opened(path);
    if (!file)
        ::_exit(2);
    const auto loaded = (*file)->load();
    if (!loaded)
        ::_exit(3);
    LogMaker maker(*loaded, generation);
    for (int i = 0;; ++i) {
        if (!(*file)->append(maker.some(1 + i % 7)))
            ::_exit(4);
        const Head head = (*file)->head();
        (void)!::write(tell, &head, sizeof head);
        if (i % 11 == 10 && !(*file)->writeSnapshot(maker.snapshot()))
            ::_exit(5);
        if (i % 5 == 4 && !(*file)->checkpoint())
            ::_exit(6);
    }
}

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void what_was_acknowledged_survives_kill();
    void a_file_moved_before_the_crash_loses_nothing();
};

void KillTest::what_was_acknowledged_survives_kill()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("Notes.syngraph"));
    (void)created(path).reset();
    std::mt19937 random(11);
    std::vector<Head> heads;
    int unacknowledged = 0;
    for (int round = 1; round <= kRounds; ++round) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            writeForEver(path, quint64(round), ends[1]);
        ::close(ends[1]);
        Head head;
        // half of them not before three revisions are written, however slow that is
        for (int told = 0; round % 2 == 0 && told < 2 && ::read(ends[0], &head, sizeof head) > 0; ++told)
            heads.push_back(head);
        QTest::qSleep(int(random() % 60));
        QCOMPARE(::kill(child, SIGKILL), 0);
        while (::read(ends[0], &head, sizeof head) > 0)
            heads.push_back(head);
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));

        auto file = opened(path);
        VERIFY_RESULT(file);
        const auto loaded = (*file)->load();
        VERIFY_RESULT(loaded);
        for (const Head &acknowledged : heads)
            QCOMPARE((*file)->readChainHash(acknowledged.revision)->value_or(0), acknowledged.chainHash);
        unacknowledged += !heads.empty() && loaded->head() > heads.back().revision ? 1 : 0;
        heads.erase(heads.begin(), heads.end() - std::min(std::ssize(heads), std::ptrdiff_t(50)));
    }
    const VerifyReport report = verifyFile(path);
    QVERIFY2(report.ok, qPrintable(report.message));
    QCOMPARE(namesIn(folder.path()), QStringList{QStringLiteral("Notes.syngraph")});
    qInfo("%lld revisions, %d times more was written than acknowledged", report.revisions, unacknowledged);
    QVERIFY(report.revisions > kRounds);
}

void KillTest::a_file_moved_before_the_crash_loses_nothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("Notes.syngraph"));
    (void)created(path).reset();
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto file = opened(path);
        if (!file || !(*file)->load() || !(*file)->append(LogMaker().some(9)))
            ::_exit(1);
        (void)!::write(ends[1], "x", 1);
        ::pause();
    }
    char byte = 0;
    QCOMPARE(::read(ends[0], &byte, 1), 1);
    QVERIFY(QFile::rename(path, folder.filePath(QStringLiteral("Moved.syngraph"))));
    QCOMPARE(::kill(child, SIGKILL), 0);
    ::waitpid(child, nullptr, 0);
    // the log that stayed behind is said, and fits when it is put beside its file
    COMPARE_ERROR(opened(path), ErrorCode::Damaged);
    QVERIFY(QFile::rename(path + QStringLiteral("-wal"), folder.filePath(QStringLiteral("Moved.syngraph-wal"))));
    auto moved = opened(folder.filePath(QStringLiteral("Moved.syngraph")));
    VERIFY_RESULT(moved);
    QCOMPARE((*moved)->load()->head().value, 9);
}

QTEST_GUILESS_MAIN(KillTest)
#include "test_kill.moc"
