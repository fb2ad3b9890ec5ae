// SPDX-License-Identifier: GPL-3.0-or-later
// What is hashed without being written is hashed as if it were.
#include "families.h"
#include "support/generators.h"

#include <QCoreApplication>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

constexpr int kFamilies = 2'000;
// Beside the start value, which has no zero in its lowest byte.
constexpr quint64 kSeeds[] = {kFnvOffset, 0, 0xff, 0x0123456789abcd00ULL, ~quint64(0)};

void compare(const Delta &delta)
{
    for (const quint64 seed : kSeeds)
        QVERIFY2(computeHash(delta, seed) == fnv1a(toJson(delta), seed), toJson(delta));
}

} // namespace

class DeltaHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_text_known_beforehand_is_one_step();
    void of_a_keystroke_is_that_of_its_json();
    void of_any_character_is_that_of_its_json();
    void of_any_change_is_that_of_its_json();
};

void DeltaHash::a_text_known_beforehand_is_one_step()
{
    constexpr FnvOfText nothing{""};
    constexpr FnvOfText text{"{\"retain\":\xff"};
    support::Random random(support::seed());
    for (int i = 0; i < 1'000; ++i) {
        const quint64 hash = random.next();
        QCOMPARE(nothing.after(hash), hash);
        QCOMPARE(text.after(hash), fnv1a("{\"retain\":\xff", hash));
    }
}

void DeltaHash::of_a_keystroke_is_that_of_its_json()
{
    compare(Delta());
    compare(Delta().insert(u"x"));
    compare(Delta().remove(1));
    compare(Delta().retain(259'778).insert(u"x"));
    compare(Delta().retain(9).remove(10));
    compare(Delta().retain(1).insert(u"word ").remove(4));
    compare(Delta().insert(u"a").retain(7).insert(u"b").retain(1).remove(2));
    compare(Delta().retain((qint64(1) << 53) - 1));
}

void DeltaHash::of_any_character_is_that_of_its_json()
{
    for (char16_t unit = 0; unit < 0x180; ++unit) {
        compare(Delta().insert(QStringView(&unit, 1)));
        compare(Delta().retain(3).insert(QStringLiteral("x%1y").arg(QChar(unit))));
    }
    for (const qsizetype length : {63, 64, 65, 1'000})
        compare(Delta().insert(QString(length, u'a')));
}

void DeltaHash::of_any_change_is_that_of_its_json()
{
    for (const World world : {World::Schema, World::Free}) {
        forFamilies(kFamilies, [&](support::Random &random) {
            const support::Cells document = randomDocument(random, world);
            compare(toDelta(document));
            compare(toDelta(anyEdit(random, world, document)));
        });
    }
}

SYNGRAPH_SEEDED_MAIN(DeltaHash)
#include "test_delta_hash.moc"
