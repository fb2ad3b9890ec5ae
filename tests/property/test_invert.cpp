// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of invert, and of the JSON form.
#include "families.h"
#include "model/compose.h"
#include "model/document.h"
#include "model/invert.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

// A document and a change of it, in either world.
struct Row
{
    explicit Row(support::Random &random)
        : world(random.chance(50) ? World::Schema : World::Free)
        , filter(world == World::Schema ? Filter::Classes : Filter::None)
        , cells(randomDocument(random, world))
        , edit(anyEdit(random, world, cells))
        , base(toDelta(cells))
        , change(toDelta(edit))
    { }
    QByteArray shown() const { return property::shown({{"base", &base}, {"change", &change}}); }

    World world;
    Filter filter;
    support::Cells cells;
    support::Edit edit;
    Delta base;
    Delta change;
};

} // namespace

class InvertLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invert_takes_the_change_back();
    void invert_composed_with_the_change_has_no_effect();
    void invert_is_canonical_aligned_and_takes_itself_back();
    void invert_covers_whole_lines_with_paragraph_formats();
    void invert_keeps_unknown_keys_of_each_unit();
    void json_is_stable_byte_for_byte();
    void json_in_another_spelling_reads_as_the_same_value();
};

void InvertLaws::invert_takes_the_change_back()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const auto before = Document::fromDelta(row.base);
        Document document = *before;
        const Delta inverse = invert(row.change, *before, row.filter);
        QVERIFY2(document.apply(row.change, row.filter) && document.apply(inverse, row.filter), row.shown());
        QVERIFY2(document.toDelta() == row.base, row.shown() + shown({{"inverse", &inverse}}));
        QCOMPARE(document.hash(), before->hash());
    });
}

void InvertLaws::invert_composed_with_the_change_has_no_effect()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        auto document = Document::fromDelta(row.base);
        const Delta both = compose(row.change, invert(row.change, *document, row.filter), row.filter);
        QVERIFY2(document->apply(both, row.filter) && document->toDelta() == row.base, row.shown());
    });
}

void InvertLaws::invert_is_canonical_aligned_and_takes_itself_back()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const auto before = Document::fromDelta(row.base);
        Document document = *before;
        const Delta inverse = invert(row.change, *before, row.filter);
        QVERIFY2(isCanonical(inverse) && isAligned(inverse), row.shown() + shown({{"inverse", &inverse}}));
        QVERIFY2(document.apply(row.change, row.filter), row.shown());
        const Document after = document;
        const Delta again = invert(inverse, document, row.filter);
        QVERIFY2(document.apply(inverse, row.filter) && document.apply(again, row.filter), row.shown());
        QVERIFY2(document == after, row.shown());
    });
}

// Row U10 of SEMANTICS 5: undo of "no heading" after a foreign split must reach both halves.
void InvertLaws::invert_covers_whole_lines_with_paragraph_formats()
{
    const auto base = parseDelta(R"([{"insert":"abcd"},{"insert":"\n","attributes":{"block":"h1"}}])");
    const auto change = parseDelta(R"([{"retain":5,"attributes":{"block":null,"bold":true}}])");
    const Delta inverse = invert(*change, *Document::fromDelta(*base), Filter::Classes);
    QCOMPARE(toJson(inverse),
             QByteArray(R"([{"retain":4,"attributes":{"block":"h1","bold":null}},)"
                        R"({"retain":1,"attributes":{"block":"h1"}}])"));
}

void InvertLaws::invert_keeps_unknown_keys_of_each_unit()
{
    const auto base =
        parseDelta(R"([{"insert":"a","attributes":{"x":2}},{"insert":"\n","attributes":{"x":3}}])");
    const auto change = parseDelta(R"([{"retain":2,"attributes":{"block":"h1","x":1}}])");
    auto document = Document::fromDelta(*base);
    const Delta inverse = invert(*change, *document, Filter::Classes);
    QVERIFY(document->apply(*change, Filter::Classes) && document->apply(inverse, Filter::Classes));
    QCOMPARE(toJson(document->toDelta()), toJson(*base));
}

void InvertLaws::json_is_stable_byte_for_byte()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        for (const Delta &delta : {row.base, row.change}) {
            const QByteArray json = toJson(delta);
            const auto parsed = parseDelta(json);
            QVERIFY2(parsed && *parsed == delta, json);
            QCOMPARE(toJson(*parsed), json);
            QCOMPARE(computeHash(*parsed), computeHash(delta));
        }
    });
}

void InvertLaws::json_in_another_spelling_reads_as_the_same_value()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const QByteArray json = toJson(row.change);
        const QJsonDocument other = QJsonDocument::fromJson(json);
        QVERIFY2(!other.isNull(), json);
        const auto parsed = parseDelta(other.toJson(QJsonDocument::Indented));
        QVERIFY2(parsed && *parsed == row.change, json);
        // every unit written as an escape
        QByteArray escaped;
        for (const QChar unit : QString::fromUtf8(json)) {
            if (unit.unicode() < 0x80)
                escaped += unit.toLatin1();
            else
                escaped += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
        }
        const auto fromEscapes = parseDelta(escaped);
        QVERIFY2(fromEscapes && *fromEscapes == row.change, escaped);
    });
}

SYNGRAPH_SEEDED_MAIN(InvertLaws)
#include "test_invert.moc"
