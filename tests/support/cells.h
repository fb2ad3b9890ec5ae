// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/filter.h"

#include <map>
#include <vector>

// A second, naive model of documents and changes: a cell per character, an action per character. It shares
// no code with the algebra it judges (only the conversions at the end speak of Delta), and is meant to be
// obviously right rather than fast.
namespace syngraph::support {

// Key -> canonical JSON of the value.
using Formats = std::map<QByteArray, QByteArray>;

// An embed: its type and either members or (no object) some other JSON value. Type empty: no embed.
struct CellEmbed
{
    QByteArray type;
    Formats members;
    QByteArray other;
    bool exists() const { return !type.isEmpty(); }
    friend bool operator==(const CellEmbed &, const CellEmbed &) = default;
};

struct Cell
{
    char16_t unit = 0;
    Formats formats;
    CellEmbed embed;
    bool isLineEnd() const { return unit == u'\n' && !embed.exists(); }
    friend bool operator==(const Cell &, const Cell &) = default;
};
using Cells = std::vector<Cell>;

// What a change does to one character of the document it was made on.
struct Action
{
    bool removes = false;
    Formats sets; // JSON "null" = remove the key
    CellEmbed changes; // of an embed in place, member by member
    friend bool operator==(const Action &, const Action &) = default;
};

// A change: what it inserts at each of the n + 1 gaps and what it does to each of the n characters.
struct Edit
{
    explicit Edit(std::size_t length = 0)
        : gaps(length + 1)
        , actions(length)
    { }

    std::vector<Cells> gaps;
    std::vector<Action> actions;
    std::size_t length() const { return actions.size(); }
    friend bool operator==(const Edit &, const Edit &) = default;
};

// An insert inside or behind a deleted stretch means the same as one before it; the latter is the form
// that counts when two changes meet.
void normalise(Edit &edit);

// The class of a key as SEMANTICS 2 lists them.
enum class CellClass { Growing, Closed, Own, Block, Unknown };
CellClass cellClassOf(const QByteArray &key);
bool cellFits(const QByteArray &key, const Cell &cell);

model::Attributes toAttributes(const Formats &formats);
model::Embed toEmbed(const CellEmbed &embed);
model::Delta toDelta(const Cells &document);
model::Delta toDelta(const Edit &edit);
QString textOf(const Cells &document);
// Whether `position` lies inside a surrogate pair.
bool isInsidePair(const Cells &document, std::size_t position);

} // namespace syngraph::support
