// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt's text classes do, as measured with 6.4.2: the binding rests on it. Where a row fails with another Qt,
// look at what uses the fact before changing the row.
#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>
#include <QTextList>
#include <QTextTable>

#include <memory>

namespace {

struct Report
{
    int position;
    int removed;
    int added;
    friend bool operator==(const Report &, const Report &) = default;
};

} // namespace

namespace QTest {
template<>
char *toString(const Report &report)
{
    return qstrdup(QByteArray("(" + QByteArray::number(report.position) + ", -" + QByteArray::number(report.removed)
                              + ", +" + QByteArray::number(report.added) + ")").constData());
}
} // namespace QTest

class TestQtFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_edit.reset(); }

    void typingIsReportedExactly();
    void enterIsReportedAsOneUnit();
    void joiningIsReportedAsOneUnit();
    void aSurrogatePairGoesAtOnce();
    void typingOverASelectionIsOneReport();
    void composingReportsTheWholeBlock();
    void composedTextIsNotInTheDocument();
    void formatsReportTheirHull();
    void theFirstBlocksCharFormatReportsNothing();
    void alignmentReachesTheFinalSeparator();
    void enterInAListReportsTwice();
    void everyLineEndBecomesOneSeparator();
    void aTableTakesOneUnitPerCellAndOne();
    void clearingReportsNonsense();
    void editBlocksReportOneHull();
    void documentsWithoutLayoutReportNothing();
    void editsInsideTheReportAreNotReported();
    void textIsReadableInsideTheReport();
    void listFormatsChangeNoBlockIndex();
    void carelessCaretsAreMovedByInsertsAtThem();
    void placingTheCaretScrollsToIt();
    void listsReportTooShortWindows();

private:
    QTextDocument *document() { return m_edit->document(); }
    QTextCursor at(int position, int anchor = -1)
    {
        QTextCursor cursor(document());
        cursor.setPosition(anchor < 0 ? position : anchor);
        cursor.setPosition(position, QTextCursor::KeepAnchor);
        return cursor;
    }
    Report only() const { return m_reports.size() == 1 ? m_reports[0] : Report{-1, -1, int(m_reports.size())}; }

    std::unique_ptr<QTextEdit> m_edit;
    QList<Report> m_reports;
};

void TestQtFacts::init()
{
    m_edit = std::make_unique<QTextEdit>();
    m_edit->resize(400, 300);
    m_edit->show();
    m_edit->setUndoRedoEnabled(false);
    m_edit->setPlainText(QStringLiteral("alpha beta\ngamma delta\nepsilon")); // 10 + 1 + 11 + 1 + 7 + 1
    m_reports.clear();
    connect(document(), &QTextDocument::contentsChange, this, [this](int position, int removed, int added) {
        m_reports.append({position, removed, added});
    });
}

void TestQtFacts::typingIsReportedExactly()
{
    m_edit->setTextCursor(at(5));
    QTest::keyClicks(m_edit.get(), QStringLiteral("x"));
    QCOMPARE(only(), (Report{5, 0, 1}));
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(m_reports.last(), (Report{5, 1, 0}));
}

void TestQtFacts::enterIsReportedAsOneUnit()
{
    m_edit->setTextCursor(at(5));
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(only(), (Report{5, 0, 1}));
}

void TestQtFacts::joiningIsReportedAsOneUnit()
{
    m_edit->setTextCursor(at(11));
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(only(), (Report{10, 1, 0}));
}

void TestQtFacts::aSurrogatePairGoesAtOnce()
{
    at(6).insertText(QString::fromUtf8("😀"));
    m_edit->setTextCursor(at(8));
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(m_reports.last(), (Report{6, 2, 0}));
}

void TestQtFacts::typingOverASelectionIsOneReport()
{
    m_edit->setTextCursor(at(14, 3));
    QTest::keyClicks(m_edit.get(), QStringLiteral("q"));
    QCOMPARE(only(), (Report{3, 11, 1}));
}

void TestQtFacts::composingReportsTheWholeBlock()
{
    m_edit->setTextCursor(at(13));
    QInputMethodEvent preedit(QStringLiteral("ni"), {});
    QCoreApplication::sendEvent(m_edit.get(), &preedit);
    QCOMPARE(only(), (Report{11, 12, 12}));
    QInputMethodEvent commit;
    commit.setCommitString(QString::fromUtf8("你好"));
    QCoreApplication::sendEvent(m_edit.get(), &commit);
    QCOMPARE(m_reports.last(), (Report{11, 12, 14}));
}

void TestQtFacts::composedTextIsNotInTheDocument()
{
    QInputMethodEvent preedit(QStringLiteral("ni"), {});
    QCoreApplication::sendEvent(m_edit.get(), &preedit);
    QCOMPARE(document()->characterCount(), 31);
    QCOMPARE(m_edit->textCursor().block().layout()->preeditAreaText(), QStringLiteral("ni"));
}

void TestQtFacts::formatsReportTheirHull()
{
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    at(7, 2).mergeCharFormat(bold);
    QCOMPARE(only(), (Report{2, 5, 5}));
    at(7, 2).mergeCharFormat(bold); // changes nothing
    QCOMPARE(m_reports.last(), (Report{2, 5, 5}));
}

void TestQtFacts::theFirstBlocksCharFormatReportsNothing()
{
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    at(0).mergeBlockCharFormat(bold);
    QCOMPARE(only(), (Report{0, 0, 0}));
    at(12).mergeBlockCharFormat(bold);
    QCOMPARE(m_reports.last(), (Report{10, 1, 1})); // it belongs to the separator before the block
}

void TestQtFacts::alignmentReachesTheFinalSeparator()
{
    m_edit->setTextCursor(at(12));
    m_edit->setAlignment(Qt::AlignHCenter);
    QCOMPARE(only(), (Report{11, 12, 12}));
    m_edit->setTextCursor(at(25));
    m_edit->setAlignment(Qt::AlignHCenter);
    QCOMPARE(m_reports.last(), (Report{23, 8, 8})); // position + added == characterCount()
}

void TestQtFacts::enterInAListReportsTwice()
{
    at(24, 12).createList(QTextListFormat::ListDisc);
    m_reports.clear();
    m_edit->setTextCursor(at(15));
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(m_reports.size(), 2);
}

void TestQtFacts::everyLineEndBecomesOneSeparator()
{
    QString text = QStringLiteral("p\r\nq\nr\rs");
    text += QChar::ParagraphSeparator;
    text += QChar(0xfdd0);
    const int before = document()->characterCount();
    at(5).insertText(text);
    QCOMPARE(document()->characterCount() - before, 9);
    QCOMPARE(document()->blockCount(), 8);
    at(0).insertText(QString(QChar::LineSeparator)); // stays a character
    QCOMPARE(document()->blockCount(), 8);
}

void TestQtFacts::aTableTakesOneUnitPerCellAndOne()
{
    at(5).insertTable(2, 2);
    QCOMPARE(only(), (Report{5, 0, 5}));
    QCOMPARE(document()->characterAt(5), QChar(0xfdd0));
    QCOMPARE(document()->characterAt(9), QChar(0xfdd1));
}

void TestQtFacts::clearingReportsNonsense()
{
    int balance = 31;
    bool isWrong = false;
    connect(document(), &QTextDocument::contentsChange, this, [&](int, int removed, int added) {
        balance += added - removed;
        isWrong |= balance != document()->characterCount();
    });
    m_edit->clear();
    QVERIFY(isWrong); // in the first of its reports
}

void TestQtFacts::editBlocksReportOneHull()
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(2);
    cursor.insertText(QStringLiteral("x"));
    cursor.setPosition(30);
    cursor.insertText(QStringLiteral("y"));
    QVERIFY(m_reports.isEmpty());
    cursor.endEditBlock();
    QCOMPARE(only(), (Report{2, 27, 29}));
}

void TestQtFacts::documentsWithoutLayoutReportNothing()
{
    QTextDocument bare;
    int reports = 0;
    connect(&bare, &QTextDocument::contentsChange, this, [&] { ++reports; });
    QTextCursor(&bare).insertText(QStringLiteral("x"));
    QCOMPARE(reports, 0);
    bare.documentLayout();
    reports = 0;
    QTextCursor(&bare).insertText(QStringLiteral("x"));
    QCOMPARE(reports, 1);
}

void TestQtFacts::editsInsideTheReportAreNotReported()
{
    bool isDone = false;
    connect(document(), &QTextDocument::contentsChange, this, [&] {
        if (!std::exchange(isDone, true))
            at(0).insertText(QStringLiteral("y"));
    });
    at(5).insertText(QStringLiteral("x"));
    QCOMPARE(document()->characterCount(), 33);
    QCOMPARE(m_reports.size(), 1);
}

void TestQtFacts::textIsReadableInsideTheReport()
{
    QString seen;
    connect(document(), &QTextDocument::contentsChange, this, [&] { seen = document()->firstBlock().text(); });
    at(5).insertText(QStringLiteral("x"));
    QCOMPARE(seen, QStringLiteral("alphax beta"));
}

void TestQtFacts::listFormatsChangeNoBlockIndex()
{
    QTextList *list = at(12).createList(QTextListFormat::ListDisc);
    const int block = document()->findBlock(12).blockFormatIndex();
    const int own = list->formatIndex();
    QTextListFormat format = list->format();
    format.setIndent(3);
    list->setFormat(format);
    QCOMPARE(document()->findBlock(12).blockFormatIndex(), block);
    QVERIFY(list->formatIndex() != own);
}

void TestQtFacts::carelessCaretsAreMovedByInsertsAtThem()
{
    m_edit->setTextCursor(at(5));
    at(5).insertText(QStringLiteral("xy"));
    QCOMPARE(m_edit->textCursor().position(), 7);
}

void TestQtFacts::placingTheCaretScrollsToIt()
{
    m_edit->setPlainText(QStringLiteral("line\n").repeated(300));
    QCoreApplication::processEvents();
    m_edit->verticalScrollBar()->setValue(2000);
    m_edit->setTextCursor(at(3));
    QCoreApplication::processEvents();
    QVERIFY(m_edit->verticalScrollBar()->value() < 50);
}

void TestQtFacts::listsReportTooShortWindows()
{
    at(28, 0).createList(QTextListFormat::ListDisc);
    m_reports.clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(2);
    cursor.insertBlock();
    cursor.setPosition(20);
    cursor.insertBlock();
    cursor.setPosition(document()->characterCount() - 1);
    cursor.insertText(QStringLiteral("x"));
    cursor.endEditBlock();
    QCOMPARE(m_reports.size(), 1);
    // the difference is right, whatever the window is
    QCOMPARE(m_reports[0].added - m_reports[0].removed, 3);
}

QTEST_MAIN(TestQtFacts)
#include "test_qt_facts.moc"
