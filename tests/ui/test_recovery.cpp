// SPDX-License-Identifier: GPL-3.0-or-later
#include "served_document.h"
#include "profile.h"

#include "ui/chat_panel.h"
#include "ui/remark_box.h"
#include "ui/talk_control.h"

#include <QDirIterator>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <signal.h>

using namespace syngraph;
using ui::ConnectionKind;

// What was written and not sent outlives the program, and the start page leads back to it.
class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsentWordsAreOfferedAfterACrashAndSent();
    void theMarkGoesWithTheLastWindow();
    void reopeningAtOnceShowsTheWords();
    void twoEditorsOfOneProfileLoseAndDoubleNothing();
    void aJoinedDocumentOpensWithoutItsServer();
    void aDiskThatRefusesIsSaidAndTriedAgain();
    void aRemarkThatWasBegunIsThereAgain();
    void aMessageThatWasBegunIsThereAgain();
    void whatWasOpenIsOpenedAgainWhereThatIsWanted();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    static bool isShared(ui::DocumentPane *pane)
    {
        return pane && pane->document().facts().pending == 0
            && std::holds_alternative<session::Live>(pane->document().session().link());
    }
    static QList<QAbstractButton *> cards(ui::DocumentWindow &window)
    {
        QList<QAbstractButton *> found;
        for (auto *button : window.startPage().findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(u"Reopen "))
                found << button;
        }
        return found;
    }
    // What was begun to be said, on the disk.
    static bool keepsDrafts(const test::Profile &anna)
    {
        QDirIterator files(anna.dataFolder() + QStringLiteral("/replicas"), {QStringLiteral("*.draft")}, QDir::Files,
                           QDirIterator::Subdirectories);
        return files.hasNext();
    }
    static bool isOpenMarked(test::Profile &anna)
    {
        const auto recents = anna.program().preferences().recents();
        return !recents.empty() && recents.front().isOpen;
    }
    static bool write(test::Profile &anna, const char *text)
    {
        anna.pane()->edit().moveCursor(QTextCursor::End);
        test::type(anna.pane()->edit(), QString::fromLatin1(text));
        return become([&] { return isShared(anna.pane()); });
    }
};

void TestRecovery::unsentWordsAreOfferedAfterACrashAndSent()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "before"));
    const auto server = pid_t(anna.serverPid());
    ::kill(server, SIGSTOP);
    test::type(anna.pane()->edit(), QStringLiteral(" unsent"));
    anna.endProgram();

    anna.startProgram();
    anna.program().open({});
    QCOMPARE(cards(*anna.window()).size(), 1);
    QAbstractButton *card = cards(*anna.window()).front();
    QCOMPARE(card->text(), QStringLiteral("Reopen Untitled 1"));
    QVERIFY2(card->accessibleDescription().contains(u"kept here"), qPrintable(card->accessibleDescription()));
    card->click();
    QVERIFY(become([&] { return anna.pane() && anna.shown() == R"([{"insert":"before unsent\n"}])"; }));
    QVERIFY(!anna.pane()->edit().isReadOnly());
    QVERIFY(!isShared(anna.pane()));
    // the caret is where it was
    test::type(anna.pane()->edit(), QStringLiteral("!"));
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return isShared(anna.pane()); }));

    anna.trigger(ui::ActionId::NewWindow);
    QVERIFY(become([&] { return anna.pane(1) && isShared(anna.pane(1)); }));
    QVERIFY(become([&] { return anna.shown(1) == R"([{"insert":"before unsent!\n"}])"; }));
    anna.trigger(ui::ActionId::Undo);
    QCOMPARE(anna.shown(), QByteArray(R"([{"insert":"before unsent\n"}])"));
    anna.trigger(ui::ActionId::Undo);
    QVERIFY(become([&] { return isShared(anna.pane()) && anna.shown(1) == anna.shown(); }));
    QVERIFY2(!anna.shown().contains("unsent") && anna.shown().contains("before"), anna.shown());
}

void TestRecovery::theMarkGoesWithTheLastWindow()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "text"));
    anna.trigger(ui::ActionId::NewWindow);
    QVERIFY(become([&] { return isShared(anna.pane(1)); }));
    QVERIFY(isOpenMarked(anna));
    anna.window(1)->close();
    QTest::qWait(300);
    QVERIFY(isOpenMarked(anna));
    anna.trigger(ui::ActionId::StartPage);
    QVERIFY(cards(*anna.window(1)).isEmpty());
    anna.window(0)->close();
    QVERIFY(become([&] { return !isOpenMarked(anna); }));
    QVERIFY(QDir(anna.dataFolder() + QStringLiteral("/replicas/own")).entryList({QStringLiteral("*.journal")}).isEmpty());
}

void TestRecovery::reopeningAtOnceShowsTheWords()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "before"));
    anna.trigger(ui::ActionId::StartPage);
    ::kill(pid_t(anna.serverPid()), SIGSTOP);
    test::type(anna.pane(0)->edit(), QStringLiteral(" unsent"));
    anna.window(0)->close();
    QVERIFY(become([&] { return !anna.pane(0) && !anna.pane(1); }));
    ui::DocumentWindow *window = anna.program().windows().back();
    Q_EMIT window->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return window->pane() && test::Profile::shownIn(*window->pane()).contains("before unsent"); }));
    ::kill(pid_t(anna.serverPid()), SIGCONT);
    QVERIFY(become([&] { return isShared(window->pane()); }));
    QCOMPARE(test::Profile::shownIn(*window->pane()), QByteArray(R"([{"insert":"before unsent\n"}])"));
}

void TestRecovery::twoEditorsOfOneProfileLoseAndDoubleNothing()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "before"));
    auto second = anna.makeProgram();
    second->open({});
    ui::DocumentWindow *other = second->windows().front();
    QVERIFY(cards(*other).isEmpty());
    Q_EMIT other->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return isShared(other->pane()); }));
    ::kill(pid_t(anna.serverPid()), SIGSTOP);
    anna.pane()->edit().moveCursor(QTextCursor::End);
    test::type(anna.pane()->edit(), QStringLiteral(" first"));
    test::type(other->pane()->edit(), QStringLiteral("second "));
    anna.endProgram();
    second.reset();
    ::kill(pid_t(anna.serverPid()), SIGCONT);

    anna.startProgram();
    anna.program().open({});
    QCOMPARE(cards(*anna.window()).size(), 1);
    cards(*anna.window()).front()->click();
    QVERIFY(become([&] { return isShared(anna.pane()) && anna.shown() == R"([{"insert":"second before first\n"}])"; }));
    // nothing of it comes a second time
    anna.window()->close();
    QVERIFY(become([&] { return anna.program().windows().isEmpty(); }));
    QTest::qWait(300);
    anna.program().open({});
    QVERIFY(cards(*anna.window()).isEmpty());
    Q_EMIT anna.window()->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return isShared(anna.pane()) && anna.shown() == R"([{"insert":"second before first\n"}])"; }));
}

void TestRecovery::aJoinedDocumentOpensWithoutItsServer()
{
    test::ServerProcess server;
    QVERIFY(server.start());
    test::Profile ben(QStringLiteral("Ben"));
    test::Profile anna;
    app::Arguments arguments;
    arguments.targets = {test::addressOfNewDocument(server)};
    QVERIFY(!arguments.targets.front().isEmpty());
    anna.program().open(arguments);
    QVERIFY(become([&] { return isShared(anna.pane()); }));
    QVERIFY(write(anna, "shared"));
    anna.window()->close();
    QVERIFY(become([&] { return anna.program().windows().isEmpty() && !isOpenMarked(anna); }));
    server.kill();

    anna.endProgram();
    anna.startProgram();
    anna.program().open({});
    QVERIFY(cards(*anna.window()).isEmpty());
    Q_EMIT anna.window()->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return anna.pane() && anna.shown() == R"([{"insert":"shared\n"}])"; }));
    QVERIFY(!anna.pane()->edit().isReadOnly());
    anna.pane()->edit().moveCursor(QTextCursor::End);
    test::type(anna.pane()->edit(), QStringLiteral(" offline"));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::Offline; }));
    QVERIFY2(anna.pane()->words().text.contains(u"kept here"), qPrintable(anna.pane()->words().text));
    QVERIFY(server.start());
    QVERIFY(become([&] { return isShared(anna.pane()); }));

    ben.program().open(arguments);
    QVERIFY(become([&] { return isShared(ben.pane()) && ben.shown() == R"([{"insert":"shared offline\n"}])"; }));
}

void TestRecovery::aDiskThatRefusesIsSaidAndTriedAgain()
{
    test::ServerProcess server;
    QVERIFY(server.start());
    app::Arguments arguments;
    arguments.targets = {test::addressOfNewDocument(server)};
    test::Profile anna;
    // a file where the folder should be: refused for root too
    const QString folder = anna.dataFolder() + QStringLiteral("/replicas");
    QFile file(folder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    anna.program().open(arguments);
    QVERIFY(become([&] { return isShared(anna.pane()); }));
    QVERIFY(write(anna, "sent"));
    QVERIFY(anna.pane()->words().kind != ConnectionKind::NotKept);
    server.kill();
    test::type(anna.pane()->edit(), QStringLiteral(" unsent"));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::NotKept; }));
    QVERIFY2(anna.pane()->words().text.contains(folder), qPrintable(anna.pane()->words().text));
    // closing asks, and stays where the person does not want to lose it
    bool isAsked = false;
    QTimer::singleShot(100, this, [&] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        isAsked = box;
        if (box)
            box->button(QMessageBox::Cancel)->click();
    });
    anna.window()->close();
    QVERIFY(isAsked);
    QVERIFY(anna.pane());

    QVERIFY(file.remove());
    QVERIFY(become([&] { return anna.pane()->words().kind != ConnectionKind::NotKept; }));
    anna.endProgram();
    anna.startProgram();
    anna.program().open({});
    QCOMPARE(cards(*anna.window()).size(), 1);
    cards(*anna.window()).front()->click();
    QVERIFY(become([&] { return anna.pane() && anna.shown() == R"([{"insert":"sent unsent\n"}])"; }));
    QVERIFY(server.start());
    QVERIFY(become([&] { return isShared(anna.pane()); }));
}

void TestRecovery::aRemarkThatWasBegunIsThereAgain()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "one two three"));
    const auto draft = [&]() -> ui::ThreadCard * {
        for (ui::ThreadCard *card : anna.window()->talk().margin()->cards()) {
            if (card->isDraft())
                return card;
        }
        return nullptr;
    };
    const auto kept = [&] { return keepsDrafts(anna); };
    anna.pane()->edit().binding().setSelection({4, 7});
    anna.trigger(ui::ActionId::AddComment);
    QVERIFY(become(draft));
    test::type(*draft()->findChild<ui::RemarkBox *>(), QStringLiteral("why two"));
    QVERIFY(become(kept));
    anna.endProgram();

    anna.startProgram();
    anna.program().open({});
    QCOMPARE(cards(*anna.window()).size(), 1);
    cards(*anna.window()).front()->click();
    QVERIFY(become([&] { return isShared(anna.pane()) && draft(); }));
    QCOMPARE(draft()->written(), QStringLiteral("why two"));
    // closed in peace, and somebody has written before it meanwhile
    anna.pane()->edit().moveCursor(QTextCursor::Start);
    test::type(anna.pane()->edit(), QStringLiteral("zero "));
    QVERIFY(become([&] { return isShared(anna.pane()); }));
    anna.window()->close();
    QVERIFY(become([&] { return anna.program().windows().isEmpty() && !isOpenMarked(anna); }));
    anna.program().open({});
    Q_EMIT anna.window()->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return isShared(anna.pane()) && draft(); }));
    QTest::keyClick(draft()->findChild<ui::RemarkBox *>(), Qt::Key_Return);
    const auto &threads = [&]() -> const auto & { return anna.window()->talk().talk()->book().threads(); };
    QVERIFY(become([&] { return threads().size() == 1; }));
    QCOMPARE(threads().front().quote, QStringLiteral("two"));
    QCOMPARE(threads().front().remarks.front().text, QStringLiteral("why two"));
    QVERIFY(become([&] { return !kept(); }));
}

void TestRecovery::aMessageThatWasBegunIsThereAgain()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "one"));
    const auto kept = [&] { return keepsDrafts(anna); };
    const auto chat = [&]() -> ui::ChatPanel & { return anna.window()->talk().chat(); };
    QVERIFY(become([&] { return isShared(anna.pane()); }));
    anna.trigger(ui::ActionId::Chat);
    test::type(*chat().findChild<ui::RemarkBox *>(), QStringLiteral("who wrote"));
    QVERIFY(become(kept));
    anna.endProgram();

    anna.startProgram();
    anna.program().open({});
    QCOMPARE(cards(*anna.window()).size(), 1);
    cards(*anna.window()).front()->click();
    QVERIFY(become([&] { return isShared(anna.pane()) && chat().written() == u"who wrote"; }));
    // closed before the pause in which it is kept
    test::type(*chat().findChild<ui::RemarkBox *>(), QStringLiteral(" this?"));
    anna.window()->close();
    QVERIFY(become([&] { return anna.program().windows().isEmpty() && !isOpenMarked(anna); }));
    anna.program().open({});
    Q_EMIT anna.window()->recentRequested(anna.program().preferences().recents().front());
    QVERIFY(become([&] { return isShared(anna.pane()) && chat().written() == u"who wrote this?"; }));
    QTest::keyClick(chat().findChild<ui::RemarkBox *>(), Qt::Key_Return);
    QVERIFY(become([&] { return !kept() && chat().written().isEmpty(); }));
    QCOMPARE(anna.window()->talk().talk()->book().chat().back().text, QStringLiteral("who wrote this?"));
}

void TestRecovery::whatWasOpenIsOpenedAgainWhereThatIsWanted()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(write(anna, "first"));
    anna.pane()->edit().binding().setSelection(editor::Selection::caret(2));
    anna.trigger(ui::ActionId::StartPage);
    Q_EMIT anna.window(1)->newRequested();
    QVERIFY(become([&] { return anna.pane(1) && !anna.pane(1)->edit().isReadOnly(); }));
    test::type(anna.pane(1)->edit(), QStringLiteral("second"));
    QVERIFY(become([&] { return isShared(anna.pane(1)); }));
    const auto startAnew = [&] {
        anna.trigger(ui::ActionId::Quit);
        QVERIFY(become([&] { return anna.program().windows().isEmpty(); }));
        anna.endProgram();
        anna.startProgram();
        anna.program().open({});
    };
    // not unless it is asked for
    startAnew();
    QCOMPARE(anna.program().windows().size(), 1);
    QVERIFY(!anna.pane());
    anna.program().preferences().setReopens(true);
    startAnew();
    QVERIFY(!anna.pane());
    const auto recents = anna.program().preferences().recents();
    QCOMPARE(recents.size(), std::size_t(2));
    for (const ui::Recent &recent : recents)
        Q_EMIT anna.window()->recentRequested(recent);
    QVERIFY(become([&] { return anna.pane(1) && isShared(anna.pane()) && isShared(anna.pane(1)); }));
    startAnew();
    QCOMPARE(anna.program().windows().size(), 2);
    const auto shows = [&](int window, const char *text) { return anna.pane(window) && anna.shown(window).contains(text); };
    QVERIFY(become([&] { return (shows(0, "first") && shows(1, "second")) || (shows(1, "first") && shows(0, "second")); }));
    // each where it was left
    const int first = shows(0, "first") ? 0 : 1;
    QCOMPARE(anna.pane(first)->edit().binding().selection(), editor::Selection::caret(2));
    QCOMPARE(anna.pane(1 - first)->edit().binding().selection(), editor::Selection::caret(6));
}

QTEST_MAIN(TestRecovery)
#include "test_recovery.moc"
