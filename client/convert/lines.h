// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <optional>
#include <vector>

namespace syngraph::convert {

// Text of equal format, or one object.
struct Span
{
    QString text;
    model::Attributes attributes;
    model::Embed embed; // null: text
};

// Whether the end of a paragraph is proposed, or proposed to go, and by whom.
struct EndProposal
{
    enum class Kind { None, Inserted, Deleted };
    Kind kind = Kind::None;
    QString author = {};
};

// A paragraph without its end.
struct Line
{
    std::vector<Span> spans;
    QByteArray block; // "p", "h1" … "check"; "p" where there is none
    int indent = 0;
    QByteArray align; // empty: as the language has it
    QByteArray direction;
    std::optional<double> spacing; // of lines, 1 being the font's
    std::optional<double> before;  // points
    std::optional<double> after;
    int start = 0; // number of an ordered item that begins counting; 0: it counts on
    QByteArray numbering; // of an ordered item: "1", "a", "A", "i" or "I"
    EndProposal end = {};

    bool isEmpty() const { return spans.empty(); }
    // The text alone, objects left out.
    QString text() const;
    // What an item has to share to be counted together with others; empty for what is no item.
    QByteArray listKind() const;
    // Level of a heading (a title is the first), 0 for anything else.
    int headingLevel() const;
};

// A place in a document's lists: whether an item counts on from one above it, and what its number is.
class ListTrack
{
public:
    // Takes in the next paragraph; whether it is an ordered item that counts on. `kind` as in Line::listKind, `start` as
    // in Line::start.
    bool countsOn(const QByteArray &kind, int indent, int start = 0);
    // Takes in the next paragraph; its number, 0 where it is no ordered item.
    int numberOf(const Line &line);
    // Of what was taken in last.
    int number() const { return m_open.empty() ? 0 : m_open.back().number; }
    // The ordered item that was taken in last has this number.
    void countFrom(int number) { m_open.back().number = number; }

private:
    struct Item
    {
        QByteArray kind;
        int number = 0;
    };
    std::vector<Item> m_open; // items that may be counted on from, by indent
};

// What the attributes of its end say of a paragraph.
Line lineOf(const model::Attributes &end);

// The document as paragraphs, which is how other formats are made. What is proposed is there: text with its marks, and
// paragraph ends in place of the units that stand for them.
std::vector<Line> linesOf(const model::Document &document);

} // namespace syngraph::convert
