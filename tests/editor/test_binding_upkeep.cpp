// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs that many insertions of others have cut into pieces are drawn anew: nobody sees it, and nothing changes.
#include "editor/lazy_layout.h"
#include "editor/rich_text_edit.h"
#include "sample_document.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace syngraph;
using editor::DocumentBinding;
using editor::RichTextEdit;
using editor::Selection;
using model::Delta;
using model::Document;

namespace {

constexpr qint64 kAbove = 200; // paragraphs before what is written in
constexpr int kCuts = 10;

Document longDocument()
{
    const QString filling = QStringLiteral("A paragraph that nobody writes in.\n").repeated(kAbove);
    Document document = fuzz::sampleDocument();
    const auto above = document.apply(Delta().insert(filling), model::Filter::Classes);
    const auto below = document.apply(Delta().retain(document.length() - 1).insert(u'\n' + filling.chopped(1)), model::Filter::Classes);
    return above && below ? document : Document::blank();
}

} // namespace

class TestBindingUpkeep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFormatIsDrawnAnewAsItWas();
    void nothingMovesForWhoReads();
    void whatIsSeenOrHeldWaits();
    void theTimersDoIt();

private:
    DocumentBinding &binding() { return m_edit->binding(); }
    const Document &mirror() { return binding().mirror(); }
    void writeIn(qint64 fromLine, qint64 toLine);
    int cutBlocks() const;
    void rejoinAll();

    std::unique_ptr<RichTextEdit> m_edit;
};

void TestBindingUpkeep::init()
{
    m_edit = std::make_unique<RichTextEdit>(editor::Theme::light());
    m_edit->resize(700, 500);
    m_edit->show();
    m_edit->showDocument(longDocument());
    binding().setTimersOn(false);
}

// A letter of somebody else, again and again, in the middle of each line.
void TestBindingUpkeep::writeIn(qint64 fromLine, qint64 toLine)
{
    for (int cut = 0; cut < kCuts; ++cut) {
        for (qint64 line = fromLine; line < toLine; ++line) {
            const qint64 at = (mirror().lineStart(line) + mirror().lineStart(line + 1)) / 2;
            if (!mirror().splitsPair(at)) {
                binding().applyRemote(Delta().retain(at).insert(u"x"));
                binding().flush();
            }
        }
    }
}

int TestBindingUpkeep::cutBlocks() const
{
    int count = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next())
        count += block.userState() >= kCuts - 2 ? 1 : 0;
    return count;
}

void TestBindingUpkeep::rejoinAll()
{
    for (int turns = 0; turns < 1000 && !binding().rejoinSome(50); ++turns) { }
}

void TestBindingUpkeep::everyFormatIsDrawnAnewAsItWas()
{
    const qint64 lines = fuzz::sampleDocument().lineCount();
    writeIn(kAbove, kAbove + lines);
    QVERIFY(cutBlocks() >= lines - 2);
    const Document before = mirror();
    rejoinAll();
    QCOMPARE(cutBlocks(), 0);
    QVERIFY(mirror() == before);
    QSignalSpy repaired(&binding(), &DocumentBinding::repaired);
    binding().settle();
    QVERIFY(binding().verifySome(100'000));
    QCOMPARE(repaired.size(), 0);
    QVERIFY(binding().isSettled());
}

void TestBindingUpkeep::nothingMovesForWhoReads()
{
    // below what is drawn anew, with a selection across all of it
    QScrollBar &bar = *m_edit->verticalScrollBar();
    bar.setValue(bar.maximum());
    m_edit->viewport()->repaint();
    const Selection selection{10, mirror().length() - 5};
    binding().setSelection(selection);
    m_edit->viewport()->repaint();
    writeIn(kAbove, kAbove + 30);
    m_edit->viewport()->repaint();
    const QTextCursor top = m_edit->cursorForPosition(QPoint(300, 1));
    const int y = m_edit->cursorRect(top).top();
    const Selection held = binding().selection();
    rejoinAll();
    m_edit->viewport()->repaint();
    QCOMPARE(cutBlocks(), 0);
    QCOMPARE(m_edit->cursorRect(top).top(), y);
    QCOMPARE(binding().selection(), held);
}

void TestBindingUpkeep::whatIsSeenOrHeldWaits()
{
    binding().setSelection(Selection::caret(mirror().lineStart(kAbove + 50)));
    m_edit->verticalScrollBar()->setValue(0);
    m_edit->viewport()->repaint();
    writeIn(0, 2);
    writeIn(kAbove + 50, kAbove + 51);
    QCOMPARE(cutBlocks(), 3);
    QVERIFY(!binding().rejoinSome(100'000));
    QCOMPARE(cutBlocks(), 3);
    // nobody looks any more
    binding().setSelection(Selection::caret(mirror().length() - 1));
    m_edit->verticalScrollBar()->setValue(m_edit->verticalScrollBar()->maximum());
    binding().layout().relayout();
    rejoinAll();
    QCOMPARE(cutBlocks(), 0);
}

void TestBindingUpkeep::theTimersDoIt()
{
    binding().setTimersOn(true);
    writeIn(kAbove, kAbove + 20);
    QTRY_COMPARE_WITH_TIMEOUT(cutBlocks(), 0, 60'000);
}

QTEST_MAIN(TestBindingUpkeep)
#include "test_binding_upkeep.moc"
