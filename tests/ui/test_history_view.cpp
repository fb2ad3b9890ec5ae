// SPDX-License-Identifier: GPL-3.0-or-later
#include "history_window.h"

#include "ui/density_strip.h"

#include <QMenu>
#include <QToolButton>

using namespace syngraph;
using ui::ActionId;
using ui::HistoryPage;

// The history of a document in the window of one of two people who write in it.
class TestHistoryView : public test::HistoryWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(begin()); }
    void cleanup() { m_anna.reset(); }
    void sittingsSayWhenAndWhoAndShowWhatTheyWrote();
    void deletedTextIsStruckAndThePersonNamed();
    void peopleWriteOnWhileThePastIsShown();
    void aVersionIsNamedListedAndRestored();
    void aParagraphIsRestoredAndTheRestStays();
    void aSelectionIsRestored();
    void onePersonsChangesAreTakenBack();
    void stepsAndPlayingGoThroughTheChanges();
    void theStripLeadsToWhatWasWrittenThen();
    void whatCameSinceTheLastLookIsFirst();
    void aParagraphTellsItsOwnHistory();
    void aRevisionIsOpenedAsACopy();
    void whoMayOnlyReadRestoresNothing();
};

void TestHistoryView::sittingsSayWhenAndWhoAndShowWhatTheyWrote()
{
    QVERIFY(openHistory());
    QCOMPARE(list().count(), 1);
    QVERIFY2(list().item(0)->text().startsWith(u"Today "), qPrintable(list().item(0)->text()));
    QVERIFY2(list().item(0)->text().contains(u"Anna + Ben"), qPrintable(list().item(0)->text()));
    choose(0);
    QVERIFY(page().isVisible());
    QVERIFY(!edit(0).isVisible());
    // commands would act on what is not seen
    QVERIFY(!m_anna->window()->actions()[ActionId::Bold].isEnabled());
    QVERIFY(!m_anna->window()->actions()[ActionId::Undo].isEnabled());
    QCOMPARE(shownText(), QStringLiteral("from anna from ben"));
    const auto &parts = page().comparison().parts;
    const history::Log &log = m_anna->window()->findChild<ui::HistoryReader *>()->log();
    QString byAnna;
    QString byBen;
    qint64 at = 0;
    for (const history::Part &part : parts) {
        const QString text = page().comparison().after.text(at, at + part.length);
        at += part.length;
        if (part.kind == history::Part::Kind::Added)
            (log.authorOf(part.by) == u"Anna" ? byAnna : byBen) += text;
    }
    QCOMPARE(byAnna, QStringLiteral("from anna"));
    QCOMPARE(byBen, QStringLiteral(" from ben"));
    QTest::keyClick(&page().edit(), Qt::Key_Escape);
    QVERIFY(!page().isVisible());
    QVERIFY(edit(0).isVisible());
    QVERIFY(m_anna->window()->actions()[ActionId::Undo].isEnabled());
    // nothing can be written into the past
    choose(-1);
    choose(0);
    test::type(page().edit(), QStringLiteral("x"));
    QCOMPARE(shownText(), QStringLiteral("from anna from ben"));
}

void TestHistoryView::deletedTextIsStruckAndThePersonNamed()
{
    const Revision before = head();
    edit(1).binding().setSelection({0, 5});
    QTest::keyClick(&edit(1), Qt::Key_Delete);
    QVERIFY(settle());
    QVERIFY(openHistory());
    control().show(head(), before);
    QCOMPARE(shownText(), QStringLiteral("from anna from ben"));
    QVERIFY(isStruck(QStringLiteral("from ")));
    QVERIFY(!isStruck(QStringLiteral("anna")));
    const history::Log &log = m_anna->window()->findChild<ui::HistoryReader *>()->log();
    QCOMPARE(page().comparison().parts.front().kind, history::Part::Kind::Removed);
    QCOMPARE(log.authorOf(page().comparison().parts.front().by), QStringLiteral("Ben"));
    // the other way round it is what is missing now
    control().show(before, head());
    QCOMPARE(page().comparison().parts.front().kind, history::Part::Kind::Added);
}

void TestHistoryView::peopleWriteOnWhileThePastIsShown()
{
    QVERIFY(openHistory());
    choose(0);
    QVERIFY(write(1, 0, QStringLiteral("more ")));
    QCOMPARE(shownText(), QStringLiteral("from anna from ben"));
    QCOMPARE(m_anna->shown(0), QByteArray(R"([{"insert":"more from anna from ben\n"}])"));
    const auto *reader = m_anna->window()->findChild<ui::HistoryReader *>();
    QVERIFY(become([&] { return reader->log().head() == head(); }));
    page().findChild<QToolButton *>(QStringLiteral("historyClose"))->click();
    QVERIFY(edit(0).isVisible());
    QCOMPARE(edit(0).toPlainText(), QStringLiteral("more from anna from ben"));
}

void TestHistoryView::aVersionIsNamedListedAndRestored()
{
    const Revision then = head();
    m_anna->pane(0)->document().driver().requests().ask(protocol::NameVersion{0, then, QStringLiteral("First draft")},
                                                        [](const Result<client_net::Reply> &) {});
    QVERIFY(write(1, 0, QStringLiteral("changed ")));
    QVERIFY(openHistory());
    QVERIFY(become([&] { return list().count() == 2; }));
    int row = 0;
    while (row < list().count() && !list().item(row)->text().startsWith(u"First draft"))
        ++row;
    QVERIFY(row < list().count());
    QVERIFY(list().item(row)->text().contains(u"named by Anna"));
    choose(row);
    QCOMPARE(control().shown(), std::optional(then));
    QCOMPARE(shownText(), QStringLiteral("from anna from ben"));
    restoreBy("Whole Document");
    QVERIFY(edit(0).isVisible());
    QVERIFY(settle());
    QCOMPARE(m_anna->shown(1), QByteArray(R"([{"insert":"from anna from ben\n"}])"));
    QVERIFY2(m_anna->window()->actions()[ActionId::Undo].text().contains(u"Restored Version"), qPrintable(m_anna->window()->actions()[ActionId::Undo].text()));
    m_anna->trigger(ActionId::Undo);
    QVERIFY(settle());
    QCOMPARE(m_anna->shown(1), QByteArray(R"([{"insert":"changed from anna from ben\n"}])"));
}

void TestHistoryView::aParagraphIsRestoredAndTheRestStays()
{
    QVERIFY(write(0, 18, QStringLiteral("\rsecond\rthird")));
    const Revision then = head();
    // both paragraphs are altered, and one is put in front
    edit(1).binding().setSelection({19, 25});
    test::type(edit(1), QStringLiteral("otherwise"));
    QVERIFY(write(1, 0, QStringLiteral("new\r")));
    QVERIFY(write(1, 33, QStringLiteral("!")));
    QVERIFY(openHistory());
    control().show(then);
    page().edit().binding().setSelection(editor::Selection::caret(21));
    restoreBy("Paragraph");
    QVERIFY(settle());
    QCOMPARE(edit(1).toPlainText(), QStringLiteral("new\nfrom anna from ben\nsecond\n!third"));
}

void TestHistoryView::aSelectionIsRestored()
{
    const Revision then = head();
    edit(1).binding().setSelection({0, 18});
    test::type(edit(1), QStringLiteral("gone"));
    QVERIFY(settle());
    QVERIFY(openHistory());
    control().show(then, then);
    page().edit().binding().setSelection({5, 9});
    restoreBy("Selection");
    QVERIFY(settle());
    QVERIFY2(edit(1).toPlainText().contains(u"anna") && edit(1).toPlainText().contains(u"gone"), qPrintable(edit(1).toPlainText()));
}

void TestHistoryView::onePersonsChangesAreTakenBack()
{
    // Ben takes something away, Anna writes on
    edit(1).binding().setSelection({0, 5});
    QTest::keyClick(&edit(1), Qt::Key_Delete);
    QVERIFY(settle());
    QVERIFY(write(0, 13, QStringLiteral(" and anna")));
    QVERIFY(openHistory());
    control().show(head(), Revision{0});
    auto *menu = page().findChild<QToolButton *>(QStringLiteral("historyRestore"))->menu();
    Q_EMIT menu->aboutToShow();
    QMenu *people = menu->actions().back()->menu();
    QVERIFY(people && people->actions().size() == 2);
    // not what stands outside of the selection
    page().edit().binding().setSelection({0, 4});
    Q_EMIT page().takeBackRequested(QStringLiteral("Ben"));
    QVERIFY(settle());
    QCOMPARE(edit(1).toPlainText(), QStringLiteral("anna from ben and anna"));
    QVERIFY(openHistory());
    control().show(head(), Revision{0});
    Q_EMIT page().takeBackRequested(QStringLiteral("Ben"));
    QVERIFY(settle());
    QCOMPARE(edit(1).toPlainText(), QStringLiteral("anna and anna"));
    m_anna->trigger(ActionId::Undo);
    QVERIFY(settle());
    QCOMPARE(edit(1).toPlainText(), QStringLiteral("anna from ben and anna"));
}

void TestHistoryView::stepsAndPlayingGoThroughTheChanges()
{
    QVERIFY(openHistory());
    auto *panel = m_anna->window()->findChild<ui::HistoryPanel *>();
    Q_EMIT panel->stepRequested(history::Step::Change, false);
    QCOMPARE(control().shown(), std::optional(head()));
    Q_EMIT panel->stepRequested(history::Step::Change, false);
    QCOMPARE(control().shown(), std::optional(Revision{head().value - 1}));
    QVERIFY(!page().comparison().isSame());
    Q_EMIT panel->stepRequested(history::Step::Sitting, true);
    QCOMPARE(control().shown(), std::optional(head()));
    Q_EMIT panel->playRequested();
    QCOMPARE(control().shown(), std::optional(Revision{0}));
    QVERIFY(become([&] { return control().shown() == std::optional(head()); }));
}

void TestHistoryView::theStripLeadsToWhatWasWrittenThen()
{
    QVERIFY(openHistory());
    auto *strip = m_anna->window()->findChild<ui::DensityStrip *>();
    QVERIFY(strip->isVisible());
    QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(8, strip->height() / 2));
    // the end of a minute, nearly always of the only one
    QVERIFY(page().isVisible() && control().shown());
    const Revision there = *control().shown();
    QTest::keyClick(strip, Qt::Key_Left);
    QCOMPARE(control().shown(), std::optional(Revision{there.value - 1}));
    QTest::keyClick(strip, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(control().shown(), std::optional(head()));
    // by minutes; all of this is of one or two
    QTest::keyClick(strip, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(control().shown() && *control().shown() <= head());
}

void TestHistoryView::whatCameSinceTheLastLookIsFirst()
{
    const Revision looked = head();
    m_anna->window(0)->close();
    QVERIFY(become([&] { return !m_anna->window(1) || m_anna->program().windows().size() == 1; }));
    // the other window is the only one now
    edit(0).binding().setSelection(editor::Selection::caret(0));
    test::type(edit(0), QStringLiteral("news "));
    QVERIFY(become([&] { return m_anna->pane(0)->document().facts().pending == 0; }));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    ui::DocumentWindow *window = m_anna->window(1);
    window->actions()[ActionId::History].setChecked(true);
    auto *entries = window->findChild<ui::HistoryPanel *>()->findChild<QListWidget *>();
    QVERIFY(become([&] { return entries->count() == 2; }));
    QVERIFY2(entries->item(0)->text().startsWith(u"Since you last looked"), qPrintable(entries->item(0)->text()));
    entries->setCurrentRow(0);
    const history::Comparison &comparison = window->findChild<HistoryPage *>()->comparison();
    QCOMPARE(comparison.from, looked);
    qint64 added = 0;
    for (const history::Part &part : comparison.parts)
        added += part.kind == history::Part::Kind::Added ? part.length : 0;
    QCOMPARE(added, 5);
}

void TestHistoryView::aParagraphTellsItsOwnHistory()
{
    QVERIFY(write(0, 18, QStringLiteral("\rsecond")));
    QMenu menu;
    Q_EMIT edit(0).contextMenuAboutToShow(&menu, 21);
    QVERIFY(!menu.actions().isEmpty());
    QAction *last = menu.actions().back();
    QVERIFY2(last->text().contains(u"History of This Paragraph"), qPrintable(last->text()));
    last->trigger();
    QVERIFY(become([&] { return list().count() == 1 && !list().item(0)->text().contains(u"Ben"); }));
    QVERIFY2(list().item(0)->text().contains(u"Anna"), qPrintable(list().item(0)->text()));
}

void TestHistoryView::aRevisionIsOpenedAsACopy()
{
    const Revision then = head();
    QVERIFY(write(1, 0, QStringLiteral("later ")));
    QVERIFY(openHistory());
    control().show(then);
    Q_EMIT page().copyRequested();
    QVERIFY(become([&] { return m_anna->pane(2) && m_anna->pane(2)->document().facts().pending == 0 && m_anna->shown(2) == R"([{"insert":"from anna from ben\n"}])"; }));
    QVERIFY(m_anna->pane(2)->document().title().contains(u" as of "));
}

void TestHistoryView::whoMayOnlyReadRestoresNothing()
{
    QVERIFY(openHistory());
    choose(0);
    auto *restore = page().findChild<QToolButton *>(QStringLiteral("historyRestore"));
    QVERIFY(restore->isVisible());
    edit(0).setReadOnly(true);
    control().show(head());
    QVERIFY(!restore->isEnabled());
    QVERIFY(!restore->toolTip().isEmpty());
    const QByteArray before = m_anna->shown(1);
    Q_EMIT page().restoreRequested();
    QCOMPARE(m_anna->shown(1), before);
}

QTEST_MAIN(TestHistoryView)
#include "test_history_view.moc"
