// SPDX-License-Identifier: GPL-3.0-or-later
// The widget: keys, clipboard, drops, resources, undo by signals, looks. SYNGRAPH_PICTURES=folder keeps what was
// painted for people to look at.
#include "sample_document.h"

#include "editor/clipboard.h"
#include "editor/edit_commands.h"
#include "editor/line_commands.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"

#include <QApplication>
#include <QTest>
#include <QClipboard>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextLayout>
#include <QTextList>

using namespace syngraph;
using namespace syngraph::editor;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

namespace {

Document documentOf(const char *json)
{
    return *Document::fromDelta(*model::parseDelta(json));
}

QString jsonOf(const Document &document)
{
    return QString::fromUtf8(model::toJson(document.toDelta()));
}

void keepPicture(QWidget &widget, const char *name)
{
    const QString folder = qEnvironmentVariable("SYNGRAPH_PICTURES");
    if (!folder.isEmpty())
        widget.grab().save(folder + u'/' + QLatin1StringView(name) + QStringLiteral(".png"));
}

} // namespace

class TestRichTextEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_edit.reset(); }

    void enterBehindAHeadingGivesBodyText();
    void enterOnAnEmptyItemLeavesTheList();
    void backspaceAtAnItemsStartTakesTheBulletAway();
    void joiningKeepsTheFirstLinesLook();
    void shiftEnterBreaksTheLine();
    void caretKeysGoByTheLinesThatABreakMakes();
    void breaksAreCopiedAndPasted();
    void boldCanBeChosenBeforeTyping();
    void typingBehindALinkDoesNotBelongToIt();
    void whatIsTypedOverASelectionIsNew_data();
    void whatIsTypedOverASelectionIsNew();
    void formatGoesOnBehindEnter();
    void undoAndRedoAreAskedFor();
    void nothingIsUndoneByQt();
    void pasteOfHtmlKeepsOnlyKnownFormats();
    void pasteLoadsNothing();
    void pasteKeepsOurOwnFormats();
    void commentsAreNotCopied();
    void aDropInsideMoves();
    void aClickOnTheBoxChecks();
    void numbersStartAnewAfterAnInterruption();
    void composingNeverMovesTheCaretOut();
    void nothingComposedIsLeftBehindTheCaret();
    void remoteTextAboveDoesNotMoveTheView();
    void remoteTextAtTheCaretLeavesIt();
    void remoteChangesWaitForTheInputMethod();
    void manyRemoteChangesAreDrawnInPortions();
    void whatIsReplacedIsDrawnAtOnce();
    void theMirrorSharesOnlyWhatIsTheSame();
    void theMiddleButtonPastesWhatIsSelected();
    void readOnlyRefusesEverything();
    void everyFormatIsPainted();

private:
    void show(const char *json) { m_edit->showDocument(documentOf(json)); }
    void setCaret(qint64 position) { m_edit->binding().setSelection(Selection::caret(position)); }
    const Document &mirror() { return m_edit->binding().mirror(); }

    std::unique_ptr<RichTextEdit> m_edit;
};

void TestRichTextEdit::init()
{
    m_edit = std::make_unique<RichTextEdit>(Theme::light());
    m_edit->resize(900, 700);
    m_edit->show();
    m_edit->binding().setTimersOn(false);
}

void TestRichTextEdit::enterBehindAHeadingGivesBodyText()
{
    show(R"([{"insert":"Title"},{"insert":"\n","attributes":{"block":"h1"}}])");
    QSignalSpy edits(&m_edit->binding(), &DocumentBinding::edited);
    setCaret(5);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    // the opening form: the '\n' that was there gets the new line's value explicitly
    QCOMPARE(edits.size(), 1);
    QCOMPARE(QString::fromUtf8(model::toJson(edits[0][0].value<Delta>())),
             QStringLiteral(R"([{"retain":5},{"insert":"\n","attributes":{"block":"h1"}},{"retain":1,"attributes":{"block":null}}])"));
    QTest::keyClicks(m_edit.get(), QStringLiteral("body"));
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"Title"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"body\n"}])"));
}

void TestRichTextEdit::enterOnAnEmptyItemLeavesTheList()
{
    show(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet","indent":1}}])");
    setCaret(1);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(commands::lineFormatAt(mirror(), 2), (Attributes{{"block", Value::string(u"bullet")}}));
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QVERIFY(commands::lineFormatAt(mirror(), 2).isEmpty());
    QVERIFY(!m_edit->textCursor().currentList());
}

void TestRichTextEdit::backspaceAtAnItemsStartTakesTheBulletAway()
{
    show(R"([{"insert":"a\nb"},{"insert":"\n","attributes":{"block":"ordered"}}])");
    setCaret(2);
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QVERIFY(commands::lineFormatAt(mirror(), 2).isEmpty());
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"ab\n"}])"));
}

void TestRichTextEdit::joiningKeepsTheFirstLinesLook()
{
    show(R"([{"insert":"abc"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"def\n"}])");
    QSignalSpy edits(&m_edit->binding(), &DocumentBinding::edited);
    setCaret(4);
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(QString::fromUtf8(model::toJson(edits[0][0].value<Delta>())),
             QStringLiteral(R"([{"retain":3,"attributes":{"block":"h1"}},{"delete":1},{"retain":4,"attributes":{"block":"h1"}}])"));
    // an empty first line leaves the second one's look
    show(R"([{"insert":"\n","attributes":{"block":"h1"}},{"insert":"def\n"}])");
    setCaret(0);
    QTest::keyClick(m_edit.get(), Qt::Key_Delete);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"def\n"}])"));
}

void TestRichTextEdit::shiftEnterBreaksTheLine()
{
    show(R"([{"insert":"ab","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"bullet"}}])");
    QSignalSpy edits(&m_edit->binding(), &DocumentBinding::edited);
    setCaret(1);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(m_edit.get(), QStringLiteral("c"));
    QCOMPARE(edits.size(), 2);
    QCOMPARE(jsonOf(mirror()), QString::fromUtf8(R"([{"insert":"a cb","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"bullet"}}])"));
    QCOMPARE(m_edit->document()->blockCount(), 1);
    QCOMPARE(m_edit->document()->firstBlock().layout()->lineCount(), 2);
    // one key takes it away again
    setCaret(2);
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(mirror().text(0, mirror().length()), QStringLiteral("acb\n"));
}

void TestRichTextEdit::caretKeysGoByTheLinesThatABreakMakes()
{
    show(R"([{"insert":"first\u2028second line\u2028\n"}])");
    m_edit->resize(500, 300);
    m_edit->show();
    const auto press = [this](int key) {
        QTest::keyClick(m_edit.get(), Qt::Key(key));
        return m_edit->textCursor().position();
    };
    setCaret(2);
    QCOMPARE(press(Qt::Key_End), 5);
    QCOMPARE(press(Qt::Key_Right), 6);
    QCOMPARE(press(Qt::Key_End), 17);
    QCOMPARE(press(Qt::Key_Home), 6);
    QCOMPARE(press(Qt::Key_Down), 18);
    QCOMPARE(press(Qt::Key_Up), 6);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(m_edit->document()->firstBlock().layout()->lineCount(), 3);
    // far to the right of a line's text is its end, not the beginning of the next line
    setCaret(0);
    const QRect first = m_edit->cursorRect();
    setCaret(8);
    const QRect second = m_edit->cursorRect();
    QVERIFY(second.top() >= first.bottom());
    QTest::mouseClick(m_edit->viewport(), Qt::LeftButton, {}, {400, first.center().y()});
    QCOMPARE(m_edit->textCursor().position(), 5);
    QTest::mouseClick(m_edit->viewport(), Qt::LeftButton, {}, {400, second.center().y()});
    QCOMPARE(m_edit->textCursor().position(), 17);
}

void TestRichTextEdit::breaksAreCopiedAndPasted()
{
    show(R"([{"insert":"a\u2028b\n"}])");
    m_edit->selectAll();
    m_edit->copy();
    const QMimeData &copied = *QApplication::clipboard()->mimeData();
    QCOMPARE(copied.text(), QStringLiteral("a\nb"));
    QVERIFY2(copied.html().contains(u"a<br>b"), qPrintable(copied.html()));
    m_edit->paste();
    QCOMPARE(mirror().text(0, mirror().length()), QStringLiteral("a\u2028b\n"));
    auto *foreign = new QMimeData;
    foreign->setHtml(QStringLiteral("<ul><li>c<br>d</ul>"));
    QApplication::clipboard()->setMimeData(foreign);
    m_edit->selectAll();
    m_edit->paste();
    QCOMPARE(mirror().text(0, mirror().length()), QStringLiteral("c\u2028d\n"));
}

void TestRichTextEdit::boldCanBeChosenBeforeTyping()
{
    show(R"([{"insert":"ab\n"}])");
    setCaret(1);
    m_edit->toggleFormat("bold", Value::boolean(true));
    QVERIFY(m_edit->format().contains("bold"));
    QTest::keyClicks(m_edit.get(), QStringLiteral("xy"));
    m_edit->toggleFormat("bold", Value::boolean(true));
    QTest::keyClicks(m_edit.get(), QStringLiteral("z"));
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"a"},{"insert":"xy","attributes":{"bold":true}},{"insert":"zb\n"}])"));
    // forgotten when the caret goes elsewhere
    m_edit->toggleFormat("italic", Value::boolean(true));
    setCaret(0);
    QVERIFY(!m_edit->format().contains("italic"));
}

void TestRichTextEdit::typingBehindALinkDoesNotBelongToIt()
{
    show(R"([{"insert":"link","attributes":{"link":"https://a.example/","bold":true}},{"insert":"\n"}])");
    setCaret(4);
    QTest::keyClicks(m_edit.get(), QStringLiteral("xy"));
    setCaret(2);
    QTest::keyClicks(m_edit.get(), QStringLiteral("-"));
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"li-nk","attributes":{"bold":true,"link":"https://a.example/"}},)"
                                              R"({"insert":"xy","attributes":{"bold":true}},{"insert":"\n"}])"));
}

// However alike the old and the new words are: somebody else may replace the old ones meanwhile.
void TestRichTextEdit::whatIsTypedOverASelectionIsNew_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Selection>("selection");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("change");
    const auto row = [](const char *name, const char *text, Selection selection, const char *typed, const char *change) {
        QTest::newRow(name) << QString::fromUtf8(text) << selection << QString::fromUtf8(typed) << QString::fromUtf8(change);
    };
    row("its first letter", "much fresh air", {5, 10}, "f", R"([{"retain":5},{"insert":"f"},{"delete":5}])");
    row("its last letter", "much fresh air", {10, 5}, "h", R"([{"retain":5},{"insert":"h"},{"delete":5}])");
    row("a letter as before it", "abab", {2, 4}, "b", R"([{"retain":2},{"insert":"b"},{"delete":2}])");
    row("over a paragraph end", "ab\ncd", {1, 4}, "b", R"([{"retain":1},{"insert":"b"},{"delete":3}])");
    row("deleted", "xabab", {1, 3}, "\b", R"([{"retain":1},{"delete":2}])");
    row("the same letter", "abab", {1, 2}, "b", "");
}

void TestRichTextEdit::whatIsTypedOverASelectionIsNew()
{
    QFETCH(QString, text);
    QFETCH(Selection, selection);
    QFETCH(QString, typed);
    QFETCH(QString, change);
    // somebody else's text has moved the selection meanwhile
    m_edit->showDocument(*Document::fromDelta(Delta().insert(text.sliced(1) + u'\n')));
    m_edit->binding().setSelection({selection.anchor - 1, selection.position - 1});
    m_edit->binding().applyRemote(Delta().insert(text.first(1)));
    m_edit->binding().flush();
    QCOMPARE(m_edit->binding().selection(), selection);
    QSignalSpy edits(&m_edit->binding(), &DocumentBinding::edited);
    if (typed == u"\b")
        QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    else
        QTest::keyClicks(m_edit.get(), typed);
    QCOMPARE(edits.size(), change.isEmpty() ? 0 : 1);
    if (!edits.isEmpty())
        QCOMPARE(QString::fromUtf8(model::toJson(edits[0][0].value<Delta>())), change);
}

void TestRichTextEdit::formatGoesOnBehindEnter()
{
    show(R"([{"insert":"ab","attributes":{"bold":true}},{"insert":"\n"}])");
    setCaret(2);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QTest::keyClicks(m_edit.get(), QStringLiteral("c"));
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"ab","attributes":{"bold":true}},{"insert":"\n"},)"
                                              R"({"insert":"c","attributes":{"bold":true}},{"insert":"\n"}])"));
}

void TestRichTextEdit::undoAndRedoAreAskedFor()
{
    QSignalSpy undo(m_edit.get(), &RichTextEdit::undoRequested);
    QSignalSpy redo(m_edit.get(), &RichTextEdit::redoRequested);
    QTest::keyClick(m_edit.get(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(undo.size(), 1);
    QCOMPARE(redo.size(), 2);
}

void TestRichTextEdit::nothingIsUndoneByQt()
{
    QTest::keyClicks(m_edit.get(), QStringLiteral("abc"));
    QVERIFY(!m_edit->isUndoRedoEnabled());
    m_edit->undo();
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"abc\n"}])"));
}

void TestRichTextEdit::pasteOfHtmlKeepsOnlyKnownFormats()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<h2>Head</h2><p style='letter-spacing:5px'>a<b>b</b><a href='javascript:x'>c</a></p>"
                                 "<table><tr><td>1<td>2</table><ul><li>x</ul>"));
    QApplication::clipboard()->setMimeData(mime);
    m_edit->paste();
    QCOMPARE(mirror().text(0, mirror().length()), QStringLiteral("Head\nabc\n1\t2\nx\n"));
    QCOMPARE(commands::lineFormatAt(mirror(), 0), (Attributes{{"block", Value::string(u"h2")}}));
    QVERIFY(mirror().runAt(0).attributes.isEmpty());
    QCOMPARE(mirror().runAt(6).attributes, (Attributes{{"bold", Value::boolean(true)}}));
    QVERIFY(mirror().runAt(7).attributes.isEmpty());
    QVERIFY(m_edit->document()->rootFrame()->childFrames().isEmpty());
}

void TestRichTextEdit::pasteLoadsNothing()
{
    const QVariant read = m_edit->document()->resource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/hostname")));
    QVERIFY(read.canConvert<QImage>() && !read.value<QImage>().isNull()); // else Qt would open it
    const Delta content = clipboard::readHtml(QStringLiteral("<html><head><link rel=stylesheet href='file:///etc/passwd'></head><body><img src='file:///etc/hostname'>x</body></html>")).paragraphs;
    QCOMPARE(content.text().toString(), QStringLiteral("x\n"));
}

void TestRichTextEdit::pasteKeepsOurOwnFormats()
{
    show(R"([{"insert":"T"},{"insert":"\n","attributes":{"block":"title"}},{"insert":"x","attributes":{"font":"A","size":10.5}},{"insert":"\n","attributes":{"align":"justify"}}])");
    const QString before = jsonOf(mirror());
    m_edit->selectAll();
    m_edit->copy();
    m_edit->paste();
    QCOMPARE(jsonOf(mirror()), before);
    m_edit->selectAll();
    m_edit->cut();
    QCOMPARE(mirror().length(), 1);
    m_edit->paste();
    QCOMPARE(jsonOf(mirror()), before);
}

void TestRichTextEdit::commentsAreNotCopied()
{
    show(R"([{"insert":"ab","attributes":{"c:t1":true,"bold":true}},{"insert":"\n"}])");
    m_edit->binding().setSelection({0, 2});
    m_edit->copy();
    setCaret(2);
    m_edit->paste();
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"ab","attributes":{"bold":true,"c:t1":true}},{"insert":"ab","attributes":{"bold":true}},{"insert":"\n"}])"));
}

void TestRichTextEdit::aDropInsideMoves()
{
    show(R"([{"insert":"one two","attributes":{"c:t1":true}},{"insert":"\n"}])");
    const Edit edit = commands::moveSelection(mirror(), {0, 4}, 7);
    m_edit->binding().applyLocal(edit);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"twoone ","attributes":{"c:t1":true}},{"insert":"\n"}])"));
    QCOMPARE(m_edit->binding().selection(), (Selection{3, 7}));
}

void TestRichTextEdit::aClickOnTheBoxChecks()
{
    show(R"([{"insert":"task"},{"insert":"\n","attributes":{"block":"check"}}])");
    QTextCursor cursor(m_edit->document());
    QTextBlockFormat format = cursor.blockFormat();
    format.setMarker(QTextBlockFormat::MarkerType::Checked); // what Qt does at a click
    cursor.setBlockFormat(format);
    QCOMPARE(commands::lineFormatAt(mirror(), 0), (Attributes{{"block", Value::string(u"checked")}}));
}

void TestRichTextEdit::numbersStartAnewAfterAnInterruption()
{
    show(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},)"
         R"({"insert":"c"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered"}}])");
    const auto number = [&](int block) {
        const QTextBlock line = m_edit->document()->findBlockByNumber(block);
        return line.textList()->itemText(line);
    };
    QCOMPARE(number(2), QStringLiteral("2."));
    QCOMPARE(number(3), QStringLiteral("3."));
    m_edit->binding().applyLocal(commands::setLineFormat(mirror(), Selection::caret(4), Attributes{{"block", Value::null()}}));
    QCOMPARE(number(3), QStringLiteral("1."));
    m_edit->binding().applyLocal(commands::setLineFormat(mirror(), Selection::caret(4), Attributes{{"block", Value::string(u"ordered")}}));
    QCOMPARE(number(3), QStringLiteral("3."));
}

// Qt counts the composed text when the caret goes by lines: it would stand behind the end.
void TestRichTextEdit::composingNeverMovesTheCaretOut()
{
    show(R"([{"insert":"long enough a line\nend\n"}])");
    setCaret(21);
    QInputMethodEvent compose(QStringLiteral("composed"), {});
    QCoreApplication::sendEvent(m_edit.get(), &compose);
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_End, Qt::Key_Down, Qt::Key_Right, Qt::Key_End}) {
        QTest::keyClick(m_edit.get(), key, Qt::ShiftModifier);
        QVERIFY(m_edit->textCursor().position() < m_edit->document()->characterCount());
    }
    QTest::keyClicks(m_edit.get(), QStringLiteral("x"));
    QCOMPARE(m_edit->document()->characterCount(), int(m_edit->binding().mirror().length()));
    // nothing composed is left behind, or the changes of others would wait for its end for ever
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.layout()->preeditAreaText().isEmpty());
}

void TestRichTextEdit::nothingComposedIsLeftBehindTheCaret()
{
    show(R"([{"insert":"first\nsecond\n"}])");
    setCaret(9);
    QInputMethodEvent compose(QStringLiteral("composed"), {});
    QCoreApplication::sendEvent(m_edit.get(), &compose);
    QVERIFY(m_edit->binding().isComposing());
    setCaret(2);
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.layout()->preeditAreaText().isEmpty());
    m_edit->binding().applyRemote(Delta().insert(u"x"));
    m_edit->binding().flush();
    QCOMPARE(m_edit->toPlainText(), QStringLiteral("xfirst\nsecond"));
}

void TestRichTextEdit::remoteTextAboveDoesNotMoveTheView()
{
    Delta lines;
    for (int i = 0; i < 200; ++i)
        lines.insert(QStringLiteral("line %1\n").arg(i));
    m_edit->showDocument(*Document::fromDelta(lines));
    QCoreApplication::processEvents();
    m_edit->verticalScrollBar()->setValue(1500);
    setCaret(0);
    m_edit->verticalScrollBar()->setValue(1500);
    QTextCursor seen = m_edit->cursorForPosition(QPoint(100, 300));
    const int pixels = m_edit->cursorRect(seen).top();
    m_edit->binding().applyRemote(Delta().retain(3).insert(u"new\nlines\nhere\n").chop());
    m_edit->binding().flush();
    QVERIFY(qAbs(m_edit->cursorRect(seen).top() - pixels) <= 1);
    QCOMPARE(m_edit->binding().selection(), Selection::caret(0));
    // a line opened behind the topmost visible one comes below it
    QTextCursor top = m_edit->cursorForPosition(QPoint(100, 1));
    top.movePosition(QTextCursor::StartOfLine);
    m_edit->verticalScrollBar()->setValue(m_edit->verticalScrollBar()->value() + m_edit->cursorRect(top).top() + 4);
    const int topPixels = m_edit->cursorRect(top).top();
    QCOMPARE(topPixels, -4);
    QTextCursor end = top;
    end.movePosition(QTextCursor::EndOfBlock);
    m_edit->binding().applyRemote(Delta().retain(end.position()).insert(u"\n"));
    m_edit->binding().flush();
    QCOMPARE(m_edit->cursorRect(top).top(), topPixels);
}

void TestRichTextEdit::remoteTextAtTheCaretLeavesIt()
{
    show(R"([{"insert":"abcdef\n"}])");
    setCaret(3);
    m_edit->binding().applyRemote(Delta().retain(3).insert(u"XY"));
    m_edit->binding().flush();
    QCOMPARE(m_edit->binding().selection(), Selection::caret(3));
    m_edit->binding().setSelection({5, 3}); // backwards, over "XY"
    m_edit->binding().applyRemote(Delta().retain(3).insert(u"1").retain(2).insert(u"2"));
    m_edit->binding().flush();
    QCOMPARE(m_edit->binding().selection(), (Selection{6, 4}));
    QTest::keyClicks(m_edit.get(), QStringLiteral("q"));
    QCOMPARE(mirror().text(0, mirror().length()), QStringLiteral("abc1q2def\n"));
}

void TestRichTextEdit::remoteChangesWaitForTheInputMethod()
{
    show(R"([{"insert":"abcdef\n"}])");
    setCaret(3);
    QInputMethodEvent compose(QStringLiteral("ni"), {});
    QCoreApplication::sendEvent(m_edit.get(), &compose);
    QVERIFY(m_edit->binding().isComposing());
    m_edit->binding().applyRemote(Delta().retain(1).insert(u"\n"));
    m_edit->binding().flush();
    QCOMPARE(m_edit->document()->blockCount(), 1);
    QSignalSpy edits(&m_edit->binding(), &DocumentBinding::edited);
    QInputMethodEvent commit;
    commit.setCommitString(QStringLiteral("N"));
    QCoreApplication::sendEvent(m_edit.get(), &commit);
    QCOMPARE(edits.size(), 1);
    // moved over the line end that was waiting
    QCOMPARE(edits[0][0].value<Delta>(), Delta().retain(4).insert(u"N"));
    m_edit->binding().flush();
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"a\nbcNdef\n"}])"));
    QCOMPARE(m_edit->document()->blockCount(), 2);
}

void TestRichTextEdit::manyRemoteChangesAreDrawnInPortions()
{
    constexpr int kLines = 300;
    m_edit->showDocument(*Document::fromDelta(Delta().insert(QStringLiteral("abcd\n").repeated(kLines))));
    DocumentBinding &binding = m_edit->binding();
    binding.setTimersOn(false);
    Document session = mirror();
    const auto receive = [&](const Delta &change) {
        QVERIFY(session.apply(change, model::Filter::Classes));
        binding.applyRemote(change);
    };
    for (int line = 0; line < kLines; ++line)
        receive(Delta().retain(6 * line + 2).insert(u"x"));
    setCaret(2);
    binding.flushPart(10);
    QCOMPARE(mirror().length(), 5 * kLines + 10);
    QVERIFY(binding.isBehind());
    // what is typed into what is shown means the same in what has arrived
    connect(&binding, &DocumentBinding::edited, this, [&](const Delta &change) { QVERIFY(session.apply(change, model::Filter::Classes)); });
    binding.setSelection(Selection::caret(mirror().length() - 1));
    QTest::keyClick(m_edit.get(), Qt::Key_Y);
    QCOMPARE(binding.selectionThen(), Selection::caret(session.length() - 1));
    while (binding.isBehind())
        binding.flushPart(7);
    QCOMPARE(jsonOf(mirror()), jsonOf(session));
    QCOMPARE(m_edit->toPlainText() + u'\n', mirror().text(0, mirror().length()));
    // by the timers too
    binding.setTimersOn(true);
    for (int line = 0; line < kLines; ++line)
        receive(Delta().retain(7 * line + 2).insert(u"z"));
    QTRY_COMPARE_WITH_TIMEOUT(mirror().length(), session.length(), 60'000);
    QCOMPARE(jsonOf(mirror()), jsonOf(session));
}

void TestRichTextEdit::whatIsReplacedIsDrawnAtOnce()
{
    show(R"([{"insert":"abcdef\n"}])");
    m_edit->binding().setTimersOn(false);
    m_edit->binding().applyRemote(Delta().insert(u"x").remove(2).retain(2).insert(u"y").remove(1));
    m_edit->binding().flushPart(1);
    QCOMPARE(m_edit->toPlainText(), QStringLiteral("xcdef"));
    m_edit->binding().flushPart(1);
    QCOMPARE(m_edit->toPlainText(), QStringLiteral("xcdyf"));
    QVERIFY(!m_edit->binding().isBehind());
}

void TestRichTextEdit::theMirrorSharesOnlyWhatIsTheSame()
{
    show(R"([{"insert":"abc\n"}])");
    const Document other = documentOf(R"([{"insert":"abd\n"}])");
    m_edit->binding().share(other);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"abc\n"}])"));
    m_edit->binding().share(documentOf(R"([{"insert":"abc\n"}])"));
    QTest::keyClick(m_edit.get(), Qt::Key_X);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"xabc\n"}])"));
}

void TestRichTextEdit::theMiddleButtonPastesWhatIsSelected()
{
    const QClipboard &clipboard = *QGuiApplication::clipboard();
    if (!clipboard.supportsSelection())
        QSKIP("Only X11 keeps what is selected; test_primary_selection looks there.");
    show(R"([{"insert":"bold","attributes":{"bold":true}},{"insert":" end\n"}])");
    m_edit->resize(500, 300);
    m_edit->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_edit.get()));
    setCaret(1);
    QTest::mouseDClick(m_edit->viewport(), Qt::LeftButton, {}, m_edit->cursorRect().center());
    QTRY_COMPARE_WITH_TIMEOUT(clipboard.text(QClipboard::Selection), QStringLiteral("bold"), 60'000);
    setCaret(8);
    QTest::mouseClick(m_edit->viewport(), Qt::MiddleButton, {}, m_edit->cursorRect().center());
    QTRY_COMPARE_WITH_TIMEOUT(jsonOf(mirror()), QStringLiteral(R"([{"insert":"bold","attributes":{"bold":true}},{"insert":" end"},)"
                                                               R"({"insert":"bold","attributes":{"bold":true}},{"insert":"\n"}])"), 60'000);
}

void TestRichTextEdit::readOnlyRefusesEverything()
{
    show(R"([{"insert":"abc\n"}])");
    m_edit->setReadOnly(true);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QTest::keyClicks(m_edit.get(), QStringLiteral("x"));
    m_edit->toggleFormat("bold", Value::boolean(true));
    m_edit->run(commands::insertRule);
    QCOMPARE(jsonOf(mirror()), QStringLiteral(R"([{"insert":"abc\n"}])"));
}

void TestRichTextEdit::everyFormatIsPainted()
{
    RemoteCarets carets;
    carets.set({"1", QStringLiteral("Ada"), QColor(0xc6, 0x46, 0x00), {120, 95}});
    carets.set({"2", QStringLiteral("Grace Hopper"), QColor(0x26, 0xa2, 0x69), Selection::caret(330)});
    m_edit->resize(1000, 1500);
    m_edit->setImageSource([](const QByteArray &) {
        QImage image(96, 48, QImage::Format_RGB32);
        image.fill(QColor(0x62, 0xa0, 0xea));
        return image;
    });
    m_edit->setRemoteCarets(&carets);
    for (const Theme &theme : {Theme::light(), Theme::dark()}) {
        m_edit->setTheme(theme);
        m_edit->showDocument(fuzz::sampleDocument());
        QCoreApplication::processEvents();
        keepPicture(*m_edit, theme.isDark ? "formats-dark" : "formats-light");
        const QImage painted = m_edit->grab().toImage();
        QCOMPARE(painted.pixelColor(painted.width() / 2, 30), theme.paper);
        QCOMPARE(painted.pixelColor(4, painted.height() / 2), theme.desk);
    }
}

QTEST_MAIN(TestRichTextEdit)
#include "test_rich_text_edit.moc"
