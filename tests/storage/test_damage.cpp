// SPDX-License-Identifier: GPL-3.0-or-later
// Flipped bits, lost, swapped and cut pages (PROMISES F17) of several files: the text that is shown is the right one,
// or there is an error; the file stays as it was found; what can be saved is a true earlier state; what `check` and
// `scrub` say names a range of the log. SYNGRAPH_DAMAGE says how many times as much is tried (1), from another seed.
#include "files.h"
#include "storage/document_load.h"
#include "storage/verify.h"

#include <QCryptographicHash>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

constexpr qsizetype kPageBytes = 1024; // of new files

struct Outcome
{
    int loaded = 0;
    int refused = 0;
    int salvaged = 0;
    int seenByVerifyOnly = 0;
};

} // namespace

class DamageTest : public QObject
{
    Q_OBJECT

private:
    void tryImage(const QByteArray &image);
    void tryReport(const VerifyReport &report);
    void make();
    void writeGood(DocumentFile &file, LogMaker maker, const QByteArray &picture);

    std::unique_ptr<QTemporaryDir> m_folder = quickFolder();
    QString m_path;
    std::optional<std::pair<quint64, bool>> m_file; // that m_good is of
    int m_changes = 0;
    int m_times = 1;
    QByteArray m_good;
    LoadedDocument m_truth;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states; // by revision
    Outcome m_outcome;

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void flipped_bits();
    void zeroed_pages();
    void swapped_pages();
    void old_pages();
    void cut_ends();
    void overwritten_ranges();
    void scrub_names_the_damaged_revisions();
};

void DamageTest::initTestCase_data()
{
    QTest::addColumn<int>("changes");
    QTest::addColumn<int>("picture");
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<bool>("isPacked");
    QTest::newRow("in rows") << 330 << 9000 << quint64(3) << false;
    QTest::newRow("packed") << 330 << 9000 << quint64(3) << true;
    QTest::newRow("no snapshot") << 15 << 0 << quint64(4) << false;
    QTest::newRow("packed, no snapshot, large picture") << 30 << 6000 << quint64(5) << true;
}

void DamageTest::init()
{
    m_times = std::max(1, qEnvironmentVariableIntValue("SYNGRAPH_DAMAGE"));
    QFETCH_GLOBAL(quint64, seed);
    QFETCH_GLOBAL(bool, isPacked);
    if (const auto file = std::optional(std::pair(seed, isPacked)); std::exchange(m_file, file) != file)
        make();
    m_outcome = {};
}

void DamageTest::make()
{
    QFETCH_GLOBAL(int, changes);
    QFETCH_GLOBAL(int, picture);
    QFETCH_GLOBAL(quint64, seed);
    QFETCH_GLOBAL(bool, isPacked);
    m_changes = changes;
    m_log.clear();
    m_states.clear();
    m_path = m_folder->filePath(QStringLiteral("good.syngraph"));
    QFile::remove(m_path);
    {
        const auto file = created(m_path);
        writeGood(*file, LogMaker(seed), QByteArray(picture, 'p'));
        for (bool isGoingOn = isPacked; isGoingOn;) {
            const auto more = packSome(*file, changes / 3);
            VERIFY_RESULT(more);
            isGoingOn = *more;
        }
    }
    if (isPacked) {
        // nothing would come of damage to pages that are free
        auto connection = sqlite::Connection::open(m_path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(connection->execute("PRAGMA incremental_vacuum"));
    }
    m_good = readFile(m_path);
    m_path = m_folder->filePath(QStringLiteral("bad.syngraph"));
    m_outcome = {};
    tryImage(m_good);
    QCOMPARE(m_outcome.loaded, 1);
    qInfo("%lld pages", m_good.size() / kPageBytes);
}

void DamageTest::writeGood(DocumentFile &file, LogMaker maker, const QByteArray &picture)
{
    m_states.push_back(maker.content());
    for (int i = 1; i <= m_changes; ++i) {
        m_log.push_back(maker.next());
        m_states.push_back(maker.content());
        VERIFY_RESULT(file.append({&m_log.back(), 1}));
        if (i % 100 == 0)
            VERIFY_RESULT(file.writeSnapshot(maker.snapshot()));
    }
    if (!picture.isEmpty())
        VERIFY_RESULT(file.putBlob(
            {QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex(), "image/png", picture}));
    m_truth = *file.load();
    VERIFY_RESULT(file.checkpoint());
}

void DamageTest::cleanup()
{
    qInfo("%d loaded, %d refused (of these %d salvaged), %d more found by verify", m_outcome.loaded,
          m_outcome.refused, m_outcome.salvaged, m_outcome.seenByVerifyOnly);
}

void DamageTest::tryImage(const QByteArray &image)
{
    QVERIFY(writeFile(m_path, image));
    bool isLoaded = false;
    if (auto file = opened(m_path)) {
        const auto loaded = (*file)->load();
        isLoaded = loaded.hasValue();
        if (loaded) {
            QVERIFY(loaded->content == m_truth.content);
            QVERIFY(loaded->meta == m_truth.meta);
            QCOMPARE(loaded->chainHash(), m_truth.chainHash());
            for (std::size_t i = 0; i < loaded->lastSequences.size(); ++i)
                QCOMPARE(loaded->lastSequences[i].sequence.value, m_truth.lastSequences[i].sequence.value);
            if (const auto log = (*file)->readChanges(Revision{0}, Revision{m_changes}))
                QVERIFY(*log == m_log);
            if (const auto old = (*file)->readContent(Revision{m_changes / 2}))
                QVERIFY(*old == m_states[std::size_t(m_changes / 2)]);
        } else {
            COMPARE_ERROR((*file)->append(std::span(m_log).first(1)), ErrorCode::Damaged);
        }
    }
    QVERIFY(readFile(m_path) == image);
    const VerifyReport report = verifyFile(m_path);
    QVERIFY(!report.ok || isLoaded);
    QCOMPARE(report.ok, report.message.isEmpty());
    tryReport(report);
    if (const auto salvage = salvageDocument(m_path)) {
        QVERIFY(salvage->loaded.head().value > 0);
        QVERIFY(salvage->loaded.content == m_states[std::size_t(salvage->loaded.head().value)]);
        m_outcome.salvaged += isLoaded ? 0 : 1;
    }
    QVERIFY(readFile(m_path) == image);
    m_outcome.loaded += isLoaded ? 1 : 0;
    m_outcome.refused += isLoaded ? 0 : 1;
    m_outcome.seenByVerifyOnly += isLoaded && !report.ok ? 1 : 0;
}

// What is said of the log: outside of the range it names every change is there, as it was written.
void DamageTest::tryReport(const VerifyReport &report)
{
    QVERIFY(report.firstBad <= report.lastBad);
    QVERIFY(report.lastBad.value <= std::max<qint64>(report.revisions, m_changes));
    const auto file = opened(m_path);
    QVERIFY(file || !report.ok);
    if (!file || report.revisions != m_changes)
        return;
    const auto isAsWritten = [&](qint64 from, qint64 to) {
        // SQLite refuses a page with an odd cell only when it meets it first; the rows have check sums of their own
        auto log = (*file)->readChanges(Revision{from}, Revision{to});
        if (!log)
            log = (*file)->readChanges(Revision{from}, Revision{to});
        return log && std::ranges::equal(*log, std::span(m_log).subspan(std::size_t(from), std::size_t(to - from)));
    };
    if (report.firstBad.value == 0) {
        QVERIFY2(isAsWritten(0, m_changes), report.toJson().constData());
        return;
    }
    // not those beside it: whether a change in a damaged page is found depends on the way to it
    constexpr qint64 kChangesInPage = 20;
    const std::pair<qint64, qint64> whole[] = {{0, report.firstBad.value - kChangesInPage},
                                               {report.lastBad.value + kChangesInPage, m_changes}};
    for (const auto &[from, to] : whole)
        QVERIFY2(from >= to || isAsWritten(from, to), report.toJson().constData());
}

void DamageTest::flipped_bits()
{
    std::mt19937 random(5 * unsigned(m_times));
    for (qsizetype page = 0; page < m_good.size(); page += kPageBytes) {
        for (int i = 0; i < 2 * m_times; ++i) {
            QByteArray image = m_good;
            // the first bytes of a page hold its structure
            const qsizetype at = page + qsizetype(random() % (i % 2 == 0 ? 64 : kPageBytes));
            image[at] = char(image[at] ^ (1 << (random() % 8)));
            tryImage(image);
            if (QTest::currentTestFailed())
                return;
        }
    }
    QVERIFY(m_outcome.refused > 0);
}

void DamageTest::zeroed_pages()
{
    for (qsizetype page = 0; page < m_good.size(); page += kPageBytes) {
        QByteArray image = m_good;
        image.replace(page, kPageBytes, QByteArray(kPageBytes, '\0'));
        tryImage(image);
        if (QTest::currentTestFailed())
            return;
    }
}

// Each page with the next one; with the one behind that, too, where more is to be tried.
void DamageTest::swapped_pages()
{
    for (qsizetype distance = 1; distance <= m_times; ++distance) {
        for (qsizetype a = 0; a + distance * kPageBytes < m_good.size(); a += kPageBytes) {
            const qsizetype b = a + distance * kPageBytes;
            QByteArray image = m_good;
            image.replace(a, kPageBytes, m_good.sliced(b, kPageBytes));
            image.replace(b, kPageBytes, m_good.sliced(a, kPageBytes));
            tryImage(image);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

// A write that never reached the disk: one page as it was some commits ago.
void DamageTest::old_pages()
{
    const QString path = m_folder->filePath(QStringLiteral("older.syngraph"));
    for (const std::size_t behind : {std::size_t(1), m_log.size() / 3}) {
        {
            const auto file = created(path);
            VERIFY_RESULT(file->append(std::span(m_log).first(m_log.size() - behind)));
        }
        const QByteArray older = readFile(path);
        QVERIFY(QFile::remove(path));
        for (qsizetype page = 0; page < std::min(older.size(), m_good.size()); page += kPageBytes) {
            QByteArray image = m_good;
            image.replace(page, kPageBytes, older.sliced(page, kPageBytes));
            tryImage(image);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void DamageTest::cut_ends()
{
    for (qsizetype size = 0; size < m_good.size(); size += size % kPageBytes == 0 ? 100 : kPageBytes - 100) {
        tryImage(m_good.first(size));
        if (QTest::currentTestFailed())
            return;
    }
}

void DamageTest::overwritten_ranges()
{
    std::mt19937 random(7 * unsigned(m_times));
    for (int i = 0; i < 100 * m_times; ++i) {
        QByteArray image = m_good;
        const auto length = qsizetype(1 + random() % kPageBytes);
        const auto at = qsizetype(random() % unsigned(image.size() - length));
        for (qsizetype k = 0; k < length; ++k)
            image[at + k] = char(random());
        tryImage(image);
        if (QTest::currentTestFailed())
            return;
    }
}

void DamageTest::scrub_names_the_damaged_revisions()
{
    QFETCH_GLOBAL(bool, isPacked);
    for (const std::size_t bad : {std::size_t(2), m_log.size() / 2, m_log.size() - 1}) {
        // of what is packed test_packing tells
        if (isPacked && bad <= m_log.size() - m_log.size() / 3)
            continue;
        QVERIFY(writeFile(m_path, m_good));
        {
            auto connection = sqlite::Connection::open(m_path, sqlite::Access::ReadWrite);
            VERIFY_RESULT(connection);
            const QByteArray sql = "UPDATE changes SET author = 'Eve' WHERE rev = " + QByteArray::number(qint64(bad));
            VERIFY_RESULT(connection->execute(sql.constData()));
        }
        const VerifyReport report = verifyFile(m_path);
        QVERIFY(!report.ok);
        QCOMPARE(report.firstBad.value, qint64(bad));
        QCOMPARE(report.lastBad.value, qint64(bad));
        QCOMPARE(report.revisions, qint64(m_changes));
        QVERIFY(report.toJson().contains("\"firstBad\":" + QByteArray::number(qint64(bad))));
    }
}

QTEST_GUILESS_MAIN(DamageTest)
#include "test_damage.moc"
