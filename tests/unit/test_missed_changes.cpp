// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who comes back has missed: pieces composed once come to the same as all changes one after the other.
#include "model/delta_json.h"
#include "room/missed_changes.h"
#include "support/random.h"
#include "support/seed.h"

#include <QCoreApplication>
#include <QTest>

using namespace syngraph;
using namespace syngraph::room;
using model::Delta;
using protocol::ChangeRecord;

namespace {

constexpr ClientId kAnna{1, 1};
constexpr ClientId kBen{1, 2};
constexpr qint64 kMegabyte = 1 << 20;

// Words and deletions anywhere; each tenth change is Anna's.
std::vector<ChangeRecord> someLog(qint64 count, support::Random &random)
{
    std::vector<ChangeRecord> log;
    qint64 length = 0;
    quint64 chain = protocol::kChainStart;
    for (qint64 i = 1; i <= count; ++i) {
        const qint64 at = random.below(length);
        Delta change = Delta().retain(at);
        if (length > 100 && random.chance(30)) {
            change.remove(std::min<qint64>(3, length - at));
            length -= std::min<qint64>(3, length - at);
        } else {
            change.insert(QStringLiteral("word ").first(random.between(1, 5)));
            length += change.text().size();
        }
        ChangeRecord record;
        record.revision = {i};
        record.client = i % 10 == 0 ? kAnna : kBen;
        record.sequence = {i % 10 == 0 ? i / 10 : i};
        record.delta = model::toJson(change.chop());
        record.chainHash = chain = protocol::chainHash(chain, record.delta);
        log.push_back(std::move(record));
    }
    return log;
}

// The log as it is read, and how much of it was.
struct Reader
{
    const std::vector<ChangeRecord> &log;
    qint64 count = 0;
    qint64 most = 0;

    ReadLog asFunction()
    {
        return [this](LogRange range) -> Result<std::vector<ChangeRecord>> {
            // as much as a store gives at once
            const qint64 to = std::min(range.to.value, range.from.value + 700);
            count += to - range.from.value;
            most = std::max(most, range.to.value - range.from.value);
            return std::vector(log.begin() + range.from.value, log.begin() + to);
        };
    }
};

QByteArray composed(const std::vector<ChangeRecord> &log, qint64 from, qint64 to)
{
    std::vector<Delta> deltas;
    for (qint64 i = from; i < to; ++i)
        deltas.push_back(*model::parseDelta(log[std::size_t(i)].delta));
    return model::toJson(model::composeAll(deltas, model::Filter::Classes));
}

Missed missedBetween(qint64 from, qint64 to)
{
    return {{{from}, {to}}, {}, kAnna, {}, {from}};
}

} // namespace

class MissedChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pieces_come_to_the_same_as_all_changes_data();
    void pieces_come_to_the_same_as_all_changes();
    void the_next_who_comes_back_costs_little();
    void pieces_hold_no_more_than_they_may();
    void singles_end_with_the_change_in_flight();
    void another_past_is_noticed();
    void a_log_that_ends_too_soon_is_no_answer();

private:
    support::Random m_random{support::seed()};
};

void MissedChangesTest::pieces_come_to_the_same_as_all_changes_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<qint64>("most");
    QTest::newRow("long pieces") << 8 << kMegabyte;
    QTest::newRow("short pieces") << 1 << kMegabyte;
    QTest::newRow("few pieces kept") << 2 << qint64(4096);
    QTest::newRow("none kept") << 8 << qint64(0);
}

void MissedChangesTest::pieces_come_to_the_same_as_all_changes()
{
    QFETCH(int, level);
    QFETCH(qint64, most);
    const qint64 count = 3000;
    const auto log = someLog(count, m_random);
    const auto pieces = std::make_shared<ComposedPieces>(most, level);
    for (int i = 0; i < 30; ++i) {
        const qint64 from = i == 0 ? 0 : m_random.below(count);
        const qint64 to = i == 0 ? count : m_random.between(from, count);
        Missed missed = missedBetween(from, to);
        if (from > 0)
            missed.chain = log[std::size_t(from - 1)].chainHash;
        Reader reader{log};
        const auto found = catchUpOn(missed, pieces, reader.asFunction());
        QVERIFY(found);
        QVERIFY(!found->committed && found->singles.empty());
        QCOMPARE(found->revision.value, to);
        QCOMPARE(found->composed.json, composed(log, from, to));
        QVERIFY(pieces->bytes() <= most);
    }
}

void MissedChangesTest::the_next_who_comes_back_costs_little()
{
    const qint64 count = 20'000;
    const auto log = someLog(count, m_random);
    const auto pieces = std::make_shared<ComposedPieces>(64 * kMegabyte);
    Reader first{log};
    const auto all = catchUpOn(missedBetween(3, count), pieces, first.asFunction());
    QCOMPARE(first.count, count - 3);
    QVERIFY(first.most <= 2048);
    Reader second{log};
    const auto again = catchUpOn(missedBetween(3, count), pieces, second.asFunction());
    QVERIFY(all && again);
    QVERIFY(second.count < 2 * pieces->leastLength());
    QVERIFY(again->composed.json == all->composed.json);
    // by few pieces, the longest that there can be
    int steps = 0;
    Revision at{pieces->leastLength()};
    while (const auto piece = pieces->longest(at, {count})) {
        at = piece->to;
        ++steps;
    }
    QCOMPARE(at.value, count / pieces->leastLength() * pieces->leastLength());
    QVERIFY(steps <= 12);
}

void MissedChangesTest::pieces_hold_no_more_than_they_may()
{
    const auto log = someLog(6000, m_random);
    const auto pieces = std::make_shared<ComposedPieces>(100'000, 6);
    for (qint64 from = 0; from < 6000; from += 500) {
        Reader reader{log};
        QVERIFY(catchUpOn(missedBetween(from, 6000), pieces, reader.asFunction()));
        QVERIFY(pieces->bytes() > 0 && pieces->bytes() <= 100'000);
    }
}

void MissedChangesTest::singles_end_with_the_change_in_flight()
{
    const auto log = someLog(1000, m_random);
    const auto pieces = std::make_shared<ComposedPieces>(kMegabyte, 3);
    for (int round = 0; round < 2; ++round) {
        // it is looked for up to the last that the client has committed
        Missed missed{{{201}, {1000}}, log[200].chainHash, kAnna, {23}, {700}};
        Reader reader{log};
        const auto found = catchUpOn(missed, pieces, reader.asFunction());
        QVERIFY(found && found->committed);
        QCOMPARE(found->singles.size(), std::size_t(230 - 201));
        QCOMPARE(found->singles.front().json, log[201].delta);
        QCOMPARE(found->singles.back().json, log[229].delta);
        QCOMPARE(found->composed.json, composed(log, 230, 1000));
    }
}

void MissedChangesTest::another_past_is_noticed()
{
    const auto log = someLog(1000, m_random);
    const auto pieces = std::make_shared<ComposedPieces>(kMegabyte);
    Reader reader{log};
    const auto otherChain = catchUpOn({{{201}, {1000}}, 42, kAnna, {}, {201}}, pieces, reader.asFunction());
    QVERIFY(!otherChain && otherChain.error().code == ErrorCode::EpochChanged);
    const auto otherNumber = catchUpOn({{{201}, {1000}}, {}, kAnna, {3}, {700}}, pieces, reader.asFunction());
    QVERIFY(!otherNumber && otherNumber.error().code == ErrorCode::SequenceReused);
}

void MissedChangesTest::a_log_that_ends_too_soon_is_no_answer()
{
    const auto pieces = std::make_shared<ComposedPieces>(kMegabyte);
    const auto nothing = [](LogRange) { return std::vector<ChangeRecord>(); };
    const auto found = catchUpOn(missedBetween(0, 10), pieces, nothing);
    QVERIFY(!found && found.error().code == ErrorCode::Damaged);
    const auto failing = [](LogRange) { return Result<std::vector<ChangeRecord>>(ErrorCode::StorageFailed); };
    const auto failed = catchUpOn(missedBetween(0, 10), pieces, failing);
    QVERIFY(!failed && failed.error().code == ErrorCode::StorageFailed);
}

SYNGRAPH_SEEDED_MAIN(MissedChangesTest)
#include "test_missed_changes.moc"
