// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/history_control.h"

#include <QListWidget>
#include <QTest>
#include <QToolButton>

using namespace syngraph;
using protocol::Role;
using ui::ActionId;

// Anna shares a document, Ben joins it, and she alters what he may do: what becomes of the history in his window.
class TestRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoMayNotWriteSeesTheHistoryAndRestoresNothing_data();
    void whoMayNotWriteSeesTheHistoryAndRestoresNothing();
    void whoSuggestsRestoresAsASuggestion();

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
    sharing.share(protocol::Admission::Anyone, Role::Editor);
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

QTEST_MAIN(TestRights)
#include "test_rights.moc"
