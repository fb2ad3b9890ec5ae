// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/generators.h"

#include <array>

namespace syngraph::support {
namespace {

struct Choice
{
    QByteArray key;
    std::vector<QByteArray> values;
};

const std::vector<Choice> &inlineChoices()
{
    static const std::vector<Choice> choices {
        {"bold", {"true"}},
        {"italic", {"true"}},
        {"color", {"\"#ff0000\"", "\"#0000ff\""}},
        {"size", {"12", "10.5"}},
        {"link", {"\"https://example.org/\"", "\"#top\""}},
        {"c:1", {"true"}},
        {"c:2", {"true"}},
        {"s:i", {"{\"author\":\"a\",\"id\":\"1\"}"}},
        {"author", {"\"me\""}},
    };
    return choices;
}

const std::vector<Choice> &blockChoices()
{
    static const std::vector<Choice> choices {
        {"block", {"\"h1\"", "\"h2\"", "\"bullet\"", "\"p\""}},
        {"block", {"\"h1\"", "\"bullet\""}},
        {"align", {"\"center\"", "\"right\""}},
        {"indent", {"1", "2"}},
        {"spacing", {"1.15", "2"}},
        {"before", {"0", "10.5"}},
        {"start", {"1", "4"}},
        {"numbering", {"\"A\"", "\"i\""}},
    };
    return choices;
}

const std::vector<Choice> &freeChoices()
{
    static const std::vector<Choice> choices {
        {"x", {"1", "2.5", "false", "\"\"", "[1,{\"a\":null}]"}},
        {"y", {"{\"a\":{\"b\":1}}", "{\"a\":{\"b\":2}}"}},
        {"\xD0\xBA", {"\"\xF0\x9F\x98\x80\"", "true"}},
        {"bold", {"true", "1"}},
        {"block", {"\"h1\"", "3"}},
        {"header", {"1", "2"}},
    };
    return choices;
}

void addRandom(Random &random, const std::vector<Choice> &choices, Formats &formats, int nullPercent)
{
    const Choice &choice = random.pick(choices);
    formats[choice.key] = random.chance(nullPercent) ? QByteArray("null") : random.pick(choice.values);
}

// What a retain sets: inline and block keys together, as whole-line formats have them, or nothing.
Formats randomSets(Random &random, World world)
{
    Formats sets;
    for (qint64 i = random.between(1, 2); i > 0; --i) {
        if (world == World::Free)
            addRandom(random, random.chance(30) ? inlineChoices() : freeChoices(), sets, 30);
        else
            addRandom(random, random.chance(40) ? blockChoices() : inlineChoices(), sets, 30);
    }
    return sets;
}

CellEmbed randomEmbedChange(Random &random, World world, const CellEmbed &embed)
{
    CellEmbed change;
    if (!embed.other.isEmpty() || (world == World::Schema && embed.type != "image"))
        return change;
    change.type = embed.type;
    static const std::array<QByteArray, 3> keys {"w", "h", "alt"};
    for (qint64 i = random.between(1, 2); i > 0; --i) {
        const QByteArray key = random.pick(keys);
        change.members[key] = random.chance(25) ? QByteArray("null")
            : key == "alt"                      ? QByteArray(random.chance(50) ? "\"a fox\"" : "\"\"")
                                                : QByteArray::number(random.between(1, 99));
    }
    return change;
}

Cells randomInsert(Random &random, World world)
{
    const Formats inlineFormats = random.chance(40) ? randomInlineFormats(random, world) : Formats();
    if (random.chance(8)) {
        Cell cell {u'\xFFFC', inlineFormats, randomEmbed(random, world)};
        return {cell};
    }
    const Formats block = world == World::Free ? inlineFormats
        : random.chance(40)                    ? randomBlockFormats(random)
                                               : Formats();
    return cellsOf(randomText(random, world, true), inlineFormats, block);
}

// One step of a random change: an action for the characters [from, to).
void act(Random &random, World world, const Cells &document, Edit &edit, std::size_t from, std::size_t to)
{
    const qint64 dice = random.below(100);
    if (dice < 25) {
        const bool permanent = world == World::Schema && to == document.size();
        for (std::size_t i = from; i < to; ++i)
            edit.actions[i].removes = !(permanent && i + 1 == to);
    } else if (dice < 50) {
        const Formats sets = randomSets(random, world);
        for (std::size_t i = from; i < to; ++i)
            edit.actions[i].sets = sets;
    } else if (dice < 60) {
        for (std::size_t i = from; i < to; ++i) {
            if (document[i].embed.exists())
                edit.actions[i].changes = randomEmbedChange(random, world, document[i].embed);
        }
    }
}

} // namespace

QString randomText(Random &random, World world, bool withLineEnds)
{
    static const std::array<QString, 18> pieces {
        QStringLiteral("a"),
        QStringLiteral("b"),
        QStringLiteral("c"),
        QStringLiteral("x"),
        QStringLiteral(" "),
        QStringLiteral("7"),
        QStringLiteral("\u00e9"),
        QStringLiteral("e\u0301"),
        QStringLiteral("\u0301"),
        QStringLiteral("\U0001F600"),
        QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467"),
        QStringLiteral("\u05E9\u05DC\u05D5\u05DD"),
        QStringLiteral("\u0639\u0631"),
        QStringLiteral("\u4E2D"),
        QStringLiteral("\U00010348"),
        QStringLiteral("word"),
        QStringLiteral("\"\\\t"),
        QStringLiteral("\U0001F1E9\U0001F1EA"),
    };
    QString text;
    for (qint64 i = random.between(1, random.chance(80) ? 2 : 6); i > 0; --i)
        text += withLineEnds && random.chance(20) ? QStringLiteral("\n") : random.pick(pieces);
    if (world == World::Free && random.chance(3))
        text += QChar(u'\0');
    return text;
}

Formats randomInlineFormats(Random &random, World world)
{
    Formats formats;
    for (qint64 i = random.between(1, 2); i > 0; --i)
        addRandom(random, world == World::Free && random.chance(60) ? freeChoices() : inlineChoices(),
                  formats, 0);
    return formats;
}

Formats randomBlockFormats(Random &random)
{
    Formats formats;
    for (qint64 i = random.between(1, 2); i > 0; --i)
        addRandom(random, blockChoices(), formats, 0);
    return formats;
}

CellEmbed randomEmbed(Random &random, World world)
{
    const qint64 dice = random.below(world == World::Free ? 5 : 3);
    switch (dice) {
    case 0:
        return {"rule", {}, "{}"};
    case 1:
        return {"pagebreak", {}, "{}"};
    case 2: {
        const QByteArray id = QByteArray::number(random.between(1, 3)).repeated(64);
        Formats members {{"id", "\"" + id + "\""}};
        if (random.chance(60))
            members["w"] = QByteArray::number(random.between(1, 99));
        return {"image", members, {}};
    }
    case 3:
        return {"thing", {}, "\"text\""};
    default:
        return {"formula", {{"tex", "[1,\"\\n\"]"}}, {}};
    }
}

Cells cellsOf(const QString &text, const Formats &inlineFormats, const Formats &block)
{
    Cells cells;
    for (const QChar unit : text)
        cells.push_back({unit.unicode(), unit == u'\n' ? block : inlineFormats, {}});
    return cells;
}

Cells randomDocument(Random &random, World world, int size)
{
    Cells document;
    while (random.chance(92) && document.size() < static_cast<std::size_t>(size)) {
        const Cells more = randomInsert(random, world);
        document.insert(document.end(), more.begin(), more.end());
    }
    if (world == World::Schema)
        document.push_back({u'\n', random.chance(30) ? randomBlockFormats(random) : Formats(), {}});
    return document;
}

Edit randomEdit(Random &random, World world, const Cells &document)
{
    Edit edit(document.size());
    std::size_t i = 0;
    while (true) {
        const bool mayInsert = world == World::Free || i < document.size();
        if (mayInsert && random.chance(25))
            edit.gaps[i] = randomInsert(random, world);
        if (i >= document.size())
            break;
        std::size_t to = std::min(document.size(), i + static_cast<std::size_t>(random.between(1, 4)));
        while (isInsidePair(document, to))
            ++to;
        act(random, world, document, edit, i, to);
        i = to;
    }
    normalise(edit);
    return edit;
}

Edit anyEdit(Random &random, World world, const Cells &document)
{
    return world == World::Schema && random.chance(50) ? editorEdit(random, document)
                                                       : randomEdit(random, world, document);
}

} // namespace syngraph::support
