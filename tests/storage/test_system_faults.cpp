// SPDX-License-Identifier: GPL-3.0-or-later
// A failure at every system call by which files are made, copied, moved and made durable (PROMISES F3, F6): a file
// is in one place, whole, and what failed has left nothing.
#include "files.h"
#include "storage/verify.h"
#include "system_faults.h"

#include <cerrno>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;
using system_fault::Fault;
using system_fault::kFromThereOn;
using system_fault::Renaming;

namespace {

// Where nothing can be taken away any more, what was half made stays.
bool canTidyUp(const Fault &fault)
{
    return fault.cause == ENOSPC || fault.times == 1;
}

} // namespace

class SystemFaultTest : public QObject
{
    Q_OBJECT

private:
    static void addRows(std::initializer_list<Renaming> ways);
    // Fails the first call, the second, … of `attempt` until it comes through; gives how many calls there were.
    int atEveryCall(const std::function<void()> &prepare, const std::function<void()> &attempt,
                    const std::function<void(bool isOver)> &check);
    QString in(const QString &name) const { return m_folder->filePath(name); }
    void removeAll();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_from;
    QString m_to;
    QByteArray m_written;
    LogMaker m_maker;

private Q_SLOTS:
    void initTestCase();
    void cleanup() { system_fault::disarm(); }

    void a_file_moves_or_stays_data() { addRows({Renaming::AsEver, Renaming::Apart, Renaming::CanNot}); }
    void a_file_moves_or_stays();
    void a_document_moves_or_stays_and_is_written_on_data() { addRows({Renaming::AsEver, Renaming::Apart, Renaming::CanNot}); }
    void a_document_moves_or_stays_and_is_written_on();
    void what_is_made_is_whole_or_not_there_data() { addRows({Renaming::AsEver, Renaming::CanNot}); }
    void what_is_made_is_whole_or_not_there();
};

void SystemFaultTest::addRows(std::initializer_list<Renaming> ways)
{
    QTest::addColumn<Fault>("fault");
    const std::tuple<const char *, int, int> causes[] = {{"disk full once", ENOSPC, 1},
                                                         {"disk full from there on", ENOSPC, kFromThereOn},
                                                         {"input/output error once", EIO, 1},
                                                         {"input/output error from there on", EIO, kFromThereOn}};
    for (const Renaming renaming : ways) {
        const char *way = renaming == Renaming::Apart ? ", to another file system" : renaming == Renaming::CanNot ? ", by replacing" : "";
        for (const auto &[name, cause, times] : causes)
            QTest::addRow("%s%s", name, way) << Fault{cause, times, renaming};
    }
}

int SystemFaultTest::atEveryCall(const std::function<void()> &prepare, const std::function<void()> &attempt,
                                 const std::function<void(bool isOver)> &check)
{
    QFETCH(Fault, fault);
    int at = 1;
    for (bool isOver = false; !isOver; ++at) {
        removeAll();
        prepare();
        system_fault::arm(fault, at);
        attempt();
        isOver = !system_fault::hasFailed();
        system_fault::disarm();
        check(isOver);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
    }
    qInfo("%d calls", at - 2);
    return at - 2;
}

void SystemFaultTest::removeAll()
{
    QVERIFY(QDir(m_folder->path()).removeRecursively());
    QVERIFY(QDir().mkpath(in(QStringLiteral("there"))));
}

void SystemFaultTest::initTestCase()
{
    m_folder = quickFolder();
    m_from = in(QStringLiteral("Notes.syngraph"));
    m_to = in(QStringLiteral("there/Moved.syngraph"));
    m_maker = writtenDocument(m_from, 30);
    m_written = readFile(m_from);
}

void SystemFaultTest::a_file_moves_or_stays()
{
    QFETCH(Fault, fault);
    const QByteArray bytes = QByteArray(3 << 20, 'x') + "end";
    Result<void> moved;
    const int calls = atEveryCall([&] { QVERIFY(writeFile(m_from, bytes)); }, [&] { moved = moveWithoutReplacing(m_from, m_to); },
                                  [&](bool isOver) {
        QVERIFY(moved || !isOver);
        const bool isHere = readFile(m_from) == bytes;
        const bool isThere = readFile(m_to) == bytes;
        QVERIFY(isHere || isThere);
        QVERIFY(!moved || !exists(m_from));
        QVERIFY(!canTidyUp(fault) || exists(m_from) != exists(m_to));
    });
    QVERIFY(calls >= 3);
}

void SystemFaultTest::a_document_moves_or_stays_and_is_written_on()
{
    QFETCH(Fault, fault);
    std::unique_ptr<DocumentFile> file;
    Result<void> moved;
    const auto prepare = [&] {
        QVERIFY(writeFile(m_from, m_written));
        file = std::move(*opened(m_from));
        VERIFY_RESULT(file->load());
    };
    const int calls = atEveryCall(prepare, [&] { moved = file->moveTo(m_to); }, [&](bool isOver) {
        QVERIFY(moved || !isOver);
        QCOMPARE(file->path(), moved ? m_to : m_from);
        VERIFY_RESULT(file->append(LogMaker(m_maker).some(3)));
        file.reset();
        const VerifyReport report = verifyFile(moved ? m_to : m_from);
        QVERIFY2(report.ok, qPrintable(report.message));
        QCOMPARE(report.revisions, qint64(33));
        QVERIFY(!canTidyUp(fault) || exists(m_from) != exists(m_to));
    });
    QVERIFY(calls >= 3);
}

void SystemFaultTest::what_is_made_is_whole_or_not_there()
{
    QFETCH(Fault, fault);
    const QString made = in(QStringLiteral("Made.syngraph"));
    const QString copy = in(QStringLiteral("Copy.syngraph"));
    bool isMade = false;
    bool isCopied = false;
    Result<QString> recovered = QString();
    const auto make = [&] {
        isMade = bool(DocumentFile::create(made, someMeta(8), LockHolder::self({})));
        const auto file = opened(m_from);
        isCopied = file && (*file)->writeCopy(copy);
        recovered = file ? (*file)->writeRecovered(LogMaker(m_maker).some(5)) : file.error();
    };
    const int calls = atEveryCall([&] { QVERIFY(writeFile(m_from, m_written)); }, make, [&](bool isOver) {
        QVERIFY(!isOver || (isMade && isCopied && recovered));
        QVERIFY(!isMade || exists(made));
        QVERIFY(!isCopied || exists(copy));
        QVERIFY(!recovered || exists(*recovered));
        for (const QString &name : namesIn(m_folder->path())) {
            // a lock file that could not be taken away locks nothing; an empty file only holds the name
            if (name.endsWith(QStringLiteral(".lock")) || (!canTidyUp(fault) && readFile(in(name)).isEmpty()))
                continue;
            QVERIFY2(name.endsWith(kSuffix) && !name.startsWith(u'.'), qPrintable(name));
            const VerifyReport report = verifyFile(in(name));
            QVERIFY2(report.ok, qPrintable(report.message));
        }
        QCOMPARE(verifyFile(m_from).revisions, qint64(30));
    });
    QVERIFY(calls >= 6);
}

QTEST_GUILESS_MAIN(SystemFaultTest)
#include "test_system_faults.moc"
