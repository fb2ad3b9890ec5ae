// SPDX-License-Identifier: GPL-3.0-or-later
#include "history_window.h"

#include "ui/find_bar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace syngraph;
using ui::ActionId;

// What the past is compared with, and what is shown of the difference.
class TestHistoryComparison : public test::HistoryWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(begin()); }
    void cleanup() { m_anna.reset(); }
    void formatsThatDifferAreMarkedAndSaid();
    void findingLooksInWhatIsShown();
    void anyTwoAreCompared();
};

void TestHistoryComparison::formatsThatDifferAreMarkedAndSaid()
{
    const Revision before = head();
    edit(1).binding().setSelection({0, 4});
    m_anna->trigger(ActionId::Bold, 1);
    QVERIFY(settle());
    edit(0).binding().setSelection({0, 0});
    m_anna->trigger(ActionId::Heading1);
    QVERIFY(settle());
    QVERIFY(openHistory());
    control().show(head(), before);
    const auto countsText = [&] { return page().findChildren<QLabel *>().at(1)->text(); };
    QCOMPARE(countsText(), QStringLiteral("Only formats differ"));
    const auto &parts = page().comparison().parts;
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts[0].kind, history::Part::Kind::Formatted);
    QCOMPARE(parts[0].length, qint64(4));
    QCOMPARE(parts[1].kind, history::Part::Kind::Kept);
    QCOMPARE(parts[2].kind, history::Part::Kind::Formatted);
    // of one person's word, and of the whole paragraph
    QVERIFY2(page().wordsAt(1).startsWith(u"Ben changed the format") && page().wordsAt(1).endsWith(u"\nBold"), qPrintable(page().wordsAt(1)));
    QVERIFY2(page().wordsAt(8).startsWith(u"Anna changed the format") && page().wordsAt(8).endsWith(u"\nParagraph Style"), qPrintable(page().wordsAt(8)));
    // the other way round it is what was lost
    control().show(before, head());
    QVERIFY2(page().wordsAt(1).endsWith(u"\nwithout Bold"), qPrintable(page().wordsAt(1)));
    const QImage marked = page().edit().viewport()->grab().toImage();
    control().show(before, before);
    QCOMPARE(page().wordsAt(1), QString());
    QCOMPARE(countsText(), QStringLiteral("No difference"));
    QVERIFY(page().edit().viewport()->grab().toImage() != marked);
}

void TestHistoryComparison::findingLooksInWhatIsShown()
{
    const Revision then = head();
    edit(1).binding().setSelection({0, 18});
    test::type(edit(1), QStringLiteral("rewritten"));
    QVERIFY(settle());
    QVERIFY(openHistory());
    control().show(then, then);
    m_anna->trigger(ActionId::Find);
    auto *bar = m_anna->window()->findChild<ui::FindBar *>();
    QVERIFY(bar->isVisible());
    auto *text = bar->findChild<QLineEdit *>();
    text->setText(QStringLiteral("from"));
    QVERIFY(become([&] { return page().edit().textCursor().selectedText() == u"from"; }));
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(become([&] { return page().edit().binding().selection() == editor::Selection{10, 14}; }));
    // back in the present it is the present
    page().findChild<QToolButton *>(QStringLiteral("historyClose"))->click();
    QVERIFY(bar->isVisible());
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(!edit(0).textCursor().hasSelection());
    text->setText(QStringLiteral("written"));
    QVERIFY(become([&] { return edit(0).textCursor().selectedText() == u"written"; }));
    // also where the window is closed in the middle of it
    control().show(then, then);
}

void TestHistoryComparison::anyTwoAreCompared()
{
    const Revision first = head();
    m_anna->pane(0)->document().driver().requests().ask(protocol::NameVersion{0, first, QStringLiteral("First draft")},
                                                        [](const Result<client_net::Reply> &) {});
    QVERIFY(write(1, 0, QStringLiteral("second ")));
    QVERIFY(openHistory());
    QVERIFY(become([&] { return list().count() == 2; }));
    control().show(head());
    auto *others = page().findChild<QComboBox *>();
    const int named = others->findText(QStringLiteral("First draft"));
    QVERIFY(named >= 0);
    others->setCurrentIndex(named);
    Q_EMIT others->activated(named);
    QCOMPARE(page().comparison().from, first);
    qint64 added = 0;
    for (const history::Part &part : page().comparison().parts)
        added += part.kind == history::Part::Kind::Added ? part.length : 0;
    QCOMPARE(added, qint64(7));
    // while somebody writes on
    QVERIFY(write(1, 0, QStringLiteral("third ")));
    QCOMPARE(page().comparison().from, first);
    QCOMPARE(shownText(), QStringLiteral("second from anna from ben"));
}

QTEST_MAIN(TestHistoryComparison)
#include "test_history_comparison.moc"
