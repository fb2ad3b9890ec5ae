// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"
#include "net/token_bucket.h"

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

QTEST_GUILESS_MAIN(TestAdmission)
#include "test_admission.moc"
