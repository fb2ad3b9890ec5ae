// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/character_dialog.h"
#include "ui/spell_control.h"

#include <QApplication>
#include <QClipboard>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QTest>

using namespace syngraph;
using ui::ActionId;

// What typing is taken for, by key events; a second window in the same document shows the same.
class TestTypingAids : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_anna.reset(); }
    void typingBecomesWhatIsMeant_data();
    void typingBecomesWhatIsMeant();
    void whatIsMeantLiterallyStays_data();
    void whatIsMeantLiterallyStays();
    void boldEndsWithItsMark();
    void enterEndsAnAddress();
    void quotesAreThoseOfTheLanguage();
    void textOfAnotherLanguageHasItsQuotes();
    void aidsCanBeSwitchedOff();
    void anAddressPastedOntoWordsLinksThem();
    void listsAreNestedAndLeftByKeys();
    void dateTimeAndCharactersAreInserted();
    void aLookIsCopied();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit() { return m_anna->pane()->edit(); }
    // An empty document again, with English quotation marks.
    void clear()
    {
        const model::Document &now = edit().binding().mirror();
        model::Attributes nothing;
        for (const model::Attribute &attribute : now.runAt(now.length() - 1).attributes.entries())
            nothing = nothing.with(attribute.key, model::Value::null());
        model::Delta change;
        change.remove(now.length() - 1).retain(1, nothing);
        edit().binding().applyLocal({change.chop(), editor::Selection::caret(0)});
    }
    // Key by key; '\n' is Enter, '\t' Tab.
    void type(const QString &text)
    {
        for (const QChar unit : text) {
            if (unit == u'\n')
                QTest::keyClick(&edit(), Qt::Key_Return);
            else if (unit == u'\t')
                QTest::keyClick(&edit(), Qt::Key_Tab);
            else
                QTest::keyClick(&edit(), unit.toLatin1());
        }
    }
    static QByteArray plain(const char *text) { return QByteArray("[{\"insert\":\"") + text + "\\n\"}]"; }

    std::unique_ptr<test::Profile> m_anna;
};

void TestTypingAids::initTestCase()
{
    QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
}

void TestTypingAids::init()
{
    clear();
    edit().setTypingAids(editor::TypingAids::forLocale(QLocale()));
}

void TestTypingAids::typingBecomesWhatIsMeant_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("expected");
    const auto block = [](const char *typed, const char *style) {
        QTest::newRow(typed) << QByteArray(typed) << QByteArray(R"([{"insert":"\n","attributes":{"block":")") + style + "\"}}]";
    };
    const auto row = [](const char *typed, const char *expected) { QTest::newRow(typed) << QByteArray(typed) << QByteArray(expected); };
    block("# ", "h1");
    block("### ", "h3");
    block("###### ", "h6");
    block("- ", "bullet");
    block("* ", "bullet");
    block("1. ", "ordered");
    block("1) ", "ordered");
    block("[] ", "check");
    block("[x] ", "checked");
    block("> ", "quote");
    block("```", "code");
    row("a **b c**", R"([{"insert":"a "},{"insert":"b c","attributes":{"bold":true}},{"insert":"\n"}])");
    row("*a*", R"([{"insert":"a","attributes":{"italic":true}},{"insert":"\n"}])");
    row("x _a b_", R"([{"insert":"x "},{"insert":"a b","attributes":{"italic":true}},{"insert":"\n"}])");
    row("~~a~~", R"([{"insert":"a","attributes":{"strike":true}},{"insert":"\n"}])");
    row("`a b`", R"([{"insert":"a b","attributes":{"code":true}},{"insert":"\n"}])");
    row("see https://example.org/a ", R"([{"insert":"see "},{"insert":"https://example.org/a","attributes":{"link":"https://example.org/a"}},{"insert":" \n"}])");
    row("(see https://example.org/a(b)). ", R"x([{"insert":"(see "},{"insert":"https://example.org/a(b)","attributes":{"link":"https://example.org/a(b)"}},{"insert":"). \n"}])x");
    row("https://example.org/_a_.html ", R"([{"insert":"https://example.org/_a_.html","attributes":{"link":"https://example.org/_a_.html"}},{"insert":" \n"}])");
    row("a\"", R"([{"insert":"a”\n"}])");
    row("a \"", R"([{"insert":"a “\n"}])");
    row("it'", R"([{"insert":"it’\n"}])");
    row("a--", R"([{"insert":"a–\n"}])");
    row("a...", R"([{"insert":"a…\n"}])");
}

void TestTypingAids::typingBecomesWhatIsMeant()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QByteArray, expected);
    type(QString::fromLatin1(typed));
    QCOMPARE(m_anna->shown(), expected);
    QVERIFY(become([&] { return m_anna->shown(1) == expected; }));
    QCOMPARE(m_anna->window()->actions()[ActionId::Undo].text(), QStringLiteral("&Undo Automatic Change"));
    // one step gives back what was typed, and the person goes on behind it
    QTest::keyClick(&edit(), Qt::Key_Z, Qt::ControlModifier);
    const QByteArray literal = plain(QByteArray(typed).replace('"', "\\\"").constData());
    QCOMPARE(m_anna->shown(), literal);
    QVERIFY(become([&] { return m_anna->shown(1) == literal; }));
    type(QStringLiteral("z"));
    QCOMPARE(m_anna->shown(), plain((QByteArray(typed).replace('"', "\\\"") + "z").constData()));
}

void TestTypingAids::whatIsMeantLiterallyStays_data()
{
    QTest::addColumn<QByteArray>("typed");
    for (const char *typed : {"a # b", "#a ", "-5 ", "10. x", "2 * 3 * 4", "2*3*4", "snake_case_name", "** a **", "a-b", "a.b", "1.2. ",
                              "http:// ", "a ` b", "https://xn--x.example", "https://a.b/*c*", "/home/_foo_", "https://a.b/c...d"})
        QTest::newRow(typed) << QByteArray(typed);
}

void TestTypingAids::whatIsMeantLiterallyStays()
{
    QFETCH(const QByteArray, typed);
    type(QString::fromLatin1(typed));
    QCOMPARE(m_anna->shown(), plain(typed.constData()));
    // in program text everything does
    clear();
    m_anna->trigger(ActionId::CodeBlock);
    type(QStringLiteral("\"a--b\" **c**"));
    QVERIFY2(m_anna->shown().contains(R"("\"a--b\" **c**")"), m_anna->shown());
}

void TestTypingAids::boldEndsWithItsMark()
{
    type(QStringLiteral("**a** b"));
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"a","attributes":{"bold":true}},{"insert":" b\n"}])"));
}

void TestTypingAids::quotesAreThoseOfTheLanguage()
{
    type(QStringLiteral("\"it's 'so'\" (\"x\")"));
    QCOMPARE(m_anna->shown(), plain("“it’s ‘so’” (“x”)"));
    clear();
    edit().setTypingAids(editor::TypingAids::forLocale(QLocale(QStringLiteral("de_DE"))));
    type(QStringLiteral("\"ja, 'so' geht's\""));
    QCOMPARE(m_anna->shown(), plain("„ja, ‚so‘ geht’s“"));
}

void TestTypingAids::enterEndsAnAddress()
{
    type(QStringLiteral("see https://example.org/a.\nb"));
    const QByteArray linked = R"([{"insert":"see "},{"insert":"https://example.org/a","attributes":{"link":"https://example.org/a"}},{"insert":".\nb\n"}])";
    QCOMPARE(m_anna->shown(), linked);
    QVERIFY(become([&] { return m_anna->shown(1) == linked; }));
    clear();
    type(QStringLiteral("https://example.org\n"));
    m_anna->trigger(ActionId::Undo);
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), plain("https://example.org"));
    type(QStringLiteral("/z"));
    QCOMPARE(m_anna->shown(), plain("https://example.org/z"));
}

void TestTypingAids::textOfAnotherLanguageHasItsQuotes()
{
    edit().setFormat({{"lang", model::Value::string(u"de-DE")}});
    type(QStringLiteral("\"ja\""));
    QVERIFY2(m_anna->shown().contains("„ja“"), m_anna->shown());
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(0); }));
    clear();
    edit().setFormat({{"lang", model::Value::string(u"fr-FR")}});
    type(QStringLiteral("\"oui\" l'eau : quoi ?"));
    QVERIFY2(m_anna->shown().contains("«\u00a0oui\u00a0» l’eau\u00a0: quoi\u202f?"), m_anna->shown());
    clear();
    edit().setFormat({{"lang", model::Value::null()}});
    // the language of the document
    auto &control = *m_anna->window()->findChild<ui::SpellControl *>();
    control.chooseLanguage(QStringLiteral("de_DE"));
    type(QStringLiteral("\"ja\""));
    QCOMPARE(m_anna->shown(), plain("„ja“"));
    control.chooseLanguage({});
    clear();
    type(QStringLiteral("\"x\""));
    QCOMPARE(m_anna->shown(), plain("“x”"));
}

void TestTypingAids::aidsCanBeSwitchedOff()
{
    m_anna->trigger(ActionId::AidFormats);
    type(QStringLiteral("- **a** \"b\""));
    QCOMPARE(m_anna->shown(), plain("- **a** “b”"));
    clear();
    m_anna->trigger(ActionId::AidTypography);
    type(QStringLiteral("# a \"b\"..."));
    QCOMPARE(m_anna->shown(), plain("# a \\\"b\\\"..."));
    const editor::TypingAids kept = m_anna->program().preferences().typingAids();
    QVERIFY(!kept.formats && !kept.typography);
    m_anna->trigger(ActionId::AidFormats);
    m_anna->trigger(ActionId::AidTypography);
    clear();
    type(QStringLiteral("# "));
    QVERIFY(m_anna->shown().contains("h1"));
}

void TestTypingAids::anAddressPastedOntoWordsLinksThem()
{
    type(QStringLiteral("see here now"));
    edit().binding().setSelection({4, 8});
    QApplication::clipboard()->setText(QStringLiteral("https://example.org/x\n"));
    m_anna->trigger(ActionId::Paste);
    const QByteArray linked = R"([{"insert":"see "},{"insert":"here","attributes":{"link":"https://example.org/x"}},{"insert":" now\n"}])";
    QCOMPARE(m_anna->shown(), linked);
    QVERIFY(become([&] { return m_anna->shown(1) == linked; }));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), plain("see here now"));
    // where nothing is selected it is text
    edit().binding().setSelection(editor::Selection::caret(0));
    m_anna->trigger(ActionId::Paste);
    QVERIFY(m_anna->shown().contains("https://example.org/x"));
}

void TestTypingAids::listsAreNestedAndLeftByKeys()
{
    type(QStringLiteral("- a\n\tb\n"));
    const QByteArray nested = R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":"b"},{"insert":"\n\n","attributes":{"block":"bullet","indent":1}}])";
    QCOMPARE(m_anna->shown(), nested);
    QVERIFY(become([&] { return m_anna->shown(1) == nested; }));
    QTest::keyClick(&edit(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY2(m_anna->shown().endsWith(R"({"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"\n","attributes":{"block":"bullet"}}])"), m_anna->shown());
    type(QStringLiteral("\n"));
    QVERIFY2(m_anna->shown().endsWith(R"({"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"\n"}])"), m_anna->shown());
}

void TestTypingAids::dateTimeAndCharactersAreInserted()
{
    m_anna->trigger(ActionId::InsertDate);
    QCOMPARE(m_anna->shown(), plain(QLocale().toString(QDate::currentDate(), QLocale::LongFormat).toUtf8().constData()));
    clear();
    m_anna->trigger(ActionId::InsertTime);
    QVERIFY2(m_anna->shown().contains(':'), m_anna->shown());
    clear();
    m_anna->trigger(ActionId::InsertCharacter);
    auto *dialog = m_anna->window()->findChild<ui::CharacterDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *list = dialog->findChild<QListWidget *>();
    list->setCurrentItem(list->findItems(QStringLiteral("…"), Qt::MatchExactly).value(0));
    QTest::keyClick(list, Qt::Key_Return);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_anna->shown(), plain("……"));
    QVERIFY(become([&] { return m_anna->shown(1) == plain("……"); }));
    dialog->close();
}

void TestTypingAids::aLookIsCopied()
{
    const auto canPaste = [&](int window) { return m_anna->window(window)->actions()[ActionId::PasteFormat].isEnabled(); };
    QVERIFY(!canPaste(0) && !canPaste(1));
    type(QStringLiteral("**a** bc"));
    edit().binding().setSelection({0, 1});
    m_anna->trigger(ActionId::CopyFormat);
    QVERIFY(canPaste(0) && canPaste(1));
    edit().binding().setSelection({2, 4});
    m_anna->trigger(ActionId::Italic);
    m_anna->trigger(ActionId::PasteFormat);
    const QByteArray copied = R"([{"insert":"a","attributes":{"bold":true}},{"insert":" "},{"insert":"bc","attributes":{"bold":true}},{"insert":"\n"}])";
    QCOMPARE(m_anna->shown(), copied);
    QVERIFY(become([&] { return m_anna->shown(1) == copied; }));
    // in another window too
    m_anna->pane(1)->edit().binding().setSelection({1, 2});
    m_anna->trigger(ActionId::PasteFormat, 1);
    QVERIFY(become([&] { return m_anna->shown() == R"([{"insert":"a bc","attributes":{"bold":true}},{"insert":"\n"}])"; }));
}

QTEST_MAIN(TestTypingAids)
#include "test_typing_aids.moc"
