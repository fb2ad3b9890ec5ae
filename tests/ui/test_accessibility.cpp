// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "editor/edit_commands.h"
#include "ui/find_bar.h"
#include "ui/print_preview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>

using namespace syngraph;
using ui::ActionId;

// What a screen reader finds: a name for everything that can be operated, the text with caret and selection, and
// where the keyboard is.
class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void everythingThatCanBeOperatedHasAName_data();
    void everythingThatCanBeOperatedHasAName();
    void theTextIsReadOut();
    void theTabKeyReachesWhatIsSeen();
    void whereTheKeyboardIsIsSeen();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    static bool isOperated(const QWidget &widget);
    static QString said(QWidget &widget, QAccessible::Text what)
    {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
        return face ? face->text(what) : QString();
    }
    // Those without a name, as "Class objectName".
    static QStringList nameless(QWidget &window);

    std::unique_ptr<test::Profile> m_anna;
};

void TestAccessibility::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->window()->resize(1280, 800);
}

bool TestAccessibility::isOperated(const QWidget &widget)
{
    const bool isKind = qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
        || qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget)
        || qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QAbstractSlider *>(&widget)
        || qobject_cast<const QTextEdit *>(&widget);
    // scroll bars, and the fields and buttons that are parts of another one, speak with it
    const QWidget *owner = widget.parentWidget();
    const bool isPart = qobject_cast<const QScrollBar *>(&widget) || qobject_cast<const QHeaderView *>(&widget)
        || qobject_cast<const QComboBox *>(owner)
        || qobject_cast<const QAbstractSpinBox *>(owner) || qobject_cast<const QLineEdit *>(owner)
        || widget.objectName().startsWith(u"qt_");
    return isKind && !isPart && widget.isVisible();
}

QStringList TestAccessibility::nameless(QWidget &window)
{
    QStringList found;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->window() == &window && isOperated(*widget) && said(*widget, QAccessible::Name).trimmed().isEmpty())
            found << QStringLiteral("%1 %2 in %3").arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                                       QLatin1StringView(widget->parentWidget()->metaObject()->className()));
    }
    return found;
}

void TestAccessibility::everythingThatCanBeOperatedHasAName_data()
{
    QTest::addColumn<int>("action");
    QTest::newRow("the window") << -1;
    for (const auto &[name, id] : {std::pair("the start page", ActionId::StartPage), std::pair("find and replace", ActionId::Replace),
                                   std::pair("share", ActionId::Share), std::pair("link", ActionId::InsertLink),
                                   std::pair("characters", ActionId::InsertCharacter), std::pair("commands", ActionId::Commands),
                                   std::pair("keys", ActionId::Shortcuts), std::pair("preferences", ActionId::Preferences),
                                   std::pair("page setup", ActionId::PageSetup), std::pair("preview", ActionId::PrintPreview),
                                   std::pair("joining", ActionId::JoinAddress), std::pair("introduction", ActionId::Introduce),
                                   std::pair("outline", ActionId::Outline), std::pair("people", ActionId::People)})
        QTest::newRow(name) << int(id);
}

void TestAccessibility::everythingThatCanBeOperatedHasAName()
{
    QFETCH(const int, action);
    QStringList found;
    int seen = 0;
    // dialogs may be modal: looked at from within
    const auto look = [&] {
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (!window->isVisible())
                continue;
            ++seen;
            found << nameless(*window);
            if (window->isWindow() && window != m_anna->window() && window->isModal())
                QMetaObject::invokeMethod(window, "close", Qt::QueuedConnection);
        }
    };
    QTimer later;
    later.setSingleShot(true);
    connect(&later, &QTimer::timeout, this, look);
    later.start(300);
    if (action >= 0)
        m_anna->trigger(ActionId(action));
    QVERIFY(become([&] { return seen > 0; }));
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestAccessibility::theTextIsReadOut()
{
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    test::type(edit, QStringLiteral("One two"));
    QTest::keyClick(&edit, Qt::Key_Return);
    test::type(edit, QStringLiteral("three"));
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&edit);
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::EditableText);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Document"));
    QVERIFY(face->state().editable && face->state().multiLine);
    QAccessibleTextInterface *text = face->textInterface();
    QVERIFY(text);
    QCOMPARE(text->characterCount(), 13);
    QCOMPARE(text->text(0, 7), QStringLiteral("One two"));
    QCOMPARE(text->cursorPosition(), 13);
    const QRect caret = text->characterRect(12);
    QVERIFY(edit.rect().translated(edit.mapToGlobal(QPoint())).contains(caret));
    int start = 0;
    int end = 0;
    QCOMPARE(text->textAtOffset(5, QAccessible::WordBoundary, &start, &end), QStringLiteral("two"));
    QCOMPARE(start, 4);
    // a reader may put the caret somewhere and select
    text->setCursorPosition(4);
    QCOMPARE(edit.binding().selection(), editor::Selection::caret(4));
    text->setSelection(0, 0, 3);
    QCOMPARE(text->selectionCount(), 1);
    QCOMPARE(edit.textCursor().selectedText(), QStringLiteral("One"));
    // and be told of what others do
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    m_anna->pane(1)->edit().run([](const model::Document &document, const editor::Selection &) {
        return editor::commands::insertText(document, editor::Selection::caret(0), QStringLiteral("So "), {});
    });
    QVERIFY(become([&] { return text->text(0, 6) == QStringLiteral("So One"); }));
}

// Tab is a character in the text; everywhere else it goes on.
void TestAccessibility::theTabKeyReachesWhatIsSeen()
{
    m_anna->trigger(ActionId::Replace);
    auto *bar = m_anna->window()->findChild<ui::FindBar *>();
    QVERIFY(become([&] { return bar->isVisible() && bar->isAncestorOf(QApplication::focusWidget()); }));
    QSet<QWidget *> reached;
    for (int i = 0; i < 30; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (QApplication::focusWidget() == &m_anna->pane()->edit())
            break;
    }
    const auto fields = bar->findChildren<QLineEdit *>();
    for (QLineEdit *field : fields)
        QVERIFY2(reached.contains(field), qPrintable(field->accessibleName()));
    const auto buttons = bar->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->isVisible() && button->isEnabled() && !qobject_cast<QLineEdit *>(button->parentWidget()))
            QVERIFY2(reached.contains(button), qPrintable(said(*button, QAccessible::Name)));
    }
}

void TestAccessibility::whereTheKeyboardIsIsSeen()
{
    m_anna->trigger(ActionId::Replace);
    auto *bar = m_anna->window()->findChild<ui::FindBar *>();
    QVERIFY(become([&] { return bar->isVisible(); }));
    const auto buttons = bar->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (!button->isVisible() || !button->isEnabled() || qobject_cast<QLineEdit *>(button->parentWidget()))
            continue;
        m_anna->pane()->edit().setFocus();
        const QImage without = button->grab().toImage();
        button->setFocus(Qt::TabFocusReason);
        QVERIFY(become([&] { return button->hasFocus(); }));
        QVERIFY2(button->grab().toImage() != without, qPrintable(said(*button, QAccessible::Name)));
    }
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
