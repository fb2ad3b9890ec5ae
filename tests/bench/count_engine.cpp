// SPDX-License-Identifier: GPL-3.0-or-later
// The pure rows in small: does one of them once, for a tool that counts the instructions inside countedWork().
#include "engine_work.h"
#include "model/delta_json.h"
#include "model/rebase.h"

#include <cstdio>
#include <functional>
#include <map>
#include <string>

using namespace syngraph;
using model::Document;
using model::Filter;

// A name without decoration, which the tool finds.
extern "C" [[gnu::noinline]] void countedWork(const std::function<bool()> &work, bool *isRight)
{
    *isRight = work();
}

namespace {

// What is prepared is captured, and not counted.
using Work = std::function<bool()>;

Work replay()
{
    return [history = bench::writeLikeAPerson(1000, 20'000, 1)] { return bench::replay(history); };
}

Work replayThroughTheRoom()
{
    return [history = bench::writeLikeAPerson(1000, 4'000, 1)] { return bench::replayThroughTheRoom(history); };
}

Work compose()
{
    return [history = bench::writeAnywhere(20'000, 20'000, 7)] { return !bench::compose(history).isEmpty(); };
}

Work rebase(const bench::History &mine, const bench::History &theirs)
{
    Document head = bench::documentOf(mine.start);
    if (!head.apply(bench::compose(theirs), Filter::Classes))
        return [] { return false; };
    return [head, mine, theirs] { return bench::merge(head, mine, theirs); };
}

Work rebaseTyped()
{
    return rebase(bench::writeLikeAPerson(20'000, 20'000, 1), bench::writeLikeAPerson(20'000, 20'000, 2));
}

Work rebaseAnywhere()
{
    return rebase(bench::writeAnywhere(20'000, 20'000, 1), bench::writeAnywhere(20'000, 20'000, 2));
}

Work rebaseAlternating()
{
    return [both = bench::alternating(40'000)] {
        return !model::rebase(both.mine, both.theirs, model::Tie::GoesAfter).isEmpty();
    };
}

Work oneCharacterRuns()
{
    return [start = bench::oneCharacterRuns(20'000), history = bench::writeAnywhere(20'000, 5'000, 3)] {
        return bench::applyAll(start, history.changes);
    };
}

Work formatOften()
{
    return [changes = bench::formatsOfOneCharacter(5'000)] { return bench::formatOften(changes); };
}

Work amongMany()
{
    return [crowd = bench::crowd(20)] { return bench::meet(crowd); };
}

// A document on its way to a client who joins.
Work snapshot()
{
    return [document = bench::documentOf(bench::writeAnywhere(200'000, 0, 1).start)] {
        const auto content = model::parseDelta(model::toJson(document.toDelta()));
        const auto read = content ? Document::fromDelta(*content) : Result<Document>(content.error());
        return read && read->hash() == document.hash();
    };
}

} // namespace

int main(int argc, char **argv)
{
    const std::map<std::string, Work (*)()> rows{
        {"replay", replay}, {"replayThroughTheRoom", replayThroughTheRoom}, {"compose", compose},
        {"rebaseTyped", rebaseTyped}, {"rebaseAnywhere", rebaseAnywhere}, {"rebaseAlternating", rebaseAlternating},
        {"oneCharacterRuns", oneCharacterRuns}, {"formatOften", formatOften}, {"snapshot", snapshot},
        {"amongMany", amongMany},
    };
    const auto row = argc == 2 ? rows.find(argv[1]) : rows.end();
    if (row == rows.end()) {
        for (const auto &[name, work] : rows)
            std::printf("%s\n", name.c_str());
        return argc == 1 ? 0 : 2;
    }
    const Work work = row->second();
    bool isRight = false;
    countedWork(work, &isRight);
    return isRight ? 0 : 1;
}
