// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QScrollBar>
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

// Neither does the bar that says so move the text.
void TestConnectionStates::aHungServerIsNamedAndTypingGoesOn()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    editor::RichTextEdit &edit = anna.pane()->edit();
    test::type(edit, QString(60, u'\r') + QStringLiteral("before"));
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    const int height = edit.height();
    const auto server = pid_t(anna.serverPid());
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    test::type(edit, QStringLiteral(" during"));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::Sending; }));
    edit.verticalScrollBar()->setValue(edit.verticalScrollBar()->maximum() - 200);
    const auto caret = [&] { return edit.viewport()->mapTo(anna.window(), edit.cursorRect().topLeft()); };
    const QPoint before = caret();
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::NotAnswering; }));
    QVERIFY(edit.height() < height);
    QCOMPARE(caret(), before);
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0 && edit.height() == height; }));
    QCOMPARE(caret(), before);
    ::kill(server, SIGSTOP);
    test::type(edit, QStringLiteral(" still"));
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    QVERIFY2(anna.shown().endsWith("\\nbefore during still\\n\"}]"), anna.shown());
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
