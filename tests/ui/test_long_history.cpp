// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "model/delta_json.h"
#include "storage/document_file.h"
#include "support/cpu_time.h"
#include "support/random.h"
#include "support/seed.h"
#include "ui/history_control.h"
#include "ui/history_panel.h"

#include <QListWidget>
#include <QTest>

using namespace syngraph;
using support::cpuSeconds;
using ui::ActionId;

namespace {

constexpr qint64 kChanges = 100'000;
constexpr qint64 kSitting = 700; // changes
constexpr qint64 kPerCall = 5'000;
constexpr double kPromised = 0.2; // seconds from the click to the page

// Three people write and delete, a key at a time, in sittings of some minutes, a document of some pages.
class Writers
{
public:
    std::vector<protocol::ChangeRecord> some(qint64 count)
    {
        std::vector<protocol::ChangeRecord> records;
        for (qint64 i = 0; i < count; ++i)
            records.push_back(next());
        return records;
    }

private:
    model::Delta change()
    {
        if (m_left-- <= 0) {
            m_caret = m_random.below(m_length - 1);
            m_left = m_random.between(5, 60);
            m_writer = std::size_t(m_random.below(3));
        }
        model::Delta delta;
        if (m_length > 60'000 && m_caret > 0 && m_random.chance(45)) {
            delta.retain(--m_caret).remove(1);
            --m_length;
        } else if (m_random.chance(3) && m_caret + 4 < m_length) {
            const char *format = R"([{"retain":1,"attributes":{"bold":true}}])";
            delta.retain(m_caret).retain(4, model::parseDelta(format)->ops()[0].attributes);
        } else {
            delta.retain(m_caret++).insert(m_random.chance(2) ? u"\n" : m_random.chance(15) ? u" " : u"x");
            ++m_length;
        }
        return delta.chop();
    }

    protocol::ChangeRecord next()
    {
        static const QString kNames[] = {QStringLiteral("Anna"), QStringLiteral("Ben"), QStringLiteral("Clara")};
        protocol::ChangeRecord record;
        record.delta = model::toJson(change());
        record.base = m_revision;
        record.revision = m_revision = m_revision.next();
        record.client = ClientId{m_writer + 1, 42};
        record.sequence = m_sequences[m_writer] = m_sequences[m_writer].next();
        record.submittedHash = fnv1a(record.delta);
        record.author = kNames[m_writer];
        record.timeMs = m_time += m_revision.value % kSitting == 0 ? 20 * 60'000 : 400;
        record.chainHash = m_chain = protocol::chainHash(m_chain, record.delta);
        return record;
    }

    support::Random m_random{support::seed()};
    qint64 m_length = 1;
    qint64 m_caret = 0;
    qint64 m_left = 0;
    std::size_t m_writer = 0;
    std::array<Sequence, 3> m_sequences;
    Revision m_revision;
    qint64 m_time = 1'780'000'000'000;
    quint64 m_chain = protocol::kChainStart;
};

Result<void> writeLongDocument(const QString &path)
{
    auto file = storage::DocumentFile::create(path, {DocumentId{7, 1}, Epoch{7, 2}, QStringLiteral("Long"), 1'780'000'000'000},
                                              storage::LockHolder::self({}));
    if (!file)
        return file.error();
    Writers writers;
    for (qint64 done = 0; done < kChanges; done += kPerCall) {
        if (auto appended = (*file)->append(writers.some(kPerCall)); !appended)
            return appended;
    }
    return {};
}

// Tells when it has been painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget &widget) { widget.installEventFilter(this); }
    bool isPainted = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        isPainted = isPainted || event->type() == QEvent::Paint;
        return false;
    }
};

} // namespace

// A document with a past of 100,000 changes in a real window: any of it is on the screen at once.
class TestLongHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anyRevisionIsOnTheScreenAtOnce_data();
    void anyRevisionIsOnTheScreenAtOnce();
    void cleanupTestCase() { m_anna.reset(); }

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 120'000); }
    ui::HistoryControl &control() { return *m_anna->window()->findChild<ui::HistoryControl *>(); }
    ui::HistoryPanel &panel() { return *m_anna->window()->findChild<ui::HistoryPanel *>(); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Profile> m_anna;
};

void TestLongHistory::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("Long.syngraph"));
    const auto written = writeLongDocument(path);
    QVERIFY2(written, written ? "" : qPrintable(written.error().text()));
    m_anna = std::make_unique<test::Profile>();
    m_anna->program().open({});
    Q_EMIT m_anna->window()->fileRequested(path);
    QVERIFY(become([&] { return m_anna->pane() && !m_anna->pane()->edit().isReadOnly(); }));
    QCOMPARE(m_anna->pane()->document().session().revision().value, kChanges);
    m_anna->window()->actions()[ActionId::History].setChecked(true);
    QVERIFY(become([&] { return m_anna->window()->findChild<ui::HistoryReader *>()->log().head().value == kChanges; }));
    QVERIFY(become([&] { return panel().findChild<QListWidget *>()->count() > kChanges / kSitting; }));
}

void TestLongHistory::anyRevisionIsOnTheScreenAtOnce_data()
{
    using Look = std::function<void(TestLongHistory &, support::Random &)>;
    QTest::addColumn<Look>("look");
    QTest::addColumn<int>("times");
    QTest::newRow("a sitting of the list") << Look([](TestLongHistory &test, support::Random &random) {
        auto *list = test.panel().findChild<QListWidget *>();
        list->setCurrentRow(int(random.below(list->count())));
    }) << 12;
    QTest::newRow("a point of the strip") << Look([](TestLongHistory &test, support::Random &random) {
        Q_EMIT test.panel().revisionChosen(Revision{random.between(1, kChanges)});
    }) << 12;
    QTest::newRow("a step") << Look([](TestLongHistory &test, support::Random &random) {
        Q_EMIT test.panel().stepRequested(history::Step::Change, random.chance(50));
    }) << 12;
    QTest::newRow("against any other") << Look([](TestLongHistory &test, support::Random &random) {
        Q_EMIT test.control().page().otherChosen(Revision{random.between(0, kChanges)});
    }) << 6;
    QTest::newRow("the end against the beginning") << Look([](TestLongHistory &test, support::Random &random) {
        test.control().show(Revision{kChanges - random.below(100)}, Revision{0});
    }) << 2;
}

void TestLongHistory::anyRevisionIsOnTheScreenAtOnce()
{
    using Look = std::function<void(TestLongHistory &, support::Random &)>;
    QFETCH(Look, look);
    QFETCH(int, times);
    support::Random random(support::seed());
    control().show(Revision{kChanges / 2});
    editor::RichTextEdit &edit = control().page().edit();
    QVERIFY(become([&] { return !edit.binding().isOpening(); }));
    PaintWatch watch(*edit.viewport());
    double worst = 0;
    for (int i = 0; i < times; ++i) {
        watch.isPainted = false;
        const double began = cpuSeconds();
        look(*this, random);
        while (edit.binding().isOpening() || !watch.isPainted) {
            edit.viewport()->update();
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        }
        worst = std::max(worst, cpuSeconds() - began);
    }
    qInfo("%.0f ms at most", worst * 1000);
    QVERIFY2(worst < kPromised * support::kSlowness, qPrintable(QStringLiteral("%1 ms").arg(worst * 1000)));
}

QTEST_MAIN(TestLongHistory)
#include "test_long_history.moc"
