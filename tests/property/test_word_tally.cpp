// SPDX-License-Identifier: GPL-3.0-or-later
// WordTally gives what counting the whole document gives, whatever was changed and however much of it was read between.
#include "families.h"
#include "ui/word_tally.h"

#include <QCoreApplication>

using namespace syngraph;
using namespace syngraph::property;
using ui::WordsAndCharacters;
using ui::WordTally;

namespace {

constexpr qint64 kAll = std::numeric_limits<qint64>::max();

QString someText(support::Random &random, int pieces)
{
    static const QStringList parts{QStringLiteral("a"), QStringLiteral("word"), QStringLiteral(" "), QStringLiteral("  "),
                                   QStringLiteral("\n"), QStringLiteral("\U0001F600"), QChar(QChar::LineSeparator), QStringLiteral(".")};
    QString text;
    for (int i = 0; i < pieces; ++i)
        text += parts[random.below(parts.size())];
    return text;
}

// A place that cuts no pair.
qint64 somePlace(support::Random &random, const model::Document &document)
{
    const qint64 place = random.below(document.length() + 1);
    return document.splitsPair(place) ? place - 1 : place;
}

model::Delta someChange(support::Random &random, const model::Document &document)
{
    qint64 from = somePlace(random, document);
    qint64 to = somePlace(random, document);
    if (from > to)
        std::swap(from, to);
    if (!random.chance(10)) // mostly little
        to = std::min(to, from + random.below(4));
    if (document.splitsPair(to))
        --to;
    model::Delta change;
    change.retain(from);
    if (random.chance(50))
        change.remove(to - from);
    else
        change.retain(to - from, {{"bold", model::Value::boolean(true)}});
    if (random.chance(60))
        change.insert(someText(random, random.chance(5) ? 3'000 : int(random.between(1, 3))));
    if (random.chance(5))
        change.insert(model::Embed(QByteArrayLiteral("rule"), model::Value::boolean(true)));
    return std::move(change.chop());
}

WordsAndCharacters countAll(const model::Document &document)
{
    return ui::countWords(document, 0, document.length());
}

} // namespace

class TestWordTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_word_goes_on_over_the_end_of_a_stretch();
    void random_changes();
    void little_is_read_again();
};

void TestWordTally::a_word_goes_on_over_the_end_of_a_stretch()
{
    const auto document = documentOf(model::Delta().insert(QStringLiteral("one two\u2028\U0001F600 three\n")));
    QCOMPARE(countAll(document), (WordsAndCharacters{4, 14}));
    QCOMPARE(ui::countWords(document, 1, 7), (WordsAndCharacters{2, 6}));
    QCOMPARE(ui::countWords(document, 1, 7, true), (WordsAndCharacters{1, 6}));
    QCOMPARE(ui::countWords(document, 900, 1'000, true), WordsAndCharacters());
}

void TestWordTally::random_changes()
{
    forFamilies(30, [](support::Random &random) {
        model::Document document = documentOf(model::Delta().insert(someText(random, int(random.between(1, 12'000)))));
        WordTally tally(document.length());
        for (int i = 0; i < 300; ++i) {
            const model::Delta change = someChange(random, document);
            QVERIFY(document.apply(change, model::Filter::Classes));
            tally.apply(change);
            QCOMPARE(tally.length(), document.length());
            if (random.chance(30))
                tally.advance(document, random.below(5'000));
            if (random.chance(70))
                continue;
            tally.advance(document, kAll);
            QVERIFY(tally.isLevel());
            QCOMPARE(tally.all(), countAll(document));
        }
    });
}

// A key in a document of two million units: what is read for it lies around it.
void TestWordTally::little_is_read_again()
{
    const qint64 length = 2'000'000;
    auto document = documentOf(model::Delta().insert(QString(length, u'a')));
    WordTally tally(length);
    tally.advance(document, length);
    QVERIFY(tally.isLevel());
    for (const qint64 place : {qint64(0), length / 2, length}) {
        const model::Delta key = std::move(model::Delta().retain(place).insert(u" "));
        QVERIFY(document.apply(key, model::Filter::Classes));
        tally.apply(key);
        QVERIFY(!tally.isLevel());
        tally.advance(document, 5'000);
        QVERIFY(tally.isLevel());
    }
    QCOMPARE(tally.all(), countAll(document));
}

SYNGRAPH_SEEDED_MAIN(TestWordTally)
#include "test_word_tally.moc"
