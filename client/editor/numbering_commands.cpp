// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/numbering_commands.h"

#include "editor/edit_builder.h"
#include "editor/format_rows.h"
#include "editor/line_commands.h"
#include "model/numbering.h"

#include <algorithm>
#include <set>

namespace syngraph::editor::commands {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

constexpr qint64 kLargestStart = 9999;

bool isOrdered(const Attributes &attributes)
{
    return FormatMap::styleOf(attributes) == BlockStyle::Ordered;
}

// The line of the nearest item above that stands as deep, if it is a numbered one; nothing where the list ends before.
std::optional<qint64> itemAbove(const Document &document, qint64 line, int indent)
{
    while (line-- > 0) {
        const Attributes above = attributesOf(document, line);
        if (!isItem(above) || indentOf(above) < indent)
            return std::nullopt;
        if (indentOf(above) == indent)
            return isOrdered(above) ? std::optional(line) : std::nullopt;
    }
    return std::nullopt;
}

// The item that the one in `line` counts on from.
std::optional<qint64> countedFrom(const Document &document, qint64 line)
{
    const Attributes attributes = attributesOf(document, line);
    const auto above = itemAbove(document, line, indentOf(attributes));
    return above && numberingOf(attributesOf(document, *above)) == numberingOf(attributes) ? above : std::nullopt;
}

qint64 numberOf(const Document &document, qint64 line)
{
    for (qint64 counted = 0;; ++counted) {
        if (const Value *start = attributesOf(document, line).find("start"))
            return start->toInteger().value_or(1) + counted;
        const auto above = countedFrom(document, line);
        if (!above)
            return 1 + counted;
        line = *above;
    }
}

// The last item above that stands as deep, whatever is between.
std::optional<qint64> lastNumbered(const Document &document, qint64 line, int indent)
{
    while (line-- > 0) {
        const Attributes above = attributesOf(document, line);
        if (isOrdered(above) && indentOf(above) == indent)
            return line;
    }
    return std::nullopt;
}

// What sets the number of an item; nothing where the line is none.
Edit startAt(const Document &document, const Selection &selection, const Value &number)
{
    const qint64 position = clamped(selection, document).start();
    if (!isOrdered(lineFormatAt(document, position)))
        return {{}, selection, EditKind::Command};
    Edit edit = setLineFormat(document, Selection::caret(position), Attributes{{"start", number}});
    edit.selection = selection;
    return edit;
}

// Adds the lines of the items that are counted together with the one in `line`.
void addList(std::set<qint64> &lines, const Document &document, qint64 line)
{
    const auto begins = [&](qint64 item) { return attributesOf(document, item).contains("start"); };
    qint64 first = line;
    for (auto above = countedFrom(document, first); above && !begins(first); above = countedFrom(document, first))
        first = *above;
    const int indent = indentOf(attributesOf(document, line));
    const QByteArray numbering = numberingOf(attributesOf(document, line));
    lines.insert(first);
    for (qint64 below = first + 1; below < document.lineCount(); ++below) {
        const Attributes attributes = attributesOf(document, below);
        if (!isItem(attributes) || indentOf(attributes) < indent)
            return;
        if (indentOf(attributes) > indent)
            continue;
        if (!isOrdered(attributes) || begins(below) || numberingOf(attributes) != numbering)
            return;
        lines.insert(below);
    }
}

// What makes a line an item that is numbered like this.
Attributes numbered(int indent, QByteArrayView numbering)
{
    const bool isUsual = numbering == model::usualNumbering(indent);
    return Attributes{{"block", valueOf(BlockStyle::Ordered)},
                      {"numbering", isUsual ? Value::null() : Value::string(QString::fromLatin1(numbering))}};
}

} // namespace

QByteArray numberingOf(const Attributes &attributes)
{
    const Value *numbering = attributes.find("numbering");
    return numbering ? numbering->toString().toLatin1() : model::usualNumbering(indentOf(attributes)).toByteArray();
}

Edit restartNumbering(const Document &document, const Selection &selection)
{
    return startAt(document, selection, Value::number(1));
}

Edit continueNumbering(const Document &document, const Selection &selection)
{
    const qint64 line = document.lineAt(clamped(selection, document).start());
    const auto last = lastNumbered(document, line, indentOf(attributesOf(document, line)));
    if (!last || countedFrom(document, line))
        return startAt(document, selection, Value::null());
    return startAt(document, selection, Value::number(std::min(numberOf(document, *last) + 1, kLargestStart)));
}

Edit setNumbering(const Document &document, const Selection &selection, QByteArrayView numbering)
{
    std::set<qint64> lines;
    eachLine(document, selection, [&](const Line &line) {
        const qint64 number = document.lineAt(line.start);
        if (isOrdered(line.attributes) && !lines.contains(number))
            addList(lines, document, number);
        lines.insert(number);
    });
    Delta change;
    qint64 position = 0;
    for (const qint64 number : lines) {
        const Line line = lineAt(document, document.lineStart(number));
        const Attributes wanted = model::composeAttributes(line.attributes, numbered(indentOf(line.attributes), numbering), model::Nulls::Drop);
        change.retain(line.start - position);
        change.retain(line.end + 1 - line.start, model::diffAttributes(line.attributes, wanted));
        position = line.end + 1;
    }
    return {change.chop(), selection, EditKind::Command};
}

MovedNumbering::MovedNumbering(const Document &document, const Selection &selection)
    : m_document(document), m_first(document.lineAt(clamped(selection, document).start()))
{
}

Value MovedNumbering::at(int indent)
{
    auto &met = m_met.at(std::size_t(indent));
    if (!met) {
        const auto above = itemAbove(m_document, m_first, indent);
        const Attributes attributes = above ? attributesOf(m_document, *above) : Attributes();
        const Value *numbering = attributes.find("numbering");
        met = numbering ? *numbering : Value::null();
    }
    std::fill(m_met.begin() + indent + 1, m_met.end(), std::nullopt);
    return *met;
}

} // namespace syngraph::editor::commands
