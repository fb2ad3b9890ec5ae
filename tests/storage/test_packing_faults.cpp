// SPDX-License-Identifier: GPL-3.0-or-later
// A failure or a crash at every single call to the disk while the log is packed, the file shrinks, and
// a file of the format before is migrated (PROMISES F2, F3, F4, F6, F20): no revision is lost, none is doubled.
#include "fault_rows.h"
#include "files.h"
#include "storage/sqlite.h"
#include "storage/verify.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

// Enough that packing gives space back; where nothing is changed fewer will do.
constexpr int kMany = 330;
constexpr int kFew = 60;
constexpr int kMore = 10;

// Writes, and packs before that where `keeps` says how much stays unpacked in each turn; gives the last revision that was
// acknowledged.
qint64 packScript(const QString &path, std::span<const std::optional<qint64>> keeps, std::span<const ChangeRecord> more,
                  const std::function<void(qint64)> &acknowledged)
{
    qint64 last = 0;
    auto file = opened(path);
    if (!file || !(*file)->load())
        return last;
    for (const std::optional<qint64> keep : keeps) {
        for (bool isGoingOn = keep.has_value(); isGoingOn;) {
            const auto packed = packSome(**file, *keep);
            isGoingOn = packed && *packed;
        }
        const auto group = more.first(5);
        more = more.subspan(5);
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
    qint64 writeMore(const std::function<void(qint64)> &acknowledged) const;
    void checkAfter(qint64 acknowledged);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_large; // a file of kMany changes
    QByteArray m_small; // of kFew
    int m_changes = 0;  // in the one that is looked at
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states;

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void cleanup() { fault::disarm(); }
    void every_call_fails_data() { fault::addRows(); }
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
    for (int i = 0; i < kMany + kMore; ++i) {
        m_log.push_back(i % 10 == 0 ? maker.next() : maker.typed(u"a"));
        m_states.push_back(maker.content());
    }
    VERIFY_RESULT(file->append(std::span(m_log).first(kFew)));
    VERIFY_RESULT(file->checkpoint());
    m_small = readFile(m_path);
    VERIFY_RESULT(file->append(std::span(m_log).subspan(kFew, kMany - kFew)));
    file.reset();
    m_large = readFile(m_path);
}

void PackingFaultTest::reset()
{
    QFETCH_GLOBAL(bool, isOld);
    for (const QString &name : namesIn(m_folder->path()))
        QFile::remove(m_folder->filePath(name));
    QVERIFY(writeFile(m_path, m_changes == kMany ? m_large : m_small));
    if (isOld) {
        auto connection = sqlite::Connection::open(m_path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection->execute("DROP TABLE blocks; PRAGMA user_version=1"));
    }
}

// An older file is migrated by the first that is written; from there on it is as any other.
qint64 PackingFaultTest::writeMore(const std::function<void(qint64)> &acknowledged) const
{
    QFETCH_GLOBAL(bool, isOld);
    static constexpr std::optional<qint64> kTwoTurns[] = {kFew / 2, 0};
    static constexpr std::optional<qint64> kNone[] = {std::nullopt};
    const auto more = std::span(m_log).subspan(std::size_t(m_changes), kMore);
    return packScript(m_path, isOld ? std::span(kNone) : std::span<const std::optional<qint64>>(kTwoTurns), more, acknowledged);
}

void PackingFaultTest::checkAfter(qint64 acknowledged)
{
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    const auto loaded = (*file)->load();
    VERIFY_RESULT(loaded);
    const qint64 head = loaded->head().value;
    QVERIFY(head >= std::max<qint64>(m_changes, acknowledged));
    QVERIFY(loaded->content == m_states[std::size_t(head)]);
    const auto log = (*file)->readChanges(Revision{0}, loaded->head());
    VERIFY_RESULT(log);
    QVERIFY(std::ranges::equal(*log, std::span(m_log).first(std::size_t(head))));
    file->reset();
    QCOMPARE(namesIn(m_folder->path()), QStringList{QStringLiteral("Notes.syngraph")});
    const VerifyReport report = verifyFile(m_path);
    QVERIFY2(report.ok, qPrintable(report.message));
}

void PackingFaultTest::every_call_fails()
{
    QFETCH(fault::Fault, fault);
    QFETCH_GLOBAL(bool, isOld);
    m_changes = fault.calls == fault::Calls::Changing && !isOld ? kMany : kFew;
    qint64 last = 0;
    fault::atEveryCall(fault, 15, [&] { reset(); },
                       [&] { last = writeMore([](qint64) { }); },
                       [&](bool) { checkAfter(last); });
}

void PackingFaultTest::every_call_is_the_last_before_a_crash()
{
    m_changes = kMany;
    int at = 1;
    for (bool isOver = false; !isOver; ++at) {
        reset();
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            fault::arm({fault::Kind::Crash}, at);
            (void)writeMore([&](qint64 last) { (void)!::write(ends[1], &last, sizeof last); });
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
