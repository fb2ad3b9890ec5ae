// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"
#include "served_document.h"

#include "ui/review_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace syngraph;
using ui::ActionId;
using ui::ConnectionAction;
using ui::ConnectionKind;

// After a time without connection: what both sides have changed is shown, and each side can still be had.
class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void paragraphsThatBothChangedAreReviewed_data();
    void paragraphsThatBothChangedAreReviewed();
    void whatOneSideChangedAloneIsNoQuestion();
    void itCanBeIgnored();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    ui::DocumentPane &pane(int person) { return *(person == 0 ? m_anna : m_ben)->pane(); }
    editor::RichTextEdit &edit(int person) { return pane(person).edit(); }
    ui::OpenDocument &document(int person) { return pane(person).document(); }
    bool settle()
    {
        return become([&] { return document(0).facts().pending == 0 && document(1).facts().pending == 0 && m_anna->shown() == m_ben->shown(); });
    }
    void replace(int window, qint64 from, qint64 to, const char *text)
    {
        edit(window).binding().setSelection({from, to});
        test::type(edit(window), QLatin1StringView(text));
    }
    bool isOffline() { return std::holds_alternative<session::Offline>(document(0).session().link()); }
    // The first person without connection.
    bool leave()
    {
        document(0).driver().stop();
        return become([this] { return isOffline(); });
    }
    bool comeBack()
    {
        document(0).driver().start();
        return settle() && become([&] { return m_anna->pane()->words().kind == ConnectionKind::Merged; });
    }
    QPushButton *button(const QString &text)
    {
        for (auto *one : panel().findChildren<QPushButton *>()) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }
    ui::ReviewPanel &panel() { return *m_anna->window()->findChild<ui::ReviewPanel *>(); }

    std::unique_ptr<test::ServerProcess> m_server;
    std::unique_ptr<test::Profile> m_anna;
    std::unique_ptr<test::Profile> m_ben;
};

void TestReview::cleanup()
{
    m_anna.reset();
    m_ben.reset();
    m_server.reset();
}

void TestReview::init()
{
    m_server = std::make_unique<test::ServerProcess>();
    QVERIFY(m_server->start());
    app::Arguments arguments;
    arguments.targets = {test::addressOfNewDocument(*m_server)};
    m_anna = std::make_unique<test::Profile>();
    m_ben = std::make_unique<test::Profile>(QStringLiteral("Ben"));
    for (test::Profile *person : {m_anna.get(), m_ben.get()}) {
        person->program().open(arguments);
        QVERIFY(become([&] { return person->pane() && !person->pane()->edit().isReadOnly(); }));
    }
    test::type(edit(0), QStringLiteral("first\rsecond\rthird"));
    QVERIFY(settle());
}

void TestReview::paragraphsThatBothChangedAreReviewed_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QString>("result");
    QTest::newRow("mine") << QStringLiteral("Keep Mine") << QStringLiteral("first\nmine\nthird, theirs");
    QTest::newRow("theirs") << QStringLiteral("Take Theirs") << QStringLiteral("first\ntheirs\nthird, theirs");
    QTest::newRow("both") << QStringLiteral("Both") << QStringLiteral("first\ntheirs\nmine\nthird, theirs");
}

void TestReview::paragraphsThatBothChangedAreReviewed()
{
    QFETCH(QString, choice);
    QFETCH(QString, result);
    QVERIFY(leave());
    replace(0, 6, 12, "mine");
    replace(1, 6, 12, "theirs");
    replace(1, 18, 18, ", theirs");
    QVERIFY(become([&] { return isOffline() && document(1).facts().pending == 0; }));
    QVERIFY(comeBack());
    const ui::ConnectionWords words = m_anna->pane()->words();
    QCOMPARE(words.action, ConnectionAction::Review);
    QVERIFY2(words.text.contains(u"both sides changed 1 paragraph"), qPrintable(words.text));
    Q_EMIT m_anna->pane()->reviewRequested();
    QVERIFY(panel().isVisible());
    QString told;
    for (const auto *label : panel().findChildren<QLabel *>())
        told += label->text() + u'\n';
    QVERIFY2(told.contains(u"mine") && told.contains(u"theirs"), qPrintable(told));
    QVERIFY(button(choice));
    button(choice)->click();
    QVERIFY(settle());
    QCOMPARE(edit(1).toPlainText(), result);
    QVERIFY(!panel().isVisible());
    QVERIFY(become([&] { return m_anna->pane()->words().kind == ConnectionKind::Live; }));
    // an ordinary change
    m_anna->trigger(ActionId::Undo);
    QVERIFY(settle());
    QVERIFY(edit(1).toPlainText() != result);
}

void TestReview::whatOneSideChangedAloneIsNoQuestion()
{
    QVERIFY(leave());
    replace(0, 0, 5, "mine");
    replace(1, 6, 12, "theirs");
    QVERIFY(become([&] { return isOffline() && document(1).facts().pending == 0; }));
    QVERIFY(comeBack());
    QCOMPARE(m_anna->pane()->words().action, ConnectionAction::Dismiss);
    QCOMPARE(edit(0).toPlainText(), QStringLiteral("mine\ntheirs\nthird"));
}

void TestReview::itCanBeIgnored()
{
    QVERIFY(leave());
    replace(0, 6, 12, "mine");
    replace(1, 6, 12, "theirs");
    QVERIFY(become([&] { return isOffline() && document(1).facts().pending == 0; }));
    QVERIFY(comeBack());
    const QString merged = edit(0).toPlainText();
    Q_EMIT m_anna->pane()->reviewRequested();
    QVERIFY(button(QStringLiteral("Done")));
    button(QStringLiteral("Done"))->click();
    QVERIFY(!panel().isVisible());
    QCOMPARE(edit(0).toPlainText(), merged);
    QVERIFY(m_anna->pane()->words().kind != ConnectionKind::Merged);
}

QTEST_MAIN(TestReview)
#include "test_review.moc"
