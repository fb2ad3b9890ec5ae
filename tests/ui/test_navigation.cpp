// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "paper/paged_document.h"
#include "ui/command_palette.h"
#include "ui/go_to_dialog.h"
#include "ui/outline_panel.h"
#include "ui/preferences_dialog.h"
#include "ui/shortcuts_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QStatusBar>
#include <QTest>
#include <QToolBar>

using namespace syngraph;
using ui::ActionId;

// Ways around: outline, list of all commands, list of keys, a window with nothing but the text, preferences.
class TestNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void theOutlineFollowsTheDocument();
    void theOutlineGoesToAHeading();
    void theOutlineIsRemembered();
    void sectionsAreMovedInTheOutline();
    void sectionsAreDraggedInTheOutline();
    void aHeadingIsGoneTo();
    void aPageIsGoneTo();
    void commandsAreFoundByTheirWords();
    void everyKeyIsListed();
    void everyActionIsInAMenuAndSaysWhatItDoes();
    void noKeyIsGivenTwice();
    void distractionFreeShowsTheTextAlone();
    void theScreenIsFilledAndLeft();
    void theDesktopLeavesTheFullScreen();
    void f6GoesThroughThePartsOfTheWindow();
    void aPanelOpenedByItsKeyHasTheKeyboard();
    void aWindowIsAsTheLastOneWas();
    void aMirroredWindowBeginsAtTheRight();
    void preferencesHoldAtOnce();
    void switchesHoldInAllWindows();
    void theTextHasMostOfTheWindow_data();
    void theTextHasMostOfTheWindow();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window = 0) { return m_anna->pane(window)->edit(); }
    ui::OutlinePanel &outline() { return *m_anna->window()->findChild<ui::OutlinePanel *>(); }
    // "A1/B2" for a second level heading B below the first level heading A, and so on.
    QStringList headings()
    {
        QStringList found;
        for (QTreeWidgetItemIterator item(&outline()); *item; ++item) {
            QString path;
            for (const QTreeWidgetItem *at = *item; at; at = at->parent())
                path.prepend(path.isEmpty() ? at->text(0) : at->text(0) + u'/');
            found << path;
        }
        return found;
    }
    // Keys of actions go to the window that is in front.
    static bool isActive(QWidget &window)
    {
        window.activateWindow();
        return become([&] { return window.isActiveWindow(); });
    }
    // A heading of the level at the end of the document.
    void write(ActionId style, const char *text)
    {
        edit().moveCursor(QTextCursor::End);
        test::type(edit(), QLatin1StringView(text));
        m_anna->trigger(style);
        QTest::keyClick(&edit(), Qt::Key_Return);
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestNavigation::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
}

void TestNavigation::theOutlineFollowsTheDocument()
{
    m_anna->trigger(ActionId::Outline);
    QVERIFY(outline().isVisible());
    QCOMPARE(headings(), QStringList());
    write(ActionId::Heading1, "A");
    write(ActionId::Heading2, "B");
    write(ActionId::Body, "text");
    write(ActionId::Heading1, "C");
    QVERIFY(become([&] { return headings() == QStringList{QStringLiteral("A"), QStringLiteral("A/B"), QStringLiteral("C")}; }));
    // what others write is there too
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1) == m_anna->shown(0); }));
    edit(1).binding().setSelection(editor::Selection::caret(1));
    test::type(edit(1), QStringLiteral("x"));
    QVERIFY(become([&] { return headings() == QStringList{QStringLiteral("Ax"), QStringLiteral("Ax/B"), QStringLiteral("C")}; }));
    m_anna->window(1)->close();
}

void TestNavigation::theOutlineGoesToAHeading()
{
    write(ActionId::Heading1, "A");
    edit().binding().applyLocal({model::Delta().retain(2).insert(QStringLiteral("line\n").repeated(300)), editor::Selection::caret(0)});
    write(ActionId::Heading1, "Z");
    edit().moveCursor(QTextCursor::Start);
    m_anna->trigger(ActionId::Outline);
    QVERIFY(become([&] { return headings().size() == 2; }));
    QCOMPARE(outline().currentItem()->text(0), QStringLiteral("A"));
    QTreeWidgetItem *last = outline().topLevelItem(1);
    QTest::mouseClick(outline().viewport(), Qt::LeftButton, {}, outline().visualItemRect(last).center());
    QCOMPARE(edit().binding().selection().position, edit().binding().mirror().length() - 3);
    QVERIFY(edit().verticalScrollBar()->value() > 0);
    QVERIFY(edit().hasFocus());
    QCOMPARE(outline().currentItem(), last);
}

void TestNavigation::theOutlineIsRemembered()
{
    m_anna->trigger(ActionId::Outline);
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1); }));
    QVERIFY(m_anna->window(1)->actions()[ActionId::Outline].isChecked());
    m_anna->trigger(ActionId::Outline, 1);
    QVERIFY(!m_anna->program().preferences().isOutlineShown());
    QVERIFY(outline().isVisible());
}

void TestNavigation::sectionsAreMovedInTheOutline()
{
    write(ActionId::Heading1, "A");
    write(ActionId::Heading2, "B");
    write(ActionId::Body, "text");
    write(ActionId::Heading1, "C");
    edit().moveCursor(QTextCursor::End);
    test::type(edit(), QStringLiteral("end"));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1) == m_anna->shown(0); }));
    m_anna->trigger(ActionId::Outline);
    const QByteArray before = m_anna->shown();
    QVERIFY(become([&] { return headings() == QStringList{QStringLiteral("A"), QStringLiteral("A/B"), QStringLiteral("C")}; }));
    outline().setCurrentItem(outline().topLevelItem(1));
    QTest::keyClick(&outline(), Qt::Key_Up, Qt::AltModifier);
    const QByteArray after = R"([{"insert":"C"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"end\nA"},{"insert":"\n","attributes":{"block":"h1"}},)"
                             R"({"insert":"B"},{"insert":"\n","attributes":{"block":"h2"}},{"insert":"text\n"}])";
    QCOMPARE(m_anna->shown(), after);
    QVERIFY(become([&] { return m_anna->shown(1) == after; }));
    QVERIFY(become([&] { return headings() == QStringList{QStringLiteral("C"), QStringLiteral("A"), QStringLiteral("A/B")}; }));
    QVERIFY(become([&] { return m_anna->window()->actions()[ActionId::Undo].text() == u"&Undo Moved Section"; }));
    QCOMPARE(outline().currentItem()->text(0), QStringLiteral("C"));
    QTest::keyClick(&outline(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_anna->shown(), before);
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), after);
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), before);
    QVERIFY(become([&] { return m_anna->shown(1) == before; }));
}

void TestNavigation::sectionsAreDraggedInTheOutline()
{
    write(ActionId::Heading1, "A");
    write(ActionId::Heading2, "B");
    write(ActionId::Heading1, "C");
    edit().moveCursor(QTextCursor::End);
    test::type(edit(), QStringLiteral("end"));
    m_anna->trigger(ActionId::NewWindow);
    m_anna->trigger(ActionId::Outline);
    const QStringList asWritten{QStringLiteral("A"), QStringLiteral("A/B"), QStringLiteral("C")};
    QVERIFY(become([&] { return headings() == asWritten; }));
    const QByteArray before = m_anna->shown();
    // what a mouse makes of it: Qt has no drags without a desktop
    const auto drag = [this](QTreeWidgetItem *item, const QMimeData *mime, const QPointF &to) {
        outline().setCurrentItem(item);
        QWidget *area = outline().viewport();
        QDragEnterEvent enter(to.toPoint(), Qt::MoveAction, mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(area, &enter);
        QDragMoveEvent move(to.toPoint(), Qt::MoveAction, mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(area, &move);
        QDropEvent drop(to, Qt::MoveAction, mime, Qt::LeftButton, Qt::NoModifier);
        if (move.isAccepted())
            QApplication::sendEvent(area, &drop);
        return move.isAccepted();
    };
    QTreeWidgetItem *last = outline().topLevelItem(1);
    const std::unique_ptr<QMimeData> mime(outline().model()->mimeData({outline().model()->index(1, 0)}));
    const QPointF aboveAll(QRectF(outline().visualItemRect(outline().topLevelItem(0))).topLeft() + QPointF(4, 1));
    QVERIFY(drag(last, mime.get(), aboveAll));
    QVERIFY2(m_anna->shown() != before, m_anna->shown());
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1) == m_anna->shown(0); }));
    QVERIFY(become([&] { return headings() == QStringList{QStringLiteral("C"), QStringLiteral("A"), QStringLiteral("A/B")}; }));
    // back behind everything
    QVERIFY(drag(outline().topLevelItem(0), mime.get(), QPointF(10, outline().viewport()->height() - 4)));
    QVERIFY(become([&] { return headings() == asWritten && m_anna->shown(1) == m_anna->shown(0); }));
    m_anna->trigger(ActionId::Undo);
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), before);
    // what comes from elsewhere finds no place
    QVERIFY(become([&] { return headings() == asWritten; }));
    const std::unique_ptr<QMimeData> foreign(m_anna->window(1)->findChild<ui::OutlinePanel *>()->model()->mimeData({}));
    QVERIFY(!foreign || !drag(outline().topLevelItem(1), foreign.get(), aboveAll));
    QCOMPARE(m_anna->shown(), before);
}

void TestNavigation::aHeadingIsGoneTo()
{
    write(ActionId::Heading1, "First part");
    write(ActionId::Body, "text");
    write(ActionId::Heading2, "Second one");
    m_anna->trigger(ActionId::GoTo);
    auto *dialog = m_anna->window()->findChild<ui::GoToDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *list = dialog->findChild<QListWidget *>();
    QVERIFY(become([&] { return list->count() == 2; }));
    test::type(*dialog->findChild<QLineEdit *>(), QStringLiteral("sec"));
    QCOMPARE(list->count(), 1);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(become([&] { return edit().binding().selection() == editor::Selection::caret(16); }));
    QVERIFY(become([&] { return !m_anna->window()->findChild<ui::GoToDialog *>(); }));
}

void TestNavigation::aPageIsGoneTo()
{
    edit().binding().applyLocal({model::Delta().insert(QStringLiteral("line\n").repeated(200)), editor::Selection::caret(0)});
    m_anna->trigger(ActionId::GoTo);
    auto *dialog = m_anna->window()->findChild<ui::GoToDialog *>();
    test::type(*dialog->findChild<QLineEdit *>(), QStringLiteral("3"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(become([&] { return edit().binding().selection().position > 0; }));
    const qint64 third = edit().binding().selection().position;
    // which is where it is on paper
    const auto pages = paper::PagedDocument::make(edit().binding().mirror(), {}, m_anna->program().preferences().pageSetup());
    QCOMPARE(third, (*pages)->computePageStarts().at(1));
}

void TestNavigation::commandsAreFoundByTheirWords()
{
    test::type(edit(), QStringLiteral("word"));
    m_anna->trigger(ActionId::SelectAll);
    m_anna->trigger(ActionId::Commands);
    auto *palette = m_anna->window()->findChild<ui::CommandPalette *>();
    QVERIFY(palette && palette->isVisible());
    auto *words = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QVERIFY(list->count() > 40);
    test::type(*words, QStringLiteral("head 3"));
    QCOMPARE(list->item(0)->text(), QStringLiteral("Heading 3"));
    QTest::keyClick(words, Qt::Key_Return);
    QVERIFY(become([&] { return m_anna->shown().contains(R"({"block":"h3"})"); }));
    m_anna->trigger(ActionId::Commands);
    QVERIFY(become([&] { return m_anna->window()->findChildren<ui::CommandPalette *>().size() == 1; }));
    palette = m_anna->window()->findChild<ui::CommandPalette *>();
    words = palette->findChild<QLineEdit *>();
    list = palette->findChild<QListWidget *>();
    test::type(*words, QStringLiteral("bold"));
    const QString first = list->currentItem()->text();
    QCOMPARE(first, QStringLiteral("Bold"));
    QTest::keyClick(words, Qt::Key_Escape);
    QVERIFY(become([&] { return !m_anna->window()->findChild<ui::CommandPalette *>(); }));
    QVERIFY(!m_anna->shown().contains("bold"));
}

void TestNavigation::everyKeyIsListed()
{
    m_anna->trigger(ActionId::Shortcuts);
    const auto *dialog = m_anna->window()->findChild<ui::ShortcutsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QStringList rows;
    for (QTreeWidgetItemIterator item(dialog->findChild<QTreeWidget *>()); *item; ++item)
        rows << (*item)->text(0);
    for (std::size_t i = 0; i < ui::kActionCount; ++i) {
        const QAction &action = m_anna->window()->actions()[ActionId(i)];
        QVERIFY2(action.shortcut().isEmpty() || rows.contains(ui::Actions::plainText(action)), qPrintable(action.text()));
    }
    auto *words = dialog->findChild<QLineEdit *>();
    test::type(*words, QStringLiteral("bold"));
    int shown = 0;
    for (QTreeWidgetItemIterator item(dialog->findChild<QTreeWidget *>(), QTreeWidgetItemIterator::NotHidden); *item; ++item)
        shown += (*item)->parent() ? 1 : 0;
    QCOMPARE(shown, 1);
}

void TestNavigation::everyActionIsInAMenuAndSaysWhatItDoes()
{
    QSet<const QAction *> found;
    const std::function<void(const QList<QAction *> &)> look = [&](const QList<QAction *> &actions) {
        for (const QAction *action : actions) {
            QVERIFY2(action->isSeparator() || action->menu() || !found.contains(action), qPrintable(action->text()));
            found << action;
            if (action->menu())
                look(action->menu()->actions());
        }
    };
    look(m_anna->window()->menuBar()->actions());
    for (std::size_t i = 0; i < ui::kActionCount; ++i) {
        const QAction &action = m_anna->window()->actions()[ActionId(i)];
        QVERIFY2(found.contains(&action), qPrintable(action.text()));
        QVERIFY2(!action.statusTip().isEmpty(), qPrintable(action.text()));
    }
}

void TestNavigation::noKeyIsGivenTwice()
{
    QMap<QString, QString> givenTo;
    for (std::size_t i = 0; i < ui::kActionCount; ++i) {
        const QAction &action = m_anna->window()->actions()[ActionId(i)];
        const auto keys = action.shortcuts();
        for (const QKeySequence &key : keys) {
            const QString name = key.toString();
            QVERIFY2(!givenTo.contains(name), qPrintable(name + QStringLiteral(": ") + action.text() + QStringLiteral(", ") + givenTo.value(name)));
            givenTo.insert(name, action.text());
        }
    }
}

void TestNavigation::distractionFreeShowsTheTextAlone()
{
    ui::DocumentWindow &window = *m_anna->window();
    m_anna->trigger(ActionId::Outline);
    m_anna->trigger(ActionId::DistractionFree);
    for (const QWidget *part : {static_cast<QWidget *>(window.menuBar()), static_cast<QWidget *>(window.statusBar()),
                                static_cast<QWidget *>(window.findChild<QToolBar *>()), static_cast<QWidget *>(&outline())})
        QVERIFY2(!part->isVisible(), part->metaObject()->className());
    // keys go on working, and something that changes brings nothing back
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    test::type(edit(), QStringLiteral("a"));
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    QVERIFY(!window.findChild<QToolBar *>()->isVisible());
    QVERIFY(!window.statusBar()->isVisible());
    QTest::keyClick(&edit(), Qt::Key_Escape);
    QVERIFY(!window.actions()[ActionId::DistractionFree].isChecked());
    QVERIFY(window.menuBar()->isVisible() && window.statusBar()->isVisible() && outline().isVisible());
    QVERIFY(window.findChild<QToolBar *>()->isVisible());
}

void TestNavigation::theScreenIsFilledAndLeft()
{
    QTest::keyClick(m_anna->window(), Qt::Key_F11);
    QVERIFY(become([&] { return m_anna->window()->isFullScreen(); }));
    test::type(edit(), QStringLiteral("a"));
    QTest::keyClick(m_anna->window(), Qt::Key_F11);
    QVERIFY(become([&] { return !m_anna->window()->isFullScreen(); }));
}

// As by a window manager: nobody has chosen the action.
void TestNavigation::theDesktopLeavesTheFullScreen()
{
    ui::DocumentWindow &window = *m_anna->window();
    QAction &full = window.actions()[ActionId::FullScreen];
    window.resize(700, 600);
    const QSize size = window.size();
    m_anna->trigger(ActionId::DistractionFree);
    QVERIFY(window.isFullScreen() && full.isChecked() && !window.menuBar()->isVisible());
    window.setWindowState(window.windowState() & ~Qt::WindowFullScreen);
    QVERIFY(become([&] { return !full.isChecked() && window.menuBar()->isVisible(); }));
    QVERIFY(!window.actions()[ActionId::DistractionFree].isChecked());
    window.setWindowState(window.windowState() | Qt::WindowFullScreen);
    QVERIFY(become([&] { return full.isChecked(); }));
    full.trigger();
    QVERIFY(become([&] { return window.size() == size; }));
    // closed in the full screen, the next window is as large as this one was before
    full.trigger();
    QVERIFY(window.isFullScreen());
    QWidget next;
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) != nullptr; }));
    window.close();
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    next.restoreGeometry(m_anna->program().preferences().geometry());
    QVERIFY(!next.isFullScreen());
    QCOMPARE(next.size(), size);
}

void TestNavigation::f6GoesThroughThePartsOfTheWindow()
{
    ui::DocumentWindow &window = *m_anna->window();
    m_anna->trigger(ActionId::People);
    m_anna->trigger(ActionId::Outline);
    m_anna->trigger(ActionId::Find);
    auto *bar = window.findChild<QWidget *>(QStringLiteral("findBar"));
    auto *dock = window.findChild<QDockWidget *>(QStringLiteral("outline"));
    auto *people = window.findChild<QDockWidget *>(QStringLiteral("people"));
    auto *tools = window.findChild<QToolBar *>();
    QVERIFY(bar && dock && people && tools);
    const std::vector<QWidget *> parts{tools, dock, people, bar, window.statusBar(), &edit()};
    const auto isIn = [&](QWidget *part) {
        const QWidget *focus = window.focusWidget();
        return focus && (focus == part || part->isAncestorOf(focus));
    };
    QVERIFY(isActive(window));
    edit().setFocus();
    for (QWidget *part : parts) {
        QTest::keyClick(window.focusWidget(), Qt::Key_F6);
        QVERIFY2(isIn(part), part->metaObject()->className());
    }
    for (auto part = parts.rbegin() + 1; part != parts.rend(); ++part) {
        QTest::keyClick(window.focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY2(isIn(*part), (*part)->metaObject()->className());
    }
    // and back to the text at once
    QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
    QVERIFY(isIn(&edit()));
}

void TestNavigation::aPanelOpenedByItsKeyHasTheKeyboard()
{
    ui::DocumentWindow &window = *m_anna->window();
    write(ActionId::Heading1, "A");
    QVERIFY(isActive(window));
    edit().setFocus();
    for (const auto &[key, name] : {std::pair(Qt::Key_F8, "outline"), std::pair(Qt::Key_F9, "people")}) {
        auto *dock = window.findChild<QDockWidget *>(QLatin1StringView(name));
        QTest::keyClick(&edit(), key);
        QVERIFY2(dock->isVisible() && dock->isAncestorOf(window.focusWidget()), name);
        QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
        QVERIFY2(dock->isVisible() && window.focusWidget() == &edit(), name);
        QTest::keyClick(&edit(), key);
        QVERIFY2(!dock->isVisible() && window.focusWidget() == &edit(), name);
    }
}

void TestNavigation::aWindowIsAsTheLastOneWas()
{
    m_anna->window()->resize(777, 555);
    m_anna->trigger(ActionId::StartPage);
    m_anna->window()->close();
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    Q_EMIT m_anna->window()->newRequested();
    QVERIFY(become([&] { return m_anna->pane() && !m_anna->pane()->edit().isReadOnly(); }));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1); }));
    QCOMPARE(m_anna->window(1)->size(), QSize(777, 555));
}

void TestNavigation::aMirroredWindowBeginsAtTheRight()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const auto back = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
    m_anna->trigger(ActionId::StartPage);
    ui::DocumentWindow &start = *m_anna->window(1);
    const auto isRight = [](const ui::DocumentWindow &window, const QWidget &part) {
        return part.mapTo(&window, part.rect().center()).x() > window.width() / 2;
    };
    QVERIFY(become([&] { return start.isVisible() && start.width() > 700; }));
    const auto cards = start.startPage().findChildren<QPushButton *>();
    const auto letter = std::ranges::find(cards, QStringLiteral("template-letter"), &QPushButton::objectName);
    QVERIFY(letter != cards.end() && isRight(start, **letter));
    Q_EMIT start.newRequested();
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    m_anna->trigger(ActionId::Outline, 1);
    QVERIFY(become([&] { return start.findChild<ui::OutlinePanel *>()->isVisible(); }));
    QVERIFY(isRight(start, *start.findChild<ui::OutlinePanel *>()));
    const auto *styles = start.findChild<QToolBar *>()->findChild<QComboBox *>();
    QVERIFY(isRight(start, *styles));
}

void TestNavigation::preferencesHoldAtOnce()
{
    m_anna->trigger(ActionId::Preferences);
    auto *dialog = m_anna->window()->findChild<ui::PreferencesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    ui::Preferences &kept = m_anna->program().preferences();
    const auto boxes = dialog->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 6);
    for (QCheckBox *box : boxes)
        box->click();
    QVERIFY(!kept.typingAids().formats && !kept.typingAids().typography && !kept.areNamesShown());
    QVERIFY(kept.checksSpelling() && kept.staysShared() && kept.reopens());
    auto *colors = dialog->findChild<QComboBox *>();
    colors->setFocus();
    QTest::keyClick(colors, Qt::Key_End);
    QCOMPARE(kept.scheme(), ui::Look::Scheme::Dark);
    QTest::keyClick(colors, Qt::Key_Home);
    QCOMPARE(kept.scheme(), ui::Look::Scheme::AsDesktop);
    auto *name = dialog->findChild<QLineEdit *>();
    name->selectAll();
    test::type(*name, QStringLiteral("Berta"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(kept.name(), QStringLiteral("Berta"));
}

void TestNavigation::switchesHoldInAllWindows()
{
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    m_anna->trigger(ActionId::AidFormats, 1);
    m_anna->trigger(ActionId::Names, 1);
    QVERIFY(!m_anna->window(0)->actions()[ActionId::AidFormats].isChecked());
    QVERIFY(!m_anna->window(0)->actions()[ActionId::Names].isChecked());
    // not only in the menu
    test::type(edit(), QStringLiteral("# x"));
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"# x\n"}])"));
    m_anna->trigger(ActionId::AidFormats);
    QVERIFY(m_anna->window(1)->actions()[ActionId::AidFormats].isChecked());
    QVERIFY(m_anna->program().preferences().typingAids().formats);
}

void TestNavigation::theTextHasMostOfTheWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 800);
    QTest::newRow("narrow") << QSize(700, 600);
}

void TestNavigation::theTextHasMostOfTheWindow()
{
    QFETCH(const QSize, size);
    ui::DocumentWindow &window = *m_anna->window();
    m_anna->trigger(ActionId::Outline);
    window.resize(size);
    QVERIFY(become([&] { return window.size() == size; }));
    const auto share = [&] { return edit().width() / double(window.width()); };
    QVERIFY2(become([&] { return share() >= 0.7; }), qPrintable(QString::number(share())));
    m_anna->trigger(ActionId::Replace);
    QVERIFY2(become([&] { return edit().height() >= 0.6 * window.height(); }), qPrintable(QString::number(edit().height())));
}

QTEST_MAIN(TestNavigation)
#include "test_navigation.moc"
