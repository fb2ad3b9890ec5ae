// SPDX-License-Identifier: GPL-3.0-or-later
// The event loop of syngraphd does what Qt expects of one. The other tests here run the whole server on it.
#include "loop/epoll_dispatcher.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <thread>

#include <sys/socket.h>
#include <unistd.h>

using namespace syngraph;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kManyBytes = 20'000'000;

// Two ends of a line.
struct Line
{
    Line() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends); }
    ~Line()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;
    void say() const { QCOMPARE(::write(ends[1], "x", 1), ssize_t(1)); }
    void hear() const
    {
        char c = 0;
        QCOMPARE(::read(ends[0], &c, 1), ssize_t(1));
    }

    int ends[2] = {-1, -1};
};

} // namespace

class TestEventLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheOneInUse()
    {
        QVERIFY(qobject_cast<loop::EpollDispatcher *>(QCoreApplication::eventDispatcher()));
    }

    void timersFireOnceAndNotTooEarly()
    {
        QElapsedTimer clock;
        clock.start();
        QList<int> fired;
        for (const int ms : {60, 0, 30, 10}) {
            QTimer::singleShot(ms, Qt::PreciseTimer, this, [&, ms] {
                QVERIFY(clock.elapsed() >= ms);
                fired.append(ms);
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(fired.size(), 4, kPatienceMs);
        QTest::qWait(20);
        QCOMPARE(fired.size(), 4);
    }

    void aTimerThatIsStoppedDoesNotFire()
    {
        QTimer stopped;
        bool hasFired = false;
        connect(&stopped, &QTimer::timeout, this, [&] { hasFired = true; });
        stopped.start(20);
        QTimer::singleShot(5, Qt::PreciseTimer, &stopped, &QTimer::stop);
        QTest::qWait(60);
        QVERIFY(!hasFired);
    }

    void aTimerGoesOnUntilItsOwnSlotEndsIt()
    {
        auto *timer = new QTimer;
        int fired = 0;
        connect(timer, &QTimer::timeout, this, [&] {
            if (++fired == 3)
                delete timer;
        });
        timer->start(1);
        QTRY_COMPARE_WITH_TIMEOUT(fired, 3, kPatienceMs);
    }

    void aTimerDoesNotFireInsideItself()
    {
        QTimer timer;
        int depth = 0;
        int deepest = 0;
        int fired = 0;
        connect(&timer, &QTimer::timeout, this, [&] {
            deepest = std::max(deepest, ++depth);
            if (++fired == 2)
                timer.stop();
            QTest::qWait(20);
            --depth;
        });
        timer.start(1);
        QTRY_COMPARE_WITH_TIMEOUT(fired, 2, kPatienceMs);
        QCOMPARE(deepest, 1);
    }

    void remainingTimeIsTold()
    {
        QTimer timer;
        timer.start(100'000);
        QVERIFY(timer.remainingTime() > 90'000 && timer.remainingTime() <= 100'000);
        timer.stop();
        QCOMPARE(timer.remainingTime(), -1);
    }

    void theTimersOfAnObjectAreTold()
    {
        QTimer timer;
        timer.start(1234);
        const auto timers = QCoreApplication::eventDispatcher()->registeredTimers(&timer);
        QCOMPARE(timers.size(), 1);
        QCOMPARE(timers.front().interval, 1234);
        timer.stop();
        QVERIFY(QCoreApplication::eventDispatcher()->registeredTimers(&timer).isEmpty());
    }

    void otherThreadsWakeIt()
    {
        int heard = 0;
        std::thread other([&] {
            for (int i = 0; i < 1000; ++i)
                QMetaObject::invokeMethod(this, [&] { ++heard; }, Qt::QueuedConnection);
        });
        // nothing else would end the waiting
        while (heard < 1000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        other.join();
        QCOMPARE(heard, 1000);
    }

    void anInnerLoopEnds()
    {
        QEventLoop inner;
        QTimer::singleShot(5, &inner, [&] { inner.exit(7); });
        QCOMPARE(inner.exec(), 7);
    }

    void aSocketTellsThatItCanBeRead()
    {
        const Line line;
        QSocketNotifier notifier(line.ends[0], QSocketNotifier::Read);
        int fired = 0;
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            line.hear();
            ++fired;
        });
        line.say();
        line.say();
        QTRY_COMPARE_WITH_TIMEOUT(fired, 2, kPatienceMs);
        notifier.setEnabled(false);
        line.say();
        QTest::qWait(20);
        QCOMPARE(fired, 2);
        notifier.setEnabled(true);
        QTRY_COMPARE_WITH_TIMEOUT(fired, 3, kPatienceMs);
    }

    void aSocketTellsThatItCanBeWrittenAgain()
    {
        const Line line;
        const QByteArray much(1 << 16, 'x');
        while (::write(line.ends[0], much.constData(), std::size_t(much.size())) > 0) { }
        QSocketNotifier notifier(line.ends[0], QSocketNotifier::Write);
        int fired = 0;
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            ++fired;
            notifier.setEnabled(false);
        });
        QTest::qWait(20);
        QCOMPARE(fired, 0);
        QByteArray taken(1 << 16, '\0');
        while (::read(line.ends[1], taken.data(), std::size_t(taken.size())) > 0) { }
        QTRY_COMPARE_WITH_TIMEOUT(fired, 1, kPatienceMs);
        notifier.setEnabled(true);
        QTRY_COMPARE_WITH_TIMEOUT(fired, 2, kPatienceMs);
    }

    void anEndedLineIsTold()
    {
        Line line;
        QSocketNotifier notifier(line.ends[0], QSocketNotifier::Read);
        bool isOver = false;
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            char c = 0;
            isOver = ::read(line.ends[0], &c, 1) == 0;
            notifier.setEnabled(false);
        });
        ::shutdown(line.ends[1], SHUT_RDWR);
        QTRY_VERIFY_WITH_TIMEOUT(isOver, kPatienceMs);
    }

    void whatEndsAnotherSocketMayDoSo()
    {
        const Line first;
        const Line second;
        auto one = std::make_unique<QSocketNotifier>(first.ends[0], QSocketNotifier::Read);
        auto two = std::make_unique<QSocketNotifier>(second.ends[0], QSocketNotifier::Read);
        int fired = 0;
        connect(one.get(), &QSocketNotifier::activated, this, [&] {
            ++fired;
            first.hear();
            two.reset();
        });
        connect(two.get(), &QSocketNotifier::activated, this, [&] {
            ++fired;
            second.hear();
            one.reset();
        });
        first.say();
        second.say();
        QTRY_COMPARE_WITH_TIMEOUT(fired, 1, kPatienceMs);
        QTest::qWait(20);
        QCOMPARE(fired, 1);
    }

    void muchGoesThroughATcpConnection()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), kPatienceMs);
        QTcpSocket *accepted = server.nextPendingConnection();
        qint64 received = 0;
        connect(&client, &QTcpSocket::readyRead, this, [&] { received += client.readAll().size(); });
        accepted->write(QByteArray(kManyBytes, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(received, qint64(kManyBytes), kPatienceMs);
        bool isOver = false;
        connect(&client, &QTcpSocket::disconnected, this, [&] { isOver = true; });
        accepted->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(isOver, kPatienceMs);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new loop::EpollDispatcher);
    QCoreApplication application(argc, argv);
    TestEventLoop test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_event_loop.moc"
