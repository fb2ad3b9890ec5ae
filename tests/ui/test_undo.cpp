// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>

#include <signal.h>

using namespace syngraph;
using ui::ActionId;

// Own undo through two windows of one document whose changes cross (SEMANTICS 5), and how menus name the steps.
class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void undoTakesBackOnlyMyOwn_data();
    void undoTakesBackOnlyMyOwn();
    void menusNameTheStep_data();
    void menusNameTheStep();
    void theContextMenuNamesTheStepToo();
    void whatWasWrittenOfflineIsTakenBackWordByWord();
    void redoGoesBackToTheSameState();
    void whatADocumentBeganWithStays();
    void stepsOutliveClosingAndRestarting();
    void stepsOutliveBeingKilled();
    void cleanupTestCase() { m_anna.reset(); }

private:
    using Act = std::function<void(TestUndo &)>;

    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window) { return m_anna->pane(window)->edit(); }
    void select(int window, qint64 from, qint64 to) { edit(window).binding().setSelection({from, to}); }
    void type(int window, qint64 at, const char *text)
    {
        select(window, at, at);
        test::type(edit(window), QLatin1StringView(text));
    }
    void erase(int window, qint64 from, qint64 to)
    {
        select(window, from, to);
        QTest::keyClick(&edit(window), Qt::Key_Delete);
    }
    void format(int window, qint64 from, qint64 to, ActionId id)
    {
        select(window, from, to);
        m_anna->trigger(id, window);
    }
    void color(int window, qint64 from, qint64 to, const char *name)
    {
        select(window, from, to);
        edit(window).setFormat({{"color", model::Value::string(QString::fromLatin1(name))}});
    }
    // Keys that are shortcuts go to the active window.
    void press(int window, Qt::Key key)
    {
        m_anna->window(window)->activateWindow();
        edit(window).setFocus();
        QVERIFY(become([&] { return m_anna->window(window)->isActiveWindow(); }));
        QTest::keyClick(&edit(window), key, Qt::ControlModifier);
    }
    void undo(int window) { press(window, Qt::Key_Z); }
    bool isShared()
    {
        return m_anna->pane(0)->document().facts().pending == 0 && m_anna->pane(1)->document().facts().pending == 0
            && m_anna->pane(0)->document().session().revision() == m_anna->pane(1)->document().session().revision()
            && m_anna->shown(0) == m_anna->shown(1);
    }
    void begin(const char *text);
    void apart(const Act &anna, const Act &ben);

    std::unique_ptr<test::Profile> m_anna;
};

void TestUndo::initTestCase()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
}

// A document with this text, which neither window can take back.
void TestUndo::begin(const char *text)
{
    for (const int window : {0, 1}) {
        while (m_anna->pane(window)->document().session().edits().canUndo())
            m_anna->trigger(ActionId::Undo, window);
    }
    QVERIFY(become([&] { return isShared(); }));
    edit(0).selectAll();
    m_anna->trigger(ActionId::ClearFormat);
    for (const ActionId id : {ActionId::Body, ActionId::AlignLeft, ActionId::IndentLess})
        m_anna->trigger(id);
    QTest::keyClick(&edit(0), Qt::Key_Delete);
    // not typed, so that what is typed next begins a step
    QGuiApplication::clipboard()->setText(QString::fromLatin1(text));
    m_anna->trigger(ActionId::PastePlain);
    QVERIFY(become([&] { return isShared(); }));
}

// Both act before either knows of the other; which one the server takes first is up to the system.
void TestUndo::apart(const Act &anna, const Act &ben)
{
    const auto server = pid_t(m_anna->serverPid());
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    anna(*this);
    ben(*this);
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return isShared(); }));
}

void TestUndo::undoTakesBackOnlyMyOwn_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<Act>("anna");
    QTest::addColumn<Act>("ben");
    QTest::addColumn<QList<int>>("undoers");
    QTest::addColumn<QByteArrayList>("expected"); // where Anna is committed first, where Ben is
    const auto row = [](const char *name, const char *base, const Act &anna, const Act &ben, const QList<int> &undoers,
                        const char *expected, const char *benFirst = nullptr) {
        QTest::newRow(name) << QByteArray(base) << anna << ben << undoers
                            << QByteArrayList{expected, benFirst ? benFirst : expected};
    };
    const char *plain = R"([{"insert":"abcdef\n"}])";
    const char *bold = R"([{"insert":"abcdef","attributes":{"bold":true}},{"insert":"\n"}])";
    const char *blueText = R"([{"insert":"abcdef","attributes":{"color":"#0000ff"}},{"insert":"\n"}])";
    const Act boldAll = [](TestUndo &t) { t.format(0, 0, 6, ActionId::Bold); };
    const Act dropAll = [](TestUndo &t) { t.erase(1, 0, 6); };
    const Act annaDropsAll = [](TestUndo &t) { t.erase(0, 0, 6); };
    const Act annaTypesInside = [](TestUndo &t) { t.type(0, 3, "X"); };
    const Act benTypesInside = [](TestUndo &t) { t.type(1, 3, "X"); };
    const Act dropsThree = [](TestUndo &t) { t.erase(0, 0, 3); };
    const Act benDropsThree = [](TestUndo &t) { t.erase(1, 0, 3); };
    const Act dropsStart = [](TestUndo &t) { t.erase(0, 0, 4); };
    const Act dropsEnd = [](TestUndo &t) { t.erase(1, 2, 6); };
    const Act benBolds = [](TestUndo &t) { t.format(1, 0, 6, ActionId::Bold); };
    const Act red = [](TestUndo &t) { t.color(0, 0, 6, "#ff0000"); };
    const Act blue = [](TestUndo &t) { t.color(1, 0, 6, "#0000ff"); };
    row("U1", "start", [](TestUndo &t) { t.type(0, 5, " hello"); }, [](TestUndo &t) { t.type(1, 0, "B "); }, {0, 0},
        R"([{"insert":"B start\n"}])");
    row("U2 the writer", "abcdef", annaTypesInside, dropAll, {0}, R"([{"insert":"\n"}])");
    row("U2 the eraser", "abcdef", annaTypesInside, dropAll, {1}, R"([{"insert":"abcXdef\n"}])",
        R"([{"insert":"Xabcdef\n"}])");
    row("U3", "abcdef", annaDropsAll, benTypesInside, {0}, R"([{"insert":"Xabcdef\n"}])",
        R"([{"insert":"abcXdef\n"}])");
    row("U4 the first", "abc.", dropsThree, benDropsThree, {0}, R"([{"insert":"abc.\n"}])", R"([{"insert":"\n"}])");
    row("U4 the second", "abc.", dropsThree, benDropsThree, {1}, R"([{"insert":".\n"}])", R"([{"insert":"abc.\n"}])");
    row("U5", "abcdef", dropsStart, dropsEnd, {0, 1}, plain, R"([{"insert":"efabcd\n"}])");
    // what each took away is what the other had not: abcd and ef, or ab and cdef if Ben's was committed first
    row("U5 the other way", "abcdef", dropsStart, dropsEnd, {1, 0}, R"([{"insert":"efabcd\n"}])", R"([{"insert":"cdefab\n"}])");
    row("U6", "abcdef", boldAll, benTypesInside, {0}, R"([{"insert":"abcXdef\n"}])");
    row("U7 the first", "abcdef", boldAll, benBolds, {0}, plain, R"([{"insert":"\n"}])");
    row("U7 the second", "abcdef", boldAll, benBolds, {1}, bold, plain);
    row("U8 one after the other", "abcdef", red, blue, {1, 0}, plain, blueText);
    // red has no effect any more, so the step before it is taken: the text
    row("U8 the loser", "abcdef", red, blue, {0}, R"([{"insert":"\n"}])", blueText);
    row("U10", "abcdef", [](TestUndo &t) { t.format(0, 0, 0, ActionId::Heading1); },
        [](TestUndo &t) {
            t.select(1, 3, 3);
            QTest::keyClick(&t.edit(1), Qt::Key_Return);
        },
        {0}, R"([{"insert":"abc\ndef\n"}])");
}

void TestUndo::undoTakesBackOnlyMyOwn()
{
    QFETCH(QByteArray, base);
    QFETCH(Act, anna);
    QFETCH(Act, ben);
    QFETCH(QList<int>, undoers);
    QFETCH(QByteArrayList, expected);
    begin(base);
    if (!QTest::currentTestFailed())
        apart(anna, ben);
    for (const int window : undoers) {
        undo(window);
        QVERIFY(become([&] { return isShared(); }));
    }
    QVERIFY2(expected.contains(m_anna->shown(0)), m_anna->shown(0));
}

void TestUndo::menusNameTheStep_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("undo");
    const auto row = [](const char *name, const Act &act) { QTest::newRow(name) << act << QString::fromLatin1(name); };
    row("Typing", [](TestUndo &t) { t.type(0, 3, "x"); });
    row("Deletion", [](TestUndo &t) { t.erase(0, 0, 2); });
    row("Bold", [](TestUndo &t) { t.format(0, 0, 2, ActionId::Bold); });
    row("Italic", [](TestUndo &t) { t.format(0, 0, 2, ActionId::Italic); });
    row("Text Colour", [](TestUndo &t) { t.color(0, 0, 2, "#ff0000"); });
    row("Paragraph Style", [](TestUndo &t) { t.format(0, 0, 0, ActionId::Heading2); });
    row("List", [](TestUndo &t) { t.format(0, 0, 0, ActionId::Bullets); });
    row("Alignment", [](TestUndo &t) { t.format(0, 0, 0, ActionId::AlignRight); });
    row("Indent", [](TestUndo &t) { t.format(0, 0, 0, ActionId::IndentMore); });
    row("Line Spacing", [](TestUndo &t) { t.format(0, 0, 0, ActionId::LinesDouble); });
    row("Horizontal Line", [](TestUndo &t) { t.format(0, 2, 2, ActionId::InsertRule); });
    row("Page Break", [](TestUndo &t) { t.format(0, 2, 2, ActionId::InsertPageBreak); });
    row("Paste", [](TestUndo &t) {
        t.select(0, 0, 3);
        t.m_anna->trigger(ActionId::Copy);
        t.select(0, 3, 3);
        t.m_anna->trigger(ActionId::Paste);
    });
}

void TestUndo::menusNameTheStep()
{
    QFETCH(Act, act);
    QFETCH(QString, undo);
    begin("abcdef");
    const auto text = [this](ActionId id) { return m_anna->window(0)->actions()[id].text(); };
    act(*this);
    QVERIFY(become([&] { return text(ActionId::Undo) == QStringLiteral("&Undo ") + undo; }));
    m_anna->trigger(ActionId::Undo);
    QVERIFY(become([&] { return text(ActionId::Redo) == QStringLiteral("&Redo ") + undo; }));
    QVERIFY(m_anna->window(0)->actions()[ActionId::Redo].isEnabled());
    // the one before: the text that the document began with
    QCOMPARE(text(ActionId::Undo), QStringLiteral("&Undo Paste"));
    m_anna->trigger(ActionId::Redo);
    QVERIFY(become([&] { return text(ActionId::Undo) == QStringLiteral("&Undo ") + undo; }));
    QVERIFY(become([&] { return text(ActionId::Redo) == u"&Redo"; }));
    QVERIFY(become([&] { return isShared(); }));
}

void TestUndo::theContextMenuNamesTheStepToo()
{
    begin("abcdef");
    format(0, 0, 3, ActionId::Bold);
    QStringList texts;
    const auto watch = connect(&edit(0), &editor::RichTextEdit::contextMenuAboutToShow, this, [&](QMenu *menu, qint64) {
        for (const QAction *action : menu->actions())
            texts << action->text();
        menu->actions().front()->trigger();
        QTimer::singleShot(0, menu, &QMenu::close);
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(50, 50), edit(0).mapToGlobal(QPoint(50, 50)));
    QCoreApplication::sendEvent(&edit(0), &event);
    disconnect(watch);
    QCOMPARE(texts.value(0), QStringLiteral("&Undo Bold"));
    QCOMPARE(texts.value(1), QStringLiteral("&Redo"));
    QCOMPARE(m_anna->shown(0), QByteArray(R"([{"insert":"abcdef\n"}])"));
}

void TestUndo::whatWasWrittenOfflineIsTakenBackWordByWord()
{
    begin("start");
    apart(
        [](TestUndo &t) {
            t.type(0, 5, " one");
            QTest::qWait(1100); // a pause ends the step
            t.type(0, 9, " two");
        },
        [](TestUndo &t) { t.type(1, 0, "B "); });
    undo(0);
    QVERIFY(become([&] { return isShared(); }));
    QVERIFY2(m_anna->shown(0).startsWith("[{\"insert\":\"B start one"), m_anna->shown(0));
    QVERIFY(!m_anna->shown(0).contains("two"));
}

void TestUndo::redoGoesBackToTheSameState()
{
    begin("abcdef");
    type(0, 6, "X");
    QVERIFY(become([&] { return isShared(); }));
    undo(0);
    type(1, 0, "B");
    QVERIFY(become([&] { return isShared(); }));
    const QByteArray between = m_anna->shown(0);
    press(0, Qt::Key_Y);
    QVERIFY(become([&] { return isShared() && m_anna->shown(0) == R"([{"insert":"BabcdefX\n"}])"; }));
    undo(0);
    QVERIFY(become([&] { return isShared(); }));
    QCOMPARE(m_anna->shown(0), between);
}

// A copy or the welcome document: nobody has written that, so nobody takes it back.
void TestUndo::whatADocumentBeganWithStays()
{
    const qsizetype before = m_anna->program().windows().size();
    m_anna->trigger(ActionId::Welcome);
    QVERIFY(become([&] { return m_anna->program().windows().size() > before; }));
    const int last = int(m_anna->program().windows().size()) - 1;
    QVERIFY(become([&] { return m_anna->pane(last) && m_anna->shown(last).contains("Welcome"); }));
    const QByteArray content = m_anna->shown(last);
    QVERIFY(!m_anna->window(last)->actions()[ActionId::Undo].isEnabled());
    test::type(edit(last), QStringLiteral("x"));
    QVERIFY(become([&] { return m_anna->window(last)->actions()[ActionId::Undo].isEnabled(); }));
    m_anna->trigger(ActionId::Undo, last);
    QVERIFY(become([&] { return m_anna->shown(last) == content; }));
    QVERIFY(!m_anna->window(last)->actions()[ActionId::Undo].isEnabled());
}

namespace {

bool become(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 60'000);
}

bool isThere(ui::DocumentPane *pane)
{
    return pane && !pane->edit().isReadOnly() && pane->document().facts().pending == 0
        && std::holds_alternative<session::Live>(pane->document().session().link());
}

// A thousand steps and more, in a document of their own.
bool writeSteps(test::Profile &person, int steps)
{
    if (!person.openNew())
        return false;
    editor::RichTextEdit &edit = person.pane()->edit();
    for (int i = 0; i < steps; ++i) {
        edit.run([&](const model::Document &document, const editor::Selection &) {
            return editor::Edit{model::Delta().retain(document.length() - 1).insert(QString::number(i % 10)), std::nullopt,
                                editor::EditKind::Command};
        });
    }
    return become([&] { return isThere(person.pane()); });
}

void reopen(test::Profile &person)
{
    const auto recents = person.program().preferences().recents();
    QVERIFY(!recents.empty());
    Q_EMIT person.window()->recentRequested(recents.front());
    QVERIFY(become([&] { return isThere(person.pane()); }));
}

void undoAll(test::Profile &person, int steps)
{
    for (int i = 0; i < steps; ++i)
        person.trigger(ActionId::Undo);
    QVERIFY(become([&] { return isThere(person.pane()); }));
    QCOMPARE(person.shown(), QByteArray(R"([{"insert":"\n"}])"));
}

} // namespace

void TestUndo::stepsOutliveClosingAndRestarting()
{
    constexpr int kSteps = 1000;
    test::Profile ben(QStringLiteral("Ben"));
    QVERIFY(writeSteps(ben, kSteps));
    // in this program, and in the next one
    ben.trigger(ActionId::StartPage);
    ben.window(0)->close();
    QVERIFY(become([&] { return ben.program().windows().size() == 1; }));
    QVERIFY(become([&] { return !ben.program().preferences().recents().front().isOpen; }));
    reopen(ben);
    QVERIFY(ben.window()->actions()[ActionId::Undo].isEnabled());
    ben.window(0)->close();
    QVERIFY(become([&] { return !ben.program().preferences().recents().front().isOpen; }));
    ben.endProgram();
    ben.startProgram();
    ben.program().open({});
    reopen(ben);
    QVERIFY2(ben.window()->actions()[ActionId::Undo].text().contains(u"Typing"), qPrintable(ben.window()->actions()[ActionId::Undo].text()));
    undoAll(ben, kSteps);
    ben.trigger(ActionId::Redo);
    QCOMPARE(ben.shown(), QByteArray(R"([{"insert":"0\n"}])"));
}

// Without a word to anybody, and with the server too.
void TestUndo::stepsOutliveBeingKilled()
{
    test::Profile ben(QStringLiteral("Ben"));
    QVERIFY(writeSteps(ben, 20));
    ::kill(pid_t(ben.serverPid()), SIGKILL);
    ben.endProgram();
    ben.startProgram();
    ben.program().open({});
    reopen(ben);
    undoAll(ben, 20);
}

QTEST_MAIN(TestUndo)
#include "test_undo.moc"
