// SPDX-License-Identifier: GPL-3.0-or-later
// Changes made to cost much (PROMISES A4, A6): formats that pile up, many components, old bases, too many at once.
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"
#include "model/delta_json.h"
#include "model/schema.h"
#include "support/memory.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using model::Delta;
using model::Value;
using test::WireClient;

namespace {

// Of processor time, for what one message asks for.
#ifdef __SANITIZE_ADDRESS__
constexpr double kMostMs = 1000;
#else
constexpr double kMostMs = 50;
#endif

model::Attributes comments(int first, int count)
{
    model::Attributes attributes;
    for (int i = first; i < first + count; ++i)
        attributes = attributes.with("c:" + QByteArray::number(i), Value::string(QString(70, u'x')));
    return attributes;
}

// As short as so many components can be.
Delta everySecondDeleted(qint64 components)
{
    Delta change;
    for (qint64 i = 0; i < components / 2; ++i)
        change.retain(1).remove(1);
    return change;
}

} // namespace

class TestChangeAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void formatsDoNotPileUp();
    void objectsDoNotGrow();
    void manyFormatsTakeLittleMemory();
    void moreComponentsThanAllowedAreRefused();
    void fiftyThousandComponentsAreBearable();
    void basesFarInThePastAreRefused();
    void movingOverMuchIsRefused();
    void changesAreTakenAtABoundedRate();

private:
    // What the server makes of a change: its code, or nothing where it is committed.
    std::optional<ErrorCode> answerTo(const Delta &change, Revision base);
    // So many small revisions by enough people for the rate of each.
    bool fill(qint64 revisions);

    std::unique_ptr<test::ServerProcess> m_server;
    std::unique_ptr<WireClient> m_client;
    DocumentId m_document;
};

void TestChangeAttacks::init()
{
    m_client.reset();
    m_server = std::make_unique<test::ServerProcess>();
    m_client = std::make_unique<WireClient>();
    QVERIFY(m_server->start() && m_client->open(m_server->url()) && m_client->greet());
    const auto document = m_client->create();
    QVERIFY(document && m_client->join(*document));
    m_document = *document;
}

std::optional<ErrorCode> TestChangeAttacks::answerTo(const Delta &change, Revision base)
{
    m_client->followCommits();
    m_client->submit(change, base);
    std::optional<ErrorCode> code = ErrorCode::TimedOut;
    m_client->waitUntil([&] {
        const qint64 before = m_client->revision.value;
        m_client->followCommits();
        if (m_client->revision.value > before)
            code = std::nullopt;
        if (const auto refused = m_client->take<protocol::Refused>())
            code = refused->code;
        if (const auto goodbye = m_client->take<protocol::Goodbye>())
            code = goodbye->code;
        return code != ErrorCode::TimedOut;
    }, 20'000);
    return code;
}

bool TestChangeAttacks::fill(qint64 revisions)
{
    std::vector<std::unique_ptr<WireClient>> people;
    for (qint64 done = 0; done < revisions; done += 100) {
        people.push_back(std::make_unique<WireClient>());
        WireClient &one = *people.back();
        if (!one.open(m_server->url()) || !one.greet() || !one.join(m_document))
            return false;
        for (qint64 i = done; i < std::min(done + 100, revisions); ++i)
            one.submit(test::insertion(QStringLiteral("x")), one.revision);
        one.waitUntil([&] {
            one.followCommits();
            return one.revision.value >= std::min(done + 100, revisions);
        });
    }
    return m_client->waitUntil([&] {
        m_client->followCommits();
        return m_client->revision.value >= revisions;
    }, 20'000);
}

void TestChangeAttacks::formatsDoNotPileUp()
{
    QVERIFY(m_client->type(QStringLiteral("bomb")));
    QCOMPARE(answerTo(Delta().retain(4, comments(0, 64)), m_client->revision), std::nullopt);
    QCOMPARE(answerTo(Delta().retain(4, comments(64, 64)), m_client->revision), ErrorCode::TooLarge);
    // nor by two who do not know of each other
    m_client->sequence = {m_client->sequence.value - 1};
    QCOMPARE(answerTo(Delta().retain(4, comments(100, 64)), {1}), ErrorCode::TooLarge);
}

void TestChangeAttacks::objectsDoNotGrow()
{
    const QByteArray png("\x89PNG\r\n\x1a\n", 8);
    const QString hash = QStringLiteral("4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6");
    m_client->send(protocol::PutBlob{5, 1, hash, QStringLiteral("image/png"), png.size()});
    m_client->sendChunks(1, png);
    QVERIFY(m_client->waitFor<protocol::Done>());
    const QByteArray image = R"([{"insert":{"image":{"id":")" + hash.toLatin1() + R"("}}}])";
    QCOMPARE(answerTo(*model::parseDelta(image), m_client->revision), std::nullopt);
    const QByteArray grown = R"([{"retain":{"image":{"alt":")" + QByteArray(4070, 'x') + R"("}}}])";
    QCOMPARE(answerTo(*model::parseDelta(grown), m_client->revision), ErrorCode::TooLarge);
}

// 10,000 letters with 64 formats each, again and again: what the server keeps is in proportion to what it was sent.
void TestChangeAttacks::manyFormatsTakeLittleMemory()
{
    QVERIFY(m_client->type(QString(10'000, u'x')));
    const qint64 before = m_server->residentKiB();
    qint64 sent = 0;
    for (int round = 0; round < 6; ++round) {
        Delta change;
        for (int i = 0; i < 100; ++i)
            change.retain(1, comments(0, 64).with("c:0", Value::string(QStringLiteral("%1 %2").arg(round).arg(i))));
        sent += model::toJson(change).size();
        QCOMPARE(answerTo(change, m_client->revision), std::nullopt);
    }
    const qint64 grown = m_server->residentKiB() - before;
    qInfo("%lld bytes of changes, %lld KiB of memory", sent, grown);
    QVERIFY(grown < support::mostKiB(20 * sent / 1024));
}

void TestChangeAttacks::moreComponentsThanAllowedAreRefused()
{
    QVERIFY(m_client->type(QString(60'000, u'x')));
    QCOMPARE(answerTo(everySecondDeleted(model::kMaxComponents + 2), m_client->revision), ErrorCode::TooLarge);
    m_client->sequence = {m_client->sequence.value - 1};
    QCOMPARE(answerTo(everySecondDeleted(model::kMaxComponents), m_client->revision), std::nullopt);
}

// Reading, checking, applying, writing, sending: processor time of all threads.
void TestChangeAttacks::fiftyThousandComponentsAreBearable()
{
    QVERIFY(m_client->type(QString(300'000, u'x')));
    const double before = test::cpuMs(m_server->pid());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(answerTo(everySecondDeleted(model::kMaxComponents), m_client->revision), std::nullopt);
    const double each = (test::cpuMs(m_server->pid()) - before) / 5;
    qInfo("%.1f ms of processor time for each change of 50,000 components", each);
    QVERIFY2(each < kMostMs, qPrintable(QString::number(each)));
}

void TestChangeAttacks::basesFarInThePastAreRefused()
{
    QVERIFY(fill(protocol::kMaxLag + 1));
    QCOMPARE(answerTo(test::insertion(QStringLiteral("late")), {0}), ErrorCode::BaseTooOld);
    QVERIFY(m_client->waitForClose());
    QCOMPARE(m_client->closeCode(), 4012);
}

void TestChangeAttacks::movingOverMuchIsRefused()
{
    QVERIFY(m_client->type(QString(60'000, u'x')));
    QVERIFY(fill(300));
    const double before = test::cpuMs(m_server->pid());
    QCOMPARE(answerTo(everySecondDeleted(model::kMaxComponents), {1}), ErrorCode::BaseTooOld);
    const double cost = test::cpuMs(m_server->pid()) - before;
    qInfo("%.1f ms of processor time until it was refused", cost);
    QVERIFY2(cost < kMostMs, qPrintable(QString::number(cost)));
}

void TestChangeAttacks::changesAreTakenAtABoundedRate()
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1500; ++i)
        m_client->submit(test::insertion(QStringLiteral("x")), {0});
    const auto hasBurst = [&] {
        m_client->followCommits();
        return m_client->revision.value >= 100;
    };
    QVERIFY(m_client->waitUntil(hasBurst));
    m_client->waitUntil([] { return false; }, 1000);
    m_client->followCommits();
    // a burst of a second's worth, and a hundred a second from then on
    const qint64 most = 100 + timer.elapsed() / 10 + 10;
    QVERIFY2(m_client->revision.value <= most, qPrintable(QString::number(m_client->revision.value)));
}

QTEST_GUILESS_MAIN(TestChangeAttacks)
#include "test_change_attacks.moc"
