// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"
#include "net/guess_limit.h"
#include "net/token_bucket.h"
#include "net/work_budget.h"

#include <QTest>

using namespace syngraph::net;

class TestAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreCountedAndGivenBack();
    void oneAddressCannotTakeAllPlaces();
    void loopbackIsLimitedInAllOnly();
    void bucketLetsABurstThroughAndThenTheRate();
    void whoTakesMuchTimeWaitsForTheNext();
    void guessesAreCountedByAddress();
    void rightTokensCostNothing();
    void guessersOfManyAddressesTakeNoMemory();
};

void TestAdmission::placesAreCountedAndGivenBack()
{
    AdmissionDesk desk(2, 2);
    const QHostAddress a(QStringLiteral("10.0.0.1"));
    auto first = desk.tryAdmit(a);
    auto second = desk.tryAdmit(a);
    QVERIFY(first && second);
    QVERIFY(!desk.tryAdmit(QHostAddress(QStringLiteral("10.0.0.2"))));
    first.reset();
    QCOMPARE(desk.count(), 1);
    QVERIFY(desk.tryAdmit(a));
}

void TestAdmission::oneAddressCannotTakeAllPlaces()
{
    AdmissionDesk desk(100, 2);
    std::vector<Admission> taken;
    const auto take = [&](const char *address) {
        auto admission = desk.tryAdmit(QHostAddress(QLatin1StringView(address)));
        if (admission)
            taken.push_back(std::move(*admission));
        return admission.has_value();
    };
    QVERIFY(take("10.0.0.1") && take("::ffff:10.0.0.1"));
    QVERIFY(!take("10.0.0.1"));
    QVERIFY(take("10.0.0.2"));
    // a host has a whole /64
    QVERIFY(take("2001:db8::1") && take("2001:db8::2"));
    QVERIFY(!take("2001:db8::3"));
    QVERIFY(take("2001:db8:0:1::1"));
}

void TestAdmission::loopbackIsLimitedInAllOnly()
{
    AdmissionDesk desk(50, 2);
    std::vector<Admission> taken;
    for (int i = 0; i < 50; ++i) {
        auto admission = desk.tryAdmit(QHostAddress(QHostAddress::LocalHost));
        QVERIFY(admission);
        taken.push_back(std::move(*admission));
    }
    QVERIFY(!desk.tryAdmit(QHostAddress(QHostAddress::LocalHost)));
}

void TestAdmission::bucketLetsABurstThroughAndThenTheRate()
{
    TokenBucket bucket(100);
    int passed = 0;
    for (qint64 ms = 1'000'000; ms < 1'003'000; ++ms) {
        for (int i = 0; i < 5; ++i)
            passed += bucket.tryTake(ms) ? 1 : 0;
    }
    QVERIFY2(passed >= 395 && passed <= 400, qPrintable(QString::number(passed)));
    // a clock that stands or goes back gives nothing away
    QVERIFY(!bucket.tryTake(999'000));
}

void TestAdmission::whoTakesMuchTimeWaitsForTheNext()
{
    WorkBudget budget(250, 50);
    qint64 now = 1'000'000;
    QVERIFY(budget.mayWork(now));
    budget.spend(40'000);
    QVERIFY(budget.mayWork(now));
    budget.spend(60'000); // 50 ms are owed
    QVERIFY(!budget.mayWork(now + 199) && budget.mayWork(now + 204));
    // a long rest gives no more than was there at first
    now += 3'600'000;
    QVERIFY(budget.mayWork(now));
    budget.spend(50'000);
    QVERIFY(!budget.mayWork(now));
    // a clock that goes back gives nothing away
    QVERIFY(!budget.mayWork(now - 1000));
    // what takes little is never held up
    for (int ms = 1000; ms < 3000; ++ms) {
        QVERIFY(budget.mayWork(now + ms));
        budget.spend(200);
    }
}

void TestAdmission::guessesAreCountedByAddress()
{
    GuessLimit limit(20);
    const QHostAddress a(QStringLiteral("10.0.0.1"));
    qint64 now = 1'000'000;
    int passed = 0;
    for (int i = 0; i < 100; ++i)
        passed += limit.tryTake(a, now) ? 1 : 0;
    QCOMPARE(passed, 20);
    QVERIFY(limit.tryTake(QHostAddress(QStringLiteral("10.0.0.2")), now));
    QVERIFY(!limit.tryTake(a, now + 2999));
    QVERIFY(limit.tryTake(a, now + 3000) && !limit.tryTake(a, now + 3000));
    // no more than a minute's worth is saved up
    now += 3'600'000;
    for (passed = 0; limit.tryTake(a, now); ++passed) { }
    QCOMPARE(passed, 20);
    // a host has a whole /64
    for (int i = 0; i < 20; ++i)
        limit.tryTake(QHostAddress(QStringLiteral("2001:db8::%1").arg(i + 1)), now);
    QVERIFY(!limit.tryTake(QHostAddress(QStringLiteral("2001:db8::ffff")), now));
}

void TestAdmission::rightTokensCostNothing()
{
    GuessLimit limit(20);
    const QHostAddress a(QStringLiteral("10.0.0.1"));
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(limit.tryTake(a, 1000));
        limit.giveBack(a);
    }
}

void TestAdmission::guessersOfManyAddressesTakeNoMemory()
{
    GuessLimit limit(20);
    int passed = 0;
    for (quint32 i = 0; i < 20'000; ++i)
        passed += limit.tryTake(QHostAddress(0x0a000000 + i), 1000) ? 1 : 0;
    QCOMPARE(limit.addressCount(), GuessLimit::kMaxAddresses + 1);
    QCOMPARE(passed, int(GuessLimit::kMaxAddresses) + 20);
    // when they have paid they are forgotten
    QVERIFY(limit.tryTake(QHostAddress(QStringLiteral("10.9.9.9")), 100'000));
    QCOMPARE(limit.addressCount(), 1);
}

QTEST_GUILESS_MAIN(TestAdmission)
#include "test_admission.moc"
