// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"
#include "profile.h"

#include <QDialog>
#include <QRadioButton>
#include <QTest>

using namespace syngraph;
using ui::ActionId;

// Nothing needs saving; what Ctrl+S and its neighbours in the menu do all the same.
class TestSaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void theFirstSaveAsksForNameAndFolder();
    void nothingIsReplaced();
    void cancellingLeavesTheDocumentWhereItIs();
    void aSavedDocumentStaysEvenIfItIsEmpty();
    void laterSavesKeepVersions();
    void aVersionHasTheNameThatIsEntered();
    void aCopyIsADocumentOfItsOwn();
    void aCopyIsSentWithItsTextOnlyOrWithItsHistory();
    void renamingChangesTheTitleEverywhere();
    void aSavedDocumentIsMovedWhileItIsWrittenIn();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    QString path(const char *name) const { return m_anna->folder() + u'/' + QLatin1StringView(name); }
    QStringList documentsInDataFolder() const
    {
        return QDir(path("data/documents")).entryList({QStringLiteral("*.syngraph")});
    }
    std::vector<protocol::NamedVersion> readVersions();

    std::unique_ptr<test::Profile> m_anna;
};

void TestSaving::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
}

std::vector<protocol::NamedVersion> TestSaving::readVersions()
{
    std::optional<protocol::Versions> versions;
    m_anna->pane()->document().driver().requests().ask(protocol::ListVersions{},
                                                       [&](const Result<client_net::Reply> &reply) {
                                                           if (reply)
                                                               versions = std::get<protocol::Versions>(reply->message);
                                                       });
    return become([&] { return versions.has_value(); }) ? versions->versions : std::vector<protocol::NamedVersion>();
}

void TestSaving::theFirstSaveAsksForNameAndFolder()
{
    test::type(m_anna->pane()->edit(), QStringLiteral("Dear Ada"));
    test::DialogAnswers answers;
    answers.chooseFile(path("Letter to Ada"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return m_anna->window()->windowTitle() == u"Letter to Ada — Syngraph"; }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Dear Ada"));
    QVERIFY(QFile::exists(path("Letter to Ada.syngraph")));
    QCOMPARE(documentsInDataFolder(), QStringList());
    // the same window writes on, and the past is there
    test::type(m_anna->pane()->edit(), QStringLiteral("!"));
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    for (int step = 0; step < 4; ++step)
        m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"\n"}])"));
}

void TestSaving::nothingIsReplaced()
{
    QFile file(path("Taken.syngraph"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    test::DialogAnswers answers;
    answers.chooseFile(path("Taken"));
    answers.acknowledge();
    answers.chooseFile(path("Free"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return m_anna->window()->windowTitle() == u"Free — Syngraph"; }));
    QCOMPARE(answers.messages().value(0), QStringLiteral("Taken.syngraph exists already; choose another name."));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

void TestSaving::cancellingLeavesTheDocumentWhereItIs()
{
    test::DialogAnswers answers;
    answers.cancel();
    m_anna->trigger(ActionId::Save);
    QVERIFY(answers.isEmpty());
    QCOMPARE(documentsInDataFolder().size(), 1);
    QCOMPARE(m_anna->window()->windowTitle(), QStringLiteral("Untitled 1 — Syngraph"));
}

void TestSaving::aSavedDocumentStaysEvenIfItIsEmpty()
{
    test::DialogAnswers answers;
    answers.chooseFile(path("Empty"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return m_anna->window()->windowTitle() == u"Empty — Syngraph"; }));
    m_anna->window()->close();
    QTest::qWait(500);
    QVERIFY(QFile::exists(path("Empty.syngraph")));
    QCOMPARE(m_anna->program().preferences().recents().front().title, QStringLiteral("Empty"));
}

void TestSaving::laterSavesKeepVersions()
{
    test::DialogAnswers answers;
    answers.chooseFile(path("Letter"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return m_anna->window()->windowTitle() == u"Letter — Syngraph"; }));
    test::type(m_anna->pane()->edit(), QStringLiteral("Dear Ada"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return readVersions().size() == 1; }));
    // with everything that had been written by then
    QCOMPARE(readVersions().front().revision, m_anna->pane()->document().session().revision());
    QCOMPARE(m_anna->pane()->document().facts().pending, 0);
    QCOMPARE(readVersions().front().author, QStringLiteral("Anna"));
    QVERIFY(!readVersions().front().name.isEmpty());
}

void TestSaving::aVersionHasTheNameThatIsEntered()
{
    test::type(m_anna->pane()->edit(), QStringLiteral("Dear Ada"));
    test::DialogAnswers answers;
    answers.enter(QStringLiteral("For the printer"));
    m_anna->trigger(ActionId::NameVersion);
    QVERIFY(become([&] { return readVersions().size() == 1; }));
    QCOMPARE(readVersions().front().name, QStringLiteral("For the printer"));
}

void TestSaving::aCopyIsADocumentOfItsOwn()
{
    test::type(m_anna->pane()->edit(), QStringLiteral("Dear Ada"));
    test::DialogAnswers answers;
    answers.chooseFile(path("Copy"));
    m_anna->trigger(ActionId::SaveCopy);
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1).contains("Dear Ada"); }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Copy of Untitled 1"));
    QCOMPARE(m_anna->window(1)->windowTitle(), QStringLiteral("Copy — Syngraph"));
    QVERIFY(QFile::exists(path("Copy.syngraph")));
    test::type(m_anna->pane(1)->edit(), QStringLiteral("new "));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QCOMPARE(m_anna->shown(0), QByteArray(R"([{"insert":"Dear Ada\n"}])"));
}

void TestSaving::aCopyIsSentWithItsTextOnlyOrWithItsHistory()
{
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    test::type(edit, QStringLiteral("Dear Ada, secret"));
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(&edit, Qt::Key_Backspace);
    test::DialogAnswers answers;
    answers.cancel();
    m_anna->trigger(ActionId::SendCopy);
    QVERIFY(answers.isEmpty());
    answers.confirm([](QDialog &) {}); // the text only, as it is proposed
    answers.chooseFile(path("Text"));
    m_anna->trigger(ActionId::SendCopy);
    QVERIFY(become([&] { return QFile::exists(path("Text.syngraph")); }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Copy of Untitled 1"));
    answers.confirm([](QDialog &dialog) { dialog.findChildren<QRadioButton *>()[1]->setChecked(true); });
    answers.chooseFile(path("History"));
    m_anna->trigger(ActionId::SendCopy);
    QVERIFY(become([&] { return QFile::exists(path("History.syngraph")); }));
    // the window shows what it did, and nothing was added to the list
    QCOMPARE(m_anna->program().windows().size(), 1);
    // somebody else opens them
    test::Profile ben(QStringLiteral("Ben"));
    app::Arguments arguments;
    arguments.targets = {path("Text.syngraph"), path("History.syngraph")};
    ben.program().open(arguments);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(become([&] { return ben.pane(i) && !ben.pane(i)->edit().isReadOnly() && ben.shown(i) == m_anna->shown(); }));
        const auto changes = ben.pane(i)->document().session().revision().value;
        QVERIFY2(ben.window(i)->windowTitle().startsWith(u"Untitled 1"), qPrintable(ben.window(i)->windowTitle()));
        QVERIFY2(i == 0 ? changes == 1 : changes > 1, qPrintable(QString::number(changes)));
    }
}

void TestSaving::aSavedDocumentIsMovedWhileItIsWrittenIn()
{
    test::DialogAnswers answers;
    answers.chooseFile(path("Letter"));
    m_anna->trigger(ActionId::Save);
    QVERIFY(become([&] { return m_anna->window()->windowTitle() == u"Letter — Syngraph"; }));
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    QVERIFY(become([&] { return m_anna->pane()->sharing().isPossible(); }));
    m_anna->pane()->sharing().share(protocol::Admission::Approved, protocol::Role::Editor, false);
    QVERIFY(become([&] { return m_anna->pane()->sharing().isShared() && m_anna->pane(1)->sharing().isShared(); }));
    test::type(m_anna->pane()->edit(), QStringLiteral("Dear "));
    QVERIFY(QDir(m_anna->folder()).mkdir(QStringLiteral("post")));
    answers.chooseFile(path("post/To Ada"));
    m_anna->trigger(ActionId::Move);
    test::type(m_anna->pane(1)->edit(), QStringLiteral("Ada"));
    for (const int window : {0, 1})
        QVERIFY(become([&] { return m_anna->window(window)->windowTitle() == u"To Ada — Syngraph"; }));
    QCOMPARE(answers.proposals().value(1), QStringLiteral("Letter"));
    QVERIFY(QFile::exists(path("post/To Ada.syngraph")) && !QFile::exists(path("Letter.syngraph")));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(0) && m_anna->shown().contains("Dear ") && m_anna->shown().contains("Ada"); }));
    QCOMPARE(m_anna->program().preferences().recents().front().title, QStringLiteral("To Ada"));
    QVERIFY(m_anna->pane()->sharing().isShared());
    // and it is there when it is opened anew
    const QByteArray text = m_anna->shown();
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0 && m_anna->pane(1)->document().facts().pending == 0; }));
    m_anna->pane()->sharing().stop();
    QVERIFY(become([&] { return !m_anna->pane()->sharing().isShared(); }));
    m_anna->window(1)->close();
    m_anna->trigger(ActionId::StartPage);
    m_anna->window(0)->close();
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    Q_EMIT m_anna->window()->fileRequested(path("post/To Ada.syngraph"));
    QVERIFY(become([&] { return m_anna->pane() && !m_anna->pane()->edit().isReadOnly(); }));
    QVERIFY(become([&] { return m_anna->shown() == text; }));
}

void TestSaving::renamingChangesTheTitleEverywhere()
{
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    test::DialogAnswers answers;
    answers.enter(QStringLiteral("Minutes"));
    m_anna->trigger(ActionId::Rename);
    QVERIFY(become([&] { return m_anna->window(1)->windowTitle() == u"Minutes — Syngraph"; }));
    QCOMPARE(m_anna->window(0)->windowTitle(), QStringLiteral("Minutes — Syngraph"));
}

QTEST_MAIN(TestSaving)
#include "test_saving.moc"
