// SPDX-License-Identifier: GPL-3.0-or-later
// A failure at every single call to the disk, while a document is made, opened, written, given snapshots, made quiet and
// closed, and opened after a crash (PROMISES F2, F3, F4, F6): what was acknowledged is there afterwards, and nothing is
// acknowledged after a failure.
#include "fault_rows.h"
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

// Opens, loads, and writes groups of five of the changes that are missing, with everything else that writes in between.
// `before`: promised already.
Promised writeScript(const QString &path, const Head &before, std::span<const ChangeRecord> log,
                     const std::function<void(const Head &)> &acknowledged)
{
    Promised promised{before};
    auto file = opened(path);
    if (!file)
        return promised;
    const auto loaded = (*file)->load();
    if (!loaded)
        return promised;
    promised.head = {loaded->head(), loaded->chainHash()};
    model::Document content = loaded->content;
    std::span<const ChangeRecord> missing = log.subspan(std::size_t(loaded->head().value));
    for (int i = 0; !missing.empty(); ++i) {
        const auto group = missing.first(5);
        missing = missing.subspan(5);
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
    std::span<const ChangeRecord> logFor(const fault::Fault &fault) const;
    void leaveOnly(const QByteArray &bytes, const QByteArray &sideLog = {});
    void checkAfter(const Head &promised, bool isWhole);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_blank;
    QByteArray m_crashed; // as a crash after 30 changes left it, with the log beside it
    QByteArray m_sideLog;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states;

private Q_SLOTS:
    void initTestCase();

    void cleanup() { fault::disarm(); }

    void every_call_fails_data() { fault::addRows(); }
    void every_call_fails();
    void every_call_is_the_last_before_a_crash_data();
    void every_call_is_the_last_before_a_crash();
    void opening_after_a_crash_fails_at_every_call_data() { fault::addRows(); }
    void opening_after_a_crash_fails_at_every_call();
    void creating_fails_at_every_call_data() { fault::addRows(); }
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
    const auto file = opened(m_path);
    VERIFY_RESULT(file);
    VERIFY_RESULT((*file)->append(std::span(m_log).first(30)));
    m_crashed = readFile(m_path);
    m_sideLog = readFile(m_path + QStringLiteral("-wal"));
    QVERIFY(!m_sideLog.isEmpty());
}

// Calls that change nothing are many, and soon the same.
std::span<const ChangeRecord> FaultTest::logFor(const fault::Fault &fault) const
{
    return std::span(m_log).first(fault.calls == fault::Calls::Changing ? 60 : 20);
}

// The document with these bytes, and nothing beside it but the log.
void FaultTest::leaveOnly(const QByteArray &bytes, const QByteArray &sideLog)
{
    for (const QString &name : namesIn(m_folder->path()))
        QFile::remove(m_folder->filePath(name));
    QVERIFY(bytes.isEmpty() || writeFile(m_path, bytes));
    QVERIFY(sideLog.isEmpty() || writeFile(m_path + QStringLiteral("-wal"), sideLog));
}

void FaultTest::checkAfter(const Head &promised, bool isWhole)
{
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

void FaultTest::every_call_fails()
{
    QFETCH(fault::Fault, fault);
    Promised promised;
    fault::atEveryCall(fault, 20, [&] { leaveOnly(m_blank); },
                       [&] { promised = writeScript(m_path, {}, logFor(fault), [](const Head &) { }); },
                       [&](bool isOver) {
                           QVERIFY(!promised.wasWrittenAfterFailure);
                           checkAfter(promised.head, isOver);
                       });
}

void FaultTest::every_call_is_the_last_before_a_crash_data()
{
    QTest::addColumn<bool>("hasCrashedBefore");
    QTest::newRow("a new document") << false;
    QTest::newRow("what a crash has left") << true;
}

void FaultTest::every_call_is_the_last_before_a_crash()
{
    QFETCH(bool, hasCrashedBefore);
    const Head before = hasCrashedBefore ? Head{m_log[29].revision, m_log[29].chainHash} : Head();
    int at = 1;
    for (;; ++at) {
        leaveOnly(hasCrashedBefore ? m_crashed : m_blank, hasCrashedBefore ? m_sideLog : QByteArray());
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            fault::arm({fault::Kind::Crash}, at);
            (void)writeScript(m_path, before, m_log, [&](const Head &head) { (void)!::write(ends[1], &head, sizeof head); });
            ::_exit(0);
        }
        ::close(ends[1]);
        Head promised = before;
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

void FaultTest::opening_after_a_crash_fails_at_every_call()
{
    QFETCH(fault::Fault, fault);
    const Head before{m_log[29].revision, m_log[29].chainHash};
    Promised promised;
    fault::atEveryCall(fault, 5, [&] { leaveOnly(m_crashed, m_sideLog); },
                       [&] { promised = writeScript(m_path, before, std::span(m_log).first(35), [](const Head &) { }); },
                       [&](bool isOver) { checkAfter(promised.head, isOver); });
}

void FaultTest::creating_fails_at_every_call()
{
    QFETCH(fault::Fault, fault);
    bool isMade = false;
    const auto create = [&] { isMade = bool(DocumentFile::create(m_path, someMeta(), LockHolder::self({}))); };
    // nothing half made, under that name or another
    fault::atEveryCall(fault, 5, [&] { leaveOnly({}); }, create, [&](bool isOver) {
        QVERIFY(isMade || !isOver);
        if (isMade || QFile::exists(m_path))
            checkAfter({}, true);
        else
            QCOMPARE(namesIn(m_folder->path()), QStringList());
    });
}

void FaultTest::a_full_disk_stops_writing_until_there_is_space()
{
    leaveOnly(m_blank);
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    VERIFY_RESULT((*file)->append(std::span(m_log).first(5)));
    fault::arm({fault::Kind::DiskFull, fault::Calls::Changing, fault::kFromThereOn}, 1);
    COMPARE_ERROR((*file)->append(std::span(m_log).subspan(5, 5)), ErrorCode::DiskFull);
    // reading goes on
    QCOMPARE((*file)->readChanges(Revision{0}, Revision{5})->size(), std::size_t(5));
    QVERIFY((*file)->load()->content == m_states[5]);
    fault::disarm();
    COMPARE_ERROR((*file)->append(std::span(m_log).subspan(5, 5)), ErrorCode::DiskFull);
    file->reset();
    file = opened(m_path);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 5);
    VERIFY_RESULT((*file)->append(std::span(m_log).subspan(5, 5)));
}

QTEST_GUILESS_MAIN(FaultTest)
#include "test_faults.moc"
