// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/commit_pace.h"
#include "net/loop_time.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace syngraph;
using net::CommitPace;
using net::LoopTime;

namespace {

constexpr qint64 kReaders = 100;

// Groups one after the other, each as soon as it may; each keystroke costs `readUs` of work, each group `sendUs`.
// Gives the interval between groups, on average of a second, in ms.
double intervalOf(qint64 keystrokesPerSecond, qint64 readUs, qint64 sendUs)
{
    CommitPace pace;
    qint64 workedUs = 0;
    int groups = 0;
    bool isWaiting = false;
    for (qint64 now = 1; now <= 2000; ++now) {
        const qint64 typed = keystrokesPerSecond * now / 1000 - keystrokesPerSecond * (now - 1) / 1000;
        if (typed > 0)
            pace.received(typed * kReaders, now);
        workedUs += typed * readUs;
        isWaiting = isWaiting || typed > 0;
        if (!isWaiting || pace.pauseMs(now) > 0)
            continue;
        pace.begun(now, workedUs);
        workedUs += sendUs;
        isWaiting = false;
        groups += now > 1000 ? 1 : 0;
    }
    return 1000.0 / groups;
}

void work(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms) { }
}

} // namespace

class TestCommitPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsWaitWhereSendingIsDear_data();
    void groupsWaitWhereSendingIsDear();
    void afterASilenceNothingWaits();
    void theLoopCountsItsWork();
};

void TestCommitPace::groupsWaitWhereSendingIsDear_data()
{
    QTest::addColumn<qint64>("keystrokes");
    QTest::addColumn<qint64>("sendUs");
    QTest::addColumn<double>("intervalMs");
    QTest::newRow("few readers' worth goes at once") << qint64(90) << qint64(5000) << 1000.0 / 90;
    QTest::newRow("cheap") << qint64(1000) << qint64(200) << 5.0;
    QTest::newRow("a ninth of the time") << qint64(1000) << qint64(700) << 8.0;
    QTest::newRow("never rarer") << qint64(1000) << qint64(9000) << 10.0;
}

void TestCommitPace::groupsWaitWhereSendingIsDear()
{
    QFETCH(const qint64, keystrokes);
    QFETCH(const qint64, sendUs);
    QFETCH(const double, intervalMs);
    const double found = intervalOf(keystrokes, 20, sendUs);
    QVERIFY2(std::abs(found - intervalMs) < 0.6, qPrintable(QString::number(found)));
}

void TestCommitPace::afterASilenceNothingWaits()
{
    CommitPace pace;
    for (qint64 now = 1; now <= 600; ++now)
        pace.received(kReaders, now);
    pace.begun(600, 0);
    QCOMPARE(pace.pauseMs(600), 5);
    pace.received(kReaders, 4000);
    QCOMPARE(pace.pauseMs(4000), 0);
}

void TestCommitPace::theLoopCountsItsWork()
{
    const LoopTime loop;
    const qint64 before = loop.busyUs();
    QEventLoop waiting;
    QTimer::singleShot(80, &waiting, &QEventLoop::quit);
    waiting.exec();
    const qint64 waited = loop.busyUs() - before;
    work(80);
    const qint64 worked = loop.busyUs() - before - waited;
    QVERIFY2(worked >= 80'000, qPrintable(QString::number(worked)));
    QVERIFY2(waited < 60'000, qPrintable(QString::number(waited)));
}

QTEST_GUILESS_MAIN(TestCommitPace)
#include "test_commit_pace.moc"
