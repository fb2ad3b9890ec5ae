// SPDX-License-Identifier: GPL-3.0-or-later
// Two real editors while their server hangs, dies and comes back, and one of them is killed itself.
#include "cli_process.h"
#include "server_process.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace syngraph::test;

namespace {

constexpr int kPaceMs = 20;
constexpr int kKeysPerWord = 5;

// The window of one person, in a process of its own; a script plays the keys.
class Editor
{
public:
    Editor(QString name, const ServerProcess &server) : m_name(std::move(name)), m_server(server) { }
    ~Editor() { kill(); }

    QString path(const QString &what) const { return m_server.path(m_name + u'.' + what); }
    void say(const QString &line) { m_lines << line; }
    void reach(const QString &mark) { m_lines << QStringLiteral("touch %1").arg(path(mark)); }
    void waitFor(const QString &signal) { m_lines << QStringLiteral("wait-file %1").arg(m_server.path(signal)); }
    // Types so many words that nobody else types, e.g. " a7".
    void type(int words)
    {
        QString text;
        for (int i = 0; i < words; ++i)
            text += QStringLiteral(" %1%2").arg(m_name[0]).arg(1000 + m_words++);
        m_lines << QStringLiteral("type ") + text;
    }
    QString lastWord() const { return QStringLiteral("%1%2").arg(m_name[0]).arg(999 + m_words); }
    int words() const { return m_words; }

    // Plays what was said since the last start.
    bool start(const QString &target)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME"})
            environment.insert(QLatin1StringView(variable), m_server.path(QStringLiteral("home")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_server.path(QString()));
        const QString script = path(QStringLiteral("script"));
        writeFile(script, m_lines.join(u'\n').toUtf8() + '\n');
        m_lines.clear();
        QStringList arguments{QStringLiteral("--profile"), m_name, QStringLiteral("--as"), m_name,
                              QStringLiteral("--script"), script};
        if (!target.isEmpty())
            arguments << target;
        m_process = std::make_unique<QProcess>();
        m_process->setProcessEnvironment(environment);
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process->start(qEnvironmentVariable("SYNGRAPH_BIN_DIR") + QStringLiteral("/syngraph"), arguments);
        return m_process->waitForStarted();
    }
    // SIGKILL.
    void kill()
    {
        if (!m_process)
            return;
        m_process->kill();
        m_process->waitForFinished();
        m_process.reset();
    }
    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    bool hasEnded() const
    {
        return QTest::qWaitFor([this] { return !isRunning(); }, 120'000) && m_process->exitCode() == 0;
    }
    bool reached(const QString &mark, int timeoutMs) const
    {
        return QTest::qWaitFor([&] { return QFile::exists(path(mark)) || !isRunning(); }, timeoutMs) && isRunning();
    }

private:
    QString m_name;
    const ServerProcess &m_server;
    QStringList m_lines;
    int m_words = 0;
    std::unique_ptr<QProcess> m_process;
};

QString textOf(const QString &dump)
{
    QString text;
    for (const QJsonValue &op : QJsonDocument::fromJson(readFile(dump)).array())
        text += op[u"insert"].toString();
    return text;
}

// Words of this person, in the order in which they stand there.
QStringList wordsIn(const QString &text, QChar person)
{
    const QRegularExpression expression(QStringLiteral("\\b%1\\d{4}\\b").arg(person));
    QStringList words;
    for (const auto &match : expression.globalMatch(text))
        words << match.captured();
    return words;
}

QStringList wordsTyped(const Editor &editor, QChar person)
{
    QStringList words;
    for (int i = 0; i < editor.words(); ++i)
        words << QStringLiteral("%1%2").arg(person).arg(1000 + i);
    return words;
}

} // namespace

class TestOutage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStopsTypingAndNoWordIsLost();

private:
    ServerProcess m_server;

    void signal(const QString &name) const { writeFile(m_server.path(name), {}); }
};

void TestOutage::nothingStopsTypingAndNoWordIsLost()
{
    // how long the server hangs; the windows say so from the third second on, and give up at the tenth
    const int seconds = qEnvironmentVariable("SYNGRAPH_OUTAGE_SECONDS", QStringLiteral("1")).toInt();
    const int wordsPerSecond = 1000 / (kPaceMs * (kKeysPerWord + 1)) / 2;
    const QString pictures = qEnvironmentVariable("SYNGRAPH_PICTURES");
    QVERIFY(m_server.start());
    const QString url = QStringLiteral("ws://127.0.0.1:%1/").arg(m_server.port());
    const QString agenda = m_server.path(QStringLiteral("agenda.txt"));
    QVERIFY(writeFile(agenda, "Anna writes here: and Ben writes here:\nThe end\n"));
    const QString id = QString::fromLatin1(
        cli({QStringLiteral("create"), url, QStringLiteral("Minutes"), QStringLiteral("--from"), agenda}).output.trimmed());
    const QString address = QStringLiteral("syngraph://127.0.0.1:%1/%2").arg(m_server.port()).arg(id);

    Editor anna(QStringLiteral("anna"), m_server);
    Editor ben(QStringLiteral("ben"), m_server);
    const auto both = [&](const auto &what) { what(anna), what(ben); };
    const auto picture = [&](Editor &editor, const QString &name) {
        if (!pictures.isEmpty())
            editor.say(QStringLiteral("wait 300\ngrab %1/%2.png").arg(pictures, name));
    };
    both([&](Editor &one) {
        const bool isAnna = &one == &anna;
        one.say(QStringLiteral("wait-document\nwait-text The end\npace %1").arg(kPaceMs));
        one.say(isAnna ? QStringLiteral("caret Anna writes here:") : QStringLiteral("caret Ben writes here:"));
        one.reach(QStringLiteral("ready"));
        // the server hangs
        one.waitFor(QStringLiteral("hung"));
        one.type(wordsPerSecond * std::min(seconds, 8));
        one.reach(QStringLiteral("typed"));
        if (seconds >= 5) {
            one.say(QStringLiteral("wait-state Not answering"));
            picture(one, isAnna ? QStringLiteral("hung") : QStringLiteral("hung-ben"));
        }
        if (seconds >= 15) {
            one.say(QStringLiteral("wait-state Offline"));
            one.type(wordsPerSecond * 5);
            picture(one, isAnna ? QStringLiteral("hung-offline") : QStringLiteral("hung-offline-ben"));
        }
        one.reach(QStringLiteral("hung-long"));
        one.say(QStringLiteral("wait-shared"));
        one.reach(QStringLiteral("resumed"));
        // it dies
        one.waitFor(QStringLiteral("dead"));
        one.type(wordsPerSecond * std::min(seconds, 5));
        one.say(QStringLiteral("wait-state Offline"));
        picture(one, isAnna ? QStringLiteral("dead") : QStringLiteral("dead-ben"));
        one.reach(QStringLiteral("dead-typed"));
        one.say(QStringLiteral("wait-shared"));
        picture(one, isAnna ? QStringLiteral("merged") : QStringLiteral("merged-ben"));
        one.reach(QStringLiteral("alive"));
        // and once more
        one.waitFor(QStringLiteral("dead-again"));
        one.say(QStringLiteral("wait-state Offline"));
        one.type(10);
        one.reach(QStringLiteral("unsent"));
    });
    const QString killedWith = anna.lastWord();
    QVERIFY(anna.start(address));
    // without a person on the other side these go on
    ben.say(QStringLiteral("wait-shared\nwait-text %1").arg(killedWith));
    ben.reach(QStringLiteral("back"));
    ben.waitFor(QStringLiteral("done"));
    ben.say(QStringLiteral("wait-shared\nwait 300\ndump %1").arg(ben.path(QStringLiteral("json"))));
    picture(ben, QStringLiteral("end-ben"));
    ben.reach(QStringLiteral("end"));
    ben.say(QStringLiteral("quit"));
    const QString benLast = ben.lastWord();
    QVERIFY(ben.start(address));
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("ready"), 120'000)); });

    m_server.suspend();
    QElapsedTimer clock;
    clock.start();
    signal(QStringLiteral("hung"));
    // while it hangs
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("typed"), 120'000)); });
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("hung-long"), 120'000)); });
    QTest::qWait(int(std::max<qint64>(0, seconds * 1000 - clock.elapsed())));
    m_server.resume();
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("resumed"), 120'000)); });

    m_server.kill();
    signal(QStringLiteral("dead"));
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("dead-typed"), 120'000)); });
    QVERIFY(m_server.start());
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("alive"), 120'000)); });

    m_server.kill();
    signal(QStringLiteral("dead-again"));
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("unsent"), 120'000)); });
    anna.kill();

    picture(anna, QStringLiteral("start-page"));
    anna.say(QStringLiteral("reopen\nwait-document\nwait-text %1\nwait-state Offline").arg(killedWith));
    picture(anna, QStringLiteral("reopened"));
    anna.reach(QStringLiteral("there-again"));
    anna.say(QStringLiteral("wait-shared\nwait-text %1").arg(benLast));
    anna.say(QStringLiteral("action Undo\naction Undo\naction Undo\nwait-shared\ndump %1").arg(anna.path(QStringLiteral("undone"))));
    picture(anna, QStringLiteral("undone"));
    anna.say(QStringLiteral("action Redo\naction Redo\naction Redo\ncaret %1\npace %2").arg(killedWith).arg(kPaceMs));
    anna.type(3);
    anna.say(QStringLiteral("wait-shared"));
    anna.reach(QStringLiteral("back"));
    anna.waitFor(QStringLiteral("done"));
    anna.say(QStringLiteral("wait-shared\nwait 300\ndump %1").arg(anna.path(QStringLiteral("json"))));
    anna.reach(QStringLiteral("end"));
    anna.say(QStringLiteral("quit"));
    QVERIFY(anna.start({}));
    QVERIFY(anna.reached(QStringLiteral("there-again"), 120'000));
    QVERIFY(m_server.start());
    both([&](Editor &one) { QVERIFY(one.reached(QStringLiteral("back"), 120'000)); });
    signal(QStringLiteral("done"));
    both([&](Editor &one) { QVERIFY(QTest::qWaitFor([&] { return QFile::exists(one.path(QStringLiteral("end"))); }, 120'000)); });
    both([&](Editor &one) { QVERIFY(one.hasEnded()); });

    const QString end = QString::fromUtf8(cli({QStringLiteral("cat"), url + id}).output);
    QCOMPARE(textOf(anna.path(QStringLiteral("json"))), end);
    QCOMPARE(textOf(ben.path(QStringLiteral("json"))), end);
    QCOMPARE(wordsIn(end, u'a'), wordsTyped(anna, u'a'));
    QCOMPARE(wordsIn(end, u'b'), wordsTyped(ben, u'b'));
    const QString undone = textOf(anna.path(QStringLiteral("undone")));
    QCOMPARE(wordsIn(undone, u'b'), wordsTyped(ben, u'b'));
    const QStringList left = wordsIn(undone, u'a');
    QVERIFY(left.size() < anna.words() - 3);
    QCOMPARE(left, wordsTyped(anna, u'a').first(left.size()));
}

QTEST_GUILESS_MAIN(TestOutage)
#include "test_outage.moc"
