// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"
#include "profile.h"

#include "ui/documents_dialog.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace syngraph;
using ui::ActionId;
using ui::DocumentsDialog;

// The list of documents, and what is done with one of them there.
class TestDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void allAreListedAndFound();
    void oneIsOpened();
    void oneIsRenamed();
    void oneIsMoved();
    void oneIsDuplicated();
    void oneIsMovedToTheTrash();
    void theStartPageLeadsThere();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    QString path(const char *name) const { return m_anna->folder() + u'/' + QLatin1StringView(name); }
    DocumentsDialog *dialog() { return m_anna->window()->findChild<DocumentsDialog *>(); }
    QTreeWidget *list() { return dialog() ? dialog()->findChild<QTreeWidget *>() : nullptr; }
    // Rows that are shown, column by column.
    QStringList rows(int column)
    {
        QStringList all;
        for (int i = 0; list() && i < list()->topLevelItemCount(); ++i) {
            if (!list()->topLevelItem(i)->isHidden())
                all << list()->topLevelItem(i)->text(column);
        }
        all.sort();
        return all;
    }
    QPushButton *button(const char *text)
    {
        const auto buttons = dialog()->findChildren<QPushButton *>();
        const auto found = std::ranges::find_if(buttons, [&](const QPushButton *one) { return one->text() == QString::fromUtf8(text); });
        return found == buttons.end() ? nullptr : *found;
    }
    bool choose(const char *title)
    {
        if (!become([&] { return rows(0).contains(QString::fromUtf8(title)); }))
            return false;
        list()->setCurrentItem(list()->findItems(QString::fromUtf8(title), Qt::MatchExactly).value(0));
        return true;
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestDocuments::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    test::type(m_anna->pane()->edit(), QStringLiteral("one"));
    m_anna->trigger(ActionId::NewDocument);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    test::type(m_anna->pane(1)->edit(), QStringLiteral("two"));
    ui::Recent foreign;
    foreign.server = QStringLiteral("wss://ben.example:8930");
    foreign.serverName = QStringLiteral("Ben");
    foreign.document = *DocumentId::fromHex("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    foreign.title = QStringLiteral("Ben's plan");
    foreign.unsent = 3;
    m_anna->program().preferences().addRecent(foreign);
    m_anna->trigger(ActionId::Documents);
    QVERIFY(become([&] { return rows(0).size() == 3; }));
}

void TestDocuments::allAreListedAndFound()
{
    QCOMPARE(rows(0), (QStringList{QStringLiteral("Ben's plan"), QStringLiteral("Untitled 1"), QStringLiteral("Untitled 2")}));
    QCOMPARE(rows(1), (QStringList{QStringLiteral("Ben"), QStringLiteral("On this computer"), QStringLiteral("On this computer")}));
    QCOMPARE(rows(3), (QStringList{QStringLiteral("3 changes kept here"), QStringLiteral("Open here"), QStringLiteral("Open here")}));
    QVERIFY(!rows(2).contains(QString()));
    // nobody moves what others have
    QVERIFY(choose("Ben's plan"));
    for (const char *own : {"&Rename…", "&Move…", "&Duplicate…", "Move to &Trash"})
        QVERIFY(!button(own)->isEnabled());
    QVERIFY(button("&Open")->isEnabled());
    test::type(*dialog()->findChild<QLineEdit *>(), QStringLiteral("led 2"));
    QCOMPARE(rows(0), QStringList{QStringLiteral("Untitled 2")});
    QVERIFY(button("&Rename…")->isEnabled());
    test::type(*dialog()->findChild<QLineEdit *>(), QStringLiteral("?"));
    QCOMPARE(rows(0), QStringList());
    QVERIFY(!button("&Open")->isEnabled());
}

void TestDocuments::oneIsOpened()
{
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    m_anna->window(1)->close();
    QVERIFY(become([&] { return !m_anna->pane(1); }));
    QVERIFY(choose("Untitled 2"));
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1) == R"([{"insert":"two\n"}])"; }));
    QVERIFY(become([&] { return !dialog(); }));
    QCOMPARE(m_anna->program().windows().size(), 2);
}

void TestDocuments::oneIsRenamed()
{
    QVERIFY(choose("Untitled 2"));
    test::DialogAnswers answers;
    answers.enter(QStringLiteral("Minutes"));
    button("&Rename…")->click();
    QVERIFY(become([&] { return rows(0).contains(QStringLiteral("Minutes")); }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Untitled 2"));
    QVERIFY(become([&] { return m_anna->window(1)->windowTitle() == u"Minutes — Syngraph"; }));
    QCOMPARE(list()->currentItem()->text(0), QStringLiteral("Minutes"));
    const auto recents = m_anna->program().preferences().recents();
    QVERIFY(std::ranges::any_of(recents, [](const ui::Recent &one) { return one.title == u"Minutes"; }));
}

void TestDocuments::oneIsMoved()
{
    QVERIFY(choose("Untitled 2"));
    test::DialogAnswers answers;
    answers.chooseFile(path("Moved"));
    button("&Move…")->click();
    QVERIFY(become([&] { return rows(0).contains(QStringLiteral("Moved")); }));
    QVERIFY(QFile::exists(path("Moved.syngraph")));
    QVERIFY(become([&] { return m_anna->window(1)->windowTitle() == u"Moved — Syngraph"; }));
    test::type(m_anna->pane(1)->edit(), QStringLiteral("!"));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
}

void TestDocuments::oneIsDuplicated()
{
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QVERIFY(choose("Untitled 2"));
    test::DialogAnswers answers;
    answers.chooseFile(path("Twin"));
    button("&Duplicate…")->click();
    QVERIFY(become([&] { return rows(0).size() == 4 && rows(0).contains(QStringLiteral("Twin")); }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Copy of Untitled 2"));
    QVERIFY(choose("Twin"));
    button("&Open")->click();
    QVERIFY(become([&] { return m_anna->pane(2) && m_anna->shown(2) == R"([{"insert":"two\n"}])"; }));
    // each goes its own way
    test::type(m_anna->pane(1)->edit(), QStringLiteral("!"));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QCOMPARE(m_anna->shown(2), QByteArray(R"([{"insert":"two\n"}])"));
}

void TestDocuments::oneIsMovedToTheTrash()
{
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QVERIFY(choose("Untitled 2"));
    test::DialogAnswers answers;
    answers.cancel();
    button("Move to &Trash")->click();
    QVERIFY(become([&] { return answers.isEmpty(); }));
    QVERIFY(rows(0).contains(QStringLiteral("Untitled 2")));
    QTimer hand;
    connect(&hand, &QTimer::timeout, this, [] {
        const auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        for (auto *one : box ? box->buttons() : QList<QAbstractButton *>()) {
            if (box->buttonRole(one) == QMessageBox::DestructiveRole)
                one->click();
        }
    });
    hand.start(20);
    button("Move to &Trash")->click();
    QVERIFY(become([&] { return rows(0).size() == 2; }));
    QVERIFY(!rows(0).contains(QStringLiteral("Untitled 2")));
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    const auto recents = m_anna->program().preferences().recents();
    QVERIFY(std::ranges::none_of(recents, [](const ui::Recent &one) { return one.title == u"Untitled 2"; }));
}

void TestDocuments::theStartPageLeadsThere()
{
    dialog()->close();
    m_anna->trigger(ActionId::StartPage);
    QVERIFY(become([&] { return m_anna->window(2) != nullptr; }));
    const auto buttons = m_anna->window(2)->startPage().findChildren<QPushButton *>();
    (*std::ranges::find_if(buttons, [](const QPushButton *one) { return one->text() == u"All Documents…"; }))->click();
    const auto *shown = m_anna->window(2)->findChild<DocumentsDialog *>();
    QVERIFY(shown);
    QVERIFY(become([&] { return shown->findChild<QTreeWidget *>()->topLevelItemCount() == 3; }));
}

QTEST_MAIN(TestDocuments)
#include "test_documents.moc"
