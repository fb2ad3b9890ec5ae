// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/dictionaries.h"
#include "spelling/speller.h"
#include "spelling/spelling_thread.h"
#include "spelling/words.h"
#include "support/tiny_dictionaries.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::spelling;

// What counts as a word, which dictionaries there are, and looking words up beside the event loop.
class TestSpelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreLettersWithApostrophesBetween_data();
    void wordsAreLettersWithApostrophesBetween();
    void wordsStandWhereTheyAre();
    void wordsOfAnotherScriptAreLeftAlone();
    void dictionariesAreFoundOnceEach();
    void theDictionaryOfTheCountryComesFirst();
    void dictionariesInOldEncodingsKnowTheirLetters();
    void theProgramsOwnNameIsNoMistake();
    void whatCannotBeReadIsSaid();
    void answersComeByTheEventLoopInOrder();
    void nobodyIsAnsweredWhoIsGone();
    void theThreadEndsWithQuestionsOpen();

private:
    static QStringList texts(const QString &paragraph, QChar::Script script = QChar::Script_Latin)
    {
        QStringList all;
        for (const Word &word : wordsIn(paragraph, script))
            all << word.text;
        return all;
    }
    Dictionary dictionary(const char *name) const
    {
        return named(readDictionaries({m_tiny.folder()}), QLatin1StringView(name));
    }

    static QStringList list(const char *words) { return QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts); }
    // One whose files are not there.
    static Dictionary unread(const char *name)
    {
        const QString base = QLatin1StringView(name);
        return {base, base + QStringLiteral(".aff"), base + QStringLiteral(".dic")};
    }

    test::TinyDictionaries m_tiny;
};

void TestSpelling::wordsAreLettersWithApostrophesBetween_data()
{
    QTest::addColumn<QString>("paragraph");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *paragraph, const QStringList &words) {
        QTest::newRow(paragraph) << QString::fromUtf8(paragraph) << words;
    };
    row("", list(""));
    row("Hello, world!", list("Hello world"));
    row("don't 'quoted' it’s", list("don't quoted it's"));
    row("a I x", list(""));
    row("well-known and/or", list("well known and or"));
    row("The end. Next: more.", list("The end Next more"));
    row("see www.example.org or mail me@example.org now", list("see or mail now"));
    row("https://example.org/path is /usr/bin here", list("is here"));
    row("snake_case v2 4th H2O #tag", list(""));
    row("Straße Łódź naïve", list("Straße Łódź naïve"));
    row("co\u00adoperate", list("cooperate"));
    row("before\uFFFCafter", list("before after"));
    row("(see) [this] “that”", list("see this that"));
}

void TestSpelling::wordsAreLettersWithApostrophesBetween()
{
    QFETCH(const QString, paragraph);
    QFETCH(const QStringList, words);
    QCOMPARE(texts(paragraph), words);
}

void TestSpelling::wordsStandWhereTheyAre()
{
    const QString paragraph = QString::fromUtf8("😀 naïve co\u00adop. x");
    for (const Word &word : wordsIn(paragraph, QChar::Script_Latin))
        QCOMPARE(paragraph.mid(word.start, word.length).remove(QChar(0x00ad)), word.text);
    QCOMPARE(wordsIn(paragraph, QChar::Script_Latin).size(), std::size_t(2));
    QCOMPARE(wordsIn(QString(300, u'a'), QChar::Script_Latin).size(), std::size_t(0));
}

void TestSpelling::wordsOfAnotherScriptAreLeftAlone()
{
    const QString mixed = QString::fromUtf8("word слово λόγος 文字");
    QCOMPARE(texts(mixed), list("word"));
    QCOMPARE(texts(mixed, QChar::Script_Cyrillic), list("слово"));
    QCOMPARE(texts(mixed, QChar::Script_Common).size(), 4);
    QCOMPARE(scriptOf(QLocale(QStringLiteral("el_GR"))), QChar::Script_Greek);
    QCOMPARE(scriptOf(QLocale(QStringLiteral("de_DE"))), QChar::Script_Latin);
    QCOMPARE(scriptOf(QLocale(QStringLiteral("zh_CN"))), QChar::Script_Common);
}

void TestSpelling::dictionariesAreFoundOnceEach()
{
    QTemporaryDir second;
    for (const char *ending : {".aff", ".dic"}) {
        // the same file under another name, and another one under the same
        QVERIFY(QFile::link(m_tiny.folder() + QStringLiteral("/en_GB") + QLatin1StringView(ending),
                            m_tiny.folder() + QStringLiteral("/en_GB_link") + QLatin1StringView(ending)));
        QVERIFY(QFile::copy(m_tiny.folder() + QStringLiteral("/en_GB") + QLatin1StringView(ending),
                            second.filePath(QStringLiteral("en_GB") + QLatin1StringView(ending))));
    }
    const auto found = readDictionaries({m_tiny.folder(), second.path(), second.filePath(QStringLiteral("nowhere"))});
    QStringList names;
    for (const Dictionary &one : found) {
        names << one.name;
        QVERIFY(one.wordFile.startsWith(m_tiny.folder()));
    }
    names.sort();
    QCOMPARE(names, list("de_DE de_DE_old en_GB"));
    QCOMPARE(named(found, QStringLiteral("de_DE")).title(), QString::fromUtf8("Deutsch (Deutschland)"));
    QCOMPARE(named(found, QStringLiteral("de_DE_old")).title(), QString::fromUtf8("Deutsch (Deutschland), old"));
    QVERIFY(named(found, QStringLiteral("fr_FR")).isNull());
    for (const char *ending : {".aff", ".dic"})
        QVERIFY(QFile::remove(m_tiny.folder() + QStringLiteral("/en_GB_link") + QLatin1StringView(ending)));
}

void TestSpelling::theDictionaryOfTheCountryComesFirst()
{
    const std::vector<Dictionary> all{unread("en_GB"), unread("en_US"), unread("de_AT_frami"), unread("de_DE")};
    QCOMPARE(bestFor(all, QLocale(QStringLiteral("en_US"))).name, QStringLiteral("en_US"));
    QCOMPARE(bestFor(all, QLocale(QStringLiteral("de_AT"))).name, QStringLiteral("de_AT_frami"));
    QCOMPARE(bestFor(all, QLocale(QStringLiteral("de_CH"))).name, QStringLiteral("de_DE"));
    QVERIFY(bestFor(all, QLocale(QStringLiteral("fr_FR"))).isNull());
    QCOMPARE(bestFor(all, QLocale::c()).name, QStringLiteral("en_US"));
}

void TestSpelling::dictionariesInOldEncodingsKnowTheirLetters()
{
    const auto german = Speller::load(dictionary("de_DE"));
    QVERIFY(german);
    QVERIFY((*german)->isRight(QString::fromUtf8("schön")));
    QVERIFY((*german)->isRight(QString::fromUtf8("Straße")));
    QVERIFY(!(*german)->isRight(QStringLiteral("schon")));
    QVERIFY((*german)->suggest(QStringLiteral("schon")).contains(QString::fromUtf8("schön")));
    // what the encoding does not have is no mistake
    QVERIFY((*german)->isRight(QString::fromUtf8("Łódź")));
}

void TestSpelling::theProgramsOwnNameIsNoMistake()
{
    for (const char *name : {"en_GB", "de_DE"}) {
        const auto speller = Speller::load(dictionary(name));
        QVERIFY(speller);
        QVERIFY((*speller)->isRight(QStringLiteral("Syngraph")));
        QVERIFY(!(*speller)->isRight(QStringLiteral("Syngrph")));
    }
}

void TestSpelling::whatCannotBeReadIsSaid()
{
    const auto gone = Speller::load(unread("xx"));
    QVERIFY(!gone);
    QVERIFY2(gone.error().text().contains(QStringLiteral("install it anew")), qPrintable(gone.error().text()));
    m_tiny.write("qq.aff", "SET KLINGON-7\n");
    m_tiny.write("qq.dic", "1\nnuq\n");
    const auto strange = Speller::load(dictionary("qq"));
    QVERIFY(!strange);
    QVERIFY2(strange.error().text().contains(QStringLiteral("KLINGON-7")), qPrintable(strange.error().text()));
}

void TestSpelling::answersComeByTheEventLoopInOrder()
{
    SpellingThread thread;
    QStringList order;
    thread.suggest(dictionary("en_GB"), QStringLiteral("wrold"), this, [&](const QStringList &suggestions) {
        order << QStringLiteral("suggestions");
        QVERIFY(suggestions.contains(QStringLiteral("world")));
    });
    thread.check(dictionary("en_GB"), list("hello helo"), this, [&](const Result<SpellingThread::Verdicts> &verdicts) {
        order << QStringLiteral("verdicts");
        QVERIFY(verdicts);
        QCOMPARE(verdicts->value(QStringLiteral("hello")), true);
        QCOMPARE(verdicts->value(QStringLiteral("helo"), true), false);
    });
    thread.check(unread("xx"), list("hello"), this, [&](const Result<SpellingThread::Verdicts> &verdicts) {
        order << QStringLiteral("refusal");
        QVERIFY(!verdicts);
    });
    QVERIFY(order.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), 3, 60'000);
    QCOMPARE(order, list("suggestions verdicts refusal"));
}

void TestSpelling::nobodyIsAnsweredWhoIsGone()
{
    SpellingThread thread;
    bool isAnswered = false;
    bool isOver = false;
    auto asker = std::make_unique<QObject>();
    thread.suggest(dictionary("en_GB"), QStringLiteral("wrold"), asker.get(), [&](const QStringList &) { isAnswered = true; });
    thread.suggest(dictionary("en_GB"), QStringLiteral("wrold"), this, [&](const QStringList &) { isOver = true; });
    asker.reset();
    QTRY_VERIFY_WITH_TIMEOUT(isOver, 60'000);
    QVERIFY(!isAnswered);
}

void TestSpelling::theThreadEndsWithQuestionsOpen()
{
    SpellingThread thread;
    for (int i = 0; i < 20; ++i)
        thread.suggest(dictionary("en_GB"), QStringLiteral("wrold%1").arg(i), this, [](const QStringList &) {});
}

QTEST_GUILESS_MAIN(TestSpelling)
#include "test_spelling.moc"
