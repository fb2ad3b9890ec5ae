// SPDX-License-Identifier: GPL-3.0-or-later
// Two changes of one valid document: moved with formatting intent (L2) exactly as the naive model moves them.
#include "target.h"

#include "model/delta_json.h"
#include "model/rebase.h"
#include "support/generators.h"
#include "support/oracle.h"

using namespace syngraph;
using namespace syngraph::model;
using support::World;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    support::Random random(std::span(data, size));
    const support::Cells start = support::randomDocument(random, World::Schema);
    const support::Edit first = support::anyEdit(random, World::Schema, start);
    const support::Edit second = support::anyEdit(random, World::Schema, start);
    const Delta a = toDelta(first);
    const Delta b = toDelta(second);
    for (const Tie tie : {Tie::GoesBefore, Tie::GoesAfter}) {
        const Delta moved = rebase(a, b, tie);
        fuzz::require(moved == toDelta(support::oracle::rebase(first, second, tie)), "moving is the oracle's",
                      toJson(toDelta(start)) + '\n' + toJson(a) + '\n' + toJson(b) + '\n' + toJson(moved));
    }
    return 0;
}
