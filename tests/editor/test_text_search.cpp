// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/text_search.h"
#include "model/delta_json.h"

#include <QTest>

using namespace syngraph;
using editor::Hit;
using editor::SearchDirection;
using editor::SearchPass;
using editor::SearchPattern;
using editor::SearchQuery;

class TestTextSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatTheQuerySays_data();
    void findsWhatTheQuerySays();
    void aBrokenExpressionIsExplained();
    void goesRoundTheEnd();
    void goesOnWhilePeopleWrite_data();
    void goesOnWhilePeopleWrite();
    void countsInPartsFromWhereThePersonIs();
    void replaces_data();
    void replaces();
    void replacingAllIsOneChange();
    void whatIsProposedToGoIsNoHit();

private:
    static model::Document documentOf(const QByteArray &json)
    {
        return *model::Document::fromDelta(*model::parseDelta(json));
    }
    static QByteArray quoted(const QString &text)
    {
        return "[{\"insert\":\"" + text.toUtf8().replace('\n', "\\n") + "\"}]";
    }
    static SearchPattern patternOf(const SearchQuery &query)
    {
        const auto pattern = SearchPattern::make(query);
        return pattern ? *pattern : SearchPattern();
    }
    static QList<qint64> positionsIn(const model::Document &document, const SearchPattern &pattern)
    {
        QList<qint64> positions;
        auto hit = editor::findHit(document, pattern, 0, SearchDirection::Forward);
        while (hit && (positions.isEmpty() || hit->position > positions.last())) {
            positions << hit->position;
            hit = editor::findHit(document, pattern, hit->end(), SearchDirection::Forward);
        }
        return positions;
    }
};

void TestTextSearch::findsWhatTheQuerySays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<SearchQuery>("query");
    QTest::addColumn<QList<qint64>>("positions");
    const auto row = [](const char *name, const char *text, const SearchQuery &query, const QList<qint64> &positions) {
        QTest::newRow(name) << QString::fromUtf8(text) << query << positions;
    };
    row("each", "one two one\none\n", {QStringLiteral("one")}, {0, 8, 12});
    row("any case", "One oNE ÄRGER ärger\n", {QStringLiteral("ärger")}, {8, 14});
    row("this case", "One one\n", {QStringLiteral("one"), true}, {4});
    row("whole word", "one oneself gone one. (one)\n", {QStringLiteral("one"), false, true}, {0, 17, 23});
    row("whole word of other letters", "дом домой\n", {QStringLiteral("дом"), false, true}, {0});
    row("whole word that ends in a sign", "a c++ b c++11\n", {QStringLiteral("c++"), false, true}, {2});
    row("signs are themselves", "a.b axb\n", {QStringLiteral("a.b")}, {0});
    row("expression", "a1 b22 c\n", {QStringLiteral("\\d+"), false, false, true}, {1, 4});
    row("expression at the beginning of paragraphs", "ab\nab\nba\n", {QStringLiteral("^a"), false, false, true}, {0, 3});
    row("never over a paragraph's end", "a\nb\n", {QStringLiteral("a\\s*b"), false, false, true}, {});
    row("never empty", "abc\n", {QStringLiteral("x*"), false, false, true}, {});
    row("nothing", "abc\n", {QString()}, {});
    row("behind a wide character", "😀 a\n", {QStringLiteral("a")}, {3});
}

void TestTextSearch::findsWhatTheQuerySays()
{
    QFETCH(const QString, text);
    QFETCH(const SearchQuery, query);
    QFETCH(const QList<qint64>, positions);
    const model::Document document = documentOf(quoted(text));
    const SearchPattern pattern = patternOf(query);
    QCOMPARE(positionsIn(document, pattern), positions);
    SearchPass pass(document, pattern, 0);
    while (!pass.isDone())
        pass.advance(1);
    QCOMPARE(pass.count(), positions.size());
}

void TestTextSearch::aBrokenExpressionIsExplained()
{
    const auto pattern = SearchPattern::make({QStringLiteral("(a"), false, false, true});
    QVERIFY(!pattern);
    QVERIFY(pattern.error().text().startsWith(u"This is no regular expression: "));
}

void TestTextSearch::goesRoundTheEnd()
{
    const model::Document document = documentOf(quoted(QStringLiteral("x a\nb\na a\n")));
    const SearchPattern pattern = patternOf({QStringLiteral("a")});
    const auto from = [&](qint64 position, SearchDirection direction) {
        return editor::findHit(document, pattern, position, direction)->position;
    };
    QCOMPARE(from(0, SearchDirection::Forward), 2);
    QCOMPARE(from(3, SearchDirection::Forward), 6);
    QCOMPARE(from(9, SearchDirection::Forward), 2);
    QCOMPARE(from(2, SearchDirection::Backward), 8);
    QCOMPARE(from(8, SearchDirection::Backward), 6);
    QCOMPARE(from(6, SearchDirection::Backward), 2);
    // the only one is found again from behind it, and from inside it
    const SearchPattern single = patternOf({QStringLiteral("x a")});
    QCOMPARE(editor::findHit(document, single, 3, SearchDirection::Forward)->position, 0);
    QCOMPARE(editor::findHit(document, single, 1, SearchDirection::Forward)->position, 0);
    QVERIFY(!editor::findHit(document, patternOf({QStringLiteral("zzz")}), 4, SearchDirection::Forward));
}

void TestTextSearch::goesOnWhilePeopleWrite_data()
{
    QTest::addColumn<SearchDirection>("direction");
    QTest::addColumn<qint64>("lineOfHit");
    for (const qint64 line : {0, 500, 3000, 5999}) {
        QTest::addRow("forward-%lld", line) << SearchDirection::Forward << line;
        QTest::addRow("backward-%lld", line) << SearchDirection::Backward << line;
    }
}

void TestTextSearch::goesOnWhilePeopleWrite()
{
    QFETCH(SearchDirection, direction);
    QFETCH(qint64, lineOfHit);
    QString text = QStringLiteral("some words\n").repeated(6000);
    text.insert(11 * lineOfHit, QStringLiteral("look "));
    model::Document document = documentOf(quoted(text));
    const SearchPattern pattern = patternOf({QStringLiteral("look")});
    editor::HitSearch search(document, pattern, document.lineStart(3000) + 2, direction);
    int parts = 0;
    for (search.advance(0); !search.isDone(); search.advance(0), ++parts) {
        model::Delta change;
        const qint64 middle = document.lineStart(document.lineCount() / 2);
        change.insert(u"x\n").retain(middle).insert(u"y\n").retain(document.length() - 1 - middle).insert(u"z");
        QVERIFY(bool(document.apply(change, model::Filter::Classes)));
        search.follow(document, change);
    }
    QVERIFY(parts > 10 || lineOfHit == 3000);
    QVERIFY(search.hit());
    QCOMPARE(document.text(search.hit()->position, search.hit()->end()), QStringLiteral("look"));
}

void TestTextSearch::countsInPartsFromWhereThePersonIs()
{
    const int lines = 20'000;
    const model::Document document = documentOf(quoted(QStringLiteral("some words to look at\n").repeated(lines)));
    const SearchPattern pattern = patternOf({QStringLiteral("look")});
    const qint64 middle = document.lineStart(lines / 2);
    SearchPass pass(document, pattern, middle);
    int parts = 0;
    for (; !pass.isDone(); ++parts)
        pass.advance(0);
    QVERIFY2(parts > lines / 100, qPrintable(QString::number(parts)));
    QCOMPARE(pass.count(), lines);
    QCOMPARE(pass.numberOf({14, 4}), 1);
    QCOMPARE(pass.numberOf({middle + 14, 4}), lines / 2 + 1);
    QCOMPARE(pass.numberOf({document.length() - 8, 4}), lines);
    QCOMPARE(pass.numberOf({15, 4}), 0);
}

void TestTextSearch::replaces_data()
{
    QTest::addColumn<SearchQuery>("query");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const SearchQuery &query, const char *replacement, const char *before, const char *after) {
        QTest::newRow(name) << query << QString::fromUtf8(replacement) << QByteArray(before) << QByteArray(after);
    };
    const auto expression = [](const char *text) { return SearchQuery{QString::fromUtf8(text), false, false, true}; };
    row("all", {QStringLiteral("a")}, "bb", R"([{"insert":"a xa\na\n"}])", R"([{"insert":"bb xbb\nbb\n"}])");
    row("by nothing", {QStringLiteral("a")}, "", R"([{"insert":"a xa\na\n"}])", R"([{"insert":" x\n\n"}])");
    row("the replacement is not looked at again", {QStringLiteral("a")}, "aa", R"([{"insert":"aa\n"}])", R"([{"insert":"aaaa\n"}])");
    row("the format stays", {QStringLiteral("b")}, "c", R"([{"insert":"a"},{"insert":"b","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"h1"}}])",
        R"([{"insert":"a"},{"insert":"c","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"h1"}}])");
    row("groups", expression("(\\w+)@(\\w+)"), "\\2 at $1: \\0", R"([{"insert":"me@home\n"}])", R"([{"insert":"home at me: me@home\n"}])");
    row("signs", {QStringLiteral("a")}, "\\1$1", R"([{"insert":"a\n"}])", R"([{"insert":"\\1$1\n"}])");
    row("a paragraph end", expression(", "), "\\n", R"([{"insert":"a, b"},{"insert":"\n","attributes":{"block":"bullet"}}])",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"bullet"}}])");
    row("looking behind", expression("(?<=a)b"), "c", R"([{"insert":"ab bb\n"}])", R"([{"insert":"ac bb\n"}])");
}

void TestTextSearch::replaces()
{
    QFETCH(const SearchQuery, query);
    QFETCH(const QString, replacement);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const model::Document document = documentOf(before);
    const SearchPattern pattern = patternOf(query);
    qint64 count = 0;
    const editor::Edit edit = editor::commands::replaceAll(document, pattern, replacement, count);
    model::Document all = document;
    QVERIFY(bool(all.apply(edit.change, model::Filter::Classes)));
    QCOMPARE(model::toJson(all.toDelta()), after);
    // one by one comes to the same
    model::Document single = document;
    qint64 from = 0;
    for (qint64 i = 0; i < count; ++i) {
        const auto hit = editor::findHit(single, pattern, from, SearchDirection::Forward);
        QVERIFY(hit);
        const editor::Edit one = editor::commands::replaceHit(single, pattern, *hit, replacement);
        QVERIFY(bool(single.apply(one.change, model::Filter::Classes)));
        from = one.selection->position;
    }
    QCOMPARE(model::toJson(single.toDelta()), after);
}

void TestTextSearch::replacingAllIsOneChange()
{
    const model::Document document = documentOf(quoted(QStringLiteral("a b\n").repeated(5000)));
    qint64 count = 0;
    const editor::Edit edit = editor::commands::replaceAll(document, patternOf({QStringLiteral("b")}), QStringLiteral("c"), count);
    QCOMPARE(count, 5000);
    QCOMPARE(edit.kind, editor::EditKind::Command);
    model::Document after = document;
    QVERIFY(bool(after.apply(edit.change, model::Filter::Classes)));
    QCOMPARE(after.text(0, after.length()), QStringLiteral("a c\n").repeated(5000));
}

void TestTextSearch::whatIsProposedToGoIsNoHit()
{
    const model::Document document = documentOf(R"([{"insert":"a b "},{"insert":"b","attributes":{"s:d":{"author":"Ada","id":"1"}}},{"insert":" b\n"}])");
    const SearchPattern pattern = patternOf({QStringLiteral("b")});
    SearchPass pass(document, pattern, 0);
    pass.advance(1000);
    QCOMPARE(pass.count(), 2);
    QCOMPARE(editor::findHit(document, pattern, 3, SearchDirection::Forward)->position, 6);
    QCOMPARE(editor::findHit(document, pattern, 6, SearchDirection::Backward)->position, 2);
    qint64 count = 0;
    const editor::Edit edit = editor::commands::replaceAll(document, pattern, QStringLiteral("c"), count);
    QCOMPARE(count, 2);
    model::Document after = document;
    QVERIFY(bool(after.apply(edit.change, model::Filter::Classes)));
    QCOMPARE(after.text(0, after.length()), QStringLiteral("a c b c\n"));
}

QTEST_MAIN(TestTextSearch)
#include "test_text_search.moc"
