// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QTest>

#include <signal.h>

using namespace syngraph;
using ui::ConnectionKind;

// Losing the server never takes the keyboard away; the window says how things stand and comes back by itself.
class TestConnectionStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHungServerIsNamedAndTypingGoesOn();
    void aKilledServerIsReplacedAndNothingIsLost();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 20'000); }
};

void TestConnectionStates::aHungServerIsNamedAndTypingGoesOn()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("before"));
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    const auto server = pid_t(anna.serverPid());
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    test::type(anna.pane()->edit(), QStringLiteral(" during"));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::Sending; }));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::NotAnswering; }));
    test::type(anna.pane()->edit(), QStringLiteral(" still"));
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    QCOMPARE(anna.shown(), QByteArray(R"([{"insert":"before during still\n"}])"));
}

void TestConnectionStates::aKilledServerIsReplacedAndNothingIsLost()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("before"));
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    const qint64 server = anna.serverPid();
    ::kill(pid_t(server), SIGKILL);
    test::type(anna.pane()->edit(), QStringLiteral(" during"));
    QVERIFY(become([&] {
        return anna.pane()->document().facts().pending == 0 && anna.serverPid() != 0 && anna.serverPid() != server
            && std::holds_alternative<session::Live>(anna.pane()->document().session().link());
    }));
    anna.trigger(ui::ActionId::NewWindow);
    QVERIFY(become([&] { return anna.pane(1) && anna.shown(1) == R"([{"insert":"before during\n"}])"; }));
    anna.trigger(ui::ActionId::Undo);
    QVERIFY(become([&] { return anna.shown(1) == R"([{"insert":"before \n"}])" || anna.shown(1) == R"([{"insert":"before\n"}])"; }));
}

QTEST_MAIN(TestConnectionStates)
#include "test_connection_states.moc"
