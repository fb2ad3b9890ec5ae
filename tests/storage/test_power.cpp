// SPDX-License-Identifier: GPL-3.0-or-later
// Power failures (PROMISES F5): of what was written and not synced any part may be on the disk, in any order. Whatever
// is, the document opens with everything acknowledged and nothing else. SYNGRAPH_POWER_IMAGES says how many states are
// drawn at each call (4).
#include "files.h"
#include "power_vfs.h"
#include "storage/verify.h"
#include "support/seed.h"

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

struct Failure
{
    Head promised;
    power::Image image;
};

} // namespace

class PowerTest : public QObject
{
    Q_OBJECT

private:
    void check(const Failure &failure);
    void play(quint64 seed, int drawn);

    std::unique_ptr<QTemporaryDir> m_folder = quickFolder();
    QString m_path;
    QString m_after;
    QByteArray m_blank;
    std::vector<ChangeRecord> m_log;
    std::vector<model::Document> m_states;
    std::vector<Snapshot> m_snapshots; // by revision
    int m_images = 0;
    int m_ahead = 0; // where more was there than promised

private Q_SLOTS:
    void initTestCase();
    void whatever_reached_the_disk_the_acknowledged_is_there();
};

void PowerTest::initTestCase()
{
    power::install();
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("now")) && QDir(m_folder->path()).mkdir(QStringLiteral("after")));
    m_path = m_folder->filePath(QStringLiteral("now/Notes.syngraph"));
    m_after = m_folder->filePath(QStringLiteral("after/Notes.syngraph"));
    (void)created(m_path).reset();
    m_blank = readFile(m_path);
    LogMaker maker;
    m_states.push_back(maker.content());
    m_snapshots.push_back(maker.snapshot());
    for (int i = 0; i < 60; ++i) {
        m_log.push_back(maker.next());
        m_states.push_back(maker.content());
        m_snapshots.push_back(maker.snapshot());
    }
}

void PowerTest::check(const Failure &failure)
{
    for (const QString &name : namesIn(QFileInfo(m_after).path()))
        QFile::remove(QFileInfo(m_after).path() + u'/' + name);
    const QString folder = QFileInfo(m_path).path();
    for (auto it = failure.image.cbegin(); it != failure.image.cend(); ++it)
        QVERIFY(writeFile(QFileInfo(m_after).path() + it.key().mid(folder.size()), it.value()));
    auto file = opened(m_after);
    VERIFY_RESULT(file);
    const auto loaded = (*file)->load();
    VERIFY_RESULT(loaded);
    QVERIFY(loaded->head() >= failure.promised.revision);
    QCOMPARE((*file)->readChainHash(failure.promised.revision)->value_or(0), failure.promised.chainHash);
    QVERIFY(loaded->content == m_states[std::size_t(loaded->head().value)]);
    m_ahead += loaded->head() > failure.promised.revision ? 1 : 0;
    file->reset();
    const VerifyReport report = verifyFile(m_after);
    QVERIFY2(report.ok, qPrintable(report.message));
    ++m_images;
}

void PowerTest::play(quint64 seed, int drawn)
{
    QVERIFY(writeFile(m_path, m_blank));
    support::Random random(seed, 0);
    Failure now;
    now.promised.chainHash = protocol::kChainStart;
    std::vector<Failure> failures;
    const auto fail = [&](power::Image image) { failures.push_back({now.promised, std::move(image)}); };
    power::watch(QFileInfo(m_path).path(), [&] {
        fail(power::leastImage());
        fail(power::fullImage());
        for (int i = 0; i < drawn; ++i)
            fail(power::draw(random));
    });
    auto file = opened(m_path);
    VERIFY_RESULT(file);
    VERIFY_RESULT((*file)->load());
    std::size_t done = 0;
    while (done < m_log.size()) {
        const std::size_t count = std::min<std::size_t>(std::size_t(random.between(1, 7)), m_log.size() - done);
        VERIFY_RESULT((*file)->append(std::span(m_log).subspan(done, count)));
        done += count;
        now.promised = (*file)->head();
        if (random.chance(20))
            VERIFY_RESULT((*file)->writeSnapshot(m_snapshots[done]));
        if (random.chance(20))
            VERIFY_RESULT((*file)->checkpoint());
    }
    file->reset();
    power::watch({}, {});
    for (const Failure &failure : failures) {
        check(failure);
        if (QTest::currentTestFailed())
            return;
    }
}

void PowerTest::whatever_reached_the_disk_the_acknowledged_is_there()
{
    bool ok = false;
    const int asked = qEnvironmentVariableIntValue("SYNGRAPH_POWER_IMAGES", &ok);
    for (quint64 round = 0; round < (ok ? 20U : 1U) && !QTest::currentTestFailed(); ++round)
        play(support::seed() + round, ok ? asked : 4);
    qInfo("%d states of the disk, %d with more than was acknowledged", m_images, m_ahead);
    QVERIFY(m_images > 100);
    QVERIFY(m_ahead > 0);
}

SYNGRAPH_SEEDED_MAIN(PowerTest)
#include "test_power.moc"
