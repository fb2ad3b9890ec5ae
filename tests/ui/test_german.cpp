// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/action_table.h"
#include "ui/error_words.h"
#include "ui/preferences_dialog.h"
#include "ui/translation.h"

#include <QApplication>
#include <QComboBox>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>

using namespace syngraph;
using ui::ActionId;

// The program in German.
class TestGerman : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_anna.reset(); }
    void everyCommandIsSaidInGerman();
    void menusDoNotShareTheirLetters();
    void theStartPageAndItsTemplatesAreGerman();
    void theLanguageIsChosenInThePreferences();
    void whatGoesWrongIsSaidInGerman();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }

    std::unique_ptr<test::Profile> m_anna;
};

void TestGerman::initTestCase()
{
    QCOMPARE(ui::spokenLanguages(), (QStringList{QStringLiteral("en"), QStringLiteral("de")}));
    QVERIFY(ui::speakLanguage(*qApp, QStringLiteral("de")));
    QCOMPARE(QLocale().language(), QLocale::German);
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
}

void TestGerman::everyCommandIsSaidInGerman()
{
    // words that both languages share
    const QSet<ActionId> alike{ActionId::InsertLink};
    for (const ui::ActionRow &row : ui::actionTable()) {
        const QAction &action = m_anna->window()->actions()[row.id];
        QVERIFY2(action.statusTip() != QString::fromUtf8(row.tip), row.tip);
        // undo and redo say what they do
        if (row.id == ActionId::Undo || row.id == ActionId::Redo || alike.contains(row.id))
            continue;
        QVERIFY2(action.text() != QString::fromUtf8(row.text), row.text);
    }
}

// Or a key would only go from one to the other.
void TestGerman::menusDoNotShareTheirLetters()
{
    QStringList shared;
    const auto check = [&](const QList<QAction *> &actions, const auto &self) -> void {
        QHash<QChar, QString> letters;
        for (const QAction *action : actions) {
            const auto at = action->text().indexOf(u'&');
            const QChar letter = at < 0 ? QChar() : action->text().at(at + 1).toLower();
            if (!letter.isNull() && letters.contains(letter))
                shared << action->text() + QStringLiteral(" / ") + letters.value(letter);
            letters.insert(letter, action->text());
            if (action->menu())
                self(action->menu()->actions(), self);
        }
    };
    check(m_anna->window()->menuBar()->actions(), check);
    QVERIFY2(shared.isEmpty(), qPrintable(shared.join(u'\n')));
}

void TestGerman::theStartPageAndItsTemplatesAreGerman()
{
    m_anna->trigger(ActionId::StartPage);
    QVERIFY(become([&] { return m_anna->window(1) && m_anna->window(1)->startPage().isVisible(); }));
    auto *letter = m_anna->window(1)->startPage().findChild<QPushButton *>(QStringLiteral("template-letter"));
    QCOMPARE(letter->text(), QStringLiteral("Brief"));
    QTest::mouseClick(letter, Qt::LeftButton);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly() && m_anna->shown(1).contains("Betreff"); }));
    QVERIFY(m_anna->window(1)->windowTitle().startsWith(QStringLiteral("Unbenannt")));
    m_anna->window(1)->close();
}

void TestGerman::theLanguageIsChosenInThePreferences()
{
    m_anna->trigger(ActionId::Preferences);
    QVERIFY(become([&] { return m_anna->window()->findChild<ui::PreferencesDialog *>(); }));
    auto *dialog = m_anna->window()->findChild<ui::PreferencesDialog *>();
    const auto boxes = dialog->findChildren<QComboBox *>();
    const auto box = std::ranges::find_if(boxes, [](QComboBox *one) { return one->accessibleName() == u"Sprache"; });
    QVERIFY(box != boxes.end());
    QCOMPARE((*box)->currentIndex(), 0);
    (*box)->setCurrentIndex((*box)->findText(QStringLiteral("Deutsch")));
    Q_EMIT (*box)->activated((*box)->currentIndex());
    QCOMPARE(m_anna->program().preferences().language(), QStringLiteral("de"));
    (*box)->setCurrentIndex(0);
    Q_EMIT (*box)->activated(0);
    QCOMPARE(m_anna->program().preferences().language(), QString());
    dialog->close();
}

// Also what a server has said, which speaks English with everybody.
void TestGerman::whatGoesWrongIsSaidInGerman()
{
    for (int code = 0; code < errorCodeCount(); ++code) {
        const Error reason{static_cast<ErrorCode>(code), {}};
        QVERIFY2(ui::wordsOf(reason) != reason.text(), qPrintable(reason.text()));
    }
    QCOMPARE(ui::wordsOf({ErrorCode::NotFound, QStringLiteral("This person is not waiting any more.")}),
             QStringLiteral("Diese Person wartet nicht mehr."));
    QCOMPARE(ui::wordsOf({ErrorCode::Unreachable, QStringLiteral("The server at 10.0.0.7:8930 can't be reached: %2.")}),
             QStringLiteral("Der Server 10.0.0.7:8930 ist nicht zu erreichen: %2."));
    QCOMPARE(ui::wordsOf({ErrorCode::Unreachable, QStringLiteral("Can't listen on ::1, port 80: it is %1.")}),
             QStringLiteral("An ::1, Port 80, kann nicht gelauscht werden: it is %1."));
    QCOMPARE(ui::wordsOf({ErrorCode::Damaged, QStringLiteral("revision 7 is damaged")}), QStringLiteral("revision 7 is damaged"));
}

QTEST_MAIN(TestGerman)
#include "test_german.moc"
