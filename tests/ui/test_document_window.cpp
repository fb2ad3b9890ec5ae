// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"
#include "profile.h"

#include "editor/edit_commands.h"
#include "editor/list_marker.h"
#include "ui/format_toolbar.h"
#include "ui/start_page.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFontComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextList>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

using namespace syngraph;
using ui::ActionId;

// Every action of a window on a document that a real server holds; a second window shows the same.
class TestDocumentWindow : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void takeOpened(const QUrl &url) { m_opened << url; }

private Q_SLOTS:
    void aNewDocumentIsThereToWriteIn();
    void typingChangesNoActionThatStaysAsItIs();
    void eachFormatActionIsSeenInTheSecondWindow_data();
    void eachFormatActionIsSeenInTheSecondWindow();
    void spacingIsChosenInADialog();
    void numberingIsRestartedAndContinued();
    void theToolbarsChoicesAreSeenInTheSecondWindow_data();
    void theToolbarsChoicesAreSeenInTheSecondWindow();
    void theBoxesOfTheToolbarChangeNothingByThemselves();
    void aParagraphFromRightToLeftIsAlignedLeft();
    void whatIsNoListHasNoNumber();
    void theStyleBoxShowsWhatStylesLookLike();
    void aLinkIsMadeChangedAndRemoved();
    void aLinkShowsWhereItGoesBeforeItIsOpened();
    void anItemIsTickedOff();
    void undoTakesBackOnlyWhatThisWindowDid();
    void whatIsPinnedStaysAbove();
    void whatIsOpenAlreadyComesToTheFront();
    void droppedDocumentsAreOpened();
    void addressesArePastedAsText();
    void anUntouchedDocumentLeavesNoTrace();
    void theStartPageComesFirst();
    void aNarrowStartPageIsOneColumn();
    void cleanupTestCase() { m_anna.reset(); }

private:
    // One person for the many rows: starting and ending a server takes its time, and so do windows.
    QList<QUrl> m_opened;
    std::unique_ptr<test::Profile> m_anna;

    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    // Two windows on a document of the person of the many rows that says "word", selected in the first.
    bool openWord()
    {
        if (!m_anna) {
            m_anna = std::make_unique<test::Profile>();
            if (!m_anna->openNew() || !openSecond(*m_anna))
                return false;
        }
        editor::RichTextEdit &edit = m_anna->pane()->edit();
        const model::Document &now = edit.binding().mirror();
        model::Attributes nothing;
        for (const model::Attribute &attribute : now.runAt(now.length() - 1).attributes.entries())
            nothing = nothing.with(attribute.key, model::Value::null());
        model::Delta change;
        change.remove(now.length() - 1).retain(1, nothing);
        edit.binding().applyLocal({change.chop(), editor::Selection::caret(0)});
        test::type(edit, QStringLiteral("word"));
        m_anna->trigger(ActionId::SelectAll);
        QTest::qWait(1);
        return m_anna->shown() == R"([{"insert":"word\n"}])";
    }
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

// Each change of an action is drawn, in the toolbar and the menus.
void TestDocumentWindow::typingChangesNoActionThatStaysAsItIs()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("Hello"));
    QVERIFY(become([&] { return anna.pane()->words().text == u"Only on this computer · saved"; }));
    // what the line's format is, is looked at a moment later
    QVERIFY(become([&] { return anna.window()->actions()[ActionId::LinesStandard].isChecked(); }));
    QStringList changed;
    for (const QAction *action : anna.window()->findChildren<QAction *>())
        connect(action, &QAction::changed, this, [&changed, action] { changed.append(action->text()); });
    test::type(anna.pane()->edit(), QStringLiteral(" you"));
    QVERIFY(become([&] { return anna.pane()->document().session().pendingCount() == 0; }));
    for (const QAction *action : anna.window()->findChildren<QAction *>())
        action->disconnect(this);
    QCOMPARE(changed, QStringList());
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
    row("heading 2", ActionId::Heading2, R"({"block":"h2"})");
    row("heading 3", ActionId::Heading3, R"({"block":"h3"})");
    row("heading 4", ActionId::Heading4, R"({"block":"h4"})");
    row("heading 5", ActionId::Heading5, R"({"block":"h5"})");
    row("heading 6", ActionId::Heading6, R"({"block":"h6"})");
    row("quote", ActionId::Quote, R"({"block":"quote"})");
    row("code block", ActionId::CodeBlock, R"({"block":"code"})");
    row("bullets", ActionId::Bullets, R"({"block":"bullet"})");
    row("numbers", ActionId::Numbers, R"({"block":"ordered"})");
    row("checks", ActionId::Checks, R"({"block":"check"})");
    row("numbers by letters", ActionId::NumbersLowerLetters, R"({"block":"ordered","numbering":"a"})");
    row("numbers by large letters", ActionId::NumbersUpperLetters, R"({"block":"ordered","numbering":"A"})");
    row("roman numbers", ActionId::NumbersLowerRoman, R"({"block":"ordered","numbering":"i"})");
    row("large roman numbers", ActionId::NumbersUpperRoman, R"({"block":"ordered","numbering":"I"})");
    row("usual numbers", ActionId::NumbersArabic, R"({"block":"ordered"})");
    row("indent", ActionId::IndentMore, R"({"indent":1})");
    row("centre", ActionId::AlignCenter, R"({"align":"center"})");
    row("right", ActionId::AlignRight, R"({"align":"right"})");
    row("justify", ActionId::AlignJustify, R"({"align":"justify"})");
    row("from left to right", ActionId::DirectionLeftToRight, R"({"dir":"ltr"})");
    row("from right to left", ActionId::DirectionRightToLeft, R"({"dir":"rtl"})");
    row("lines apart", ActionId::LinesSingle, R"({"spacing":1})");
    row("lines a little further apart", ActionId::LinesWider, R"({"spacing":1.15})");
    row("half a line between lines", ActionId::LinesHalf, R"({"spacing":1.5})");
    row("a line between lines", ActionId::LinesDouble, R"({"spacing":2})");
    row("rule", ActionId::InsertRule, R"({"insert":{"rule":{}}})");
    row("line break", ActionId::InsertLineBreak, "[{\"insert\":\"\u2028\\n\"}]");
    row("page break", ActionId::InsertPageBreak, R"({"insert":{"pagebreak":{}}})");
    row("delete", ActionId::Delete, R"([{"insert":"\n"}])");
}

void TestDocumentWindow::eachFormatActionIsSeenInTheSecondWindow()
{
    QFETCH(int, id);
    QFETCH(QByteArray, expected);
    QVERIFY(openWord());
    test::Profile &anna = *m_anna;
    anna.trigger(ActionId(id));
    QVERIFY2(anna.shown().contains(expected), anna.shown());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
    anna.trigger(ActionId::Undo);
    QCOMPARE(anna.shown(), QByteArray(R"([{"insert":"word\n"}])"));
    anna.trigger(ActionId::Redo);
    QVERIFY2(anna.shown().contains(expected), anna.shown());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
}

void TestDocumentWindow::spacingIsChosenInADialog()
{
    QVERIFY(openWord());
    test::Profile &anna = *m_anna;
    const auto box = [](QDialog &dialog, const char *name) {
        const auto boxes = dialog.findChildren<QDoubleSpinBox *>();
        return *std::ranges::find(boxes, QString::fromLatin1(name), &QDoubleSpinBox::accessibleName);
    };
    test::DialogAnswers answers;
    const auto choose = [&](std::function<void(QDialog &)> arrange) {
        answers.confirm(arrange);
        anna.trigger(ActionId::Spacing);
    };
    choose([&](QDialog &dialog) {
        QVERIFY(box(dialog, "Space above")->text().startsWith(u"Standard"));
        box(dialog, "Space above")->setValue(12);
        box(dialog, "Space below")->setValue(0);
        box(dialog, "Lines apart")->setValue(1.35);
    });
    QVERIFY2(anna.shown().contains(R"({"after":0,"before":12,"spacing":1.35})"), anna.shown());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
    QCOMPARE(anna.window()->actions()[ActionId::Undo].text(), QStringLiteral("&Undo Formatting"));
    choose([&](QDialog &dialog) {
        QCOMPARE(box(dialog, "Lines apart")->value(), 1.35);
        box(dialog, "Space below")->setValue(box(dialog, "Space below")->minimum());
    });
    QVERIFY2(anna.shown().contains(R"({"before":12,"spacing":1.35})"), anna.shown());
    anna.trigger(ActionId::LinesStandard);
    QVERIFY2(anna.shown().contains(R"({"before":12})"), anna.shown());
    QVERIFY(anna.window()->actions()[ActionId::LinesStandard].isChecked());
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0); }));
    // what the model does not have is as near as it can be
    choose([&](QDialog &dialog) { box(dialog, "Lines apart")->setValue(0.47); });
    QVERIFY2(anna.shown().contains("\"spacing\":0.5"), anna.shown());
}

void TestDocumentWindow::numberingIsRestartedAndContinued()
{
    QVERIFY(openWord());
    test::Profile &anna = *m_anna;
    const ui::Actions &actions = anna.window()->actions();
    QVERIFY(become([&] { return !actions[ActionId::RestartNumbers].isEnabled(); }));
    anna.pane()->edit().binding().setSelection(editor::Selection::caret(4));
    anna.trigger(ActionId::Numbers);
    QTest::keyClick(&anna.pane()->edit(), Qt::Key_Return);
    test::type(anna.pane()->edit(), QStringLiteral("two"));
    QVERIFY(become([&] { return actions[ActionId::RestartNumbers].isEnabled(); }));
    anna.trigger(ActionId::RestartNumbers);
    QVERIFY2(anna.shown().endsWith(R"({"insert":"two"},{"insert":"\n","attributes":{"block":"ordered","start":1}}])"), anna.shown());
    const auto numberIn = [&](int window) {
        const QTextBlock last = anna.pane(window)->edit().document()->lastBlock();
        return last.textList() ? editor::itemText(*last.textList(), last) : QString();
    };
    QVERIFY(become([&] { return anna.shown(1) == anna.shown(0) && numberIn(1) == u"1."; }));
    QVERIFY(become([&] { return actions[ActionId::Undo].text() == u"&Undo Numbering"; }));
    anna.trigger(ActionId::ContinueNumbers);
    QVERIFY(become([&] { return numberIn(0) == u"2." && numberIn(1) == u"2."; }));
    anna.trigger(ActionId::Undo);
    QVERIFY(become([&] { return numberIn(0) == u"1." && numberIn(1) == u"1."; }));
    anna.trigger(ActionId::Undo);
    QVERIFY(become([&] { return numberIn(0) == u"2." && numberIn(1) == u"2."; }));
}

void TestDocumentWindow::theToolbarsChoicesAreSeenInTheSecondWindow_data()
{
    QTest::addColumn<std::function<void(QWidget & window)>>("choose");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, std::function<void(QWidget &)> choose, const char *expected) {
        QTest::newRow(name) << choose << QByteArray(expected);
    };
    const auto enter = [](QComboBox &box, const char *text) {
        box.lineEdit()->setText(QString::fromLatin1(text));
        QTest::keyClick(box.lineEdit(), Qt::Key_Return);
    };
    const auto box = [](QWidget &window, const char *name) {
        const auto boxes = window.findChildren<QComboBox *>();
        return *std::ranges::find(boxes, QString::fromLatin1(name), &QComboBox::accessibleName);
    };
    const auto swatch = [](QWidget &window, const char *button, const char *color) {
        for (auto *tool : window.findChildren<QToolButton *>()) {
            if (tool->accessibleName() != QLatin1StringView(button))
                continue;
            const auto swatches = tool->menu()->findChildren<QToolButton *>();
            (*std::ranges::find(swatches, QString::fromLatin1(color), &QToolButton::accessibleName))->click();
        }
    };
    row("font", [=](QWidget &window) { enter(*box(window, "Font"), "DejaVu Serif"); }, R"({"font":"DejaVu Serif"})");
    row("size", [=](QWidget &window) { enter(*box(window, "Font size"), "17.5"); }, R"({"size":17.5})");
    row("size with a comma", [=](QWidget &window) { enter(*box(window, "Font size"), "17,5"); }, R"({"size":17.5})");
    row("no size", [=](QWidget &window) { enter(*box(window, "Font size"), "huge"); }, R"([{"insert":"word\n"}])");
    row("back to the standard font", [=](QWidget &window) {
        enter(*box(window, "Font"), "DejaVu Serif");
        enter(*box(window, "Font"), "Standard");
    }, R"([{"insert":"word\n"}])");
    row("text colour", [=](QWidget &window) { swatch(window, "Text Colour", "Red"); }, R"({"color":"#c81e1e"})");
    row("highlight", [=](QWidget &window) { swatch(window, "Highlight", "Yellow"); }, R"({"background":"#fef08a"})");
    row("style", [=](QWidget &window) {
        QComboBox &styles = *box(window, "Paragraph style");
        styles.setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(i == 0 ? static_cast<QWidget *>(&styles) : styles.view(), Qt::Key_Down); // the first opens it
        QTest::keyClick(styles.view(), Qt::Key_Return);
    }, R"({"block":"h1"})");
    row("highlight by keys", [=](QWidget &window) {
        for (auto *tool : window.findChildren<QToolButton *>()) {
            if (tool->accessibleName() != u"Highlight")
                continue;
            tool->menu()->popup(QPoint());
            const auto press = [&](Qt::Key key) {
                QWidget *focus = tool->menu()->focusWidget();
                QTest::keyClick(focus ? focus : tool->menu(), key);
            };
            for (const Qt::Key one : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_Down,
                                      Qt::Key_Right, Qt::Key_Return})
                press(one);
        }
    }, R"({"background":"#99f6e4"})");
}

void TestDocumentWindow::theToolbarsChoicesAreSeenInTheSecondWindow()
{
    QFETCH(const std::function<void(QWidget & window)>, choose);
    QFETCH(const QByteArray, expected);
    QVERIFY(openWord());
    choose(*m_anna->window());
    QVERIFY2(m_anna->shown().contains(expected), m_anna->shown());
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(0); }));
}

// By the wheel, or by keys that only go through what there is.
void TestDocumentWindow::theBoxesOfTheToolbarChangeNothingByThemselves()
{
    QVERIFY(openWord());
    const auto boxes = m_anna->window()->findChild<ui::FormatToolbar *>()->findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 3);
    for (QComboBox *box : boxes) {
        const QString shown = box->currentText();
        QVERIFY2(box->itemText(box->currentIndex()) == shown, qPrintable(shown));
        box->setFocus();
        const QPoint middle = box->rect().center();
        QWheelEvent turn(middle, box->mapToGlobal(middle), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &turn);
        QTest::keyClick(box, Qt::Key_Down);
        QVERIFY2(box->view()->isVisible(), qPrintable(shown));
        QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QVERIFY(become([&] { return !box->view()->isVisible(); }));
        QCOMPARE(box->currentText(), shown);
        QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"word\n"}])"));
    }
    QCOMPARE(boxes[1]->currentText(), QStringLiteral("Standard"));
    m_anna->pane()->edit().setFocus();
}

void TestDocumentWindow::aParagraphFromRightToLeftIsAlignedLeft()
{
    QVERIFY(openWord());
    const auto &actions = m_anna->window()->actions();
    QVERIFY(become([&] { return actions[ActionId::AlignLeft].isChecked(); }));
    m_anna->trigger(ActionId::DirectionRightToLeft);
    QVERIFY(become([&] { return actions[ActionId::AlignRight].isChecked() && !actions[ActionId::AlignLeft].isChecked(); }));
    m_anna->trigger(ActionId::AlignLeft);
    QVERIFY2(m_anna->shown().contains(R"({"align":"left","dir":"rtl"})"), m_anna->shown());
    QVERIFY(become([&] { return actions[ActionId::AlignLeft].isChecked() && m_anna->shown(1) == m_anna->shown(0); }));
    // by its letters too
    m_anna->trigger(ActionId::AlignRight);
    m_anna->trigger(ActionId::DirectionByText);
    m_anna->pane()->edit().run([](const model::Document &document, const editor::Selection &) {
        return editor::commands::insertText(document, {0, document.length() - 1}, QStringLiteral("\u05e9\u05dc\u05d5\u05dd"), {});
    });
    m_anna->trigger(ActionId::AlignLeft);
    QVERIFY2(m_anna->shown().contains(R"({"align":"left"})"), m_anna->shown());
}

void TestDocumentWindow::whatIsNoListHasNoNumber()
{
    for (const bool byBox : {false, true}) {
        QVERIFY(openWord());
        m_anna->trigger(ActionId::NumbersLowerLetters);
        m_anna->trigger(ActionId::RestartNumbers);
        QVERIFY2(m_anna->shown().contains("numbering"), m_anna->shown());
        if (byBox)
            Q_EMIT m_anna->window()->findChild<ui::FormatToolbar *>()->styleChosen(editor::BlockStyle::Quote);
        else
            m_anna->trigger(ActionId::Body);
        const QByteArray expected = byBox ? R"([{"insert":"word"},{"insert":"\n","attributes":{"block":"quote"}}])" : R"([{"insert":"word\n"}])";
        QCOMPARE(m_anna->shown(), expected);
        QVERIFY(become([&] { return m_anna->shown(1) == expected; }));
    }
}

void TestDocumentWindow::theStyleBoxShowsWhatStylesLookLike()
{
    QVERIFY(openWord());
    const auto boxes = m_anna->window()->findChildren<QComboBox *>();
    const QComboBox &styles = **std::ranges::find(boxes, QStringLiteral("Paragraph style"), &QComboBox::accessibleName);
    const auto fontOf = [&](editor::BlockStyle style) {
        return styles.itemData(styles.findData(int(style)), Qt::FontRole).value<QFont>();
    };
    QVERIFY(fontOf(editor::BlockStyle::H1).bold() && !fontOf(editor::BlockStyle::Body).bold());
    QVERIFY(fontOf(editor::BlockStyle::H1).pointSizeF() > fontOf(editor::BlockStyle::H3).pointSizeF());
    QVERIFY(fontOf(editor::BlockStyle::H3).pointSizeF() > fontOf(editor::BlockStyle::Body).pointSizeF());
    QVERIFY(fontOf(editor::BlockStyle::Quote).italic());
    QVERIFY(fontOf(editor::BlockStyle::Code).families() != fontOf(editor::BlockStyle::Body).families());
    m_anna->trigger(ActionId::Heading3);
    QVERIFY(become([&] { return styles.currentData().toInt() == int(editor::BlockStyle::H3); }));
}

void TestDocumentWindow::aLinkIsMadeChangedAndRemoved()
{
    QVERIFY(openWord());
    test::DialogAnswers answers;
    answers.enter(QStringLiteral("example.org"));
    m_anna->trigger(ActionId::InsertLink);
    QVERIFY2(m_anna->shown().contains("\"link\":\"https://example.org\""), m_anna->shown());
    m_anna->pane()->edit().binding().setSelection(editor::Selection::caret(2));
    answers.enter(QStringLiteral("ada@example.org"));
    m_anna->trigger(ActionId::InsertLink);
    QCOMPARE(answers.proposals().value(1), QStringLiteral("https://example.org"));
    QVERIFY2(m_anna->shown().contains(R"("link":"mailto:ada@example.org")"), m_anna->shown());
    m_anna->trigger(ActionId::Undo);
    QVERIFY2(m_anna->shown().contains("\"link\":\"https://example.org\""), m_anna->shown());
    m_anna->trigger(ActionId::SelectAll);
    m_anna->trigger(ActionId::ClearFormat);
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"word\n"}])"));
}

void TestDocumentWindow::aLinkShowsWhereItGoesBeforeItIsOpened()
{
    QVERIFY(openWord());
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "takeOpened");
    // an address that looks like another one is shown as it is
    test::DialogAnswers answers;
    answers.acknowledge();
    Q_EMIT edit.linkActivated(QString::fromUtf8("https://ex\u0430mple.org/a"));
    QVERIFY2(answers.messages().value(0).startsWith(u"https://xn--"), qPrintable(answers.messages().value(0)));
    QVERIFY(m_opened.isEmpty());
    Q_EMIT edit.linkActivated(QStringLiteral("file:///etc/passwd"));
    QTimer hand;
    connect(&hand, &QTimer::timeout, this, [] {
        const auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        for (auto *button : box ? box->buttons() : QList<QAbstractButton *>()) {
            if (button->text().contains(u"Open"))
                button->click();
        }
    });
    hand.start(20);
    Q_EMIT edit.linkActivated(QStringLiteral("https://example.org/a"));
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
    QCOMPARE(m_opened, QList<QUrl>{QUrl(QStringLiteral("https://example.org/a"))});
}

void TestDocumentWindow::anItemIsTickedOff()
{
    QVERIFY(openWord());
    m_anna->trigger(ActionId::Checks);
    QVERIFY(become([&] { return m_anna->window()->actions()[ActionId::ToggleCheck].isEnabled(); }));
    m_anna->trigger(ActionId::ToggleCheck);
    QVERIFY2(m_anna->shown().contains(R"({"block":"checked"})"), m_anna->shown());
    m_anna->trigger(ActionId::ToggleCheck);
    QVERIFY2(m_anna->shown().contains(R"({"block":"check"})"), m_anna->shown());
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

void TestDocumentWindow::whatIsPinnedStaysAbove()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("first"));
    anna.trigger(ActionId::NewDocument);
    QVERIFY(become([&] { return anna.program().preferences().recents().size() == 2; }));
    const auto titles = [&] {
        QStringList all;
        for (const ui::Recent &recent : anna.program().preferences().recents())
            all << recent.title;
        return all;
    };
    const QStringList byTime = titles();
    anna.trigger(ActionId::StartPage);
    ui::StartPage *page = nullptr;
    QVERIFY(become([&] {
        for (ui::DocumentWindow *window : anna.program().windows())
            page = window->pane() ? page : &window->startPage();
        return page != nullptr;
    }));
    QToolButton *pin = nullptr;
    for (auto *button : page->findChildren<QToolButton *>())
        pin = button->accessibleName() == QStringLiteral("Keep %1 above the others").arg(byTime[1]) ? button : pin;
    QVERIFY(pin);
    QTest::mouseClick(pin, Qt::LeftButton);
    QCOMPARE(titles(), (QStringList{byTime[1], byTime[0]}));
    anna.program().preferences().addRecent({{}, DocumentId{9, 9}, QStringLiteral("Newest"), {}, 1});
    QCOMPARE(titles(), (QStringList{byTime[1], QStringLiteral("Newest"), byTime[0]}));
}

void TestDocumentWindow::whatIsOpenAlreadyComesToTheFront()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    anna.trigger(ActionId::StartPage);
    QVERIFY(become([&] { return anna.window(1); }));
    const auto recents = anna.program().preferences().recents();
    QCOMPARE(recents.size(), std::size_t(1));
    Q_EMIT anna.window(1)->recentRequested(recents.front());
    QCOMPARE(anna.program().windows().size(), 2);
    QVERIFY(!anna.pane(1));
    QVERIFY(become([&] { return anna.window(0)->isActiveWindow(); }));
}

void TestDocumentWindow::droppedDocumentsAreOpened()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("in a file"));
    test::DialogAnswers answers;
    const QString path = anna.folder() + QStringLiteral("/Letter.syngraph");
    answers.chooseFile(path);
    anna.trigger(ActionId::Save);
    QVERIFY(become([&] { return QFile::exists(path) && anna.window()->windowTitle().startsWith(u"Letter "); }));
    anna.trigger(ActionId::StartPage);
    anna.window(0)->close();
    QVERIFY(become([&] { return anna.program().windows().size() == 1; }));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(40, 40), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(anna.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(40, 40), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(anna.window(), &drop);
    QVERIFY(become([&] { return anna.pane() && anna.shown() == R"([{"insert":"in a file\n"}])"; }));
}

// As browsers give them; only what lies on this computer is a file.
void TestDocumentWindow::addressesArePastedAsText()
{
    QVERIFY(openWord());
    auto *mime = new QMimeData;
    mime->setUrls({QUrl(QStringLiteral("https://example.org/a"))});
    mime->setText(QStringLiteral("https://example.org/a"));
    QApplication::clipboard()->setMimeData(mime);
    m_anna->trigger(ActionId::Paste);
    QVERIFY2(m_anna->shown().contains("https://example.org/a"), m_anna->shown());
}

void TestDocumentWindow::theStartPageComesFirst()
{
    test::Profile anna;
    anna.program().open({});
    QVERIFY(anna.window());
    QVERIFY(!anna.pane());
    QVERIFY(anna.window()->startPage().isVisible());
}

void TestDocumentWindow::aNarrowStartPageIsOneColumn()
{
    test::Profile anna;
    anna.program().open({});
    const auto isScrolled = [&] { return anna.window()->startPage().horizontalScrollBar()->maximum() > 0; };
    for (const int width : {1100, 440, 700, 430}) {
        anna.window()->resize(width, 600);
        QVERIFY(become([&] { return anna.window()->startPage().width() == width; }));
        QVERIFY2(become([&] { return !isScrolled(); }), qPrintable(QString::number(width)));
    }
}

QTEST_MAIN(TestDocumentWindow)
#include "test_document_window.moc"
