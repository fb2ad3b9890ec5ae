// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of diff.
#include "families.h"
#include "model/diff.h"
#include "model/schema.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

using property::documentOf;

Document documentOf(const QString &text)
{
    return documentOf(Delta().insert(text));
}

void verify(const Document &from, const Document &to)
{
    const Delta change = diff(from, to);
    const Delta before = from.toDelta();
    const Delta after = to.toDelta();
    const QByteArray row =
        from.length() < 500 ? shown({{"from", &before}, {"to", &after}, {"diff", &change}}) : "";
    Document result = from;
    QVERIFY2(isCanonical(change) && isAligned(change), row);
    QVERIFY2(checkChange(change, from) || change.ops().size() > std::size_t(kMaxComponents), row);
    QVERIFY2(result.apply(change, Filter::Classes), row);
    QVERIFY2(result == to, row);
}

qint64 touched(const Delta &change)
{
    qint64 units = 0;
    for (const Op &op : change.ops())
        units += op.isInsert() || op.isDelete() ? op.length : 0;
    return units;
}

QString prose(support::Random &random, int lines)
{
    QString text;
    for (int i = 0; i < lines; ++i) {
        for (qint64 words = random.between(3, 12); words > 0; --words)
            text += QString::number(random.below(5'000), 36) + u' ';
        text += u'\n';
    }
    return text;
}

} // namespace

class DiffLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diff_turns_one_document_into_the_other();
    void diff_of_equal_documents_is_empty();
    void diff_of_an_edited_document_is_no_larger_than_the_edit();
    void diff_writes_as_editors_do_data();
    void diff_writes_as_editors_do();
    void scattered_changes_in_10_megabytes_take_a_second();
    void texts_without_anything_in_common_are_no_worse();
};

void DiffLaws::diff_turns_one_document_into_the_other()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const int size = random.chance(80) ? 12 : 60;
        const support::Cells cells = randomDocument(random, World::Schema, size);
        if (random.chance(40)) {
            verify(documentOf(toDelta(cells)),
                   documentOf(toDelta(randomDocument(random, World::Schema, size))));
            return;
        }
        support::Cells other = cells;
        for (qint64 i = random.between(1, 3); i > 0; --i)
            other = support::oracle::apply(other, anyEdit(random, World::Schema, other), Filter::Classes);
        verify(documentOf(toDelta(cells)), documentOf(toDelta(other)));
    });
}

void DiffLaws::diff_of_equal_documents_is_empty()
{
    forFamilies(support::familyCount() / 4, [](support::Random &random) {
        const Delta content = toDelta(randomDocument(random, World::Schema, 30));
        QVERIFY(diff(documentOf(content), documentOf(content)).isEmpty());
    });
}

void DiffLaws::diff_of_an_edited_document_is_no_larger_than_the_edit()
{
    forFamilies(200, [](support::Random &random) {
        const QString text = prose(random, 300);
        const qint64 place = random.below(text.size() - 1);
        const QString typed = QStringLiteral("\u05E9\U0001F600");
        const Document from = documentOf(text);
        Document to = from;
        QVERIFY(to.apply(Delta().retain(place).insert(typed), Filter::Classes));
        QCOMPARE(touched(diff(from, to)), typed.size());
        QCOMPARE(touched(diff(to, from)), typed.size());
    });
}

void DiffLaws::diff_writes_as_editors_do_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("a paragraph between two lines is opened above")
        << QByteArray(R"([{"insert":"ab"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"cd\n"}])")
        << QByteArray(
               R"([{"insert":"ab"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"xy\ncd\n"}])")
        << QByteArray(R"([{"retain":2},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"xy"},)"
                      R"({"retain":1,"attributes":{"block":null}}])");
    QTest::newRow("a paragraph at the end is opened")
        << QByteArray(R"([{"insert":"ab\n"}])") << QByteArray(R"([{"insert":"ab\nxy\n"}])")
        << QByteArray(R"([{"retain":2},{"insert":"\nxy"},{"retain":1,"attributes":{"block":null}}])");
    QTest::newRow("a paragraph above the first line is a plain insert")
        << QByteArray(R"([{"insert":"ab\n"}])") << QByteArray(R"([{"insert":"xy\nab\n"}])")
        << QByteArray(R"([{"insert":"xy\n"}])");
    QTest::newRow("a heading covers its whole line")
        << QByteArray(R"([{"insert":"ab\ncd\n"}])")
        << QByteArray(R"([{"insert":"ab\nc"},{"insert":"d","attributes":{"bold":true}},)"
                      R"({"insert":"\n","attributes":{"block":"h1"}}])")
        << QByteArray(
               R"([{"retain":3},{"retain":1,"attributes":{"block":"h1"}},)"
               R"({"retain":1,"attributes":{"block":"h1","bold":true}},{"retain":1,"attributes":{"block":"h1"}}])");
    QTest::newRow("a join sets the joined line")
        << QByteArray(R"([{"insert":"ab"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"cd\n"}])")
        << QByteArray(R"([{"insert":"abcd"},{"insert":"\n","attributes":{"block":"h1"}}])")
        << QByteArray(
               R"([{"retain":2,"attributes":{"block":"h1"}},{"delete":1},{"retain":3,"attributes":{"block":"h1"}}])");
    QTest::newRow("letters are added to a word, not the word replaced")
        << QByteArray(R"([{"insert":"the fox ran\n"}])") << QByteArray(R"([{"insert":"the foxes ran\n"}])")
        << QByteArray(R"([{"retain":7},{"insert":"es"}])");
    QTest::newRow("emoji are replaced whole")
        << QByteArray("[{\"insert\":\"\xF0\x9F\x98\x80\\n\"}]")
        << QByteArray("[{\"insert\":\"\xF0\x9F\x98\x81\\n\"}]")
        << QByteArray("[{\"insert\":\"\xF0\x9F\x98\x81\"},{\"delete\":2}]");
}

void DiffLaws::diff_writes_as_editors_do()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, change);
    const Document before = documentOf(*parseDelta(from));
    const Document after = documentOf(*parseDelta(to));
    QCOMPARE(toJson(diff(before, after)), toJson(*parseDelta(change)));
    verify(before, after);
}

void DiffLaws::scattered_changes_in_10_megabytes_take_a_second()
{
    support::Random random(support::seed());
    QString text = prose(random, 280'000);
    const Document from = documentOf(text);
    for (int i = 0; i < 1'000; ++i)
        text.insert(random.below(text.size() - 1), QString::number(random.below(1'000)));
    const Document to = documentOf(text);
    const double start = cpuSeconds();
    const Delta change = diff(from, to);
    const double taken = cpuSeconds() - start;
    qInfo("%lld units: %.2f s", from.length(), taken);
    QVERIFY2(taken < 1 * kSlowness, QByteArray::number(taken));
    QVERIFY2(touched(change) < 10'000, QByteArray::number(touched(change)));
    verify(from, to);
}

void DiffLaws::texts_without_anything_in_common_are_no_worse()
{
    support::Random random(support::seed());
    const QString words = prose(random, 20'000);
    const QList<std::pair<QString, QString>> rows {
        {words, prose(random, 20'000)},
        {words, prose(random, 21'000)},
        {QStringLiteral("a\n").repeated(100'000), QStringLiteral("b\na\n").repeated(70'000)},
        {QString(words).replace(u'\n', u' ') + u'\n',
         QString(prose(random, 20'000)).replace(u'\n', u' ') + u'\n'},
        {words, QString(words).replace(QStringLiteral("a"), QStringLiteral("aa"))},
        {QString(1'000'000, u'x') + u'\n', QString(900'000, u'x') + u'y' + QString(90'000, u'x') + u'\n'},
    };
    for (const auto &[from, to] : rows) {
        const double start = cpuSeconds();
        verify(documentOf(from), documentOf(to));
        QVERIFY2(cpuSeconds() - start < 1 * kSlowness, QByteArray::number(cpuSeconds() - start));
    }
}

SYNGRAPH_SEEDED_MAIN(DiffLaws)
#include "test_diff.moc"
