// SPDX-License-Identifier: GPL-3.0-or-later
// Two people, each with a window and a server of their own: one shares from the editor, the other joins.
#include "profile.h"
#include "ui/join_dialog.h"
#include "ui/knock_bar.h"
#include "ui/share_popover.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace syngraph;
using test::Profile;

namespace {

constexpr int kPatienceMs = 60'000;

// That can be seen; the longest one, so that "Share" is not taken for "Start Sharing".
QPushButton *buttonIn(const QWidget &widget, const QString &text)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

bool click(const QWidget &widget, const QString &text)
{
    const bool isThere = QTest::qWaitFor(
        [&] {
            const QPushButton *button = buttonIn(widget, text);
            return button && button->isEnabled();
        },
        kPatienceMs);
    if (isThere)
        QTest::mouseClick(buttonIn(widget, text), Qt::LeftButton);
    return isThere;
}

QString saidBy(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

bool says(const QWidget &widget, const QString &text)
{
    return QTest::qWaitFor([&] { return saidBy(widget).contains(text); }, kPatienceMs);
}

ui::JoinDialog *dialogOf(Profile &person)
{
    return person.window()->findChild<ui::JoinDialog *>();
}

ui::SharePopover *popoverOf(Profile &person)
{
    for (ui::SharePopover *popover : person.window()->findChildren<ui::SharePopover *>()) {
        if (popover->isVisible())
            return popover;
    }
    return nullptr;
}

// Opens it where it has closed, as it does at a click elsewhere.
ui::SharePopover &sharingOf(Profile &person)
{
    if (!popoverOf(person) && !click(*person.window(), QStringLiteral("Share")))
        qFatal("nothing can be shared");
    return *popoverOf(person);
}

bool shows(Profile &person, const QByteArray &text)
{
    return QTest::qWaitFor([&] { return person.pane() && person.shown().contains(text); }, kPatienceMs);
}

// Chooses in the list that a screen reader calls so.
bool chooseIn(const QWidget &widget, int row, const std::function<bool(const QComboBox &)> &isMeant)
{
    for (QComboBox *box : widget.findChildren<QComboBox *>()) {
        if (!isMeant(*box))
            continue;
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        return box->currentIndex() == row;
    }
    return false;
}

} // namespace

class TestShare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void who_is_asked_for_is_let_in_and_both_write();
    void who_is_refused_is_told();
    void who_knocks_while_the_window_is_closed_waits_for_it();
    void a_role_changes_and_who_is_removed_keeps_a_copy();
    void a_code_lets_in();
    void an_invitation_lets_in_until_it_is_taken_back();
    void the_end_of_sharing_is_told();
    void the_others_go_on_when_the_window_is_closed();

private:
    // Anna shares what she has written with whoever is let in so; the link is on the clipboard.
    bool share(Profile &anna, int who = 0);
    bool join(Profile &ben);
    // The window is closed and the sharing goes on; asked, when others are in.
    QString closeWindow(Profile &anna);
    void reopen(Profile &anna);
    // Ben's window, with Anna's document in it.
    bool isIn(Profile &ben) { return QTest::qWaitFor([&] { return ben.pane() && !ben.pane()->edit().isReadOnly(); }, kPatienceMs); }
};

// Three actions: Share, Start Sharing, Copy Link.
bool TestShare::share(Profile &anna, int who)
{
    if (!anna.openNew())
        return false;
    test::type(anna.pane()->edit(), QStringLiteral("from Anna"));
    if (!click(*anna.window(), QStringLiteral("Share")) || !popoverOf(anna))
        return false;
    const auto isWho = [](const QComboBox &box) { return box.itemText(0).contains(QStringLiteral("approve")); };
    if (who > 0 && !chooseIn(*popoverOf(anna), who, isWho))
        return false;
    return click(*popoverOf(anna), QStringLiteral("Start Sharing")) && click(*popoverOf(anna), QStringLiteral("Copy Link"))
        && QApplication::clipboard()->text().startsWith(u"syngraph://127.0.0.1:");
}

bool TestShare::join(Profile &ben)
{
    app::Arguments arguments;
    arguments.targets = {QApplication::clipboard()->text()};
    ben.program().open(arguments);
    return ben.window() && dialogOf(ben);
}

QString TestShare::closeWindow(Profile &anna)
{
    if (popoverOf(anna))
        popoverOf(anna)->close();
    QString asked;
    QTimer answering;
    connect(&answering, &QTimer::timeout, this, [&] {
        const auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        QPushButton *keeping = box ? buttonIn(*box, QStringLiteral("Keep Sharing")) : nullptr;
        if (!keeping)
            return;
        asked = box->text();
        keeping->click();
    });
    answering.start(20);
    anna.window()->close();
    if (!QTest::qWaitFor([&] { return !anna.window(); }, kPatienceMs))
        qFatal("the window does not close");
    return asked;
}

void TestShare::reopen(Profile &anna)
{
    const auto recents = anna.program().preferences().recents();
    anna.program().open({});
    if (recents.empty() || !QTest::qWaitFor([&] { return anna.window() != nullptr; }, kPatienceMs))
        qFatal("there is nothing to open");
    Q_EMIT anna.window()->recentRequested(recents.front());
}

void TestShare::who_is_asked_for_is_let_in_and_both_write()
{
    Profile anna;
    QVERIFY(share(anna));
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(says(*dialogOf(ben), QStringLiteral("Anna is being asked")));
    auto *knock = anna.window()->findChild<ui::KnockBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(knock->isVisible(), kPatienceMs);
    QVERIFY(saidBy(*knock).contains(QStringLiteral("Ben wants to join")));
    // nothing lies above the question
    QVERIFY(!popoverOf(anna));
    // the same four words on both screens
    const QStringList lines = saidBy(*dialogOf(ben)).split(u'\n');
    const auto words = std::ranges::find_if(lines, [](const QString &line) { return line.count(u'·') == 3; });
    QVERIFY(words != lines.end());
    QVERIFY2(saidBy(*knock).contains(*words), qPrintable(*words));
    QVERIFY(click(*knock, QStringLiteral("Allow Once")));
    QVERIFY(isIn(ben));
    QVERIFY(!knock->isVisible());
    QVERIFY(shows(ben, "from Anna"));
    test::type(ben.pane()->edit(), QStringLiteral("from Ben "));
    QVERIFY(shows(anna, "from Ben"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.pane()->document().session().people().size(), 2, kPatienceMs);
    // she sees him in the list
    QVERIFY(says(sharingOf(anna), QStringLiteral("Ben · is here")));
}

void TestShare::who_is_refused_is_told()
{
    Profile anna;
    QVERIFY(share(anna));
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    auto *knock = anna.window()->findChild<ui::KnockBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(knock->isVisible(), kPatienceMs);
    QVERIFY(click(*knock, QStringLiteral("Refuse")));
    QVERIFY(says(*dialogOf(ben), QStringLiteral("Anna did not let you in.")));
    QVERIFY(!ben.pane());
    // who goes away while he waits is not asked for any more
    QVERIFY(click(*dialogOf(ben), QStringLiteral("Join")));
    QTRY_VERIFY_WITH_TIMEOUT(knock->isVisible(), kPatienceMs);
    QVERIFY(click(*dialogOf(ben), QStringLiteral("Cancel")));
    QTRY_VERIFY_WITH_TIMEOUT(!knock->isVisible(), kPatienceMs);
}

// Her server goes on for those who are in; whoever knocks then is told the truth and asked for as soon as she is back.
void TestShare::who_knocks_while_the_window_is_closed_waits_for_it()
{
    Profile anna;
    QVERIFY(share(anna));
    Profile cara(QStringLiteral("Cara"));
    QVERIFY(join(cara));
    auto *first = anna.window()->findChild<ui::KnockBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(first->isVisible(), kPatienceMs);
    QVERIFY(click(*first, QStringLiteral("Allow Once")));
    QVERIFY(isIn(cara));
    closeWindow(anna);
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(says(*dialogOf(ben), QStringLiteral("Waiting for Anna: ")));
    reopen(anna);
    QTRY_VERIFY_WITH_TIMEOUT(anna.pane() && anna.window()->findChild<ui::KnockBar *>()->isVisible(), kPatienceMs);
    QVERIFY(says(*dialogOf(ben), QStringLiteral("Anna is being asked")));
    QVERIFY(click(*anna.window()->findChild<ui::KnockBar *>(), QStringLiteral("Allow Once")));
    QVERIFY(isIn(ben));
    QVERIFY(shows(ben, "from Anna"));
}

void TestShare::a_role_changes_and_who_is_removed_keeps_a_copy()
{
    Profile anna;
    QVERIFY(share(anna, 1));
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    // nobody is asked
    QVERIFY(isIn(ben));
    QVERIFY(says(sharingOf(anna), QStringLiteral("Ben · is here")));
    const auto isBens = [](const QComboBox &box) { return box.accessibleName() == QStringLiteral("What Ben may do"); };
    QVERIFY(chooseIn(sharingOf(anna), 3, isBens));
    QTRY_VERIFY_WITH_TIMEOUT(ben.pane()->edit().isReadOnly(), kPatienceMs);
    QVERIFY(says(sharingOf(anna), QStringLiteral("Ben · is here")));
    QVERIFY(chooseIn(sharingOf(anna), 0, isBens));
    QTRY_VERIFY_WITH_TIMEOUT(!ben.pane()->edit().isReadOnly(), kPatienceMs);
    QVERIFY(click(sharingOf(anna), QStringLiteral("Remove")));
    QVERIFY(says(*ben.pane(), QStringLiteral("You were removed from this document")));
    // typing goes on, for himself
    test::type(ben.pane()->edit(), QStringLiteral("mine "));
    QVERIFY(ben.shown().contains("mine") && ben.shown().contains("from Anna"));
    QVERIFY(says(sharingOf(anna), QStringLiteral("Ben · removed")));
    QVERIFY(!anna.shown().contains("mine"));
    QVERIFY(click(sharingOf(anna), QStringLiteral("Let In Again")));
    QTRY_VERIFY_WITH_TIMEOUT(buttonIn(sharingOf(anna), QStringLiteral("Remove")), kPatienceMs);
}

void TestShare::a_code_lets_in()
{
    Profile anna;
    QVERIFY(share(anna, 2));
    QVERIFY(says(sharingOf(anna), QStringLiteral("Code ")));
    const QString code = saidBy(sharingOf(anna)).section(QStringLiteral("Code "), 1).section(u'\n', 0, 0);
    QCOMPARE(code.size(), 11);
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(says(*dialogOf(ben), QStringLiteral("needs a code; Anna has it")));
    QLineEdit *field = nullptr;
    for (QLineEdit *one : dialogOf(ben)->findChildren<QLineEdit *>()) {
        if (one->accessibleName() == QStringLiteral("Code"))
            field = one;
    }
    QVERIFY(field && field->isVisible());
    QTest::keyClicks(field, QStringLiteral("00000-00000"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(says(*dialogOf(ben), QStringLiteral("The code is not right")));
    QVERIFY(!ben.pane());
    field->selectAll();
    QTest::keyClicks(field, code.toLower());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(isIn(ben));
    QVERIFY(shows(ben, "from Anna"));
}

void TestShare::an_invitation_lets_in_until_it_is_taken_back()
{
    Profile anna;
    QVERIFY(share(anna));
    auto *fold = sharingOf(anna).findChild<QToolButton *>();
    QVERIFY(fold);
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(click(sharingOf(anna), QStringLiteral("Make and Copy")));
    QVERIFY(says(sharingOf(anna), QStringLiteral("Give it only to those it is meant for")));
    const QString link = QApplication::clipboard()->text();
    QCOMPARE(link.section(u'#', 1).section(u'.', 0, 0).size(), 32);
    // nobody is asked for, nothing is compared
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(isIn(ben));
    // the link is not needed again
    ben.window()->close();
    QVERIFY(QTest::qWaitFor([&] { return !ben.window(); }, kPatienceMs));
    reopen(ben);
    QVERIFY(isIn(ben));
    QVERIFY(!popoverOf(anna) || !saidBy(*anna.window()).contains(QStringLiteral("wants to join")));
    if (!popoverOf(anna))
        QTest::mouseClick(sharingOf(anna).findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(click(sharingOf(anna), QStringLiteral("Take Back")));
    QVERIFY(says(*ben.pane(), QStringLiteral("The token or invitation is not valid here")));
}

void TestShare::the_end_of_sharing_is_told()
{
    Profile anna;
    QVERIFY(share(anna, 1));
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(isIn(ben));
    QVERIFY(click(sharingOf(anna), QStringLiteral("Stop Sharing")));
    QVERIFY(says(*ben.pane(), QStringLiteral("This is no longer shared")));
    QTRY_VERIFY_WITH_TIMEOUT(buttonIn(sharingOf(anna), QStringLiteral("Start Sharing")), kPatienceMs);
    test::type(anna.pane()->edit(), QStringLiteral("alone "));
    QTRY_COMPARE_WITH_TIMEOUT(anna.pane()->document().facts().pending, 0, kPatienceMs);
}

void TestShare::the_others_go_on_when_the_window_is_closed()
{
    Profile anna;
    QVERIFY(share(anna, 1));
    Profile ben(QStringLiteral("Ben"));
    QVERIFY(join(ben));
    QVERIFY(isIn(ben));
    QVERIFY(shows(ben, "from Anna"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.pane()->document().session().people().size(), 2, kPatienceMs);
    QVERIFY(closeWindow(anna).contains(QStringLiteral("Others are in")));
    QTRY_COMPARE_WITH_TIMEOUT(ben.pane()->document().session().people().size(), 1, kPatienceMs);
    test::type(ben.pane()->edit(), QStringLiteral("alone "));
    QTRY_COMPARE_WITH_TIMEOUT(ben.pane()->document().facts().pending, 0, kPatienceMs);
    QCOMPARE(ben.pane()->words().kind, ui::ConnectionKind::Live);
    // and Anna finds it when she comes back
    reopen(anna);
    QVERIFY(shows(anna, "alone"));
    QTRY_VERIFY_WITH_TIMEOUT(anna.pane()->sharing().isShared(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(anna.pane()->document().session().people().size(), 2, kPatienceMs);
    QCOMPARE(closeWindow(anna), QString());
}

QTEST_MAIN(TestShare)
#include "test_share.moc"
