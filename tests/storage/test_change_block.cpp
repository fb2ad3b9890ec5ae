// SPDX-License-Identifier: GPL-3.0-or-later
// Packing loses nothing: any log that goes into a block comes out of it byte by byte, and replaying the block
// gives what its changes give; bytes that are no block are refused, not believed.
#include "files.h"
#include "storage/change_block.h"
#include "storage/delta_shape.h"
#include "storage/packed_columns.h"
#include "support/generators.h"
#include "support/oracle.h"
#include "support/seed.h"

using namespace syngraph;
using namespace syngraph::storage;
using support::Random;

namespace {

// A history by several people: edits of every shape with typing, deleting and whole words between them.
class HistoryMaker
{
public:
    explicit HistoryMaker(Random &random) : m_random(random) { }

    std::vector<ChangeRecord> some(int count)
    {
        std::vector<ChangeRecord> log;
        while (int(log.size()) < count)
            addBurst(log);
        return log;
    }
    const std::vector<model::Document> &states() const { return m_states; }

private:
    void addBurst(std::vector<ChangeRecord> &log)
    {
        const qint64 kind = m_random.below(6);
        qint64 at = place();
        for (qint64 left = 1 + m_random.below(9); left > 0; --left) {
            model::Delta delta;
            const QString text = kind == 1 ? QStringLiteral("w\u00e4\"\\ ") : kind == 2 ? QStringLiteral("\U0001F600")
                                                                            : QString(u"ab\n\t"[m_random.below(4)]);
            if (kind <= 2) {
                delta.retain(at).insert(text, m_bold);
                at += text.size();
            } else if (kind == 3 && at > 0 && isPlain(at - 1)) {
                delta.retain(--at).remove(1);
            } else if (kind == 4 && at < content().length() - 1 && isPlain(at)) {
                delta.retain(at).remove(1);
            } else {
                delta = anyChange();
            }
            append(log, delta.chop());
        }
        if (m_random.chance(20))
            m_bold = m_random.chance(50) ? model::Attributes() : model::Attributes().with("bold", model::Value::boolean(true));
    }

    const model::Document &content() const { return m_states.back(); }
    bool isPlain(qint64 at) const { return !content().splitsPair(at) && !content().splitsPair(at + 1); }
    qint64 place()
    {
        const qint64 at = m_random.below(content().length());
        return content().splitsPair(at) ? at - 1 : at;
    }
    model::Delta anyChange()
    {
        model::Delta change;
        const qint64 at = place();
        const qint64 kind = m_random.below(4);
        change.retain(at);
        if (kind == 0)
            change.insert(support::toEmbed(support::randomEmbed(m_random, support::World::Free)));
        else if (kind == 1)
            change.insert(support::randomText(m_random, support::World::Free, true), support::toAttributes(
                              support::randomInlineFormats(m_random, support::World::Free)));
        else
            change.retain(1, m_italic).retain(content().length() - at - 1, kind == 2 ? m_italic : model::Attributes())
                .insert(u"\u05d0");
        return change;
    }

    void append(std::vector<ChangeRecord> &log, const model::Delta &delta)
    {
        model::Document next = content();
        if (!next.apply(delta, model::Filter::Classes))
            return;
        ChangeRecord change;
        change.revision = {qint64(log.size()) + 1};
        const qint64 who = m_random.below(3);
        change.client = {quint64(who), 7};
        m_sequences[std::size_t(who)] += m_random.chance(5) ? 3 : 1;
        change.sequence = {m_sequences[std::size_t(who)]};
        change.base = {m_random.chance(30) ? m_random.below(change.revision.value) : change.revision.value - 1};
        change.delta = model::toJson(delta);
        change.submittedHash = m_random.chance(20) ? m_random.next() : fnv1a(change.delta);
        change.author = m_random.chance(10) ? QStringLiteral("Zo\u00eb \U0001F600") : QStringLiteral("P%1").arg(who);
        m_timeMs += m_random.chance(2) ? -m_random.below(90'000) : m_random.below(400);
        change.timeMs = m_timeMs;
        change.kind = static_cast<protocol::ChangeKind>(m_random.chance(90) ? 0 : m_random.below(3));
        change.chainHash = m_chain = protocol::chainHash(m_chain, change.delta);
        log.push_back(change);
        m_states.push_back(next);
    }

    Random &m_random;
    std::vector<model::Document> m_states{model::Document::blank()};
    model::Attributes m_bold;
    model::Attributes m_italic = model::Attributes().with("italic", model::Value::boolean(true));
    std::array<qint64, 3> m_sequences{};
    qint64 m_timeMs = 1'700'000'000'000;
    quint64 m_chain = protocol::kChainStart;
};

ChangeBlock packed(std::span<const ChangeRecord> log)
{
    auto block = packBlock(log, protocol::kChainStart);
    if (!block)
        qFatal("%s", qPrintable(block.error().text()));
    return *block;
}

} // namespace

class ChangeBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitting_and_joining_give_the_same_bytes();
    void a_random_history_comes_back_whole_and_in_parts();
    void replaying_a_block_gives_what_its_changes_give();
    void typing_costs_little();
    void what_can_not_come_back_is_not_packed();
    void clients_come_back();
    void damaged_bytes_are_refused();
};

void ChangeBlockTest::splitting_and_joining_give_the_same_bytes()
{
    const QByteArray cases[] = {
        R"([{"insert":"a"}])", R"([{"retain":5},{"insert":"\"\\"},{"delete":3}])", R"([])", R"([{"retain":007}])",
        R"([{"retain":3,"attributes":{"bold":true}},{"insert":{"image":{"src":"{\"retain\":5}"}}}])",
        R"([{"retain":{"table":{"insert":"x","retain":4}}}])", R"([{"insert":"open)", R"([{"delete":99999999999999999999}])",
        R"([{"insert":"","attributes":{"x":{"insert":"y"}}}])", "{\"insert\":\"\\", "{\"retain\":"};
    SplitDelta split;
    for (const QByteArray &json : cases) {
        splitDelta(json, split);
        QCOMPARE(joinDelta(split.shape, split.numbers, split.texts), json);
    }
}

void ChangeBlockTest::a_random_history_comes_back_whole_and_in_parts()
{
    for (int family = 0; family < support::familyCount(60); ++family) {
        Random random(support::seed(), quint64(family));
        const auto log = HistoryMaker(random).some(int(1 + random.below(400)));
        const ChangeBlock block = packed(log);
        const auto all = unpackBlock(block, {0}, block.header.last);
        VERIFY_RESULT(all);
        QVERIFY2(*all == log, qPrintable(QStringLiteral("family %1").arg(family)));
        const Revision from{random.below(qint64(log.size()))};
        const Revision to{random.between(from.value, qint64(log.size()))};
        const auto part = unpackBlock(block, from, to);
        VERIFY_RESULT(part);
        QVERIFY(std::ranges::equal(*part, std::span(log).subspan(std::size_t(from.value), std::size_t(to.value - from.value))));
    }
}

void ChangeBlockTest::replaying_a_block_gives_what_its_changes_give()
{
    for (int family = 0; family < support::familyCount(60); ++family) {
        Random random(support::seed(), quint64(family));
        HistoryMaker maker(random);
        const auto log = maker.some(int(1 + random.below(300)));
        const ChangeBlock block = packed(log);
        for (int i = 0; i < 8; ++i) {
            const Revision from{random.below(qint64(log.size()) + 1)};
            const Revision to{random.between(from.value, qint64(log.size()))};
            model::Document content = maker.states()[std::size_t(from.value)];
            VERIFY_RESULT(applyBlock(block, from, to, content));
            QVERIFY2(content == maker.states()[std::size_t(to.value)],
                     qPrintable(QStringLiteral("family %1, %2 to %3").arg(family).arg(from.value).arg(to.value)));
        }
    }
}

void ChangeBlockTest::typing_costs_little()
{
    test::LogMaker maker;
    std::vector<ChangeRecord> log;
    for (int i = 0; i < 2000; ++i)
        log.push_back(maker.typed(QStringView(u"the quick fox ").sliced(i % 14, 1)));
    const ChangeBlock block = packed(log);
    QVERIFY2(block.body.size() < 2000, qPrintable(QString::number(block.body.size())));
    // the text ends behind one run and begins with another: there is no place before the first
    QVERIFY(block.header.steps <= 2);
}

void ChangeBlockTest::what_can_not_come_back_is_not_packed()
{
    auto log = test::LogMaker().some(20);
    log[19].sequence = log[0].sequence;
    log[19].client = log[0].client;
    COMPARE_ERROR(packBlock(log, protocol::kChainStart), ErrorCode::Unsupported);
    log = test::LogMaker().some(20);
    log[5].author = QString(QChar(0xd800));
    COMPARE_ERROR(packBlock(log, protocol::kChainStart), ErrorCode::Unsupported);
    COMPARE_ERROR(packBlock(test::LogMaker().some(3), 1), ErrorCode::Unsupported);
}

void ChangeBlockTest::clients_come_back()
{
    const auto log = test::LogMaker(4).some(50);
    const BlockHeader header = packed(log).header;
    const auto clients = unpackClients(packClients(header), header);
    VERIFY_RESULT(clients);
    QVERIFY(*clients == header.clients);
    for (const ChangeRecord &change : log) {
        const auto used = std::ranges::find(*clients, change.client, &BlockClient::client);
        QVERIFY(used != clients->end() && used->first <= change.sequence && used->last >= change.sequence);
        QVERIFY(used->lastRevision >= change.revision);
    }
    QVERIFY(!unpackClients(packClients(header).chopped(1), header));
    QVERIFY(!unpackClients({}, header));
}

// Without the row's check, as an attacker would mend it: an error or other changes, never a crash or a hang.
void ChangeBlockTest::damaged_bytes_are_refused()
{
    Random random(support::seed());
    const auto log = HistoryMaker(random).some(200);
    const ChangeBlock good = packed(log);
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        ChangeBlock bad = good;
        for (qint64 left = 1 + random.below(3); left > 0; --left)
            bad.body[random.below(bad.body.size())] = char(random.next());
        if (random.chance(20))
            bad.body.truncate(random.below(bad.body.size()));
        const auto changes = unpackBlock(bad, {0}, bad.header.last);
        model::Document content = model::Document::blank();
        (void)applyBlock(bad, {0}, bad.header.last, content);
        refused += changes ? 0 : 1;
        QVERIFY(changes || changes.error().code == ErrorCode::Damaged);
    }
    QVERIFY(refused > 1500);
    ChangeBlock other = good;
    other.body[0] = 2;
    COMPARE_ERROR(unpackBlock(other, {0}, other.header.last), ErrorCode::Damaged);
    QVERIFY(unpackBlock(other, {0}, other.header.last).error().text().contains(QStringLiteral("revisions 1 to 20")));
}

SYNGRAPH_SEEDED_MAIN(ChangeBlockTest)
#include "test_change_block.moc"
