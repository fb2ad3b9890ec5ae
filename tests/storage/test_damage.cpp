// SPDX-License-Identifier: GPL-3.0-or-later
// Flipped bits, lost, swapped and cut pages (PROMISES F17): the text that is shown is the right one, or there is
// an error; the file stays as it was found; what can be saved is a true earlier state.
#include "files.h"
#include "storage/document_load.h"
#include "storage/verify.h"

#include <QCryptographicHash>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

constexpr qsizetype kPageBytes = 1024; // of new files
constexpr int kChanges = 330;
constexpr int kRowsLeft = 100; // where the older changes are packed

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
    void writeGood(DocumentFile &file);

    std::unique_ptr<QTemporaryDir> m_folder = quickFolder();
    QString m_path;
    QByteArray m_good;
    QByteArray m_inRows;
    QByteArray m_packed;
    LoadedDocument m_truth;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states; // by revision
    Outcome m_outcome;

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
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
    QTest::addColumn<bool>("isPacked");
    QTest::newRow("in rows") << false;
    QTest::newRow("packed") << true;
}

void DamageTest::writeGood(DocumentFile &file)
{
    LogMaker maker(3);
    m_states.push_back(maker.content());
    for (int i = 1; i <= kChanges; ++i) {
        m_log.push_back(maker.next());
        m_states.push_back(maker.content());
        VERIFY_RESULT(file.append({&m_log.back(), 1}));
        if (i % 100 == 0)
            VERIFY_RESULT(file.writeSnapshot(maker.snapshot()));
    }
    const QByteArray bytes(9000, 'p');
    VERIFY_RESULT(file.putBlob(
        {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), "image/png", bytes}));
    m_truth = *file.load();
    VERIFY_RESULT(file.checkpoint());
    m_inRows = readFile(m_path);
    for (bool isGoingOn = true; isGoingOn;) {
        const auto more = file.packSome(kRowsLeft);
        VERIFY_RESULT(more);
        isGoingOn = *more;
    }
}

void DamageTest::initTestCase()
{
    m_path = m_folder->filePath(QStringLiteral("good.syngraph"));
    {
        const auto file = created(m_path);
        writeGood(*file);
    }
    {
        // nothing would come of damage to pages that are free
        auto connection = sqlite::Connection::open(m_path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(connection->execute("PRAGMA incremental_vacuum"));
    }
    m_packed = readFile(m_path);
    m_path = m_folder->filePath(QStringLiteral("bad.syngraph"));
    for (const QByteArray &image : {m_inRows, m_packed}) {
        m_outcome = {};
        tryImage(image);
        QCOMPARE(m_outcome.loaded, 1);
        qInfo("%lld pages", image.size() / kPageBytes);
    }
}

void DamageTest::init()
{
    QFETCH_GLOBAL(bool, isPacked);
    m_good = isPacked ? m_packed : m_inRows;
    m_outcome = {};
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
            if (const auto log = (*file)->readChanges(Revision{0}, Revision{kChanges}))
                QVERIFY(*log == m_log);
            if (const auto old = (*file)->readContent(Revision{150}))
                QVERIFY(*old == m_states[150]);
        } else {
            COMPARE_ERROR((*file)->append(std::span(m_log).first(1)), ErrorCode::Damaged);
        }
    }
    QVERIFY(readFile(m_path) == image);
    const VerifyReport report = verifyFile(m_path);
    QVERIFY(!report.ok || isLoaded);
    QCOMPARE(report.ok, report.message.isEmpty());
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

void DamageTest::flipped_bits()
{
    std::mt19937 random(5);
    for (qsizetype page = 0; page < m_good.size(); page += kPageBytes) {
        for (int i = 0; i < 2; ++i) {
            QByteArray image = m_good;
            // the first bytes of a page hold its structure
            const qsizetype at = page + qsizetype(random() % (i < 1 ? 64 : kPageBytes));
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

void DamageTest::swapped_pages()
{
    std::mt19937 random(6);
    const auto pages = unsigned(m_good.size() / kPageBytes);
    for (int i = 0; i < 60; ++i) {
        const qsizetype a = qsizetype(random() % pages) * kPageBytes;
        const qsizetype b = qsizetype(random() % pages) * kPageBytes;
        QByteArray image = m_good;
        image.replace(a, kPageBytes, m_good.sliced(b, kPageBytes));
        image.replace(b, kPageBytes, m_good.sliced(a, kPageBytes));
        tryImage(image);
        if (QTest::currentTestFailed())
            return;
    }
}

// A write that never reached the disk: one page as it was some commits ago.
void DamageTest::old_pages()
{
    const QString path = m_folder->filePath(QStringLiteral("older.syngraph"));
    for (const std::size_t behind : {1U, 130U}) {
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
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
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
    for (const std::size_t bad : {2U, 57U, 329U}) {
        // of what is packed test_packing tells
        if (isPacked && bad <= kChanges - kRowsLeft)
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
        QCOMPARE(report.revisions, kChanges);
        QVERIFY(report.toJson().contains("\"firstBad\":" + QByteArray::number(qint64(bad))));
    }
}

QTEST_GUILESS_MAIN(DamageTest)
#include "test_damage.moc"
