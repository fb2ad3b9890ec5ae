// SPDX-License-Identifier: GPL-3.0-or-later
// What every DocumentStore promises, run on each of them.
#include "files.h"
#include "storage/memory_store.h"

using namespace syngraph;
using namespace syngraph::storage;
using test::LogMaker;

class StoreContract : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DocumentStore> makeStore();

    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void initTestCase_data();
    void a_new_store_is_blank();
    void what_was_appended_is_loaded();
    void loading_starts_at_the_newest_snapshot();
    void a_bad_snapshot_is_passed_over();
    void ranges_of_changes_are_read();
    void the_content_of_any_revision_is_read();
    void packing_changes_nothing();
    void a_change_is_found_by_client_and_sequence();
    void a_gap_or_broken_chain_is_refused_and_nothing_written();
    void a_sequence_is_committed_once();
    void snapshots_beyond_the_log_are_refused();
    void blobs_are_kept_by_hash();
    void meta_is_kept();
    void what_was_said_is_kept();
    void checkpoints_change_nothing();
};

void StoreContract::initTestCase_data()
{
    QTest::addColumn<bool>("onDisk");
    QTest::addColumn<bool>("onNetwork");
    QTest::newRow("memory") << false << false;
    QTest::newRow("file") << true << false;
    QTest::newRow("file on a network") << true << true;
}

std::unique_ptr<DocumentStore> StoreContract::makeStore()
{
    QFETCH_GLOBAL(bool, onDisk);
    QFETCH_GLOBAL(bool, onNetwork);
    if (onNetwork)
        qputenv("SYNGRAPH_NETWORK_FILES", "1");
    else
        qunsetenv("SYNGRAPH_NETWORK_FILES");
    if (!onDisk)
        return std::make_unique<MemoryStore>(test::someMeta());
    const QString path = m_folder.filePath(QStringLiteral("%1.syngraph").arg(++m_count));
    auto file = DocumentFile::create(path, test::someMeta(), LockHolder::self({}));
    if (!file) {
        qWarning() << file.error().text();
        return nullptr;
    }
    return std::move(*file);
}

void StoreContract::a_new_store_is_blank()
{
    const auto store = makeStore();
    const auto loaded = store->load();
    QVERIFY(loaded);
    QCOMPARE(loaded->head().value, 0);
    QCOMPARE(loaded->chainHash(), protocol::kChainStart);
    QCOMPARE(loaded->snapshot.body, R"([{"insert":"\n"}])");
    QVERIFY(loaded->tail.empty() && loaded->lastSequences.empty());
    QVERIFY(loaded->meta == test::someMeta());
    QCOMPARE(loaded->content.text(0, 1), u"\n");
}

void StoreContract::what_was_appended_is_loaded()
{
    const auto store = makeStore();
    LogMaker maker;
    std::vector<ChangeRecord> all;
    for (int count : {1, 5, 60, 300}) {
        const auto group = maker.some(count);
        QVERIFY(store->append(group));
        all.insert(all.end(), group.begin(), group.end());
    }
    const auto loaded = store->load();
    QVERIFY(loaded);
    QVERIFY(loaded->tail == all);
    QVERIFY(loaded->content == maker.content());
    QCOMPARE(loaded->chainHash(), maker.head().chainHash);
    QCOMPARE(loaded->lastSequences.size(), std::size_t(3));
    for (const LastSequence &last : loaded->lastSequences) {
        const ChangeRecord &change = all[std::size_t(last.revision.value - 1)];
        QVERIFY(change.client == last.client && change.sequence == last.sequence);
        for (std::size_t i = std::size_t(last.revision.value); i < all.size(); ++i)
            QVERIFY(all[i].client != last.client);
    }
}

void StoreContract::loading_starts_at_the_newest_snapshot()
{
    const auto store = makeStore();
    LogMaker maker;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(store->append(maker.some(40)));
        QVERIFY(store->writeSnapshot(maker.snapshot()));
    }
    const auto tail = maker.some(7);
    QVERIFY(store->append(tail));
    const auto loaded = store->load();
    QVERIFY(loaded);
    QCOMPARE(loaded->snapshot.revision.value, 120);
    QVERIFY(loaded->tail == tail);
    QVERIFY(loaded->content == maker.content());
}

void StoreContract::a_bad_snapshot_is_passed_over()
{
    const auto store = makeStore();
    LogMaker maker;
    QVERIFY(store->append(maker.some(40)));
    Snapshot bad = maker.snapshot();
    bad.body = LogMaker(99).snapshot().body;
    QVERIFY(store->writeSnapshot(bad));
    const auto loaded = store->load();
    QVERIFY(loaded);
    QCOMPARE(loaded->snapshot.revision.value, 0);
    QVERIFY(loaded->content == maker.content());
}

void StoreContract::ranges_of_changes_are_read()
{
    const auto store = makeStore();
    const auto all = LogMaker().some(30);
    QVERIFY(store->append(all));
    const auto middle = store->readChanges(Revision{10}, Revision{20});
    QVERIFY(middle);
    QVERIFY(*middle == std::vector(all.begin() + 10, all.begin() + 20));
    QCOMPARE(store->readChanges(Revision{0}, Revision{99})->size(), std::size_t(30));
    QVERIFY(store->readChanges(Revision{30}, Revision{40})->empty());
    QVERIFY(store->readChanges(Revision{20}, Revision{10})->empty());
    QCOMPARE(store->readChanges(Revision{-5}, Revision{1})->size(), std::size_t(1));
}

void StoreContract::the_content_of_any_revision_is_read()
{
    const auto store = makeStore();
    LogMaker maker;
    std::vector<model::Document> states{maker.content()};
    for (int i = 1; i <= 60; ++i) {
        const auto change = maker.next();
        QVERIFY(store->append({&change, 1}));
        states.push_back(maker.content());
        if (i % 25 == 0)
            QVERIFY(store->writeSnapshot(maker.snapshot()));
        if (i == 40)
            QVERIFY(test::packSomeUpTo(*store, {37}, 3));
    }
    for (qint64 i = 0; i <= 60; ++i)
        QVERIFY(*store->readContent({i}) == states[std::size_t(i)]);
    QVERIFY(!store->readContent({61}));
    QVERIFY(!store->readContent({-1}));
}

void StoreContract::packing_changes_nothing()
{
    const auto store = makeStore();
    LogMaker maker;
    std::vector<ChangeRecord> all;
    for (const qint64 keep : {30, 5, 0, 0}) {
        const auto group = maker.some(50);
        QVERIFY(store->append(group));
        all.insert(all.end(), group.begin(), group.end());
        for (;;) {
            const auto more = test::packSomeUpTo(*store, {qint64(all.size()) - keep}, keep);
            QVERIFY(more);
            if (!*more)
                break;
        }
        const auto loaded = store->load();
        QVERIFY(loaded);
        QVERIFY(loaded->tail == all);
        QVERIFY(loaded->content == maker.content());
        QCOMPARE(loaded->lastSequences.size(), std::size_t(3));
        for (const LastSequence &last : loaded->lastSequences) {
            QVERIFY(all[std::size_t(last.revision.value - 1)].client == last.client);
            QCOMPARE(all[std::size_t(last.revision.value - 1)].sequence, last.sequence);
        }
        for (const ChangeRecord &change : all) {
            const auto found = store->findChange(change.client, change.sequence);
            QVERIFY(found && *found && **found == change);
        }
        auto again = maker.next();
        again.client = all.front().client;
        again.sequence = all.front().sequence;
        const auto refused = store->append({&again, 1});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::SequenceReused);
        maker = LogMaker(); // as if the refused one had never been made
        (void)maker.some(int(all.size()));
    }
}

void StoreContract::a_change_is_found_by_client_and_sequence()
{
    const auto store = makeStore();
    const auto all = LogMaker().some(30);
    QVERIFY(store->append(all));
    for (const ChangeRecord &change : all) {
        const auto found = store->findChange(change.client, change.sequence);
        QVERIFY(found && *found);
        QVERIFY(**found == change);
    }
    QVERIFY(!*store->findChange(ClientId{1, 42}, Sequence{1000}));
    QVERIFY(!*store->findChange(ClientId{9, 9}, Sequence{1}));
}

void StoreContract::a_gap_or_broken_chain_is_refused_and_nothing_written()
{
    const auto store = makeStore();
    LogMaker maker;
    QVERIFY(store->append(maker.some(3)));
    auto group = maker.some(3);
    QVERIFY(!store->append(std::span(group).subspan(1)));
    auto broken = group;
    broken[1].chainHash ^= 1;
    QVERIFY(!store->append(broken));
    broken = group;
    broken[2].base = broken[2].revision;
    QVERIFY(!store->append(broken));
    QCOMPARE(store->load()->head().value, 3);
    QVERIFY(store->append(group));
    QCOMPARE(store->load()->head().value, 6);
}

void StoreContract::a_sequence_is_committed_once()
{
    const auto store = makeStore();
    LogMaker maker;
    const auto first = maker.next();
    QVERIFY(store->append({&first, 1}));
    auto again = maker.next();
    again.client = first.client;
    again.sequence = first.sequence;
    const auto refused = store->append({&again, 1});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::SequenceReused);
    QCOMPARE(store->load()->head().value, 1);
}

void StoreContract::snapshots_beyond_the_log_are_refused()
{
    const auto store = makeStore();
    LogMaker maker;
    QVERIFY(!store->writeSnapshot(maker.snapshot()));
    (void)maker.some(5);
    QVERIFY(!store->writeSnapshot(maker.snapshot()));
    QCOMPARE(store->load()->head().value, 0);
}

void StoreContract::blobs_are_kept_by_hash()
{
    const auto store = makeStore();
    const QByteArray bytes(100'000, 'x');
    const Blob blob{QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), "image/png", bytes};
    QVERIFY(!*store->readBlob(blob.hash));
    QVERIFY(store->putBlob(blob));
    QVERIFY(store->putBlob(blob));
    const auto found = store->readBlob(blob.hash);
    QVERIFY(found && *found);
    QCOMPARE((*found)->bytes, bytes);
    QCOMPARE((*found)->mime, "image/png");
    Blob wrong = blob;
    wrong.bytes.append('y');
    QVERIFY(!store->putBlob(wrong));
    QVERIFY(store->append(LogMaker().some(1)));
}

void StoreContract::meta_is_kept()
{
    const auto store = makeStore();
    DocumentMeta meta = test::someMeta();
    meta.title = QStringLiteral("Another\u2028title");
    meta.epoch = Epoch{5, 6};
    QVERIFY(store->setMeta(meta));
    QVERIFY(store->load()->meta == meta);
    meta.versions = {{Revision{1}, QStringLiteral("First \"draft\""), QStringLiteral("Ada"), 1714550000000},
                     {Revision{4}, QStringLiteral("Sent"), QString(), 0}};
    QVERIFY(store->setMeta(meta));
    QVERIFY(store->load()->meta == meta);
}

void StoreContract::what_was_said_is_kept()
{
    using protocol::TalkEntry;
    using protocol::TalkKind;
    const auto store = makeStore();
    TalkEntry first{1, {9, 1}, TalkKind::Comment, QStringLiteral("t"), {}, QStringLiteral("one\n\"two\""),
                    QStringLiteral("quoted"), QStringLiteral("Ada"), {1, 1}, 1714550000000};
    const TalkEntry second{2, {3, 2}, TalkKind::Chat, {}, {}, QStringLiteral("hello"), {}, QStringLiteral("Ben"), {2, 2}, 1714550000001};
    QVERIFY(store->writeTalk(std::vector<TalkEntry>{first, second}));
    QVERIFY(store->load()->talk == std::vector<TalkEntry>({first, second}));
    // a text that was edited goes with the entry that has the new one
    first.text.reset();
    const TalkEntry third{3, {6, 3}, TalkKind::Edit, {}, first.id, QStringLiteral("three"), {}, QStringLiteral("Ada"), {1, 1}, 1714550000002};
    QVERIFY(store->writeTalk(std::vector<TalkEntry>{first, third}));
    QVERIFY(store->checkpoint());
    QVERIFY(store->load()->talk == std::vector<TalkEntry>({first, second, third}));
    QVERIFY(store->append(LogMaker().some(2)));
    QCOMPARE(store->load()->talk.size(), std::size_t(3));
}

void StoreContract::checkpoints_change_nothing()
{
    auto store = makeStore();
    LogMaker maker;
    QVERIFY(store->checkpoint());
    for (int i = 0; i < 5; ++i) {
        QVERIFY(store->append(maker.some(3)));
        QVERIFY(store->checkpoint());
    }
    QVERIFY(store->checkpoint());
    QVERIFY(store->load()->content == maker.content());
    store.reset();
    const QStringList names = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        QVERIFY2(name.endsWith(kSuffix) && !name.startsWith(u'.'), qPrintable(name));
}

QTEST_GUILESS_MAIN(StoreContract)
#include "test_store_contract.moc"
