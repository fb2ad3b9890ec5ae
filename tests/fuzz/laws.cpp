// SPDX-License-Identifier: GPL-3.0-or-later
// A document, two changes of it and one behind the first, made as the bytes say: the laws of SEMANTICS 1.
#include "target.h"

#include "model/compose.h"
#include "model/delta_json.h"
#include "model/document.h"
#include "model/invert.h"
#include "model/rebase.h"
#include "model/transform.h"
#include "support/generators.h"
#include "support/oracle.h"

using namespace syngraph;
using namespace syngraph::model;
using fuzz::require;
using support::World;

namespace {

struct Family
{
    explicit Family(support::Random &random)
        : world(random.chance(50) ? World::Schema : World::Free)
        , filter(world == World::Schema ? Filter::Classes : Filter::None)
        , start(support::randomDocument(random, world))
        , first(support::anyEdit(random, world, start))
        , middle(support::oracle::apply(start, first, filter))
        , third(support::anyEdit(random, world, middle))
        , a(toDelta(first))
        , b(toDelta(support::anyEdit(random, world, start)))
        , c(toDelta(third))
        , document(*Document::fromDelta(toDelta(start)))
        , behind(document)
        , shown(toJson(toDelta(start)) + '\n' + toJson(a) + '\n' + toJson(b) + '\n' + toJson(c))
    {
        require(bool(behind.apply(a, filter)), "a change applies", shown);
    }

    Delta moved(const Delta &change, const Delta &over, Tie tie) const
    {
        return world == World::Schema ? rebase(change, over, tie) : transform(change, over, tie);
    }
    Delta joined(const Delta &one, const Delta &next) const { return compose(one, next, filter); }

    World world;
    Filter filter;
    support::Cells start;
    support::Edit first;
    support::Cells middle;
    support::Edit third;
    Delta a, b, c; // a and b of the document, c behind a
    Document document;
    Document behind; // a
    QByteArray shown;
};

void composing(const Family &f)
{
    require(f.joined(f.a, {}) == f.a && f.joined({}, f.a) == f.a, "identity of compose", f.shown);
    Document once = f.document;
    Document twice = f.behind;
    require(once.apply(f.joined(f.a, f.c), f.filter) && twice.apply(f.c, f.filter) && once == twice,
            "compose is one after the other", f.shown);
    require(once.toDelta() == toDelta(support::oracle::apply(f.middle, f.third, f.filter)), "apply is the oracle's", f.shown);
    const Delta back = invert(f.c, f.behind, f.filter);
    require(f.joined(f.a, f.joined(f.c, back)) == f.joined(f.joined(f.a, f.c), back), "compose is associative", f.shown);
}

void moving(const Family &f, Tie tie)
{
    const Tie opposite = tie == Tie::GoesBefore ? Tie::GoesAfter : Tie::GoesBefore;
    require(f.moved(f.a, {}, tie) == f.a && f.moved({}, f.a, tie).isEmpty(), "identity of moving", f.shown);
    const Delta one = f.joined(f.a, f.moved(f.b, f.a, tie));
    require(one == f.joined(f.b, f.moved(f.a, f.b, opposite)), "both orders compose to one", f.shown);
    Document end = f.document;
    require(bool(end.apply(one, f.filter)), "a moved change applies", f.shown);
}

void inverting(const Family &f)
{
    Document back = f.behind;
    require(back.apply(invert(f.a, f.document, f.filter), f.filter) && back == f.document, "an inverse takes back", f.shown);
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    support::Random random(std::span(data, size));
    const Family family(random);
    composing(family);
    moving(family, Tie::GoesBefore);
    moving(family, Tie::GoesAfter);
    inverting(family);
    return 0;
}
