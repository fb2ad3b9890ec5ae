// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows on one document: in one changes are proposed, in the other they are decided on.
#include "profile.h"

#include "model/suggestion.h"
#include "ui/colors.h"
#include "ui/suggestion_page.h"
#include "ui/suggestions_panel.h"

#include <QLabel>
#include <QPointer>
#include <QSet>
#include <QStatusBar>
#include <QTest>
#include <QTextCursor>
#include <QToolButton>

#include <algorithm>

using namespace syngraph;
using model::Delta;
using ui::ActionId;

class TestSuggestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void typingIsProposedAndAccepted();
    void deletingIsProposedAndRejected();
    void replacingIsOneSuggestion();
    void deleteGoesOnBehindWhatItProposes();
    void ownProposalsAreChangedForReal();
    void paragraphsAreProposed();
    void formatsAreProposed();
    void whatCannotBeSuggestedStaysAsTypedOrIsSaid();
    void undoTakesAProposalBack();
    void theyAreGoneToOneAfterTheOther();
    void theOneThatIsMeantIsDecidedOn();
    void aCardStaysWhileOthersAreSuggestedBesideIt();
    void allAreDecidedAtOnce();
    void twoWhoAcceptAtOnceEndOneParagraph();
    void whoDecidesTooLateIsTold();
    void joiningForRealTakesTheProposalToJoinWithIt();
    void proposalsHaveTheColorOfTheirAuthor();
    void theDocumentIsSeenAsIfTheyWereDecided();
    void whoOnlyLooksChangesNothing();
    void cleanupTestCase() { m_anna.reset(); }

private:
    editor::RichTextEdit &edit(int window = 0) { return m_anna->pane(window)->edit(); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&edit(), Qt::Key(key), modifiers); }
    bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    void suggest() { m_anna->trigger(ActionId::ModeSuggesting); }
    QString text(int window = 0)
    {
        edit(window).binding().flush();
        const model::Document &document = edit(window).binding().mirror();
        return document.text(0, document.length() - 1);
    }
    // In the other window, when it has everything.
    std::vector<model::Suggestion> seen()
    {
        const bool isThere = become([&] { return m_anna->shown(0) == m_anna->shown(1); });
        return isThere ? model::suggestionsIn(edit(1).binding().mirror()) : std::vector<model::Suggestion>();
    }
    // By the buttons of the first card in the other window.
    bool decide(const QString &choice)
    {
        m_anna->window(1)->actions()[ActionId::Suggestions].setChecked(true);
        auto *panel = m_anna->window(1)->findChild<ui::SuggestionsPanel *>();
        const auto isUpToDate = [&] {
            const auto now = model::suggestionsIn(edit(1).binding().mirror());
            return now.size() == 1 && panel->shown().size() == 1 && panel->shown()[0].id == now[0].id
                && panel->shown()[0].inserted == now[0].inserted && panel->shown()[0].deleted == now[0].deleted;
        };
        const auto button = [&]() -> QToolButton * {
            for (auto *one : panel->findChildren<QToolButton *>()) {
                if (one->isVisible() && one->text() == choice)
                    return one;
            }
            return nullptr;
        };
        if (!become([&] { return isUpToDate() && button() != nullptr; }))
            return false;
        QTest::mouseClick(button(), Qt::LeftButton);
        return become([&] { return panel->shown().empty() && m_anna->shown(0) == m_anna->shown(1); });
    }
    void put(const QString &content)
    {
        m_anna->trigger(ActionId::ModeEditing);
        Delta change;
        change.remove(edit().binding().mirror().length() - 1).insert(content);
        edit().binding().applyLocal({change.chop(), editor::Selection::caret(0)});
        edit().binding().flush();
    }
    void caret(qint64 position) { edit().binding().setSelection(editor::Selection::caret(position)); }

    std::unique_ptr<test::Profile> m_anna;
};

void TestSuggestions::initTestCase()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
}

void TestSuggestions::init()
{
    put(QStringLiteral("The cat sat on the mat."));
    QVERIFY(become([&] { return m_anna->shown(0) == m_anna->shown(1); }));
    QVERIFY(seen().empty());
}

void TestSuggestions::typingIsProposedAndAccepted()
{
    suggest();
    caret(4);
    test::type(edit(), QStringLiteral("black "));
    QCOMPARE(text(), QStringLiteral("The black cat sat on the mat."));
    const auto all = seen();
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].inserted, QStringLiteral("black "));
    QCOMPARE(all[0].author, QStringLiteral("Anna"));
    QVERIFY(decide(QStringLiteral("Accept")));
    QCOMPARE(text(1), QStringLiteral("The black cat sat on the mat."));
    QVERIFY(seen().empty());
}

void TestSuggestions::deletingIsProposedAndRejected()
{
    suggest();
    caret(8);
    for (int i = 0; i < 4; ++i)
        key(Qt::Key_Backspace);
    QCOMPARE(text(), QStringLiteral("The cat sat on the mat."));
    const auto all = seen();
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].deleted, QStringLiteral("cat "));
    QCOMPARE(edit().binding().selection(), editor::Selection::caret(4));
    QVERIFY(decide(QStringLiteral("Reject")));
    QCOMPARE(text(1), QStringLiteral("The cat sat on the mat."));
    QVERIFY(seen().empty());
}

void TestSuggestions::replacingIsOneSuggestion()
{
    suggest();
    edit().binding().setSelection({4, 7});
    test::type(edit(), QStringLiteral("dog"));
    QCOMPARE(text(), QStringLiteral("The catdog sat on the mat."));
    const auto all = seen();
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].deleted, QStringLiteral("cat"));
    QCOMPARE(all[0].inserted, QStringLiteral("dog"));
    QCOMPARE(ui::suggestionText(all[0]), QStringLiteral("Replace “cat” by “dog”"));
    QVERIFY(decide(QStringLiteral("Accept")));
    QCOMPARE(text(1), QStringLiteral("The dog sat on the mat."));
}

void TestSuggestions::deleteGoesOnBehindWhatItProposes()
{
    suggest();
    caret(4);
    for (int i = 0; i < 4; ++i)
        key(Qt::Key_Delete);
    QCOMPARE(edit().binding().selection(), editor::Selection::caret(8));
    const auto all = seen();
    QVERIFY(all.size() == 1 && all[0].deleted == u"cat ");
    QVERIFY(decide(QStringLiteral("Accept")));
    QCOMPARE(text(1), QStringLiteral("The sat on the mat."));
}

void TestSuggestions::ownProposalsAreChangedForReal()
{
    suggest();
    caret(0);
    test::type(edit(), QStringLiteral("xyz"));
    key(Qt::Key_Backspace);
    key(Qt::Key_Backspace);
    QCOMPARE(text(), QStringLiteral("xThe cat sat on the mat."));
    const auto all = seen();
    QVERIFY(all.size() == 1 && all[0].inserted == u"x" && all[0].deleted.isEmpty());
}

void TestSuggestions::paragraphsAreProposed()
{
    suggest();
    caret(8);
    key(Qt::Key_Return);
    QCOMPARE(text(), QStringLiteral("The cat ¶sat on the mat."));
    QCOMPARE(edit().binding().selection(), editor::Selection::caret(9));
    QVERIFY(seen().size() == 1);
    QVERIFY(decide(QStringLiteral("Accept")));
    QCOMPARE(text(1), QStringLiteral("The cat \nsat on the mat."));
    // and joining them again
    caret(9);
    key(Qt::Key_Backspace);
    QCOMPARE(text(), QStringLiteral("The cat ¶\nsat on the mat."));
    QVERIFY(seen().size() == 1);
    QVERIFY(decide(QStringLiteral("Accept")));
    QCOMPARE(text(1), QStringLiteral("The cat sat on the mat."));
}

void TestSuggestions::formatsAreProposed()
{
    suggest();
    edit().binding().setSelection({4, 7});
    m_anna->trigger(ActionId::Bold);
    const auto all = seen();
    QVERIFY(all.size() == 1 && all[0].set.contains("bold"));
    QVERIFY(!edit(1).binding().mirror().runAt(5).attributes.contains("bold"));
    QVERIFY(decide(QStringLiteral("Accept")));
    QVERIFY(edit(1).binding().mirror().runAt(5).attributes.contains("bold"));
    caret(2);
    m_anna->trigger(ActionId::Heading1);
    QVERIFY(seen().size() == 1);
    QVERIFY(decide(QStringLiteral("Accept")));
    const qint64 end = edit(1).binding().mirror().length() - 1;
    QVERIFY(edit(1).binding().mirror().runAt(end).attributes.contains("block"));
}

// A paragraph without text can bear no suggestion.
void TestSuggestions::whatCannotBeSuggestedStaysAsTypedOrIsSaid()
{
    put({});
    m_anna->trigger(ActionId::Body);
    suggest();
    for (const char *typed : {"# ", "- ", "```"}) {
        test::type(edit(), QString::fromLatin1(typed));
        QCOMPARE(text(), QString::fromLatin1(typed));
        QVERIFY(become([&] { return text(1) == QLatin1StringView(typed); }));
        put({});
        suggest();
    }
    QStatusBar *said = m_anna->window()->statusBar();
    said->clearMessage();
    m_anna->trigger(ActionId::Heading1);
    QVERIFY(become([&] { return said->currentMessage().contains(QStringLiteral("can't be suggested")); }));
    QVERIFY2(become([&] { return !m_anna->shown().contains("h1") && m_anna->shown(1) == m_anna->shown(0); }), m_anna->shown() + m_anna->shown(1));
    // where there is text, it is proposed, and nothing is said
    put(QStringLiteral("Words"));
    suggest();
    said->clearMessage();
    caret(0);
    test::type(edit(), QStringLiteral("# "));
    QVERIFY2(become([&] { return m_anna->shown(1).contains("\"block\":\"h1\"") && text(1) == u"Words"; }), m_anna->shown(1));
    QVERIFY(!said->currentMessage().contains(QStringLiteral("can't be suggested")));
}

void TestSuggestions::undoTakesAProposalBack()
{
    suggest();
    caret(3);
    key(Qt::Key_Backspace);
    QVERIFY(seen().size() == 1);
    m_anna->trigger(ActionId::Undo);
    QVERIFY(seen().empty());
    QCOMPARE(text(), QStringLiteral("The cat sat on the mat."));
    caret(0);
    test::type(edit(), QStringLiteral("So "));
    QVERIFY(seen().size() == 1);
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(text(), QStringLiteral("The cat sat on the mat."));
    m_anna->trigger(ActionId::Redo);
    QVERIFY(seen().size() == 1);
    // a decision is a step too
    m_anna->trigger(ActionId::ModeEditing);
    caret(1);
    m_anna->trigger(ActionId::AcceptSuggestion);
    QVERIFY(seen().empty());
    m_anna->trigger(ActionId::Undo);
    QVERIFY(seen().size() == 1);
}

void TestSuggestions::theyAreGoneToOneAfterTheOther()
{
    suggest();
    caret(0);
    test::type(edit(), QStringLiteral("A"));
    edit().binding().setSelection({13, 15});
    key(Qt::Key_Delete);
    QVERIFY(seen().size() == 2);
    caret(0);
    m_anna->trigger(ActionId::NextSuggestion);
    QCOMPARE(edit().binding().selection(), (editor::Selection{0, 1}));
    m_anna->trigger(ActionId::NextSuggestion);
    QCOMPARE(edit().binding().selection(), (editor::Selection{13, 15}));
    m_anna->trigger(ActionId::NextSuggestion);
    QCOMPARE(edit().binding().selection(), (editor::Selection{0, 1}));
    m_anna->trigger(ActionId::PreviousSuggestion);
    QCOMPARE(edit().binding().selection(), (editor::Selection{13, 15}));
}

// Two that touch, and one inside of another.
void TestSuggestions::theOneThatIsMeantIsDecidedOn()
{
    suggest();
    edit().binding().setSelection({4, 11});
    m_anna->trigger(ActionId::Bold);
    edit().binding().setSelection({4, 7});
    key(Qt::Key_Delete);
    edit().binding().setSelection({11, 14});
    m_anna->trigger(ActionId::Italic);
    m_anna->trigger(ActionId::ModeEditing);
    const auto all = seen();
    QCOMPARE(all.size(), std::size_t(3));
    caret(0);
    QSet<QString> visited;
    for (std::size_t i = 0; i < all.size(); ++i) {
        m_anna->trigger(ActionId::NextSuggestion);
        const editor::Selection at = edit().binding().selection();
        for (const model::Suggestion &one : all) {
            if (one.from == at.start() && one.to == at.end())
                visited << one.id;
        }
    }
    QCOMPARE(visited.size(), 3);
    const auto italic = std::ranges::find_if(all, [](const model::Suggestion &one) { return one.set.contains("italic"); });
    QVERIFY(italic != all.end());
    edit().binding().setSelection({italic->from, italic->to});
    m_anna->trigger(ActionId::AcceptSuggestion);
    QVERIFY(edit().binding().mirror().runAt(12).attributes.contains("italic"));
    QVERIFY(!edit().binding().mirror().runAt(9).attributes.contains("bold"));
    QCOMPARE(seen().size(), std::size_t(2));
}

// A click that has begun is not lost.
void TestSuggestions::aCardStaysWhileOthersAreSuggestedBesideIt()
{
    suggest();
    caret(0);
    test::type(edit(), QStringLiteral("A"));
    m_anna->window(1)->actions()[ActionId::Suggestions].setChecked(true);
    auto *panel = m_anna->window(1)->findChild<ui::SuggestionsPanel *>();
    QVERIFY(become([&] { return panel->shown().size() == 1; }));
    const auto accept = [&]() -> QToolButton * {
        for (auto *button : panel->findChildren<QToolButton *>()) {
            if (button->isVisible() && button->accessibleName().startsWith(u"Accept: Add “A”"))
                return button;
        }
        return nullptr;
    };
    QVERIFY(become([&] { return accept() != nullptr; }));
    const QPointer<QToolButton> button = accept();
    edit().binding().setSelection({13, 15});
    key(Qt::Key_Delete);
    QVERIFY(become([&] { return panel->shown().size() == 2; }));
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(become([&] { return seen().size() == 1; }));
}

void TestSuggestions::allAreDecidedAtOnce()
{
    suggest();
    caret(0);
    test::type(edit(), QStringLiteral("A "));
    edit().binding().setSelection({6, 9});
    key(Qt::Key_Delete);
    QVERIFY(seen().size() == 2);
    auto *panel = m_anna->window(1)->findChild<ui::SuggestionsPanel *>();
    Q_EMIT panel->allDecided(model::Decision::Reject, QStringLiteral("Anna"));
    QVERIFY(seen().empty());
    QCOMPARE(text(), QStringLiteral("The cat sat on the mat."));
}

// Neither window has heard of what the other one did.
void TestSuggestions::twoWhoAcceptAtOnceEndOneParagraph()
{
    suggest();
    caret(7);
    key(Qt::Key_Return);
    QCOMPARE(seen().size(), std::size_t(1));
    m_anna->trigger(ActionId::ModeEditing);
    for (const int window : {0, 1}) {
        edit(window).binding().setSelection(editor::Selection::caret(7));
        m_anna->window(window)->actions()[ActionId::AcceptSuggestion].trigger();
    }
    const QString once = QStringLiteral("The cat\n sat on the mat.");
    QVERIFY(become([&] { return m_anna->shown(0) == m_anna->shown(1) && text(0) == once; }));
    const auto isSettled = [&](int window) { return m_anna->pane(window)->document().session().pendingCount() == 0; };
    QVERIFY(become([&] { return isSettled(0) && isSettled(1); }));
    QCOMPARE(text(0), once);
    QCOMPARE(text(1), once);
    QVERIFY(seen().empty());
}

void TestSuggestions::whoDecidesTooLateIsTold()
{
    suggest();
    caret(4);
    test::type(edit(), QStringLiteral("black "));
    QCOMPARE(seen().size(), std::size_t(1));
    m_anna->trigger(ActionId::ModeEditing);
    QList<int> told{0, 0};
    for (const int window : {0, 1}) {
        m_anna->window(window)->statusBar()->clearMessage();
        connect(m_anna->window(window)->statusBar(), &QStatusBar::messageChanged, this,
                [&told, window](const QString &words) { told[window] += words.contains(u"has decided on this already") ? 1 : 0; });
        edit(window).binding().setSelection(editor::Selection::caret(5));
        m_anna->window(window)->actions()[window == 0 ? ActionId::AcceptSuggestion : ActionId::RejectSuggestion].trigger();
    }
    QVERIFY(become([&] { return told[0] + told[1] == 1; }));
    QVERIFY(seen().empty());
    for (const int window : {0, 1})
        m_anna->window(window)->statusBar()->disconnect(this);
    QCOMPARE(text(), told[0] == 0 ? QStringLiteral("The black cat sat on the mat.") : QStringLiteral("The cat sat on the mat."));
}

// Otherwise accepting it later would join the next paragraph too.
void TestSuggestions::joiningForRealTakesTheProposalToJoinWithIt()
{
    put(QStringLiteral("One\ntwo\nthree"));
    QVERIFY(become([&] { return m_anna->shown(0) == m_anna->shown(1); }));
    m_anna->trigger(ActionId::ModeSuggesting, 1);
    edit(1).binding().setSelection(editor::Selection::caret(4));
    QTest::keyClick(&edit(1), Qt::Key_Backspace);
    m_anna->trigger(ActionId::ModeEditing, 1);
    const QString proposed = QStringLiteral("One¶\ntwo\nthree");
    QVERIFY(become([&] { return text() == proposed; }));
    caret(5);
    key(Qt::Key_Backspace);
    QVERIFY(become([&] { return text() == QStringLiteral("Onetwo\nthree"); }));
    QVERIFY(seen().empty());
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(text(), proposed);
    QCOMPARE(seen().size(), std::size_t(1));
}

void TestSuggestions::proposalsHaveTheColorOfTheirAuthor()
{
    suggest();
    caret(4);
    test::type(edit(), QStringLiteral("black "));
    caret(0);
    key(Qt::Key_Delete);
    QCOMPARE(seen().size(), std::size_t(2));
    const auto &people = m_anna->pane(1)->document().session().people();
    const protocol::Person &anna = *people.constFind(std::ranges::min(people.keys()));
    const QColor color = ui::personColor(anna, ui::isDark(edit(1).palette()));
    const auto colorAt = [&](int position) {
        QTextCursor cursor(edit(1).document());
        cursor.setPosition(position + 1);
        return cursor.charFormat().foreground().color();
    };
    QVERIFY(become([&] { return colorAt(0) == color && colorAt(5) == color; }));
    QVERIFY(colorAt(15) != color);
}

void TestSuggestions::theDocumentIsSeenAsIfTheyWereDecided()
{
    suggest();
    caret(4);
    test::type(edit(), QStringLiteral("black "));
    QCOMPARE(seen().size(), std::size_t(1));
    m_anna->window(1)->actions()[ActionId::Suggestions].setChecked(true);
    auto *panel = m_anna->window(1)->findChild<ui::SuggestionsPanel *>();
    auto *page = m_anna->window(1)->findChild<ui::SuggestionPage *>();
    QVERIFY(panel && page);
    const auto isPage = [&](const char *content) {
        page->edit().binding().flush();
        return page->isVisible() && edit(1).isHidden() && page->edit().toPlainText() == QString::fromUtf8(content);
    };
    Q_EMIT panel->viewChosen(convert::Suggestions::Original);
    QVERIFY(become([&] { return isPage("The cat sat on the mat."); }));
    Q_EMIT panel->viewChosen(convert::Suggestions::Accepted);
    QVERIFY(become([&] { return isPage("The black cat sat on the mat."); }));
    // what is written meanwhile is there
    test::type(edit(), QStringLiteral("old "));
    QVERIFY(become([&] { return isPage("The black old cat sat on the mat."); }));
    QVERIFY(page->edit().isReadOnly());
    QTest::keyClick(&page->edit(), Qt::Key_Escape);
    QVERIFY(page->isHidden() && edit(1).isVisible());
    QCOMPARE(seen().size(), std::size_t(1));
}

void TestSuggestions::whoOnlyLooksChangesNothing()
{
    m_anna->trigger(ActionId::ModeViewing);
    test::type(edit(), QStringLiteral("nothing"));
    QCOMPARE(text(), QStringLiteral("The cat sat on the mat."));
    QVERIFY(!m_anna->window(0)->actions()[ActionId::Bold].isEnabled());
    m_anna->trigger(ActionId::ModeEditing);
    QVERIFY(m_anna->window(0)->actions()[ActionId::Bold].isEnabled());
}

QTEST_MAIN(TestSuggestions)
#include "test_suggestions.moc"
