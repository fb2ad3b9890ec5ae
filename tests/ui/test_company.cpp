// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/author_tints.h"
#include "ui/company.h"
#include "ui/quiet_notice.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace syngraph;
using ui::ActionId;
using ui::Activity;

// What the others in a document are doing, going along with one of them, and who wrote what.
class TestCompany : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void whoTypesIsSeenToTypeAndThenToBeQuiet();
    void whoComesAndGoesIsSaidOnceAndQuietly();
    void whoHasGoneIsShownAsNotConnectedForAWhile();
    void whoComesBackIsSaidToBeBack();
    void followingKeepsThePersonInViewUntilIMove_data();
    void followingKeepsThePersonInViewUntilIMove();
    void authorColoursShowWhoWroteItAndLeaveTheDocumentAlone();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window) { return m_anna->pane(window)->edit(); }
    const session::Session &session(int window) { return m_anna->pane(window)->document().session(); }
    ui::Company &company(int window) { return *m_anna->window(window)->findChild<ui::Company *>(); }
    Activity bensActivity() { return company(0).watch().activityOf(session(1).member()); }
    bool settle()
    {
        return become([&] {
            return m_anna->pane(0)->document().facts().pending == 0 && m_anna->pane(1)->document().facts().pending == 0
                && m_anna->shown(0) == m_anna->shown(1);
        });
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestCompany::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->program().preferences().setName(QStringLiteral("Ben"));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly() && session(0).people().size() == 2; }));
}

void TestCompany::whoTypesIsSeenToTypeAndThenToBeQuiet()
{
    QCOMPARE(bensActivity(), Activity::Here);
    test::type(edit(1), QStringLiteral("hello"));
    QVERIFY(become([&] { return bensActivity() == Activity::Typing; }));
    auto *people = m_anna->window()->findChild<ui::PeopleList *>();
    QVERIFY(become([&] { return people->count() == 2 && people->item(1)->text().contains(u"typing"); }));
    QVERIFY(m_anna->window()->findChild<ui::PresenceStrip *>()->accessibleDescription().contains(u"Ben (typing)"));
    company(0).watch().passTime(10'000);
    QCOMPARE(bensActivity(), Activity::Here);
    company(0).watch().passTime(120'000);
    QCOMPARE(bensActivity(), Activity::Idle);
    QVERIFY(people->item(1)->text().contains(u"quiet"));
    // going elsewhere is a sign of life too
    edit(1).moveCursor(QTextCursor::Start);
    QVERIFY(become([&] { return bensActivity() == Activity::Here; }));
}

void TestCompany::whoComesAndGoesIsSaidOnceAndQuietly()
{
    auto *notice = m_anna->window()->findChild<ui::QuietNotice *>();
    QVERIFY(become([&] { return notice->isVisible() && notice->text() == u"Ben joined"; }));
    QCOMPARE(notice->accessibleName(), QStringLiteral("Ben joined"));
    QSignalSpy said(&company(0).watch(), &ui::PeopleWatch::said);
    m_anna->program().preferences().setName(QStringLiteral("Cara"));
    m_anna->trigger(ActionId::NewWindow);
    m_anna->program().preferences().setName(QStringLiteral("Dora"));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return session(0).people().size() == 4; }));
    QVERIFY(become([&] { return said.count() > 0; }));
    // both in one sentence, or in two that do not follow upon each other
    QVERIFY(become([&] {
        QString all;
        for (const auto &words : said)
            all += words.front().toString();
        return all.contains(u"Cara") && all.contains(u"Dora");
    }));
    QVERIFY(said.count() <= 2);
    QVERIFY(become([&] { return !notice->isVisible(); }));
}

void TestCompany::whoHasGoneIsShownAsNotConnectedForAWhile()
{
    auto *people = m_anna->window()->findChild<ui::PeopleList *>();
    auto *notice = m_anna->window()->findChild<ui::QuietNotice *>();
    QVERIFY(become([&] { return notice->text() == u"Ben joined"; }));
    m_anna->window(1)->close();
    QVERIFY(become([&] { return session(0).people().size() == 1; }));
    QVERIFY(become([&] { return people->count() == 2 && people->item(1)->text().contains(u"not connected"); }));
    QVERIFY(become([&] { return notice->text() == u"Ben left"; }));
    company(0).watch().passTime(600'000);
    QVERIFY(become([&] { return people->count() == 1; }));
}

void TestCompany::whoComesBackIsSaidToBeBack()
{
    auto *notice = m_anna->window()->findChild<ui::QuietNotice *>();
    QVERIFY(become([&] { return notice->text() == u"Ben joined"; }));
    m_anna->window(1)->close();
    QVERIFY(become([&] { return notice->text() == u"Ben left"; }));
    m_anna->program().preferences().setName(QStringLiteral("Ben"));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return notice->text() == u"Ben is back"; }));
}

void TestCompany::followingKeepsThePersonInViewUntilIMove_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"typing", "scrolling", "Escape"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestCompany::followingKeepsThePersonInViewUntilIMove()
{
    QFETCH(QString, how);
    test::type(edit(0), QString(150, u'\r'));
    QVERIFY(settle());
    edit(0).moveCursor(QTextCursor::Start);
    edit(1).moveCursor(QTextCursor::End);
    test::type(edit(1), QStringLiteral("here"));
    QVERIFY(settle());
    ui::Follow &follow = company(0).follow();
    const int before = edit(0).verticalScrollBar()->value();
    // word of a caret comes apart from what was typed, and of the last place of several only
    QVERIFY(become([&] {
        const auto carets = m_anna->pane(0)->link().carets().carets();
        return carets.size() == 1 && carets.front().selection.position > 150;
    }));
    Q_EMIT m_anna->window()->findChild<ui::PresenceStrip *>()->followRequested(session(1).member());
    QCOMPARE(follow.member(), session(1).member());
    QVERIFY(edit(0).verticalScrollBar()->value() > before);
    auto *frame = m_anna->window()->findChild<ui::FollowFrame *>();
    QVERIFY(frame && frame->isVisible());
    edit(1).moveCursor(QTextCursor::Start);
    QVERIFY(become([&] { return edit(0).verticalScrollBar()->value() <= before; }));
    if (how == u"typing") {
        test::type(edit(0), QStringLiteral("x"));
    } else if (how == u"Escape") {
        QTest::keyClick(&edit(0), Qt::Key_Escape);
    } else {
        QWheelEvent wheel({10, 10}, edit(0).viewport()->mapToGlobal(QPointF(10, 10)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(edit(0).viewport(), &wheel);
    }
    QCOMPARE(follow.member(), 0);
    QVERIFY(!m_anna->window()->findChild<ui::FollowFrame *>());
}

void TestCompany::authorColoursShowWhoWroteItAndLeaveTheDocumentAlone()
{
    test::type(edit(0), QStringLiteral("anna"));
    QVERIFY(settle());
    edit(1).moveCursor(QTextCursor::End);
    test::type(edit(1), QStringLiteral(" ben"));
    QVERIFY(settle());
    const QByteArray before = m_anna->shown(0);
    m_anna->trigger(ActionId::AuthorColors);
    auto *tints = m_anna->window()->findChild<ui::AuthorTints *>();
    QVERIFY(become([&] { return tints->wordsAt(1).startsWith(u"Anna wrote this"); }));
    QVERIFY2(tints->wordsAt(6).startsWith(u"Ben wrote this · Today"), qPrintable(tints->wordsAt(6)));
    QCOMPARE(m_anna->shown(0), before);
    // the ground behind the text is another one for each of them
    const auto groundAt = [&](int position) {
        QTextCursor there(edit(0).document());
        there.setPosition(position);
        const QRect place = edit(0).cursorRect(there);
        return edit(0).viewport()->grab().toImage().pixelColor(place.left() + 1, place.top() + 1);
    };
    const QColor annas = groundAt(1);
    const QColor bens = groundAt(6);
    QVERIFY(annas != bens);
    // what is typed now follows
    edit(1).moveCursor(QTextCursor::Start);
    test::type(edit(1), QStringLiteral("new "));
    QVERIFY(settle());
    QVERIFY(become([&] { return tints->wordsAt(1).startsWith(u"Ben wrote this"); }));
    m_anna->trigger(ActionId::AuthorColors);
    QVERIFY(groundAt(1) != bens);
}

QTEST_MAIN(TestCompany)
#include "test_company.moc"
