// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of compose, for the core algebra (Free) and for documents of the schema.
#include "families.h"
#include "model/compose.h"
#include "model/compose_all.h"
#include "model/document.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>

#include <malloc.h>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

// Three changes in a row and the documents between them.
struct Row
{
    Row(support::Random &random, World world)
        : filter(world == World::Schema ? Filter::Classes : Filter::None)
        , start(randomDocument(random, world))
        , first(anyEdit(random, world, start))
        , middle(support::oracle::apply(start, first, filter))
        , second(anyEdit(random, world, middle))
        , end(support::oracle::apply(middle, second, filter))
        , third(anyEdit(random, world, end))
        , a(toDelta(first))
        , b(toDelta(second))
        , c(toDelta(third))
    { }

    Filter filter;
    support::Cells start;
    support::Edit first;
    support::Cells middle;
    support::Edit second;
    support::Cells end;
    support::Edit third;
    Delta a, b, c;
};

Attributes anyFormat(support::Random &random, bool hasNulls)
{
    Attributes format;
    if (random.chance(30))
        format = format.with("bold", hasNulls && random.chance(40) ? Value() : Value::boolean(true));
    if (random.chance(20))
        format = format.with("block", hasNulls && random.chance(40) ? Value() : Value::string(u"h1"));
    return format;
}

// A change of a document of `length` units, of which nothing else is known.
Delta smallEdit(support::Random &random, qint64 length, qint64 components)
{
    Delta edit;
    qint64 position = 0;
    for (; components > 0; --components) {
        const qint64 gap = random.below((length - position) / components + 1);
        edit.retain(gap);
        position += gap;
        const qint64 most = random.chance(3) ? random.between(50, 300) : random.between(1, 12);
        const qint64 reach = std::min(most, length - position);
        switch (random.below(5)) {
        case 0:
            edit.remove(reach);
            position += reach;
            break;
        case 1:
            edit.retain(reach, anyFormat(random, true));
            position += reach;
            break;
        case 2:
            edit.insert(Embed("rule", Value::boolean(true)), anyFormat(random, false));
            break;
        default:
            edit.insert(QStringLiteral("ab\ncd\n").first(random.between(1, 6)).repeated(random.chance(3) ? 50 : 1),
                        anyFormat(random, false));
        }
    }
    return std::move(edit.chop());
}

void worlds()
{
    QTest::addColumn<bool>("schema");
    QTest::newRow("core") << false;
    QTest::newRow("schema") << true;
}

World world()
{
    const bool *schema = static_cast<const bool *>(QTest::qData("schema", qMetaTypeId<bool>()));
    return *schema ? World::Schema : World::Free;
}

} // namespace

class ComposeLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compose_identity_data() { worlds(); }
    void compose_identity();
    void compose_equals_two_applies_data() { worlds(); }
    void compose_equals_two_applies();
    void compose_equals_the_oracle_as_value_data() { worlds(); }
    void compose_equals_the_oracle_as_value();
    void compose_is_associative_as_value_data() { worlds(); }
    void compose_is_associative_as_value();
    void compose_stays_canonical_and_aligned_data() { worlds(); }
    void compose_stays_canonical_and_aligned();
    void compose_lengths_add_up_data() { worlds(); }
    void compose_lengths_add_up();
    void composeAll_equals_one_after_the_other_data() { worlds(); }
    void composeAll_of_many_equals_one_after_the_other_data() { worlds(); }
    void composeAll_equals_one_after_the_other();
    void composeAll_of_many_equals_one_after_the_other();
    void checkComposable_refuses_what_halves_an_inserted_pair();
    void assigning_a_long_change_gives_the_old_memory_back();
};

void ComposeLaws::compose_identity()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        QVERIFY2(compose(row.a, {}, row.filter) == row.a, shown({{"a", &row.a}}));
        QVERIFY2(compose({}, row.a, row.filter) == row.a, shown({{"a", &row.a}}));
    });
}

void ComposeLaws::compose_equals_two_applies()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        const Delta base = toDelta(row.start);
        auto once = Document::fromDelta(base);
        auto twice = Document::fromDelta(base);
        const QByteArray family = shown({{"base", &base}, {"a", &row.a}, {"b", &row.b}});
        QVERIFY2(once->apply(compose(row.a, row.b, row.filter), row.filter), family);
        QVERIFY2(twice->apply(row.a, row.filter) && twice->apply(row.b, row.filter), family);
        QCOMPARE(toJson(once->toDelta()), toJson(toDelta(row.end)));
        QCOMPARE(toJson(twice->toDelta()), toJson(toDelta(row.end)));
    });
}

void ComposeLaws::compose_equals_the_oracle_as_value()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        const Delta expected = toDelta(support::oracle::compose(row.first, row.second, row.filter));
        QVERIFY2(compose(row.a, row.b, row.filter) == expected,
                 shown({{"a", &row.a}, {"b", &row.b}, {"expected", &expected}}));
    });
}

void ComposeLaws::compose_is_associative_as_value()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        const Delta left = compose(compose(row.a, row.b, row.filter), row.c, row.filter);
        const Delta right = compose(row.a, compose(row.b, row.c, row.filter), row.filter);
        QVERIFY2(left == right,
                 shown({{"a", &row.a}, {"b", &row.b}, {"c", &row.c}, {"(ab)c", &left}, {"a(bc)", &right}}));
    });
}

void ComposeLaws::compose_stays_canonical_and_aligned()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        const Delta both = compose(row.a, row.b, row.filter);
        QVERIFY2(isCanonical(row.a) && isAligned(row.a), shown({{"a", &row.a}}));
        QVERIFY2(isCanonical(both) && isAligned(both), shown({{"a", &row.a}, {"b", &row.b}, {"ab", &both}}));
    });
}

void ComposeLaws::compose_lengths_add_up()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, world());
        const Delta both = compose(row.a, row.b, row.filter);
        QCOMPARE(both.targetLength() - both.baseLength(),
                 static_cast<qint64>(row.end.size()) - static_cast<qint64>(row.start.size()));
    });
}

void ComposeLaws::composeAll_equals_one_after_the_other()
{
    forFamilies(support::familyCount() / 4, [&](support::Random &random) {
        const Filter filter = world() == World::Schema ? Filter::Classes : Filter::None;
        support::Cells document = randomDocument(random, world());
        std::vector<Delta> changes;
        Delta expected;
        for (qint64 i = random.below(12); i > 0; --i) {
            const support::Edit edit = anyEdit(random, world(), document);
            document = support::oracle::apply(document, edit, filter);
            changes.push_back(toDelta(edit));
            expected = compose(expected, changes.back(), filter);
        }
        QCOMPARE(toJson(composeAll(changes, filter)), toJson(expected));
    });
}

// Enough for a tree of several levels, with a large change between the small ones now and then.
void ComposeLaws::composeAll_of_many_equals_one_after_the_other()
{
    forFamilies(support::familyCount() / 200, [&](support::Random &random) {
        const Filter filter = world() == World::Schema ? Filter::Classes : Filter::None;
        qint64 length = random.below(300);
        std::vector<Delta> changes;
        Delta expected;
        for (qint64 i = random.between(100, 1000); i > 0; --i) {
            const qint64 components = random.chance(2) ? random.between(20, 80) : random.between(1, 3);
            changes.push_back(smallEdit(random, length, components));
            length += changes.back().targetLength() - changes.back().baseLength();
            expected = compose(expected, changes.back(), filter);
        }
        QVERIFY(toJson(composeAll(changes, filter)) == toJson(expected));
    });
}

void ComposeLaws::checkComposable_refuses_what_halves_an_inserted_pair()
{
    forFamilies(support::familyCount(), [&](support::Random &random) {
        const Row row(random, World::Free);
        QVERIFY2(checkComposable(row.a, row.b), shown({{"a", &row.a}, {"b", &row.b}}));
    });
    const Delta smiles = Delta().insert(u"x\U0001F600\U0001F600");
    QVERIFY(!checkComposable(smiles, Delta().retain(2).remove(2)));
    QVERIFY(!checkComposable(smiles, Delta().retain(4).insert(u"x")));
    QVERIFY(!checkComposable(smiles, Delta().remove(2)));
    QVERIFY(checkComposable(smiles, Delta().retain(1).remove(2)));
}

// Found by AddressSanitizer in composeAll_equals_one_after_the_other.
void ComposeLaws::assigning_a_long_change_gives_the_old_memory_back()
{
    const auto longChange = [] {
        Delta change;
        for (int i = 1; i <= 100; ++i)
            change.retain(1).insert(u"a longer piece of text").remove(1);
        return change;
    };
    Delta kept = longChange();
    const std::size_t before = mallinfo2().uordblks;
    for (int i = 0; i < 1'000; ++i)
        kept = longChange();
    QVERIFY(mallinfo2().uordblks < before + 100'000);
    QCOMPARE(toJson(kept), toJson(longChange()));
}

SYNGRAPH_SEEDED_MAIN(ComposeLaws)
#include "test_compose.moc"
