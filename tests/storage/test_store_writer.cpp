// SPDX-License-Identifier: GPL-3.0-or-later
// The threads in front of the stores: order, groups, errors and shutdown.
#include "log_maker.h"
#include "storage/memory_store.h"
#include "storage/store_writer.h"
#include "support/posted_work.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace syngraph;
using namespace syngraph::storage;
using support::PostedWork;
using test::LogMaker;

namespace {

// Counts transactions, and holds them up until the gate opens.
class SlowStore final : public DocumentStore
{
public:
    explicit SlowStore(std::atomic<int> &commits, std::atomic<bool> &gate) : m_commits(commits), m_gate(gate) { }
    Result<LoadedDocument> load() override { return m_store.load(); }
    Result<void> append(std::span<const ChangeRecord> changes) override
    {
        while (!m_gate)
            std::this_thread::yield();
        ++m_commits;
        return m_store.append(changes);
    }
    Result<std::vector<ChangeRecord>> readChanges(Revision a, Revision b) override { return m_store.readChanges(a, b); }
    Result<std::optional<ChangeRecord>> findChange(ClientId c, Sequence s) override { return m_store.findChange(c, s); }
    Result<model::Document> readContent(Revision r) override { return m_store.readContent(r); }
    Result<std::optional<PackStep>> readPackStep(Revision upTo) override { return m_store.readPackStep(upTo); }
    Result<void> writePackedStep(const PackedStep &step) override { return m_store.writePackedStep(step); }
    Result<bool> shrinkSome(qint64 keep) override { return m_store.shrinkSome(keep); }
    Result<void> writeSnapshot(const Snapshot &s) override { return m_store.writeSnapshot(s); }
    Result<void> putBlob(const Blob &b) override { return m_store.putBlob(b); }
    Result<std::optional<Blob>> readBlob(const QByteArray &h) override { return m_store.readBlob(h); }
    Result<void> setMeta(const DocumentMeta &m) override { return m_store.setMeta(m); }
    Result<void> writeTalk(std::span<const protocol::TalkEntry> t) override { return m_store.writeTalk(t); }
    Result<void> checkpoint() override { return m_store.checkpoint(); }

private:
    MemoryStore m_store{test::someMeta()};
    std::atomic<int> &m_commits;
    std::atomic<bool> &m_gate;
};

} // namespace

class StoreWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void results_arrive_in_order();
    void queued_appends_become_one_transaction();
    void a_document_stays_on_one_thread();
    void a_failed_group_fails_as_a_whole();
    void the_store_comes_back_after_its_jobs();
    void what_is_computed_holds_up_no_commit();
    void ending_finishes_what_is_queued();
};

void StoreWriterTest::results_arrive_in_order()
{
    PostedWork inbox;
    StoreWriter writer(4, inbox.poster());
    std::vector<StoreWriter::Key> keys;
    std::vector<LogMaker> makers;
    for (quint64 i = 0; i < 8; ++i) {
        keys.push_back(writer.attach(std::make_unique<MemoryStore>(test::someMeta(i + 1))));
        makers.emplace_back(i);
    }
    std::vector<int> next(8, 0);
    int done = 0;
    bool inOrder = true;
    for (int round = 0; round < 200; ++round) {
        for (std::size_t d = 0; d < 8; ++d) {
            const auto note = [&, d, round] {
                inOrder = inOrder && next[d]++ == round;
                ++done;
            };
            if (round % 10 == 9) {
                writer.run(keys[d], [](DocumentStore &store) { return store.load()->head().value; },
                           [&, note, round](qint64 head) {
                               note();
                               inOrder = inOrder && head == (round - round / 10) * 3;
                           });
            } else {
                writer.append(keys[d], makers[d].some(3), [&, note](const Result<void> &result) {
                    note();
                    inOrder = inOrder && result;
                });
            }
        }
    }
    QVERIFY(inbox.runUntil([&] { return done == 1600; }));
    QVERIFY(inOrder);
}

void StoreWriterTest::queued_appends_become_one_transaction()
{
    PostedWork inbox;
    std::atomic<int> commits = 0;
    std::atomic<bool> gate = false;
    int done = 0;
    StoreWriter writer(1, inbox.poster());
    const auto key = writer.attach(std::make_unique<SlowStore>(commits, gate));
    LogMaker maker;
    for (int i = 0; i < 100; ++i)
        writer.append(key, maker.some(1), [&](const Result<void> &result) { done += result ? 1 : 0; });
    gate = true;
    QVERIFY(inbox.runUntil([&] { return done == 100; }));
    QVERIFY2(commits <= 2, qPrintable(QString::number(commits)));
}

void StoreWriterTest::a_document_stays_on_one_thread()
{
    PostedWork inbox;
    StoreWriter writer(3, inbox.poster());
    const auto key = writer.attach(std::make_unique<MemoryStore>(test::someMeta()));
    std::vector<std::thread::id> threads;
    for (int i = 0; i < 50; ++i) {
        writer.run(key, [](DocumentStore &) { return std::this_thread::get_id(); },
                   [&](std::thread::id id) { threads.push_back(id); });
    }
    QVERIFY(inbox.runUntil([&] { return threads.size() == 50; }));
    QVERIFY(std::ranges::all_of(threads, [&](auto id) { return id == threads[0]; }));
    QVERIFY(threads[0] != std::this_thread::get_id());
}

void StoreWriterTest::a_failed_group_fails_as_a_whole()
{
    PostedWork inbox;
    StoreWriter writer(1, inbox.poster());
    auto store = std::make_unique<MemoryStore>(test::someMeta());
    store->failNext({ErrorCode::DiskFull, {}});
    const auto key = writer.attach(std::move(store));
    LogMaker maker;
    int refused = 0;
    for (int i = 0; i < 20; ++i)
        writer.append(key, maker.some(2), [&](const Result<void> &result) {
            refused += !result && result.error().code == ErrorCode::DiskFull ? 1 : 0;
        });
    QVERIFY(inbox.runUntil([&] { return refused == 20; }));
}

void StoreWriterTest::the_store_comes_back_after_its_jobs()
{
    PostedWork inbox;
    StoreWriter writer(2, inbox.poster());
    const auto key = writer.attach(std::make_unique<MemoryStore>(test::someMeta()));
    LogMaker maker;
    for (int i = 0; i < 20; ++i)
        writer.append(key, maker.some(2), [](const Result<void> &) { });
    std::unique_ptr<DocumentStore> store;
    writer.detach(key, [&](std::unique_ptr<DocumentStore> back) { store = std::move(back); });
    QVERIFY(inbox.runUntil([&] { return store != nullptr; }));
    QCOMPARE(store->load()->head().value, 40);
}

void StoreWriterTest::what_is_computed_holds_up_no_commit()
{
    PostedWork inbox;
    std::atomic<bool> isCommitted = false;
    int computed = 0;
    StoreWriter writer(1, inbox.poster());
    const auto key = writer.attach(std::make_unique<MemoryStore>(test::someMeta()));
    LogMaker maker;
    writer.compute(
        [&] {
            while (!isCommitted)
                std::this_thread::yield();
            return 7;
        },
        [&](int value) { computed = value; });
    writer.append(key, maker.some(1), [&](const Result<void> &result) { isCommitted = bool(result); });
    QVERIFY(inbox.runUntil([&] { return isCommitted.load(); }));
    QVERIFY(inbox.runUntil([&] { return computed == 7; }));
}

void StoreWriterTest::ending_finishes_what_is_queued()
{
    PostedWork inbox;
    std::atomic<int> commits = 0;
    std::atomic<bool> gate = false;
    int done = 0;
    {
        StoreWriter writer(2, inbox.poster());
        const auto key = writer.attach(std::make_unique<SlowStore>(commits, gate));
        LogMaker maker;
        for (int i = 0; i < 50; ++i)
            writer.append(key, maker.some(1), [&](const Result<void> &result) { done += result ? 1 : 0; });
        gate = true;
    }
    inbox.runAll();
    QCOMPARE(done, 50);
}

QTEST_GUILESS_MAIN(StoreWriterTest)
#include "test_store_writer.moc"
