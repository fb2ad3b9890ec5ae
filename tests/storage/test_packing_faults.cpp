// SPDX-License-Identifier: GPL-3.0-or-later
// A failure or a crash at every single call that changes the disk while the log is packed, the file shrinks, and
// a file of the format before is migrated (PROMISES F2, F3, F4, F6, F20): no revision is lost, none is doubled.
#include "fault_vfs.h"
#include "files.h"
#include "storage/sqlite.h"
#include "storage/verify.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

constexpr int kChanges = 330;

// Packs in two turns with writing between and behind; gives the last revision that was acknowledged.
qint64 packScript(const QString &path, std::span<const ChangeRecord> more, const std::function<void(qint64)> &acknowledged)
{
    qint64 last = 0;
    auto file = opened(path);
    if (!file || !(*file)->load())
        return last;
    for (const qint64 keep : {80, 0}) {
        for (bool isGoingOn = true; isGoingOn;) {
            const auto packed = packSome(**file, keep);
            isGoingOn = packed && *packed;
        }
        const auto group = more.subspan(keep == 80 ? 0 : 5, 5);
        if ((*file)->append(group)) {
            last = group.back().revision.value;
            acknowledged(last);
        }
        (void)(*file)->checkpoint();
    }
    return last;
}

} // namespace

class PackingFaultTest : public QObject
{
    Q_OBJECT

private:
    void reset();
    void checkAfter(qint64 acknowledged);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_start;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states;

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void every_call_fails_data();
    void every_call_fails();
    void every_call_is_the_last_before_a_crash();
};

void PackingFaultTest::initTestCase_data()
{
    QTest::addColumn<bool>("isOld");
    QTest::newRow("of this format") << false;
    QTest::newRow("of the format before") << true;
}

void PackingFaultTest::initTestCase()
{
    fault::install();
    m_folder = quickFolder();
    m_path = m_folder->filePath(QStringLiteral("Notes.syngraph"));
    LogMaker maker;
    m_states.push_back(maker.content());
    auto file = created(m_path);
    for (int i = 0; i < kChanges + 10; ++i) {
        m_log.push_back(i % 10 == 0 ? maker.next() : maker.typed(u"a"));
        m_states.push_back(maker.content());
    }
    VERIFY_RESULT(file->append(std::span(m_log).first(kChanges)));
    file.reset();
    m_start = readFile(m_path);
}

void PackingFaultTest::reset()
{
    QFETCH_GLOBAL(bool, isOld);
    fault::arm(fault::Kind::None, 0);
    for (const QString &name : namesIn(m_folder->path()))
        QFile::remove(m_folder->filePath(name));
    QVERIFY(writeFile(m_path, m_start));
    if (isOld) {
        auto connection = sqlite::Connection::open(m_path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection->execute("DROP TABLE blocks; PRAGMA user_version=1"));
    }
}

void PackingFaultTest::checkAfter(qint64 acknowledged)
{
    fault::arm(fault::Kind::None, 0);
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    const auto loaded = (*file)->load();
    VERIFY_RESULT(loaded);
    const qint64 head = loaded->head().value;
    QVERIFY(head >= std::max<qint64>(kChanges, acknowledged));
    QVERIFY(loaded->content == m_states[std::size_t(head)]);
    const auto log = (*file)->readChanges(Revision{0}, loaded->head());
    VERIFY_RESULT(log);
    QVERIFY(std::ranges::equal(*log, std::span(m_log).first(std::size_t(head))));
    file->reset();
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
    const VerifyReport report = verifyFile(m_path);
    QVERIFY2(report.ok, qPrintable(report.message));
}

void PackingFaultTest::every_call_fails_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("times");
    QTest::newRow("disk full from there on") << int(fault::Kind::DiskFull) << 1'000'000;
    QTest::newRow("half a write once") << int(fault::Kind::Torn) << 1;
}

void PackingFaultTest::every_call_fails()
{
    QFETCH(int, kind);
    QFETCH(int, times);
    reset();
    fault::arm(fault::Kind::None, 0);
    (void)packScript(m_path, std::span(m_log).subspan(kChanges), [](qint64) { });
    const int calls = fault::calls();
    QVERIFY(calls > 50);
    for (int at = 1; at <= calls; ++at) {
        reset();
        fault::arm(static_cast<fault::Kind>(kind), at, times);
        const qint64 last = packScript(m_path, std::span(m_log).subspan(kChanges), [](qint64) { });
        checkAfter(last);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
    }
    qInfo("%d calls", calls);
}

void PackingFaultTest::every_call_is_the_last_before_a_crash()
{
    int at = 1;
    for (bool isOver = false; !isOver; ++at) {
        reset();
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            fault::arm(fault::Kind::Crash, at);
            (void)packScript(m_path, std::span(m_log).subspan(kChanges),
                             [&](qint64 last) { (void)!::write(ends[1], &last, sizeof last); });
            ::_exit(0);
        }
        ::close(ends[1]);
        qint64 last = 0;
        while (::read(ends[0], &last, sizeof last) > 0) { }
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        checkAfter(last);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        isOver = WEXITSTATUS(status) == 0;
    }
    qInfo("%d calls", at);
}

QTEST_GUILESS_MAIN(PackingFaultTest)
#include "test_packing_faults.moc"
