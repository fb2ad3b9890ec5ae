// SPDX-License-Identifier: GPL-3.0-or-later
// Changes in the forms that SEMANTICS 2 prescribes for editors.
#include "support/generators.h"

namespace syngraph::support {
namespace {

struct Line
{
    std::size_t start = 0;
    std::size_t end = 0; // its line end
};

// A place between characters, never inside a pair, never behind the permanent line end.
std::size_t randomPlace(Random &random, const Cells &document)
{
    std::size_t place = static_cast<std::size_t>(random.below(static_cast<qint64>(document.size())));
    while (isInsidePair(document, place))
        --place;
    return place;
}

Line lineAt(const Cells &document, std::size_t place)
{
    Line line {place, place};
    while (line.start > 0 && !document[line.start - 1].isLineEnd())
        --line.start;
    while (!document[line.end].isLineEnd())
        ++line.end;
    return line;
}

Formats asSets(const Formats &from, const Formats &to)
{
    Formats sets;
    for (const auto &[key, value] : from) {
        if (!to.contains(key))
            sets[key] = "null";
    }
    for (const auto &[key, value] : to) {
        if (!from.contains(key) || from.at(key) != value)
            sets[key] = value;
    }
    return sets;
}

void typeText(Random &random, const Cells &document, Edit &edit)
{
    const std::size_t place = randomPlace(random, document);
    Formats formats = random.chance(20) ? randomInlineFormats(random, World::Schema) : Formats();
    if (place > 0 && !document[place - 1].isLineEnd() && random.chance(50)) {
        for (const auto &[key, value] : document[place - 1].formats) {
            if (cellClassOf(key) == CellClass::Growing)
                formats[key] = value;
        }
    }
    edit.gaps[place] = cellsOf(randomText(random, World::Schema, false), formats, {});
}

void openLine(Random &random, const Cells &document, Edit &edit)
{
    const Line line = lineAt(document, randomPlace(random, document));
    const Formats values = document[line.end].formats;
    const Formats next = random.chance(50) ? Formats()
        : random.chance(50)                ? values
                                           : randomBlockFormats(random);
    Formats sets = asSets(values, next);
    sets["block"] = next.contains("block") ? next.at("block") : QByteArray("null");
    edit.actions[line.end].sets = sets;
    edit.gaps[line.end] = cellsOf(QStringLiteral("\n"), {}, values);
    if (random.chance(60)) {
        const Cells body =
            cellsOf(randomText(random, World::Schema, random.chance(30)), {}, randomBlockFormats(random));
        edit.gaps[line.end].insert(edit.gaps[line.end].end(), body.begin(), body.end());
    }
}

void enterInside(Random &random, const Cells &document, Edit &edit)
{
    const std::size_t place = randomPlace(random, document);
    edit.gaps[place] = cellsOf(QStringLiteral("\n"), {}, document[lineAt(document, place).end].formats);
}

void joinLines(Random &random, const Cells &document, Edit &edit)
{
    const Line first = lineAt(document, randomPlace(random, document));
    if (first.end + 1 == document.size())
        return;
    const Line second = lineAt(document, first.end + 1);
    edit.actions[first.end].removes = true;
    const Formats sets = asSets(document[second.end].formats, document[first.end].formats);
    if (first.start == first.end || sets.empty())
        return;
    for (std::size_t i = first.start; i <= second.end; ++i) {
        if (i != first.end)
            edit.actions[i].sets = sets;
    }
}

void formatLines(Random &random, const Cells &document, Edit &edit)
{
    const Line first = lineAt(document, randomPlace(random, document));
    const Line last = lineAt(document, random.chance(60) ? first.start : randomPlace(random, document));
    Formats sets = randomBlockFormats(random);
    if (random.chance(30))
        sets = {{"block", "null"}};
    for (std::size_t i = std::min(first.start, last.start); i <= std::max(first.end, last.end); ++i)
        edit.actions[i].sets = sets;
}

void changeRange(Random &random, const Cells &document, Edit &edit)
{
    const std::size_t a = randomPlace(random, document);
    const std::size_t b = randomPlace(random, document);
    Formats sets = randomInlineFormats(random, World::Schema);
    if (random.chance(30))
        sets.begin()->second = "null";
    const qint64 kind = random.below(3);
    for (std::size_t i = std::min(a, b); i < std::max(a, b); ++i) {
        if (kind == 0)
            edit.actions[i].sets = sets;
        else
            edit.actions[i].removes = true;
    }
    if (kind == 2)
        edit.gaps[std::min(a, b)] = cellsOf(randomText(random, World::Schema, random.chance(20)), {}, {});
}

void insertObject(Random &random, const Cells &document, Edit &edit)
{
    edit.gaps[randomPlace(random, document)] = {Cell {u'\xFFFC', {}, randomEmbed(random, World::Schema)}};
}

} // namespace

Edit editorEdit(Random &random, const Cells &document)
{
    Edit edit(document.size());
    const qint64 dice = random.below(100);
    if (dice < 20)
        typeText(random, document, edit);
    else if (dice < 45)
        openLine(random, document, edit);
    else if (dice < 55)
        enterInside(random, document, edit);
    else if (dice < 65)
        joinLines(random, document, edit);
    else if (dice < 80)
        formatLines(random, document, edit);
    else if (dice < 95)
        changeRange(random, document, edit);
    else
        insertObject(random, document, edit);
    normalise(edit);
    return edit;
}

} // namespace syngraph::support
