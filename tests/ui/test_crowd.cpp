// SPDX-License-Identifier: GPL-3.0-or-later
// One person reads and writes in a window while many others, real Sessions in a process of their own, type and paste
// at random places. SYNGRAPH_CROWD="words people seconds" makes it a soak, which is judged by what it costs too.
#include "app/memory.h"
#include "e2e/cli_process.h"
#include "e2e/native_client.h"
#include "e2e/server_process.h"
#include "measuring_application.h"
#include "profile.h"
#include "support/cpu_time.h"
#include "support/memory.h"
#include "support/random.h"

#include <QScrollBar>
#include <QSocketNotifier>
#include <QTest>
#include <QTextCursor>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

using namespace syngraph;
using support::threadCpuMs;

namespace {

constexpr int kPatience = 300'000;
constexpr int kKeyEveryMs = 150;
constexpr int kScrollEveryMs = 1700;
constexpr int kTypeEveryMs = 200; // each of the others
constexpr qint64 kJudgedSeconds = 300;

struct Scale
{
    int words = 20'000;
    int people = 6;
    int seconds = 4;
    bool isJudged = false;
};

Scale scaleOf(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(' ');
    if (parts.size() != 3)
        return {};
    return {parts[0].toInt(), parts[1].toInt(), parts[2].toInt(), true};
}

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[std::min(values.size() - 1, std::size_t(share * double(values.size())))];
}

// Times by hundredths of a millisecond: there are so many turns of the loop that a list of them would be a part of what
// the memory grows by.
class Histogram
{
public:
    void add(double ms) { ++m_counts[std::min(m_counts.size() - 1, std::size_t(ms * 100))]; }
    double quantile(double share) const
    {
        const qint64 all = std::accumulate(m_counts.begin(), m_counts.end(), qint64(0));
        qint64 seen = 0;
        const auto found = std::ranges::find_if(m_counts, [&](qint64 count) { return (seen += count) >= qint64(share * double(all)); });
        return double(found - m_counts.begin()) / 100;
    }

private:
    std::array<qint64, 10'000> m_counts{};
};

// Per sample, by least squares.
double slope(const std::vector<double> &values)
{
    const double n = double(values.size());
    double sumX = 0, sumY = 0, sumXy = 0, sumXx = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sumX += double(i);
        sumY += values[i];
        sumXy += double(i) * values[i];
        sumXx += double(i) * double(i);
    }
    return (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
}

QByteArray text(int words)
{
    support::Random random(1);
    QByteArray result;
    for (int i = 0; i < words; ++i)
        result += QByteArray(qsizetype(random.between(2, 9)), char('a' + random.below(26))) + (i % 80 == 79 ? "\n" : " ");
    return result + '\n';
}

// The others: `people` Sessions in this process. When they have written they wait to be told, by a line of their input, up
// to which revision they need everything; ends when all have it, and prints the hash of what they have.
int write(const QUrl &url, const DocumentId &document, int people, int seconds)
{
    support::Random random(3);
    std::vector<std::unique_ptr<test::NativeClient>> clients;
    for (int i = 0; i < people; ++i) {
        clients.push_back(std::make_unique<test::NativeClient>(url, document));
        if (!clients.back()->waitUntilJoined(kPatience))
            return 1;
    }
    std::puts("joined");
    std::fflush(stdout);
    QElapsedTimer clock;
    clock.start();
    for (qint64 i = 0; clock.elapsed() < seconds * 1000; ++i) {
        test::NativeClient &client = *clients[std::size_t(i % people)];
        const qint64 at = random.below(client.document().length());
        if (!client.document().splitsPair(at)) {
            const QString typed = random.chance(2) ? QStringLiteral("pasted words ").repeated(20)
                : random.chance(3)                 ? QStringLiteral("\n")
                                                   : QStringLiteral("x");
            client.edit(model::Delta().retain(at).insert(typed));
        }
        // all of them type at their own moments
        QTest::qWait(int(std::max<qint64>(0, (i + 1) * kTypeEveryMs / people - clock.elapsed())));
    }
    qint64 revision = -1;
    QSocketNotifier input(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] {
        input.setEnabled(false);
        std::array<char, 32> line{};
        revision = std::fgets(line.data(), int(line.size()), stdin) ? QByteArray(line.data()).trimmed().toLongLong() : 0;
    });
    if (!QTest::qWaitFor([&] { return revision >= 0; }, kPatience))
        return 1;
    const bool isSettled = QTest::qWaitFor([&] {
        for (const auto &client : clients)
            revision = std::max(revision, client->revision());
        return std::ranges::all_of(clients, [&](const auto &client) { return client->isSettled() && client->revision() == revision; });
    }, kPatience);
    for (const auto &client : clients)
        std::printf("%llu\n", static_cast<unsigned long long>(client->document().hash()));
    return isSettled ? 0 : 1;
}

// The person in the window.
class Person
{
public:
    explicit Person(editor::RichTextEdit &edit) : m_edit(edit)
    {
        m_clock.start();
        test::MeasuringApplication::instance().watchFrames(edit.viewport(), [this] {
            if (m_isReading)
                judgeFrame();
        });
    }
    ~Person() { test::MeasuringApplication::instance().watchFrames(nullptr, {}); }
    Q_DISABLE_COPY_MOVE(Person)

    void turn()
    {
        const bool scrolls = m_clock.elapsed() >= m_nextScroll;
        const bool types = m_clock.elapsed() >= m_nextKey;
        double spent = scrolls ? costOf([this] { scroll(); }) : 0;
        remember();
        m_isReading = !types;
        spent += costOf([&] {
            if (types) {
                m_nextKey += kKeyEveryMs;
                QTest::keyClick(&m_edit, Qt::Key_A);
            }
            QCoreApplication::processEvents();
        });
        m_isReading = false;
        if (types) {
            keys.push_back(spent);
        } else {
            turns.add(spent);
            judgeFrame();
        }
        if (spent < 0.2)
            QThread::msleep(1);
    }

    std::vector<double> keys;
    Histogram turns;
    double longest = 0; // of all turns, with a key or without, and of all scrolling
    QByteArray culprit; // the event in it that took longest
    int jumps = 0;
    int frames = 0;

private:
    double costOf(const std::function<void()> &deed)
    {
        auto &measuring = test::MeasuringApplication::instance();
        measuring.begin();
        m_judging = 0;
        const double start = threadCpuMs();
        deed();
        const double spent = threadCpuMs() - start - m_judging;
        if (spent > longest) {
            longest = spent;
            culprit = measuring.culprit() + ' ' + QByteArray::number(measuring.longest(), 'f', 2) + ", after "
                + QByteArray::number(m_clock.elapsed() / 1000) + " s";
        }
        return spent;
    }

    void scroll()
    {
        m_nextScroll += kScrollEveryMs;
        QScrollBar &bar = *m_edit.verticalScrollBar();
        bar.setValue(int(m_random.chance(20) ? m_random.below(bar.maximum()) : bar.value() + m_random.between(-400, 600)));
        m_edit.setTextCursor(m_edit.cursorForPosition(QPoint(200, 300)));
        m_edit.viewport()->repaint();
    }

    // What is read does not move while nobody scrolls or types here.
    void judgeFrame()
    {
        const double start = threadCpuMs();
        ++frames;
        jumps += std::abs(m_edit.cursorRect(m_top).top() - m_topPixels) > 1 ? 1 : 0;
        m_judging += threadCpuMs() - start;
    }

    void remember()
    {
        m_top = m_edit.cursorForPosition(QPoint(m_edit.viewport()->width() / 2, 1));
        m_top.movePosition(QTextCursor::StartOfLine);
        m_topPixels = m_edit.cursorRect(m_top).top();
    }

    editor::RichTextEdit &m_edit;
    QElapsedTimer m_clock;
    support::Random m_random{9};
    qint64 m_nextKey = 500;
    qint64 m_nextScroll = 300;
    QTextCursor m_top;
    int m_topPixels = 0;
    bool m_isReading = false;
    double m_judging = 0; // CPU that the judging took
};

} // namespace

class TestCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowStaysQuickAndStill();
};

void TestCrowd::theWindowStaysQuickAndStill()
{
    const Scale scale = scaleOf(qgetenv("SYNGRAPH_CROWD"));
    test::ServerProcess server;
    QVERIFY(server.start());
    const QString file = server.path(QStringLiteral("long.txt"));
    QVERIFY(test::writeFile(file, text(scale.words)));
    const QString url = QStringLiteral("ws://127.0.0.1:%1/").arg(server.port());
    const auto created = test::cli({QStringLiteral("create"), url, QStringLiteral("t"), QStringLiteral("--from"), file}, {}, kPatience);
    QCOMPARE(created.errors, QByteArray());
    const QString id = QString::fromLatin1(created.output.trimmed());
    QProcess others;
    others.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    others.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), url, id, QString::number(scale.people),
                                                           QString::number(scale.seconds)});
    QVERIFY(QTest::qWaitFor([&] { return others.bytesAvailable() > 0 || others.state() == QProcess::NotRunning; }, kPatience));

    test::Profile anna;
    app::Arguments arguments;
    arguments.targets = {QStringLiteral("syngraph://127.0.0.1:%1/%2").arg(server.port()).arg(id)};
    anna.program().open(arguments);
    QVERIFY(QTest::qWaitFor([&] { return anna.pane() && !anna.pane()->edit().isReadOnly(); }, kPatience));
    editor::RichTextEdit &edit = anna.pane()->edit();
    Person person(edit);
    std::vector<double> memory;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < scale.seconds * 1000LL) {
        person.turn();
        if (clock.elapsed() >= qint64(memory.size()) * 1000)
            memory.push_back(support::residentMiB());
    }
    // the others end when they have what was written here last, too
    const session::Session &session = anna.pane()->document().session();
    QVERIFY(QTest::qWaitFor([&] { return session.pendingCount() == 0; }, kPatience));
    others.write(QByteArray::number(session.revision().value) + '\n');
    QVERIFY(QTest::qWaitFor([&] { return others.state() == QProcess::NotRunning; }, kPatience));
    const QList<QByteArray> hashes = others.readAllStandardOutput().trimmed().split('\n').mid(1);
    QCOMPARE(others.exitCode(), 0);
    QCOMPARE(hashes.size(), scale.people);
    QVERIFY(std::ranges::all_of(hashes, [&](const QByteArray &hash) { return hash == hashes.front(); }));
    const auto mine = [&] { return QByteArray::number(edit.binding().mirror().hash()); };
    QTRY_COMPARE_WITH_TIMEOUT(mine(), hashes.front(), 60'000);
    const std::vector<double> late(memory.begin() + std::ptrdiff_t(memory.size() / 2), memory.end());
    const double growth = late.size() > 1 ? slope(late) * 60 : 0;
    qInfo("%d words, %d people, %d s: key p50 %.2f p99 %.2f longest %.2f ms CPU; turn of the event loop p99 %.2f longest %.2f ms CPU (%s); "
          "%.0f MiB, %+.2f MiB a minute; %d jumps of the view in %d frames",
          scale.words, scale.people, scale.seconds, quantile(person.keys, 0.5), quantile(person.keys, 0.99), quantile(person.keys, 1),
          person.turns.quantile(0.99), person.longest, person.culprit.constData(), memory.back(), growth, person.jumps, person.frames);
    QCOMPARE(person.jumps, 0);
    QVERIFY(!person.keys.empty());
    if (!scale.isJudged)
        return;
    QVERIFY(quantile(person.keys, 0.99) <= 8);
    QVERIFY2(person.longest <= 32, person.culprit.constData());
    QVERIFY(scale.seconds < kJudgedSeconds || growth < 1);
}

int main(int argc, char **argv)
{
    app::keepMemorySmall();
    test::MeasuringApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--write") {
        const auto document = DocumentId::fromHex(arguments.value(3).toLatin1());
        return document ? write(QUrl(arguments.value(2)), *document, arguments.value(4).toInt(), arguments.value(5).toInt()) : 2;
    }
    TestCrowd test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_crowd.moc"
