// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "editor/edit_commands.h"
#include "editor/lazy_layout.h"
#include "support/tiny_dictionaries.h"
#include "ui/language_button.h"
#include "ui/talk_control.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace syngraph;
using ui::ActionId;

// Misspelled words in a window: marked while painting, corrected, learnt; a second window shows the same.
class TestSpellingInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_anna.reset(); }
    void misspelledWordsAreMarkedWithoutNewLayout();
    void theWordBeingTypedIsLeftAlone();
    void programTextLinksAndReadersAreLeftAlone();
    void theMenuOffersWhatTheWordShouldBe();
    void aCorrectedWordKeepsItsComment();
    void aWordIsLearntForGood();
    void aWordIsIgnoredInOneDocument();
    void keysGoFromMistakeToMistake();
    void markingIsSwitchedOff();
    void theLanguageIsThatOfTheDocument();
    void selectedTextHasALanguageOfItsOwn();
    void aMissingDictionaryIsExplained();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window = 0) { return m_anna->pane(window)->edit(); }
    ui::SpellControl &control(int window = 0) { return *m_anna->window(window)->findChild<ui::SpellControl *>(); }
    void write(const QString &text);
    // Whether the word stands on a red wave, as painted.
    bool isMarked(const QString &word, int window = 0);
    // Opens the context menu on the word, waits for what it offers, chooses the entry. Empty: only reads them.
    QStringList choose(const QString &word, const QString &entry);
    QByteArray plain(const char *text) const { return QByteArray("[{\"insert\":\"") + text + "\\n\"}]"; }

    test::TinyDictionaries m_tiny;
    std::unique_ptr<test::Profile> m_anna;
};

void TestSpellingInWindow::initTestCase()
{
    qputenv("DICPATH", m_tiny.folder().toLocal8Bit());
    QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    m_anna = std::make_unique<test::Profile>();
    m_anna->program().preferences().setChecksSpelling(true);
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    for (int i = 0; i < 2; ++i) {
        control(i).chooseLanguage(QStringLiteral("en_GB"));
        m_anna->pane(i)->edit().setTypingAids({.formats = false, .typography = false});
    }
}

void TestSpellingInWindow::init()
{
    edit().setFocus();
    edit().binding().setSelection({0, edit().binding().mirror().length() - 1});
    edit().run(editor::commands::deleteSelection);
    edit().run(editor::commands::clearFormat);
}

void TestSpellingInWindow::write(const QString &text)
{
    test::type(edit(), text);
}

bool TestSpellingInWindow::isMarked(const QString &word, int window)
{
    editor::RichTextEdit &shown = edit(window);
    const QString text = shown.binding().mirror().text(0, shown.binding().mirror().length());
    const auto at = text.indexOf(word);
    if (at < 0)
        return false;
    QTextCursor cursor(shown.document());
    cursor.setPosition(int(at));
    const QRect from = shown.cursorRect(cursor);
    cursor.setPosition(int(at + word.size()));
    const QRect to = shown.cursorRect(cursor);
    const QImage picture = shown.viewport()->grab().toImage();
    const qreal ratio = picture.devicePixelRatio();
    int red = 0;
    for (int y = int(from.center().y() * ratio); y <= int((from.bottom() + 4) * ratio) && y < picture.height(); ++y) {
        for (int x = int((from.left() + 2) * ratio); x < int((to.left() - 2) * ratio) && x < picture.width(); ++x) {
            const QColor color = picture.pixelColor(x, y);
            red += color.red() > 180 && color.green() < 140 && color.blue() < 140 ? 1 : 0;
        }
    }
    return red > 3;
}

QStringList TestSpellingInWindow::choose(const QString &word, const QString &entry)
{
    const QString text = edit().binding().mirror().text(0, edit().binding().mirror().length());
    QTextCursor cursor(edit().document());
    cursor.setPosition(int(text.indexOf(word)) + 1);
    const QPoint point = edit().cursorRect(cursor).center();
    QStringList entries;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        entries.clear();
        const auto actions = menu->actions();
        for (QAction *action : actions) {
            if (!action->isSeparator() && action->isVisible())
                entries << action->text();
        }
        if (entries.join(u' ').contains(QStringLiteral("Looking for")))
            return;
        for (QAction *action : actions) {
            if (action->text() == entry)
                action->trigger();
        }
        menu->close();
    });
    look.start(20);
    QContextMenuEvent event(QContextMenuEvent::Mouse, point, edit().viewport()->mapToGlobal(point));
    QApplication::sendEvent(edit().viewport(), &event);
    return entries;
}

void TestSpellingInWindow::misspelledWordsAreMarkedWithoutNewLayout()
{
    write(QStringLiteral("hello wrold the rabbit qiuck "));
    QSignalSpy sizes(&edit().binding().layout(), &QAbstractTextDocumentLayout::documentSizeChanged);
    for (const int window : {0, 1}) {
        QVERIFY(become([&] { return isMarked(QStringLiteral("wrold"), window) && isMarked(QStringLiteral("qiuck"), window); }));
        QVERIFY(!isMarked(QStringLiteral("hello"), window));
        QVERIFY(!isMarked(QStringLiteral("rabbit"), window));
    }
    QCOMPARE(sizes.count(), 0);
    QVERIFY(edit().document()->firstBlock().layout()->formats().isEmpty());
    // marks are no part of the document
    QCOMPARE(m_anna->shown(), plain("hello wrold the rabbit qiuck "));
}

void TestSpellingInWindow::theWordBeingTypedIsLeftAlone()
{
    write(QStringLiteral("qiuck wrold"));
    QVERIFY(become([&] { return isMarked(QStringLiteral("qiuck")); }));
    QVERIFY(!isMarked(QStringLiteral("wrold")));
    // the other window's person does not type it
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold"), 1); }));
    QVERIFY(!isMarked(QStringLiteral("wrold")));
    QTest::keyClick(&edit(), Qt::Key_Home);
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold")); }));
}

void TestSpellingInWindow::programTextLinksAndReadersAreLeftAlone()
{
    write(QStringLiteral("wrold qiuck rabit "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold")) && isMarked(QStringLiteral("rabit")); }));
    edit().binding().setSelection({0, 5});
    edit().setFormat(model::Attributes{{"code", model::Value::boolean(true)}});
    edit().binding().setSelection({6, 11});
    edit().run([](const model::Document &document, const editor::Selection &selection) {
        return editor::commands::setLink(document, selection, QStringLiteral("https://example.org"));
    });
    edit().binding().setSelection(editor::Selection::caret(0));
    QVERIFY(!isMarked(QStringLiteral("wrold")));
    QVERIFY(!isMarked(QStringLiteral("qiuck")));
    QVERIFY(isMarked(QStringLiteral("rabit")));
    m_anna->trigger(ActionId::CodeBlock);
    QVERIFY(!isMarked(QStringLiteral("rabit")));
    m_anna->trigger(ActionId::Body);
    QVERIFY(isMarked(QStringLiteral("rabit")));
    edit().setReadOnly(true);
    QVERIFY(!isMarked(QStringLiteral("rabit")));
    edit().setReadOnly(false);
}

void TestSpellingInWindow::theMenuOffersWhatTheWordShouldBe()
{
    write(QStringLiteral("hello wrold the "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold")); }));
    QVERIFY(!choose(QStringLiteral("hello"), {}).join(u'\n').contains(QStringLiteral("Dictionary")));
    const QStringList offered = choose(QStringLiteral("wrold"), QStringLiteral("world"));
    QCOMPARE(offered.value(0), QStringLiteral("world"));
    QVERIFY(offered.contains(QStringLiteral("&Ignore in This Document")));
    QCOMPARE(m_anna->shown(), plain("hello world the "));
    QVERIFY(become([&] { return m_anna->shown(1) == plain("hello world the "); }));
    QVERIFY(!isMarked(QStringLiteral("world")));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), plain("hello wrold the "));
    QVERIFY(become([&] { return m_anna->shown(1) == plain("hello wrold the "); }));
}

void TestSpellingInWindow::aCorrectedWordKeepsItsComment()
{
    write(QStringLiteral("hello wrold the "));
    m_anna->window()->talk().talk()->begin(6, 11, QStringLiteral("who?"));
    QTest::keyClick(&edit(), Qt::Key_Home); // a word that was just changed is left alone
    QVERIFY(become([&] { return m_anna->shown(1).contains("\"c:") && isMarked(QStringLiteral("wrold")); }));
    choose(QStringLiteral("wrold"), QStringLiteral("world"));
    QVERIFY2(m_anna->shown().contains("{\"insert\":\"world\",\"attributes\":{\"c:"), m_anna->shown());
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
}

void TestSpellingInWindow::aWordIsLearntForGood()
{
    write(QStringLiteral("Syngraf says hello "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("Syngraf")) && isMarked(QStringLiteral("Syngraf"), 1); }));
    choose(QStringLiteral("Syngraf"), QStringLiteral("&Add “Syngraf” to the Dictionary"));
    QVERIFY(!isMarked(QStringLiteral("Syngraf")));
    QVERIFY(!isMarked(QStringLiteral("Syngraf"), 1));
    const ui::SpellingBook later(m_anna->dataFolder() + QStringLiteral("/words.txt"));
    QFile file(m_anna->dataFolder() + QStringLiteral("/words.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("Syngraf\n"));
}

void TestSpellingInWindow::aWordIsIgnoredInOneDocument()
{
    write(QStringLiteral("Grblfx hello "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("Grblfx")); }));
    choose(QStringLiteral("Grblfx"), QStringLiteral("&Ignore in This Document"));
    QVERIFY(!isMarked(QStringLiteral("Grblfx")));
    const DocumentId document = m_anna->pane()->document().place().document;
    QCOMPARE(m_anna->program().preferences().ignoredWords(document), QStringList(QStringLiteral("Grblfx")));
    QVERIFY(!QFile::exists(m_anna->dataFolder() + QStringLiteral("/Grblfx")));
}

void TestSpellingInWindow::keysGoFromMistakeToMistake()
{
    write(QStringLiteral("hello wrold the qiuck rabbit"));
    edit().binding().setSelection(editor::Selection::caret(0));
    const auto selected = [&] { return edit().textCursor().selectedText(); };
    for (const char *word : {"wrold", "qiuck", "wrold"}) {
        m_anna->trigger(ActionId::NextMistake);
        QVERIFY2(become([&] { return selected() == QLatin1StringView(word); }), word);
    }
    init();
    write(QStringLiteral("hello world"));
    m_anna->trigger(ActionId::NextMistake);
    QVERIFY(become([&] { return m_anna->window()->statusBar()->currentMessage() == QStringLiteral("No word is misspelled."); }));
}

void TestSpellingInWindow::markingIsSwitchedOff()
{
    write(QStringLiteral("wrold hello "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold")); }));
    m_anna->trigger(ActionId::CheckSpelling);
    QVERIFY(!isMarked(QStringLiteral("wrold")));
    QVERIFY(!m_anna->program().preferences().checksSpelling());
    m_anna->trigger(ActionId::CheckSpelling);
    QVERIFY(become([&] { return isMarked(QStringLiteral("wrold")); }));
}

void TestSpellingInWindow::theLanguageIsThatOfTheDocument()
{
    write(QStringLiteral("hello daheim "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("daheim")); }));
    auto *button = m_anna->window()->findChild<ui::LanguageButton *>();
    QVERIFY(button && button->isVisible());
    QVERIFY2(button->text().contains(QStringLiteral("English")), qPrintable(button->text()));
    Q_EMIT button->menu()->aboutToShow();
    const auto actions = button->menu()->actions();
    const auto german = std::ranges::find_if(actions, [](QAction *action) { return action->text() == QString::fromUtf8("Deutsch (Deutschland), old"); });
    QVERIFY(german != actions.end());
    (*german)->trigger();
    QVERIFY(become([&] { return isMarked(QStringLiteral("hello")) && !isMarked(QStringLiteral("daheim")); }));
    const DocumentId document = m_anna->pane()->document().place().document;
    QCOMPARE(m_anna->program().preferences().spellingLanguage(document), QStringLiteral("de_DE_old"));
    control().chooseLanguage(ui::SpellControl::kNoLanguage);
    QVERIFY(!isMarked(QStringLiteral("hello")));
    control().chooseLanguage(QStringLiteral("en_GB"));
}

void TestSpellingInWindow::selectedTextHasALanguageOfItsOwn()
{
    write(QStringLiteral("hello daheim daheim "));
    QVERIFY(become([&] { return isMarked(QStringLiteral("daheim")); }));
    const auto choose = [&](const QString &title) {
        auto *button = m_anna->window()->findChild<ui::LanguageButton *>();
        Q_EMIT button->menu()->aboutToShow();
        const auto actions = button->menu()->actions();
        const auto menu = std::ranges::find_if(actions, [](QAction *action) { return action->menu(); });
        for (QAction *action : (*menu)->menu()->actions()) {
            if (action->text() == title)
                action->trigger();
        }
        return button->text();
    };
    edit().binding().setSelection({6, 12});
    choose(QStringLiteral("Deutsch (Deutschland), old"));
    const QByteArray both = R"([{"insert":"hello "},{"insert":"daheim","attributes":{"lang":"de-DE"}},{"insert":" daheim \n"}])";
    QCOMPARE(m_anna->shown(), both);
    QVERIFY(become([&] { return m_anna->shown(1) == both && !isMarked(QStringLiteral("daheim")) && !isMarked(QStringLiteral("daheim"), 1); }));
    QVERIFY(!isMarked(QStringLiteral("hello")));
    edit().binding().setSelection(editor::Selection::caret(9));
    const auto *button = m_anna->window()->findChild<ui::LanguageButton *>();
    QVERIFY(become([&] { return button->text() == u"Deutsch"; }));
    QVERIFY(become([&] { return m_anna->window()->actions()[ActionId::Undo].text() == u"&Undo Language"; }));
    // what is in no language is never wrong
    edit().binding().setSelection({0, edit().binding().mirror().length() - 1});
    choose(QStringLiteral("No Language"));
    QVERIFY(become([&] { return button->text() == u"No language"; }));
    QVERIFY(m_anna->shown().contains(R"("lang":"zxx")"));
    choose(QStringLiteral("As the Document"));
    QCOMPARE(m_anna->shown(), plain("hello daheim daheim "));
    edit().binding().setSelection(editor::Selection::caret(0));
    QVERIFY(become([&] { return isMarked(QStringLiteral("daheim")); }));
}

void TestSpellingInWindow::aMissingDictionaryIsExplained()
{
    control().chooseLanguage(QStringLiteral("tlh"));
    QVERIFY(control().dictionary().isNull());
    auto *button = m_anna->window()->findChild<ui::LanguageButton *>();
    QCOMPARE(button->text(), QStringLiteral("No dictionary"));
    const QString how = ui::SpellControl::howToInstall(QLocale(QStringLiteral("fr_FR")));
    QVERIFY2(how.contains(QStringLiteral("hunspell-fr")) && how.contains(QString::fromUtf8("français")), qPrintable(how));
    // the key says so of the language that was chosen, and of none
    QStatusBar *said = m_anna->window()->statusBar();
    control().chooseLanguage(QStringLiteral("fr_FR"));
    m_anna->trigger(ActionId::NextMistake);
    QVERIFY2(said->currentMessage().contains(QStringLiteral("hunspell-fr")), qPrintable(said->currentMessage()));
    control().chooseLanguage(ui::SpellControl::kNoLanguage);
    m_anna->trigger(ActionId::NextMistake);
    QVERIFY2(said->currentMessage().contains(QStringLiteral("in no language")), qPrintable(said->currentMessage()));
    control().chooseLanguage(QStringLiteral("tlh"));
    // found as soon as it is there
    m_tiny.write("tlh.aff", "SET UTF-8\n");
    m_tiny.write("tlh.dic", "1\nhello\n");
    Q_EMIT button->menu()->aboutToShow();
    QCOMPARE(control().dictionary().name, QStringLiteral("tlh"));
    control().chooseLanguage(QStringLiteral("en_GB"));
}

QTEST_MAIN(TestSpellingInWindow)
#include "test_spelling_in_window.moc"
