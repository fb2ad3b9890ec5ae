// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QTest>

using namespace syngraph;
using ui::ActionId;

// Every action of a window on a document that a real server holds; a second window shows the same.
class TestDocumentWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewDocumentIsThereToWriteIn();
    void eachFormatActionIsSeenInTheSecondWindow_data();
    void eachFormatActionIsSeenInTheSecondWindow();
    void undoTakesBackOnlyWhatThisWindowDid();
    void anUntouchedDocumentLeavesNoTrace();
    void theStartPageComesFirst();
    void cleanupTestCase() { m_anna.reset(); }

private:
    // One person for the many rows: starting and ending a server takes its time.
    std::unique_ptr<test::Profile> m_anna;

    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 10'000); }
    // A second window on the document of the first.
    static bool openSecond(test::Profile &anna)
    {
        anna.trigger(ActionId::NewWindow);
        return become([&] { return anna.pane(1) && !anna.pane(1)->edit().isReadOnly(); });
    }
};

void TestDocumentWindow::aNewDocumentIsThereToWriteIn()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QCOMPARE(anna.window()->windowTitle(), QStringLiteral("Untitled 1 — Syngraph"));
    test::type(anna.pane()->edit(), QStringLiteral("Hello"));
    QCOMPARE(anna.shown(), QByteArray(R"([{"insert":"Hello\n"}])"));
    QVERIFY(become([&] { return anna.pane()->words().text == u"Only on this computer · saved"; }));
    QVERIFY(openSecond(anna));
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
}

void TestDocumentWindow::eachFormatActionIsSeenInTheSecondWindow_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, ActionId id, const char *expected) {
        QTest::newRow(name) << int(id) << QByteArray(expected);
    };
    row("bold", ActionId::Bold, R"("attributes":{"bold":true})");
    row("italic", ActionId::Italic, R"({"italic":true})");
    row("underline", ActionId::Underline, R"({"underline":true})");
    row("strike", ActionId::Strike, R"({"strike":true})");
    row("code", ActionId::Code, R"({"code":true})");
    row("superscript", ActionId::Superscript, R"({"script":"super"})");
    row("subscript", ActionId::Subscript, R"({"script":"sub"})");
    row("title", ActionId::Title, R"({"block":"title"})");
    row("heading 1", ActionId::Heading1, R"({"block":"h1"})");
    row("heading 6", ActionId::Heading6, R"({"block":"h6"})");
    row("quote", ActionId::Quote, R"({"block":"quote"})");
    row("code block", ActionId::CodeBlock, R"({"block":"code"})");
    row("bullets", ActionId::Bullets, R"({"block":"bullet"})");
    row("numbers", ActionId::Numbers, R"({"block":"ordered"})");
    row("checks", ActionId::Checks, R"({"block":"check"})");
    row("indent", ActionId::IndentMore, R"({"indent":1})");
    row("centre", ActionId::AlignCenter, R"({"align":"center"})");
    row("right", ActionId::AlignRight, R"({"align":"right"})");
    row("justify", ActionId::AlignJustify, R"({"align":"justify"})");
    row("rule", ActionId::InsertRule, R"({"insert":{"rule":{}}})");
    row("page break", ActionId::InsertPageBreak, R"({"insert":{"pagebreak":{}}})");
    row("delete", ActionId::Delete, R"([{"insert":"\n"}])");
}

void TestDocumentWindow::eachFormatActionIsSeenInTheSecondWindow()
{
    QFETCH(int, id);
    QFETCH(QByteArray, expected);
    if (!m_anna)
        m_anna = std::make_unique<test::Profile>();
    test::Profile &anna = *m_anna;
    QVERIFY(become([&] { return !anna.window(); }));
    QVERIFY(anna.openNew());
    QVERIFY(openSecond(anna));
    test::type(anna.pane()->edit(), QStringLiteral("word"));
    anna.trigger(ActionId::SelectAll);
    QTest::qWait(1);
    anna.trigger(ActionId(id));
    QVERIFY2(anna.shown().contains(expected), anna.shown());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
    anna.trigger(ActionId::Undo);
    QCOMPARE(anna.shown(), QByteArray(R"([{"insert":"word\n"}])"));
    anna.trigger(ActionId::Redo);
    QVERIFY2(anna.shown().contains(expected), anna.shown());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
    anna.trigger(ActionId::Quit);
}

void TestDocumentWindow::undoTakesBackOnlyWhatThisWindowDid()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    QVERIFY(openSecond(anna));
    test::type(anna.pane(0)->edit(), QStringLiteral("mine"));
    QVERIFY(become([&] { return anna.shown(1).contains("mine"); }));
    anna.pane(1)->edit().moveCursor(QTextCursor::End);
    test::type(anna.pane(1)->edit(), QStringLiteral(" theirs"));
    QVERIFY(become([&] { return anna.shown(0).contains("mine theirs"); }));
    anna.trigger(ActionId::Undo, 0);
    QVERIFY(become([&] { return anna.shown(1) == R"([{"insert":" theirs\n"}])"; }));
    QCOMPARE(anna.shown(0), anna.shown(1));
}

void TestDocumentWindow::anUntouchedDocumentLeavesNoTrace()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    anna.window()->close();
    QVERIFY(become([&] {
        const auto files = QDir(anna.folder() + QStringLiteral("/data/documents")).entryList({QStringLiteral("*.syngraph")});
        return files.isEmpty();
    }));
    QVERIFY(anna.program().preferences().recents().empty());
}

void TestDocumentWindow::theStartPageComesFirst()
{
    test::Profile anna;
    anna.program().open({});
    QVERIFY(anna.window());
    QVERIFY(!anna.pane());
    QVERIFY(anna.window()->startPage().isVisible());
}

QTEST_MAIN(TestDocumentWindow)
#include "test_document_window.moc"
