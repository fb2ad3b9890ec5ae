// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/find_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace syngraph;
using ui::ActionId;

// Finding and replacing by keys and clicks; a second window in the same document shows the same.
class TestFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_anna.reset(); }
    void findsAsOneTypes();
    void goesOnAndRoundTheEnd();
    void optionsNarrowWhatIsFound();
    void theSelectionIsLookedFor();
    void hitsInViewAreMarked();
    void whatIsWrittenMeanwhileIsCounted();
    void replacesOneByOneAndAll();
    void whatIsProposedToGoIsNoHit();
    void replacingInALongDocumentLetsPeopleTypeOn();
    void aBrokenExpressionIsSaid();
    void escapeGoesBackToTheText();
    void f3GoesOnWithoutTheBar();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    ui::FindBar &bar() { return *m_anna->window()->findChild<ui::FindBar *>(); }
    QLineEdit &line(int index = 0) { return *bar().findChildren<QLineEdit *>().at(index); }
    QString state() { return bar().findChildren<QLabel *>().first()->text(); }
    editor::RichTextEdit &edit() { return m_anna->pane()->edit(); }
    editor::Selection selection() { return edit().binding().selection(); }
    void find(const char *text)
    {
        m_anna->trigger(ActionId::Find);
        line().clear();
        test::type(line(), QString::fromLatin1(text));
    }
    void toggle(const char *name)
    {
        for (auto *button : bar().findChildren<QToolButton *>()) {
            if (button->accessibleName().contains(QLatin1StringView(name)))
                button->click();
        }
    }
    void put(const QString &text)
    {
        const qint64 length = edit().binding().mirror().length();
        model::Delta change;
        change.insert(text).remove(length - 1);
        edit().binding().applyLocal({change.chop(), editor::Selection::caret(0)});
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestFind::initTestCase()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
}

void TestFind::init()
{
    if (bar().isVisible())
        QTest::keyClick(&line(), Qt::Key_Escape);
    for (auto *button : bar().findChildren<QToolButton *>())
        button->setChecked(false);
    put(QStringLiteral("One fish two fish\nred fish blue goldfish"));
}

void TestFind::findsAsOneTypes()
{
    find("f");
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QCOMPARE(selection(), (editor::Selection{4, 5}));
    test::type(line(), QStringLiteral("ish"));
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QCOMPARE(selection(), (editor::Selection{4, 8}));
    test::type(line(), QStringLiteral(" b"));
    QVERIFY(become([&] { return state() == u"1 of 1"; }));
    QCOMPARE(selection(), (editor::Selection{22, 28}));
    test::type(line(), QStringLiteral("z"));
    QVERIFY(become([&] { return state() == u"Not found"; }));
    QVERIFY(line().hasFocus());
}

void TestFind::goesOnAndRoundTheEnd()
{
    find("fish");
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY(become([&] { return state() == u"2 of 4"; }));
    QTest::keyClick(&line(), Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QTest::keyClick(&line(), Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(become([&] { return state().contains(u"4 of 4") && state().contains(u"from the end"); }));
    m_anna->trigger(ActionId::FindNext);
    QVERIFY(become([&] { return state().contains(u"1 of 4") && state().contains(u"from the beginning"); }));
    m_anna->trigger(ActionId::FindNext);
    QVERIFY(become([&] { return state() == u"2 of 4"; }));
}

void TestFind::optionsNarrowWhatIsFound()
{
    find("fish");
    toggle("Whole words");
    QVERIFY(become([&] { return state().endsWith(u"of 3"); }));
    toggle("Whole words");
    find("one");
    QVERIFY(become([&] { return state() == u"1 of 1"; }));
    toggle("Capital");
    QVERIFY(become([&] { return state() == u"Not found"; }));
    toggle("Capital");
    toggle("Regular");
    find("b.+h$");
    QVERIFY(become([&] { return state() == u"1 of 1"; }));
    QCOMPARE(selection(), (editor::Selection{27, 40}));
}

void TestFind::theSelectionIsLookedFor()
{
    edit().binding().setSelection({18, 21});
    m_anna->trigger(ActionId::Find);
    QCOMPARE(line().text(), QStringLiteral("red"));
    QVERIFY(become([&] { return state() == u"1 of 1"; }));
}

void TestFind::hitsInViewAreMarked()
{
    const QColor mark = editor::Theme::forPalette(edit().palette()).hit;
    const auto marks = [&] {
        const QImage image = edit().viewport()->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == mark ? 1 : 0;
        }
        return count;
    };
    QCOMPARE(marks(), 0);
    find("fish");
    const int four = marks();
    QVERIFY2(four > 300, qPrintable(QString::number(four)));
    find("goldfis");
    QVERIFY(marks() < four / 2);
    QTest::keyClick(&line(), Qt::Key_Escape);
    QCOMPARE(marks(), 0);
}

void TestFind::whatIsWrittenMeanwhileIsCounted()
{
    find("fish");
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(0); }));
    editor::RichTextEdit &other = m_anna->pane(1)->edit();
    other.moveCursor(QTextCursor::End);
    test::type(other, QStringLiteral(" fish"));
    QVERIFY(become([&] { return state() == u"1 of 5"; }));
}

void TestFind::replacesOneByOneAndAll()
{
    m_anna->trigger(ActionId::Replace);
    line().clear();
    test::type(line(), QStringLiteral("fish"));
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    test::type(line(1), QStringLiteral("bird"));
    QTest::keyClick(&line(1), Qt::Key_Return);
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"One bird two fish\nred fish blue goldfish\n"}])"));
    QVERIFY(become([&] { return state() == u"1 of 3"; }));
    for (auto *button : bar().findChildren<QPushButton *>()) {
        if (button->text().contains(u"All"))
            button->click();
    }
    const QByteArray replaced = R"([{"insert":"One bird two bird\nred bird blue goldbird\n"}])";
    QCOMPARE(m_anna->shown(), replaced);
    QVERIFY(become([&] { return state() == u"Not found · 3 replaced"; }));
    QVERIFY(become([&] { return m_anna->shown(1) == replaced; }));
    QCOMPARE(m_anna->window()->actions()[ActionId::Undo].text(), QStringLiteral("&Undo Replacement"));
    // all of them are one step
    m_anna->trigger(ActionId::Undo);
    const QByteArray before = R"([{"insert":"One bird two fish\nred fish blue goldfish\n"}])";
    QCOMPARE(m_anna->shown(), before);
    QVERIFY(become([&] { return m_anna->shown(1) == before; }));
}

// Who suggests replaces each place once: the old text stays, struck, and is not found again.
void TestFind::whatIsProposedToGoIsNoHit()
{
    m_anna->trigger(ActionId::ModeSuggesting);
    m_anna->trigger(ActionId::Replace);
    line().clear();
    test::type(line(), QStringLiteral("fish"));
    line(1).clear();
    test::type(line(1), QStringLiteral("bird"));
    QVERIFY(become([&] { return state().endsWith(u"of 4"); }));
    const auto buttons = bar().findChildren<QPushButton *>();
    QPushButton *all = *std::ranges::find_if(buttons, [](QPushButton *one) { return one->text().contains(u"All"); });
    all->click();
    QVERIFY2(become([&] { return state() == u"Not found · 4 replaced"; }), qPrintable(state()));
    QVERIFY(!all->isEnabled());
    const auto text = [&](int window) {
        const model::Document &document = m_anna->pane(window)->edit().binding().mirror();
        return document.text(0, document.length() - 1);
    };
    const QString proposed = QStringLiteral("One fishbird two fishbird\nred fishbird blue goldfishbird");
    QVERIFY2(become([&] { return text(0) == proposed && text(1) == proposed; }), qPrintable(text(0)));
    const editor::Selection here = selection();
    m_anna->trigger(ActionId::FindNext);
    QCOMPARE(selection(), here);
    m_anna->trigger(ActionId::ModeEditing);
    m_anna->trigger(ActionId::Undo);
    QVERIFY(become([&] { return text(1) == u"One fish two fish\nred fish blue goldfish"; }));
}

void TestFind::replacingInALongDocumentLetsPeopleTypeOn()
{
    const int count = 40'000; // more than one message to the server holds
    edit().binding().applyLocal({model::Delta().insert(QStringLiteral("a red fish swims in\n").repeated(count)), editor::Selection::caret(0)});
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    m_anna->trigger(ActionId::Replace);
    line().clear();
    test::type(line(), QStringLiteral("red"));
    line(1).clear();
    test::type(line(1), QStringLiteral("blue"));
    QVERIFY(become([&] { return state().contains(u"40,001"); }));
    QPushButton *all = nullptr;
    for (auto *button : bar().findChildren<QPushButton *>()) {
        if (button->text().contains(u"All"))
            all = button;
    }
    // cancelled, nothing is replaced
    all->click();
    auto *work = bar().findChild<ui::LongWork *>();
    QVERIFY(work);
    work->cancel();
    QVERIFY(become([&] { return !bar().findChild<ui::LongWork *>(); }));
    QVERIFY(edit().binding().mirror().text(0, 40).contains(u"red"));
    // what is typed meanwhile is there afterwards
    all->click();
    edit().binding().setSelection(editor::Selection::caret(0));
    test::type(edit(), QStringLiteral("now "));
    QCOMPARE(edit().binding().mirror().text(0, 20), QStringLiteral("now a red fish swims"));
    QVERIFY(become([&] { return state().contains(u"replaced"); }));
    const QString text = edit().binding().mirror().text(0, edit().binding().mirror().length());
    QVERIFY(text.startsWith(u"now a blue fish swims"));
    QCOMPARE(text.count(u"a blue fish swims in"), count);
    QVERIFY(!text.contains(u"red"));
    m_anna->trigger(ActionId::Undo);
    QVERIFY(edit().binding().mirror().text(0, 40).startsWith(u"now a red fish"));
}

void TestFind::aBrokenExpressionIsSaid()
{
    toggle("Regular");
    find("(fish");
    QVERIFY2(state().startsWith(u"This is no regular expression"), qPrintable(state()));
    toggle("Regular");
    QVERIFY(become([&] { return state() == u"Not found"; }));
}

void TestFind::escapeGoesBackToTheText()
{
    find("two");
    QTest::keyClick(&line(), Qt::Key_Escape);
    QVERIFY(!bar().isVisible());
    // what was found is selected, and typing replaces it
    test::type(edit(), QStringLiteral("2"));
    QVERIFY2(m_anna->shown().contains("One fish 2 fish"), m_anna->shown());
}

void TestFind::f3GoesOnWithoutTheBar()
{
    find("fish");
    QVERIFY(become([&] { return state() == u"1 of 4"; }));
    QTest::keyClick(&line(), Qt::Key_Escape);
    m_anna->trigger(ActionId::FindNext);
    QCOMPARE(selection(), (editor::Selection{13, 17}));
    m_anna->trigger(ActionId::FindPrevious);
    QCOMPARE(selection(), (editor::Selection{4, 8}));
}

QTEST_MAIN(TestFind)
#include "test_find.moc"
