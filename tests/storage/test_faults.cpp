// SPDX-License-Identifier: GPL-3.0-or-later
// A failure at every single call that changes the disk, while a document is made, written, given snapshots,
// made quiet and closed (PROMISES F2, F3, F4, F6): what was acknowledged is there afterwards, and nothing is
// acknowledged after a failure.
#include "fault_vfs.h"
#include "files.h"
#include "storage/verify.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

// What the script had been promised when it ended.
struct Promised
{
    Head head;
    int refusals = 0;
    bool wasWrittenAfterFailure = false;
};

// Open, load, and 12 groups of changes with everything else that writes in between.
Promised writeScript(const QString &path, const std::vector<ChangeRecord> &log,
                     const std::function<void(const Head &)> &acknowledged)
{
    Promised promised;
    auto file = opened(path);
    if (!file)
        return promised;
    const auto loaded = (*file)->load();
    if (!loaded)
        return promised;
    promised.head = {loaded->head(), loaded->chainHash()};
    model::Document content = loaded->content;
    for (std::size_t i = 0; i < 12; ++i) {
        const auto group = std::span(log).subspan(i * 5, 5);
        if ((*file)->append(group)) {
            promised.wasWrittenAfterFailure |= promised.refusals > 0;
            promised.head = (*file)->head();
            acknowledged(promised.head);
        } else {
            ++promised.refusals;
        }
        for (const ChangeRecord &change : group)
            (void)content.apply(*model::parseDelta(change.delta), model::Filter::Classes);
        if (i % 4 == 1)
            (void)(*file)->checkpoint();
        if (i % 4 == 2)
            (void)(*file)->writeSnapshot({promised.head.revision, model::toJson(content.toDelta()), content.hash()});
    }
    return promised;
}

} // namespace

class FaultTest : public QObject
{
    Q_OBJECT

private:
    void checkAfter(const Head &promised, bool isWhole);
    void removeAll();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_blank;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states;

private Q_SLOTS:
    void initTestCase();

    void every_call_fails_data();
    void every_call_fails();
    void every_call_is_the_last_before_a_crash();
    void creating_fails_at_every_call();
    void a_full_disk_stops_writing_until_there_is_space();
};

void FaultTest::initTestCase()
{
    fault::install();
    m_folder = quickFolder();
    m_path = m_folder->filePath(QStringLiteral("Notes.syngraph"));
    (void)created(m_path).reset();
    m_blank = readFile(m_path);
    LogMaker maker;
    m_states.push_back(maker.content());
    for (int i = 0; i < 60; ++i) {
        m_log.push_back(maker.next());
        m_states.push_back(maker.content());
    }
}

void FaultTest::removeAll()
{
    for (const QString &name : namesIn(m_folder->path()))
        QFile::remove(m_folder->filePath(name));
}

void FaultTest::checkAfter(const Head &promised, bool isWhole)
{
    fault::arm(fault::Kind::None, 0);
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    const auto loaded = (*file)->load();
    VERIFY_RESULT(loaded);
    QVERIFY(loaded->head() >= promised.revision);
    QVERIFY(!isWhole || loaded->head() == promised.revision);
    QVERIFY(*(*file)->readChainHash(promised.revision) == promised.chainHash);
    QVERIFY(loaded->content == m_states[std::size_t(loaded->head().value)]);
    const auto log = (*file)->readChanges(Revision{0}, loaded->head());
    VERIFY_RESULT(log);
    QVERIFY(std::ranges::equal(*log, std::span(m_log).first(log->size())));
    file->reset();
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
    const VerifyReport report = verifyFile(m_path);
    QVERIFY2(report.ok, qPrintable(report.message));
}

void FaultTest::every_call_fails_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("times");
    QTest::newRow("disk full once") << int(fault::Kind::DiskFull) << 1;
    QTest::newRow("disk full from there on") << int(fault::Kind::DiskFull) << 1'000'000;
    QTest::newRow("input/output error once") << int(fault::Kind::Io) << 1;
    QTest::newRow("input/output error from there on") << int(fault::Kind::Io) << 1'000'000;
    QTest::newRow("half a write once") << int(fault::Kind::Torn) << 1;
    QTest::newRow("half a write, then nothing") << int(fault::Kind::Torn) << 1'000'000;
}

void FaultTest::every_call_fails()
{
    QFETCH(int, kind);
    QFETCH(int, times);
    int at = 1;
    for (;; ++at) {
        removeAll();
        QVERIFY(writeFile(m_path, m_blank));
        fault::arm(static_cast<fault::Kind>(kind), at, times);
        const Promised promised = writeScript(m_path, m_log, [](const Head &) { });
        QVERIFY(!promised.wasWrittenAfterFailure);
        const bool isOver = !fault::hasFailed();
        checkAfter(promised.head, isOver);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        if (isOver)
            break;
    }
    qInfo("%d calls", at - 1);
    QVERIFY(at > 50);
}

void FaultTest::every_call_is_the_last_before_a_crash()
{
    int at = 1;
    for (;; ++at) {
        removeAll();
        QVERIFY(writeFile(m_path, m_blank));
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            fault::arm(fault::Kind::Crash, at);
            (void)writeScript(m_path, m_log, [&](const Head &head) { (void)!::write(ends[1], &head, sizeof head); });
            ::_exit(0);
        }
        ::close(ends[1]);
        Head promised;
        while (::read(ends[0], &promised, sizeof promised) > 0) { }
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        checkAfter(promised, false);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
        if (WEXITSTATUS(status) == 0)
            break;
    }
    qInfo("%d calls", at - 1);
    QVERIFY(at > 50);
}

void FaultTest::creating_fails_at_every_call()
{
    for (const auto kind : {fault::Kind::DiskFull, fault::Kind::Io, fault::Kind::Torn}) {
        for (int at = 1;; ++at) {
            removeAll();
            fault::arm(kind, at);
            auto file = DocumentFile::create(m_path, someMeta(), LockHolder::self({}));
            const bool isOver = !fault::hasFailed();
            fault::arm(fault::Kind::None, 0);
            if (file) {
                QCOMPARE((*file)->load()->head().value, 0);
                file->reset();
            } else {
                // nothing half made under the name
                QVERIFY(!QFile::exists(m_path) || verifyFile(m_path).ok);
            }
            if (isOver) {
                QVERIFY(at > 5);
                break;
            }
        }
    }
}

void FaultTest::a_full_disk_stops_writing_until_there_is_space()
{
    removeAll();
    QVERIFY(writeFile(m_path, m_blank));
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    VERIFY_RESULT((*file)->append(std::span(m_log).first(5)));
    fault::arm(fault::Kind::DiskFull, 1, 1'000'000);
    COMPARE_ERROR((*file)->append(std::span(m_log).subspan(5, 5)), ErrorCode::DiskFull);
    // reading goes on
    QCOMPARE((*file)->readChanges(Revision{0}, Revision{5})->size(), std::size_t(5));
    QVERIFY((*file)->load()->content == m_states[5]);
    fault::arm(fault::Kind::None, 0);
    COMPARE_ERROR((*file)->append(std::span(m_log).subspan(5, 5)), ErrorCode::DiskFull);
    file->reset();
    file = opened(m_path);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 5);
    VERIFY_RESULT((*file)->append(std::span(m_log).subspan(5, 5)));
}

QTEST_GUILESS_MAIN(FaultTest)
#include "test_faults.moc"
