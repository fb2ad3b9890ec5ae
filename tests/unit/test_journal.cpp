// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal_session.h"
#include "replica/journal.h"
#include "replica/record_codec.h"

#include "support/random.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <future>
#include <sys/resource.h>

using namespace syngraph;
using namespace syngraph::replica;
using namespace syngraph::test;
using session::JournalRecord;
using session::PendingEdits;
using session::Session;

namespace {

// Files may not grow beyond `bytes`, which is what a full disk feels like, also for root.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

std::vector<JournalRecord> everyKindOfRecord()
{
    JournalSession person;
    person.type(QStringLiteral("sent "));
    person.type(QStringLiteral("wait"), PendingEdits::Grouping::Apart);
    person.type(QStringLiteral("ing"), PendingEdits::Grouping::Continue);
    person.undo();
    person.acknowledge();
    person.type(QStringLiteral("more \U0001F600"));
    std::vector<JournalRecord> records = person.takeRecords();
    for (JournalRecord &record : person.session().compacted())
        records.push_back(std::move(record));
    records.push_back(session::RefusedRecord{});
    const protocol::Say say{{1, 2}, protocol::TalkKind::Chat, {}, {}, QStringLiteral("hello \U0001F600"), std::nullopt};
    const protocol::TalkEntry entry{1, {3, 4}, protocol::TalkKind::Chat, {}, {}, QStringLiteral("good\nday"), std::nullopt,
                                    QStringLiteral("Anna"), {5, 6}, 1'700'000'000'000};
    records.push_back(session::TalkRecord{{7, 8}, {entry}, {say}});
    records.push_back(session::SaidRecord{{entry}});
    records.push_back(session::SayRecord{say});
    records.push_back(session::NotSaidRecord{say.id});
    return records;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SyncThread m_sync;

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    QByteArray contentOf(const QString &file) const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    void put(const QString &file, const QByteArray &bytes) const
    {
        QFile::remove(file);
        QFile::remove(file + QStringLiteral(".damaged"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    // The server has another document now: one of a million units.
    static void takeLongDocument(JournalSession &person)
    {
        const auto content = *model::Document::fromDelta(model::Delta().insert(QString(1'000'000, u'a') + u'\n'));
        const QByteArray body = model::toJson(content.toDelta());
        person.receive(protocol::Joined{person.session().document(), QStringLiteral("t"), Epoch{1, 1}, ClientId{2, 3}, ResumeToken{3, 4},
                                        Sequence{}, 1, protocol::Role::Editor, std::nullopt, {}});
        person.receive(protocol::Snapshot{Revision{5}, {17}, {content.hash()}, 1, body.size()}, body);
    }
    // A journal whose process died after writing these.
    QByteArray journalOf(const std::vector<JournalRecord> &records)
    {
        const QString file = path("template.journal");
        QFile::remove(file);
        auto journal = Journal::create(file, m_sync);
        (*journal)->write(records, nullptr);
        return contentOf(file);
    }

private Q_SLOTS:
    void recordsComeBackAsTheyWere()
    {
        for (const JournalRecord &record : everyKindOfRecord()) {
            const QByteArray bytes = encodeRecord(record);
            const auto back = decodeRecord(bytes);
            QVERIFY(bool(back));
            QVERIFY(*back == record);
            for (qsizetype length = 0; length < bytes.size(); ++length)
                QVERIFY(!decodeRecord(bytes.first(length)));
            QVERIFY(!decodeRecord(bytes + 'x'));
        }
        QVERIFY(!decodeRecord("\x7f"));
    }

    // The entry of a formatting step holds more than a document may.
    void stepsAreThereBehindACompaction()
    {
        JournalSession person;
        person.type(QStringLiteral("some text"));
        person.acknowledge();
        person.format(4);
        person.acknowledge();
        person.type(QStringLiteral(" and more"));
        person.acknowledge();
        person.undo();
        std::vector<JournalRecord> records;
        for (const JournalRecord &record : person.session().compacted())
            records.push_back(*decodeRecord(encodeRecord(record)));
        QVERIFY(records == person.session().compacted());
        auto restored = Session::restore(DocumentId{7, 7}, records);
        QVERIFY(bool(restored));
        restored->undo(0);
        QVERIFY(restored->edits().visible().runAt(0).attributes.isEmpty());
        QCOMPARE(visibleText(*restored), QStringLiteral("some text\n"));
        restored->redo(0);
        restored->redo(0);
        QVERIFY(!restored->edits().visible().runAt(0).attributes.isEmpty());
        QCOMPARE(visibleText(*restored), QStringLiteral("some text and more\n"));
    }

    void isReadableByItsOwnerOnly()
    {
        const auto journal = Journal::create(path("mode.journal"), m_sync);
        QVERIFY(bool(journal));
        const auto permissions = QFileInfo(path("mode.journal")).permissions();
        QVERIFY(!(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }

    void killedProcessLosesNothingItHadWritten()
    {
        JournalSession person;
        person.type(QStringLiteral("in flight "));
        person.type(QStringLiteral("and waiting"));
        put(path("killed.journal"), journalOf(person.takeRecords()));
        const auto left = Journal::adopt(path("killed.journal"), m_sync);
        QVERIFY(bool(left));
        QVERIFY(!left->isDamaged);
        QVERIFY(!left->mayLackTail);
        const auto restored = Session::restore(DocumentId{7, 7}, left->records);
        QVERIFY(bool(restored));
        QCOMPARE(visibleText(*restored), visibleText(person.session()));
        QVERIFY(restored->edits().state() == person.session().edits().state());
        QVERIFY(restored->attachment() == person.session().attachment());
    }

    // Between journal and send: what was to be sent is in flight again, under its number.
    void crashBetweenJournalAndSendSendsOnce()
    {
        JournalSession person;
        person.type(QStringLiteral("once"));
        const auto left = Session::restore(DocumentId{7, 7}, person.takeRecords());
        QVERIFY(bool(left));
        Session again = *left;
        const auto effects = again.connected(0);
        const auto *resume = std::get_if<protocol::Resume>(&effects.send.front());
        QVERIFY(resume);
        QCOMPARE(resume->inFlight.value, qint64(1));
        QVERIFY(resume->client == person.session().attachment().client);
    }

    void tornTailIsCutAtEveryByte()
    {
        const std::vector<JournalRecord> records = everyKindOfRecord();
        const QByteArray whole = journalOf(records);
        std::size_t known = 0;
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            put(path("torn.journal"), whole.first(length));
            auto left = Journal::adopt(path("torn.journal"), m_sync);
            QVERIFY(bool(left));
            QVERIFY(!left->isDamaged);
            const auto content = JournalFile::scan(whole.first(length));
            QVERIFY(content.bytes <= length);
            QVERIFY(content.entries.size() >= known);
            known = content.entries.size();
            left->journal->write(std::array{JournalRecord(session::RefusedRecord{})}, nullptr);
            left->journal.reset();
            const auto again = JournalFile::read(path("torn.journal"));
            QVERIFY(bool(again));
            QVERIFY(!again->isDamaged);
            QCOMPARE(again->entries.size(), known + 2); // opened once more, refused
        }
        QCOMPARE(known, records.size() + 1);
    }

    void flippedBitIsNoticedAndTheFileKept()
    {
        const std::vector<JournalRecord> records = everyKindOfRecord();
        const QByteArray whole = journalOf(records);
        const auto good = JournalFile::scan(whole);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray flipped = whole;
            flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
            put(path("flipped.journal"), flipped);
            const auto left = Journal::adopt(path("flipped.journal"), m_sync);
            QVERIFY(bool(left));
            QVERIFY(left->isDamaged);
            QCOMPARE(contentOf(path("flipped.journal.damaged")), flipped);
            const auto content = JournalFile::scan(flipped);
            QVERIFY(content.entries.size() < good.entries.size());
            QVERIFY(std::equal(content.entries.begin(), content.entries.end(), good.entries.begin()));
        }
    }

    void secondProcessIsRefused()
    {
        auto journal = Journal::create(path("locked.journal"), m_sync);
        QVERIFY(bool(journal));
        const auto second = Journal::adopt(path("locked.journal"), m_sync);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Locked);
        QVERIFY(bool(Journal::peek(path("locked.journal"))));
        journal->reset();
        QVERIFY(bool(Journal::adopt(path("locked.journal"), m_sync)));
    }

    void peacefulEndIsKnown()
    {
        auto journal = Journal::create(path("peace.journal"), m_sync);
        (*journal)->close();
        journal->reset();
        QByteArray bytes = contentOf(path("peace.journal"));
        const auto left = Journal::adopt(path("peace.journal"), m_sync);
        QVERIFY(!left->mayLackTail);
    }

    void fullDiskIsAWarningUntilThereIsRoomAgain()
    {
        JournalSession person;
        auto journal = Journal::create(path("full.journal"), m_sync);
        (*journal)->write(person.takeRecords(), &person.session());
        {
            const FullDisk full(rlim_t((*journal)->size() + 8));
            for (int i = 0; i < 5; ++i) {
                person.type(QStringLiteral("not on disk "));
                (*journal)->write(person.takeRecords(), &person.session());
                QVERIFY((*journal)->warning().has_value());
            }
            QVERIFY(!JournalFile::read(path("full.journal"))->isDamaged);
            QTest::qWait(1100);
            (*journal)->retry(person.session());
            QVERIFY((*journal)->warning().has_value());
        }
        QTest::qWait(1100);
        (*journal)->retry(person.session());
        QVERIFY(!(*journal)->warning());
        person.type(QStringLiteral("and on"));
        (*journal)->write(person.takeRecords(), &person.session());
        const auto restored = Session::restore(DocumentId{7, 7}, *Journal::peek(path("full.journal")));
        QVERIFY(bool(restored));
        QCOMPARE(visibleText(*restored), visibleText(person.session()));
    }

    void grownJournalIsReplacedAndStaysWhole()
    {
        JournalSession person;
        auto journal = Journal::create(path("grown.journal"), m_sync);
        (*journal)->write(person.takeRecords(), &person.session());
        const QString text(2000, u'x');
        qint64 largest = 0;
        for (int i = 0; i < 3000; ++i) {
            person.type(text);
            if (person.session().edits().hasInFlight())
                person.acknowledge();
            (*journal)->write(person.takeRecords(), &person.session());
            largest = std::max(largest, (*journal)->size());
            if (i % 100 == 0)
                QTest::qWait(1);
        }
        QVERIFY((*journal)->size() < 60'000'000);
        QVERIFY(!(*journal)->warning());
        const auto restored = Session::restore(DocumentId{7, 7}, *Journal::peek(path("grown.journal")));
        QVERIFY(bool(restored));
        QCOMPARE(restored->edits().visible().hash(), person.session().edits().visible().hash());
        QVERIFY(restored->edits().state() == person.session().edits().state());
    }

    // Of what was not synced any 512 bytes may be missing, whatever comes behind them.
    void whatAPowerFailureLeavesIsABeginning()
    {
        std::vector<JournalRecord> records;
        for (int i = 0; i < 8; ++i) {
            for (JournalRecord &record : everyKindOfRecord())
                records.push_back(std::move(record));
        }
        const QByteArray whole = journalOf(records);
        const auto good = JournalFile::scan(whole);
        constexpr qsizetype kSector = 512;
        QVERIFY(whole.size() > 8 * kSector);
        support::Random random(3, 0);
        for (int round = 0; round < 2000; ++round) {
            const qsizetype synced = random.below(whole.size());
            QByteArray left = whole.first(random.between(synced, whole.size()));
            for (qsizetype at = synced / kSector * kSector; at < left.size(); at += kSector) {
                const qsizetype from = std::max(at, synced);
                const qsizetype count = std::min(at + kSector, left.size()) - from;
                if (count > 0 && random.chance(30))
                    left.replace(from, count, QByteArray(count, '\0'));
            }
            const auto content = JournalFile::scan(left);
            QVERIFY(content.bytes <= left.size());
            QVERIFY(std::equal(content.entries.begin(), content.entries.end(), good.entries.begin(),
                               good.entries.begin() + std::ssize(content.entries)));
            const auto safe = JournalFile::scan(whole.first(synced));
            QVERIFY(content.entries.size() >= safe.entries.size());
        }
    }

    // What was typed since, while the document was written on another thread, stands behind it; before that thread is done
    // the file is what it was.
    void aLongDocumentIsWrittenAside_data()
    {
        QTest::addColumn<QString>("then");
        for (const char *then : {"write", "close", "end", "ask", "type and ask", "compact"})
            QTest::newRow(then) << QString::fromLatin1(then);
    }
    void aLongDocumentIsWrittenAside()
    {
        QFETCH(QString, then);
        const QString file = path("long.journal");
        QFile::remove(file);
        JournalSession person;
        auto journal = Journal::create(file, m_sync);
        person.type(QStringLiteral("short"));
        (*journal)->write(person.takeRecords(), &person.session());
        const std::vector<JournalRecord> before = *Journal::peek(file);
        std::promise<void> release;
        m_sync.run([held = release.get_future().share()] { held.wait(); });
        takeLongDocument(person);
        (*journal)->write(person.takeRecords(), &person.session());
        QVERIFY(*Journal::peek(file) == before);
        std::atomic<bool> isOnDisk{false};
        if (then != QStringLiteral("ask")) {
            person.type(QStringLiteral("typed since"));
            (*journal)->write(person.takeRecords(), &person.session());
        } else {
            (*journal)->whenOnDisk([&] { isOnDisk = true; });
            QVERIFY(!isOnDisk);
        }
        QVERIFY(*Journal::peek(file) == before);
        release.set_value();
        if (then == QStringLiteral("write")) {
            QTRY_VERIFY(*Journal::peek(file) != before);
            (*journal)->write({}, &person.session());
        } else if (then == QStringLiteral("close")) {
            (*journal)->close();
        } else if (then == QStringLiteral("end")) {
            journal->reset();
        } else if (then == QStringLiteral("compact")) {
            (*journal)->compact(person.session());
        } else {
            if (then != QStringLiteral("ask"))
                (*journal)->whenOnDisk([&] { isOnDisk = true; });
            QTRY_VERIFY(isOnDisk);
        }
        const auto restored = Session::restore(DocumentId{7, 7}, *Journal::peek(file));
        QVERIFY(bool(restored));
        QCOMPARE(restored->edits().visible().hash(), person.session().edits().visible().hash());
        QVERIFY(restored->edits().state() == person.session().edits().state());
        QVERIFY(!QFile::exists(file + QStringLiteral(".new")));
    }

    // Nobody else may take the journal in between.
    void twoLongDocumentsInARowStayLocked()
    {
        const QString file = path("two-long.journal");
        JournalSession person;
        auto journal = Journal::create(file, m_sync);
        (*journal)->write(person.takeRecords(), &person.session());
        for (int i = 0; i < 5; ++i) {
            takeLongDocument(person);
            (*journal)->write(person.takeRecords(), &person.session());
            QVERIFY(JournalFile::isOpen(file));
        }
        std::atomic<bool> isOnDisk{false};
        (*journal)->whenOnDisk([&] { isOnDisk = true; });
        while (!isOnDisk)
            QVERIFY(JournalFile::isOpen(file));
        QVERIFY(JournalFile::isOpen(file));
        (*journal)->close();
        journal->reset();
        QVERIFY(!JournalFile::isOpen(file));
        QVERIFY(!Journal::adopt(file, m_sync)->mayLackTail);
    }

    void aLongDocumentThatCantBeWrittenIsAWarning()
    {
        const QString file = path("long-full.journal");
        JournalSession person;
        auto journal = Journal::create(file, m_sync);
        person.type(QStringLiteral("short"));
        (*journal)->write(person.takeRecords(), &person.session());
        const std::vector<JournalRecord> before = *Journal::peek(file);
        takeLongDocument(person);
        {
            const FullDisk full(100'000);
            (*journal)->write(person.takeRecords(), &person.session());
            std::atomic<bool> isSaid{false};
            (*journal)->whenOnDisk([&] { isSaid = true; });
            QTRY_VERIFY(isSaid);
            (*journal)->write({}, &person.session());
            QVERIFY((*journal)->warning().has_value());
            QVERIFY(*Journal::peek(file) == before);
        }
        QTest::qWait(1100);
        (*journal)->retry(person.session());
        QVERIFY(!(*journal)->warning());
        const auto restored = Session::restore(DocumentId{7, 7}, *Journal::peek(file));
        QVERIFY(bool(restored));
        QCOMPARE(restored->edits().visible().hash(), person.session().edits().visible().hash());
    }

    void itSaysWhenAllIsOnTheDisk()
    {
        JournalSession person;
        auto journal = Journal::create(path("disk.journal"), m_sync);
        (*journal)->write(person.takeRecords(), &person.session());
        std::atomic<int> answers{0};
        (*journal)->whenOnDisk([&] { ++answers; });
        QTRY_COMPARE_WITH_TIMEOUT(answers.load(), 1, 30'000);
        // where nothing can be written it is said at once: nobody's work waits for a broken disk
        const FullDisk full(rlim_t((*journal)->size() + 8));
        person.type(QStringLiteral("not on disk "));
        (*journal)->write(person.takeRecords(), &person.session());
        (*journal)->whenOnDisk([&] { ++answers; });
        QCOMPARE(answers.load(), 2);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
