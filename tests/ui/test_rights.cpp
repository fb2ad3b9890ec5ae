// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/history_control.h"
#include "ui/state_bar.h"
#include "ui/suggestions_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <signal.h>

using namespace syngraph;
using protocol::Role;
using ui::ActionId;
using ui::ConnectionKind;

// Anna shares a document, Ben joins it, and she alters what he may do: what becomes of what he had written, and of the
// history in his window.
class TestRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsRefusedIsHandedBackAndOutlivesTheEditor();
    void whatIsHandedBackIsCopiedInsertedOrDiscarded();
    void whatAViewerHadNotSentWaitsUntilHeMayWrite();
    void whoMayNotWriteSeesTheHistoryAndRestoresNothing_data();
    void whoMayNotWriteSeesTheHistoryAndRestoresNothing();
    void whoSuggestsRestoresAsASuggestion();
    void whoSuggestsWithdrawsWhatTheyHaveSuggested();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    Role roleOfBen() { return m_ben->pane()->document().session().role(); }
    bool isSettled()
    {
        return m_anna->pane()->document().facts().pending == 0 && m_ben->pane()->document().facts().pending == 0
            && m_anna->shown() == m_ben->shown();
    }
    void join();
    std::optional<IdentityId> identityOfBen();
    bool setRole(Role role, bool isAwaited = true);
    void writeWhileTheRoleChanges(Role role);
    void writeWhatIsRefused()
    {
        writeWhileTheRoleChanges(Role::Commenter);
        QVERIFY(become([&] { return m_ben->pane()->words().kind == ConnectionKind::HandedBack && isSettled(); }));
    }
    QWidget &drawer() { return *m_ben->pane()->findChild<QWidget *>(QStringLiteral("noticeDrawer")); }
    template<typename Button>
    QList<Button *> buttons(const char *name)
    {
        QList<Button *> shown;
        for (Button *button : drawer().findChildren<Button *>(QLatin1StringView(name))) {
            if (button->isVisibleTo(&drawer()))
                shown << button;
        }
        return shown;
    }
    QString handedBack()
    {
        QString text;
        for (const auto &kept : m_ben->pane()->document().notices())
            text += kept.notice.content.text();
        return text;
    }

    std::unique_ptr<test::Profile> m_anna;
    std::unique_ptr<test::Profile> m_ben;
    QString m_address;
};

void TestRights::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    test::type(m_anna->pane()->edit(), QStringLiteral("from anna"));
    ui::SharingLink &sharing = m_anna->pane()->sharing();
    sharing.share(protocol::Admission::Anyone, Role::Editor, true);
    QVERIFY(become([&] { return sharing.isShared() && !sharing.address().isEmpty(); }));
    m_address = sharing.address();
    m_ben = std::make_unique<test::Profile>(QStringLiteral("Ben"));
    join();
    QVERIFY(become([&] { return identityOfBen().has_value(); }));
}

void TestRights::cleanup()
{
    m_ben.reset();
    m_anna.reset();
}

void TestRights::join()
{
    app::Arguments arguments;
    arguments.targets = {m_address};
    m_ben->program().open(arguments);
    QVERIFY(become([&] { return m_ben->pane() && roleOfBen() != Role::None && isSettled(); }));
}

std::optional<IdentityId> TestRights::identityOfBen()
{
    for (const protocol::SharedPerson &one : m_anna->pane()->sharing().state().people) {
        if (one.name == u"Ben")
            return one.identity;
    }
    return std::nullopt;
}

bool TestRights::setRole(Role role, bool isAwaited)
{
    m_anna->pane()->sharing().setRole(*identityOfBen(), role);
    return !isAwaited || become([&] { return roleOfBen() == role; });
}

// The server has both before it, her decision first; of what he types it gets the first key at once and all others
// together, when that is answered.
void TestRights::writeWhileTheRoleChanges(Role role)
{
    const auto server = pid_t(m_anna->serverPid());
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    QVERIFY(setRole(role, false));
    QTest::qWait(200); // until it has left this process
    m_ben->pane()->edit().moveCursor(QTextCursor::End);
    test::type(m_ben->pane()->edit(), QStringLiteral(" from ben"));
    ::kill(server, SIGCONT);
}

void TestRights::whatIsRefusedIsHandedBackAndOutlivesTheEditor()
{
    writeWhatIsRefused();
    QCOMPARE(roleOfBen(), Role::Commenter);
    QVERIFY(m_ben->pane()->edit().isReadOnly());
    // every letter is in the document or in his hand
    QCOMPARE(m_ben->pane()->edit().toPlainText() + handedBack(), QStringLiteral("from anna from ben"));
    QVERIFY(!handedBack().isEmpty());
    const ui::ConnectionWords words = m_ben->pane()->words();
    QVERIFY2(words.text.contains(u"could not be saved") && words.text.contains(QString(sentence(ErrorCode::NotAllowed))), qPrintable(words.text));
    QVERIFY(words.isBar);

    const QString before = handedBack();
    m_ben->endProgram();
    m_ben->startProgram();
    join();
    QVERIFY(become([&] { return m_ben->pane()->words().kind == ConnectionKind::HandedBack; }));
    QCOMPARE(handedBack(), before);
    // the one action leads to it
    QVERIFY(drawer().isHidden());
    QVERIFY(m_ben->window()->actions()[ActionId::NotSaved].isEnabled());
    auto *bar = m_ben->pane()->findChild<ui::StateBar *>();
    bar->findChild<QPushButton *>()->click();
    QVERIFY(drawer().isVisible());
    QVERIFY(m_ben->window()->actions()[ActionId::NotSaved].isChecked());
    QVERIFY(drawer().height() < m_ben->pane()->height() / 2);
    m_ben->trigger(ActionId::NotSaved);
    QVERIFY(drawer().isHidden());
}

void TestRights::whatIsHandedBackIsCopiedInsertedOrDiscarded()
{
    writeWhatIsRefused();
    m_ben->trigger(ActionId::NotSaved);
    QVERIFY(drawer().isVisible());
    const qsizetype pieces = buttons<QToolButton>("noticeInsert").size();
    QCOMPARE(pieces, qsizetype(m_ben->pane()->document().notices().size()));
    const QString text = m_ben->pane()->document().notices().back().notice.content.text().toString();
    QToolButton *inserting = buttons<QToolButton>("noticeInsert").back();
    QVERIFY(!inserting->isEnabled());
    QVERIFY2(inserting->toolTip().contains(u"may not write"), qPrintable(inserting->toolTip()));
    buttons<QToolButton>("noticeCopy").back()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);

    QVERIFY(setRole(Role::Editor));
    QVERIFY(become([&] { return inserting->isEnabled(); }));
    QVERIFY(inserting->menu());
    inserting->menu()->actions().back()->trigger();
    QVERIFY(become([&] { return isSettled() && m_anna->pane()->edit().toPlainText().endsWith(u'\n' + text); }));
    QCOMPARE(buttons<QToolButton>("noticeInsert").size(), pieces - 1);
    // it is his own like what he types
    m_ben->trigger(ActionId::Undo);
    QVERIFY(become([&] { return isSettled() && !m_anna->pane()->edit().toPlainText().contains(u'\n'); }));
    while (!buttons<QToolButton>("noticeDiscard").isEmpty())
        buttons<QToolButton>("noticeDiscard").front()->click();
    QVERIFY(drawer().isHidden());
    QVERIFY(become([&] { return m_ben->pane()->words().kind == ConnectionKind::Live; }));
    QVERIFY(!m_ben->window()->actions()[ActionId::NotSaved].isEnabled());
    // for good
    m_ben->window()->close();
    QVERIFY(become([&] { return m_ben->program().windows().isEmpty(); }));
    join();
    QVERIFY(m_ben->pane()->document().notices().empty());
}

void TestRights::whatAViewerHadNotSentWaitsUntilHeMayWrite()
{
    writeWhileTheRoleChanges(Role::Viewer);
    QVERIFY(become([&] { return roleOfBen() == Role::Viewer && m_ben->pane()->edit().isReadOnly(); }));
    for (const auto &kept : std::vector(m_ben->pane()->document().notices()))
        QVERIFY(m_ben->pane()->document().letGo(kept.name));
    QVERIFY(become([&] { return m_ben->pane()->words().text.contains(u"kept here"); }));
    QCOMPARE(m_ben->pane()->words().action, ui::ConnectionAction::SaveCopy);
    QVERIFY(!m_anna->pane()->edit().toPlainText().contains(u"ben"));
    QVERIFY(setRole(Role::Editor));
    QVERIFY(become([&] { return isSettled() && m_anna->pane()->edit().toPlainText().endsWith(u"from ben"); }));
}

void TestRights::whoMayNotWriteSeesTheHistoryAndRestoresNothing_data()
{
    QTest::addColumn<Role>("role");
    QTest::newRow("viewer") << Role::Viewer;
    QTest::newRow("commenter") << Role::Commenter;
}

void TestRights::whoMayNotWriteSeesTheHistoryAndRestoresNothing()
{
    QFETCH(Role, role);
    test::type(m_ben->pane()->edit(), QStringLiteral("from ben "));
    QVERIFY(become([&] { return isSettled(); }));
    m_ben->window()->actions()[ActionId::History].setChecked(true);
    auto *control = m_ben->window()->findChild<ui::HistoryControl *>();
    auto *list = m_ben->window()->findChild<ui::HistoryPanel *>()->findChild<QListWidget *>();
    QVERIFY(become([&] { return list->count() > 0; }));
    list->setCurrentRow(0);
    ui::HistoryPage &page = control->page();
    auto *restore = page.findChild<QToolButton *>(QStringLiteral("historyRestore"));
    QVERIFY(become([&] { return page.isVisible(); }));
    QVERIFY(restore->isEnabled());
    // while he looks at it
    QVERIFY(setRole(role));
    QVERIFY(become([&] { return !restore->isEnabled(); }));
    QVERIFY2(restore->toolTip().contains(u"ask the owner"), qPrintable(restore->toolTip()));
    QVERIFY(!restore->accessibleDescription().isEmpty());
    const QByteArray before = m_anna->shown();
    control->show(Revision{1}, Revision{0});
    QVERIFY(page.isVisible());
    QVERIFY(!restore->isEnabled());
    Q_EMIT page.takeBackRequested(QStringLiteral("Anna"));
    control->show(Revision{1});
    Q_EMIT page.restoreRequested();
    QTest::qWait(200);
    QVERIFY(become([&] { return isSettled(); }));
    QCOMPARE(m_anna->shown(), before);
    QVERIFY(m_ben->pane()->document().notices().empty());
    // she writes on, and he may have a copy of his own
    test::type(m_anna->pane()->edit(), QStringLiteral("more "));
    QVERIFY(become([&] { return isSettled(); }));
    control->show(Revision{1});
    Q_EMIT page.copyRequested();
    QVERIFY(become([&] { return m_ben->pane(1) && !m_ben->pane(1)->edit().isReadOnly(); }));
}

void TestRights::whoSuggestsRestoresAsASuggestion()
{
    QVERIFY(setRole(Role::Suggester));
    m_ben->window()->actions()[ActionId::History].setChecked(true);
    auto *control = m_ben->window()->findChild<ui::HistoryControl *>();
    auto *list = m_ben->window()->findChild<ui::HistoryPanel *>()->findChild<QListWidget *>();
    QVERIFY(become([&] { return list->count() > 0; }));
    control->show(Revision{0});
    QVERIFY(control->page().findChild<QToolButton *>(QStringLiteral("historyRestore"))->isEnabled());
    Q_EMIT control->page().restoreRequested();
    QVERIFY(become([&] { return isSettled() && m_anna->shown().contains("s:d"); }));
    QCOMPARE(m_anna->pane()->edit().toPlainText(), QStringLiteral("from anna"));
    QVERIFY(m_ben->pane()->document().notices().empty());
}

// Text, deletions and formats; nothing of others.
void TestRights::whoSuggestsWithdrawsWhatTheyHaveSuggested()
{
    QVERIFY(setRole(Role::Suggester));
    const QByteArray before = m_anna->shown();
    editor::RichTextEdit &edit = m_ben->pane()->edit();
    m_ben->window()->actions()[ActionId::Suggestions].setChecked(true);
    auto *panel = m_ben->window()->findChild<ui::SuggestionsPanel *>();
    const std::function<void()> deeds[] = {
        [&] { test::type(edit, QStringLiteral("new ")); },
        [&] {
            edit.binding().setSelection({0, 4});
            QTest::keyClick(&edit, Qt::Key_Delete);
        },
        [&] {
            edit.binding().setSelection({0, 4});
            m_ben->trigger(ActionId::Bold);
        },
    };
    for (const auto &deed : deeds) {
        edit.binding().setSelection(editor::Selection::caret(0));
        deed();
        const auto withdraw = [&]() -> QToolButton * {
            for (auto *button : panel->findChildren<QToolButton *>()) {
                if (button->isVisible() && button->text() == u"Withdraw")
                    return button;
            }
            return nullptr;
        };
        QVERIFY(become([&] { return isSettled() && m_anna->shown() != before && withdraw(); }));
        QTest::mouseClick(withdraw(), Qt::LeftButton);
        QVERIFY2(become([&] { return isSettled() && m_anna->shown() == before && panel->shown().empty(); }), m_anna->shown());
    }
    QVERIFY(m_ben->pane()->document().notices().empty());
}

QTEST_MAIN(TestRights)
#include "test_rights.moc"
