// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "protocol/person_colors.h"
#include "ui/introduction_bar.h"
#include "ui/spelling_book.h"
#include "ui/people.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace syngraph;
using ui::ActionId;

// Who else is here: the same colour for a person in every window, the caret where they write.
class TestPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everybodySeesAPersonInTheSameColour();
    void theCaretFollowsWhereThePersonWrites();
    void darkPagesShowTheDarkColours();
    void aNewNameIsSeenByTheOthers();
    void aColourWishedForIsSeenByTheOthers();
    void theNameIsAskedForOnce();
    void cleanupTestCase() { m_anna.reset(); }

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    const session::Session &session(int index) { return m_anna->pane(index)->document().session(); }
    std::optional<editor::RemoteCaret> caretOf(int whose, int shownIn)
    {
        for (const editor::RemoteCaret &caret : m_anna->pane(shownIn)->link().carets().carets()) {
            if (caret.id == QByteArray::number(session(whose).member()))
                return caret;
        }
        return std::nullopt;
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestPeople::initTestCase()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] {
        return m_anna->pane(2) && session(0).people().size() == 3 && session(1).people().size() == 3
            && session(2).people().size() == 3;
    }));
}

void TestPeople::everybodySeesAPersonInTheSameColour()
{
    std::set<QRgb> colors;
    for (int whose = 0; whose < 3; ++whose) {
        QVERIFY(become([&] { return caretOf(whose, (whose + 1) % 3) && caretOf(whose, (whose + 2) % 3); }));
        const QColor color = caretOf(whose, (whose + 1) % 3)->color;
        QCOMPARE(caretOf(whose, (whose + 2) % 3)->color, color);
        colors.insert(color.rgb());
        for (const ui::ShownPerson &person : ui::shownPeople(session(whose), false)) {
            if (person.isMe)
                QCOMPARE(person.color, color);
        }
    }
    QCOMPARE(colors.size(), std::size_t(3));
}

void TestPeople::theCaretFollowsWhereThePersonWrites()
{
    test::type(m_anna->pane(0)->edit(), QStringLiteral("one two"));
    QVERIFY(become([&] { return m_anna->shown(1).contains("one two") && caretOf(0, 1)->selection.position == 7; }));
    // what somebody else types in front takes it along
    m_anna->pane(1)->edit().moveCursor(QTextCursor::Start);
    test::type(m_anna->pane(1)->edit(), QStringLiteral("zero "));
    QVERIFY(become([&] { return m_anna->shown(2).contains("zero one two") && caretOf(0, 2)->selection.position == 12; }));
    QVERIFY(become([&] { return caretOf(1, 2)->selection.position == 5 && caretOf(0, 1)->selection.position == 12; }));
    m_anna->pane(0)->edit().selectAll();
    QVERIFY(become([&] { return caretOf(0, 1)->selection == editor::Selection({0, 12}); }));
}

void TestPeople::darkPagesShowTheDarkColours()
{
    const QColor light = caretOf(1, 0)->color;
    m_anna->trigger(ActionId::SchemeDark);
    QVERIFY(become([&] { return caretOf(1, 0)->color != light; }));
    const auto row = std::size_t(*session(0).people()[session(1).member()].color);
    QCOMPARE(caretOf(1, 0)->color, QColor::fromRgb(protocol::kPersonColors.at(row).dark));
    QCOMPARE(light, QColor::fromRgb(protocol::kPersonColors.at(row).light));
    m_anna->trigger(ActionId::SchemeLight);
    QVERIFY(become([&] { return caretOf(1, 0)->color == light; }));
}

void TestPeople::aNewNameIsSeenByTheOthers()
{
    test::Profile &anna = *m_anna;
    anna.trigger(ActionId::Introduce);
    auto *bar = anna.window()->findChild<ui::IntroductionBar *>();
    QVERIFY(bar && bar->isVisible());
    auto *line = bar->findChild<QLineEdit *>();
    QCOMPARE(line->text(), QStringLiteral("Anna"));
    line->setText(QStringLiteral("  Anna Bergström "));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!bar->isVisible());
    QCOMPARE(anna.program().preferences().name(), QStringLiteral("Anna Bergström"));
    const auto areAllCalledSo = [&](int shownIn) {
        const auto &people = session(shownIn).people();
        return people.size() == 3 && std::ranges::all_of(people, [](const protocol::Person &person) {
                   return person.name == u"Anna Bergström";
               });
    };
    QVERIFY(become([&] { return areAllCalledSo(0) && areAllCalledSo(1) && areAllCalledSo(2); }));
    // and nothing else is different
    test::type(anna.pane(0)->edit(), QStringLiteral("x"));
    QVERIFY(become([&] { return anna.shown(1).contains("x") && anna.shown(1) == anna.shown(0); }));
    anna.trigger(ActionId::Undo);
    QVERIFY(become([&] { return !anna.shown(1).contains("x"); }));
}

void TestPeople::aColourWishedForIsSeenByTheOthers()
{
    const auto colors = [&](int shownIn) {
        std::set<qint64> rows;
        for (const protocol::Person &person : session(shownIn).people())
            rows.insert(person.color.value_or(-1));
        return rows;
    };
    m_anna->trigger(ActionId::Introduce);
    auto *bar = m_anna->window()->findChild<ui::IntroductionBar *>();
    auto *button = bar->findChild<QToolButton *>(QStringLiteral("color"));
    QVERIFY(button && button->isVisible());
    Q_EMIT button->menu()->aboutToShow();
    const std::set<qint64> before = colors(0);
    qint64 wish = 0;
    while (before.contains(wish))
        ++wish;
    QCOMPARE(button->menu()->actions().size(), qsizetype(protocol::kPersonColors.size()));
    button->menu()->actions().at(wish)->trigger();
    QTest::keyClick(bar->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(!bar->isVisible());
    QCOMPARE(m_anna->program().preferences().color(), std::optional(wish));
    // one of the three windows of this person is the first to ask for it, the others get what is free
    QVERIFY(become([&] {
        const std::set<qint64> now = colors(0);
        return now.size() == 3 && now.contains(wish) && now == colors(1) && now == colors(2);
    }));
}

void TestPeople::theNameIsAskedForOnce()
{
    QTemporaryDir folder;
    ui::Look look(*qApp);
    ui::Preferences preferences(folder.filePath(QStringLiteral("settings.conf")));
    ui::SpellingBook spelling(folder.filePath(QStringLiteral("words.txt")));
    ui::CopiedFormat copied;
    const auto isAsked = [&] {
        ui::DocumentWindow window(preferences, look, spelling, copied);
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.QMainWindow::show();
        return window.findChild<ui::IntroductionBar *>()->isVisible();
    };
    QVERIFY(isAsked());
    QVERIFY(isAsked());
    ui::DocumentWindow window(preferences, look, spelling, copied);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.QMainWindow::show();
    QTest::keyClick(window.findChild<ui::IntroductionBar *>()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(preferences.isIntroduced());
    QVERIFY(!isAsked());
    QVERIFY(!preferences.name().isEmpty());
}

QTEST_MAIN(TestPeople)
#include "test_people.moc"
