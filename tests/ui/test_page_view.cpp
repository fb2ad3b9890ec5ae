// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "editor/lazy_layout.h"
#include "model/delta_json.h"
#include "paper/paged_document.h"
#include "ui/page_control.h"

#include <QLabel>
#include <QScrollBar>
#include <QStatusBar>
#include <QTest>
#include <QTextBlock>

using namespace syngraph;
using ui::ActionId;

// The document on the screen as on paper.
class TestPageView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void theSheetIsAsWideAsThePaper();
    void aScrollbarThatGoesLeavesTheSheetAsWide();
    void theCaretStaysInViewAsTheDocumentGrows();
    void whateverIsTallIsInReach();
    void pagesBeginWherePrintingBeginsThem();
    void whatIsWrittenMovesPagesUntilTheyAreLaidOutAnew();
    void theStatusBarSaysWhichPageItIs();
    void linesBreakAsOnPaperInANarrowWindow();
    void theViewIsRemembered();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit() { return m_anna->pane()->edit(); }
    ui::PageControl &pages() { return *m_anna->window()->findChild<ui::PageControl *>(); }
    void write(int paragraphs)
    {
        QString text;
        for (int i = 0; i < paragraphs; ++i)
            text += QStringLiteral("A paragraph of some words that is longer than one line of the page is wide, number %1\n").arg(i);
        edit().binding().applyLocal({model::Delta().insert(text), editor::Selection::caret(0)});
    }
    // The text is as wide as this, in pixels at 96 dpi.
    double textWidth()
    {
        const QTextBlock first = edit().document()->firstBlock();
        return edit().binding().layout().blockBoundingRect(first).width() / edit().zoom();
    }
    double paperTextWidth()
    {
        return m_anna->program().preferences().pageSetup().layout().paintRectPixels(96).width();
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestPageView::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->window()->resize(1280, 800);
    write(120);
}

void TestPageView::theSheetIsAsWideAsThePaper()
{
    const double before = textWidth();
    m_anna->trigger(ActionId::PageView);
    QVERIFY2(become([&] { return std::abs(textWidth() - paperTextWidth()) <= 2; }), qPrintable(QString::number(textWidth())));
    m_anna->trigger(ActionId::ZoomIn);
    QVERIFY(become([&] { return std::abs(textWidth() - paperTextWidth()) <= 2; }));
    m_anna->trigger(ActionId::ZoomNormal);
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return textWidth() == before; }));
}

void TestPageView::aScrollbarThatGoesLeavesTheSheetAsWide()
{
    for (int view = 0; view < 2; ++view) {
        QVERIFY(become([&] { return edit().verticalScrollBar()->maximum() > 0; }));
        const int width = edit().viewport()->width();
        edit().binding().applyLocal({model::Delta().remove(edit().binding().mirror().length() - 1), editor::Selection::caret(0)});
        QVERIFY(become([&] { return edit().verticalScrollBar()->maximum() == 0; }));
        QCOMPARE(edit().viewport()->width(), width);
        write(120);
        m_anna->trigger(ActionId::PageView);
    }
}

void TestPageView::theCaretStaysInViewAsTheDocumentGrows()
{
    m_anna->trigger(ActionId::PageView);
    edit().binding().applyLocal({model::Delta().remove(edit().binding().mirror().length() - 1), editor::Selection::caret(0)});
    QVERIFY(become([&] { return edit().verticalScrollBar()->maximum() == 0; }));
    for (int line = 0; line < 40; ++line) {
        QTest::keyClick(&edit(), Qt::Key_Return);
        const auto isInView = [&] { return edit().viewport()->rect().contains(edit().cursorRect()); };
        QVERIFY2(become(isInView), qPrintable(QString::number(line)));
    }
    QVERIFY(edit().verticalScrollBar()->maximum() > 0);
}

void TestPageView::whateverIsTallIsInReach()
{
    m_anna->trigger(ActionId::PageView);
    edit().binding().applyLocal({model::Delta().remove(edit().binding().mirror().length() - 1), editor::Selection::caret(0)});
    write(8);
    const auto tall = model::parseDelta(R"([{"insert":{"image":{"h":240,"id":")" + QByteArray(64, 'a') + R"(","w":400}}},{"insert":"\n"},{"insert":{"pagebreak":{}}},{"insert":"\n"}])");
    QVERIFY(tall);
    model::Delta change;
    change.retain(edit().binding().mirror().length() - 1);
    for (const model::Op &op : tall->ops()) {
        if (op.kind == model::Op::Kind::InsertEmbed)
            change.insert(op.embed);
        else
            change.insert(u"\n");
    }
    edit().binding().applyLocal({change, editor::Selection::caret(edit().binding().mirror().length() - 1)});
    for (int line = 0; line < 12; ++line) {
        QTest::keyClick(&edit(), Qt::Key_Return);
        const auto reaches = [&] {
            const int height = qCeil(edit().binding().layout().documentSize().height());
            return edit().verticalScrollBar()->maximum() == std::max(0, height - edit().viewport()->height())
                && edit().viewport()->rect().contains(edit().cursorRect());
        };
        QVERIFY2(become(reaches), qPrintable(QString::number(line)));
    }
}

void TestPageView::pagesBeginWherePrintingBeginsThem()
{
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return pages().isSettled(); }));
    const auto printed = paper::PagedDocument::make(edit().binding().mirror(), {}, m_anna->program().preferences().pageSetup());
    QCOMPARE(pages().pageCount(), (*printed)->pageCount());
    int page = 0;
    for (const qint64 start : (*printed)->computePageStarts()) {
        QCOMPARE(pages().pageOf(start - 1), page);
        QCOMPARE(pages().pageOf(start), ++page);
    }
    QVERIFY(page > 1);
    // a line of its own colour across the sheet, in the gap above the paragraph
    const qint64 second = (*printed)->computePageStarts().front();
    edit().scrollToPosition(second);
    QTRY_VERIFY(edit().verticalScrollBar()->value() > 0);
    const auto greyIn = [&] {
        const QImage shown = edit().viewport()->grab().toImage();
        QTextCursor cursor(edit().document());
        cursor.setPosition(int(second));
        const int y = edit().cursorRect(cursor).top();
        int grey = 0;
        // beside the text, over a dash and the gap behind it
        for (int row = std::max(0, y - 12); row < y + 3 && row < shown.height(); ++row) {
            for (int x = 16; x < 24; ++x)
                grey += shown.pixelColor(x, row) != edit().palette().color(QPalette::Base) ? 1 : 0;
        }
        return grey;
    };
    QVERIFY(become([&] { return greyIn() > 0; }));
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return greyIn() == 0; }));
}

void TestPageView::whatIsWrittenMovesPagesUntilTheyAreLaidOutAnew()
{
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return pages().isSettled(); }));
    const int count = pages().pageCount();
    qint64 second = 0;
    while (pages().pageOf(second) == 0)
        ++second;
    write(60);
    // moved along at once, though nobody knows yet whether it stays so
    QVERIFY(!pages().isSettled());
    QVERIFY(pages().pageOf(second) == 0);
    QVERIFY(become([&] { return pages().isSettled(); }));
    QVERIFY(pages().pageCount() > count);
}

void TestPageView::theStatusBarSaysWhichPageItIs()
{
    const auto says = [&](const QString &text) {
        const auto labels = m_anna->window()->statusBar()->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return pages().isSettled() && says(QStringLiteral("Page 1 of %1").arg(pages().pageCount())); }));
    edit().moveCursor(QTextCursor::End);
    const int count = pages().pageCount();
    QVERIFY(become([&] { return says(QStringLiteral("Page %1 of %1").arg(count)); }));
    test::type(edit(), QStringLiteral("x"));
    QVERIFY(become([&] { return says(QStringLiteral("About page %1 of %1").arg(count)) || pages().isSettled(); }));
    m_anna->trigger(ActionId::PageView);
    QVERIFY(become([&] { return !says(QStringLiteral("Page %1 of %1").arg(count)); }));
}

void TestPageView::linesBreakAsOnPaperInANarrowWindow()
{
    m_anna->trigger(ActionId::PageView);
    m_anna->window()->resize(700, 600);
    QVERIFY2(become([&] { return m_anna->window()->width() == 700 && std::abs(textWidth() - paperTextWidth()) <= 2; }),
             qPrintable(QString::number(textWidth())));
}

void TestPageView::theViewIsRemembered()
{
    m_anna->trigger(ActionId::PageView);
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1); }));
    QVERIFY(m_anna->window(1)->actions()[ActionId::PageView].isChecked());
}

QTEST_MAIN(TestPageView)
#include "test_page_view.moc"
