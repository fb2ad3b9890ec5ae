// SPDX-License-Identifier: GPL-3.0-or-later
// What a Session wrote down survives torn ends, garbage, crashes and a second process.
#include "replica/replica_store.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using namespace syngraph::replica;
using model::Delta;
using session::JournalRecord;

namespace {

constexpr DocumentId kDocument{7, 7};

std::vector<JournalRecord> someRecords()
{
    session::PendingState state;
    state.inFlight = session::Outgoing{Delta().insert(u"a"), protocol::ChangeKind::Undo};
    state.groups.push_back({Delta().insert(u"a"), protocol::ChangeKind::Undo, true, false, true});
    state.groupsInFlight = 1;
    using session::EditRecord;
    return {session::BaseRecord{{1, 2}, {3}, {4}, Delta().insert(u"t\U0001F600xt\n")},
            session::AttachedRecord{{5, 6}, {7, 8}, {9}, {1, 2}},
            session::PendingRecord{state},
            EditRecord{EditRecord::How::Apart, Delta().retain(1, {{"bold", model::Value::boolean(true)}})},
            session::SentRecord{{10}, true, {Delta().remove(1), protocol::ChangeKind::Redo}},
            session::ReceivedRecord{{11}, true, Delta().insert(u"\n"), {12}},
            session::RefusedRecord{}};
}

std::vector<JournalRecord> typedOffline(const QString &word)
{
    using session::EditRecord;
    return {session::BaseRecord{{1, 1}, {0}, {protocol::kChainStart}, Delta().insert(u"\n")},
            session::AttachedRecord{{5, 6}, {7, 8}, {0}, {1, 1}},
            EditRecord{EditRecord::How::NewGroup, Delta().insert(word)}};
}

QString textOf(const session::Session &session)
{
    return session.edits().visible().text(0, session.edits().visible().length());
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void every_kind_of_record_comes_back_as_it_was();
    void an_end_torn_at_any_byte_is_cut_off();
    void a_flipped_bit_ends_the_journal_before_it();
    void a_journal_belongs_to_one_process_at_a_time();
    void what_was_typed_offline_is_adopted_after_a_crash();
    void a_long_journal_is_cut_short_and_means_the_same();
    void a_folder_that_takes_nothing_is_said_and_tried_again();
    void forgetting_removes_what_nobody_has_open();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    SyncWorker m_worker;
};

void JournalTest::every_kind_of_record_comes_back_as_it_was()
{
    const auto records = someRecords();
    QCOMPARE(records.size(), std::variant_size_v<JournalRecord>);
    {
        auto journal = Journal::create(path(QStringLiteral("a")), m_worker);
        QVERIFY(journal);
        (*journal)->write(records, nullptr);
        QVERIFY(!(*journal)->failure());
    }
    auto again = Journal::open(path(QStringLiteral("a")), m_worker);
    QVERIFY(again);
    QVERIFY((*again)->records() == records);
    const auto mode = QFile::permissions(path(QStringLiteral("a")));
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

void JournalTest::an_end_torn_at_any_byte_is_cut_off()
{
    QByteArray whole;
    std::vector<qsizetype> ends{0};
    for (const JournalRecord &record : someRecords()) {
        whole += encodeRecord(record);
        ends.push_back(whole.size());
    }
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const DecodedRecords decoded = decodeRecords(QByteArrayView(whole).first(length));
        const auto complete = std::ranges::count_if(ends, [&](qsizetype end) { return end <= length; }) - 1;
        QCOMPARE(qsizetype(decoded.records.size()), qsizetype(complete));
        QCOMPARE(decoded.validBytes, ends[std::size_t(complete)]);
    }
}

void JournalTest::a_flipped_bit_ends_the_journal_before_it()
{
    QByteArray whole;
    for (const JournalRecord &record : someRecords())
        whole += encodeRecord(record);
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray garbled = whole;
        garbled[at] = char(garbled[at] ^ 4);
        const DecodedRecords decoded = decodeRecords(garbled);
        QVERIFY(decoded.records.size() < someRecords().size());
        QVERIFY(decoded.validBytes <= at);
    }
}

void JournalTest::a_journal_belongs_to_one_process_at_a_time()
{
    auto first = Journal::create(path(QStringLiteral("a")), m_worker);
    QVERIFY(first);
    QCOMPARE(Journal::open(path(QStringLiteral("a")), m_worker).error().code, ErrorCode::Locked);
    first->reset();
    QVERIFY(Journal::open(path(QStringLiteral("a")), m_worker));
}

void JournalTest::what_was_typed_offline_is_adopted_after_a_crash()
{
    const QString server = QStringLiteral("192.168.1.2:8930");
    {
        ReplicaStore store(path(QStringLiteral("replicas")));
        auto replica = store.open(server, kDocument);
        QVERIFY(replica);
        QVERIFY(!replica->session.hasDocument());
        replica->journal->write(typedOffline(QStringLiteral("kept")), nullptr);
        auto second = store.open(server, kDocument);
        QVERIFY2(second && !second->session.hasDocument(), "a second window has a journal of its own");
        second->journal->remove();
    }
    ReplicaStore store(path(QStringLiteral("replicas")));
    const auto entries = store.list();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries[0].server, server);
    QCOMPARE(entries[0].document, kDocument);
    auto replica = store.open(server, kDocument);
    QVERIFY(replica);
    QCOMPARE(textOf(replica->session), QStringLiteral("kept\n"));
}

void JournalTest::a_long_journal_is_cut_short_and_means_the_same()
{
    auto journal = Journal::create(path(QStringLiteral("a")), m_worker);
    QVERIFY(journal);
    auto session = session::Session::restore(kDocument, typedOffline(QStringLiteral("x")));
    (*journal)->write(typedOffline(QStringLiteral("x")), &*session);
    for (int i = 0; i < 30'000; ++i)
        (*journal)->write(session->edit(Delta().insert(u"y"), session::PendingEdits::Grouping::New, 0).journal,
                          &*session);
    QVERIFY(QFile(path(QStringLiteral("a"))).size() < 4 << 20);
    journal->reset();
    auto again = Journal::open(path(QStringLiteral("a")), m_worker);
    auto restored = session::Session::restore(kDocument, (*again)->records());
    QVERIFY(restored);
    QVERIFY(restored->edits().visible() == session->edits().visible());
}

void JournalTest::a_folder_that_takes_nothing_is_said_and_tried_again()
{
    QCOMPARE(Journal::create(path(QStringLiteral("missing/a")), m_worker).error().code, ErrorCode::NotWritable);
    auto journal = Journal::create(QStringLiteral("/dev/full"), m_worker);
    QVERIFY2(!journal, "an existing file is never taken over");
}

void JournalTest::forgetting_removes_what_nobody_has_open()
{
    ReplicaStore store(path(QStringLiteral("replicas")));
    {
        auto replica = store.open(QStringLiteral("s"), kDocument);
        replica->journal->write(typedOffline(QStringLiteral("x")), nullptr);
        store.forget(QStringLiteral("s"), kDocument);
        QCOMPARE(store.list().size(), std::size_t(1));
    }
    store.forget(QStringLiteral("s"), kDocument);
    QVERIFY(store.list().empty());
}

QTEST_GUILESS_MAIN(JournalTest)
#include "test_journal.moc"
