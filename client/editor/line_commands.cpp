// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/line_commands.h"

#include "editor/edit_builder.h"
#include "editor/edit_commands.h"

#include <algorithm>

namespace syngraph::editor::commands {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

constexpr int kMaxIndent = 16;
constexpr qint64 kLargestStart = 9999;

BlockStyle styleOf(const Attributes &attributes)
{
    return FormatMap::styleOf(attributes);
}

bool isHeading(BlockStyle style)
{
    return style >= BlockStyle::Title && style <= BlockStyle::H6;
}

int indentOf(const Attributes &attributes)
{
    const Value *indent = attributes.find("indent");
    return indent ? int(indent->toInteger().value_or(0)) : 0;
}

Attributes attributesOf(const Document &document, qint64 line)
{
    return document.runAt(document.lineStart(line + 1) - 1).attributes;
}

Attributes withIndent(int level)
{
    return Attributes{{"indent", level > 0 ? Value::number(std::min(level, kMaxIndent)) : Value::null()}};
}

// What is no numbered item has no number to start with.
Attributes withStyle(BlockStyle style)
{
    const Attributes block{{"block", valueOf(style)}};
    return style == BlockStyle::Ordered ? block : block.with("start", Value::null());
}

bool isItem(BlockStyle style)
{
    return style >= BlockStyle::Bullet && style <= BlockStyle::Checked;
}

// The line of the numbered item that the one in `line` counts on from; nothing where that is the first of its list.
std::optional<qint64> itemAbove(const Document &document, qint64 line, int indent)
{
    while (line-- > 0) {
        const Attributes above = attributesOf(document, line);
        if (!isItem(styleOf(above)) || indentOf(above) < indent)
            return std::nullopt;
        if (indentOf(above) == indent)
            return styleOf(above) == BlockStyle::Ordered ? std::optional(line) : std::nullopt;
    }
    return std::nullopt;
}

qint64 numberOf(const Document &document, qint64 line)
{
    for (qint64 counted = 0;; ++counted) {
        const Attributes attributes = attributesOf(document, line);
        if (const Value *start = attributes.find("start"))
            return start->toInteger().value_or(1) + counted;
        const auto above = itemAbove(document, line, indentOf(attributes));
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
        if (styleOf(above) == BlockStyle::Ordered && indentOf(above) == indent)
            return line;
    }
    return std::nullopt;
}

// What sets the number of an item; nothing where the line is none.
Edit startAt(const Document &document, const Selection &selection, const Value &number)
{
    const qint64 position = clamped(selection, document).start();
    if (styleOf(lineFormatAt(document, position)) != BlockStyle::Ordered)
        return {{}, selection, EditKind::Command};
    Edit edit = setLineFormat(document, Selection::caret(position), Attributes{{"start", number}});
    edit.selection = selection;
    return edit;
}

// Calls each(line) for the lines that the selection reaches into.
template<typename Each>
void eachLine(const Document &document, const Selection &selection, Each each)
{
    const Selection range = clamped(selection, document);
    qint64 position = range.start();
    do {
        const Line line = lineAt(document, position);
        each(line);
        position = line.end + 1;
    } while (position < range.end());
}

// Sets on each line what `changeOf(its attributes)` says, over its whole length.
template<typename ChangeOf>
Edit restyleLines(const Document &document, const Selection &selection, ChangeOf changeOf)
{
    Delta change;
    qint64 position = 0;
    eachLine(document, selection, [&](const Line &line) {
        const Attributes wanted = model::composeAttributes(line.attributes, changeOf(line.attributes), model::Nulls::Drop);
        const Attributes set = model::diffAttributes(line.attributes, wanted);
        if (set.isEmpty())
            return;
        change.retain(line.start - position);
        change.retain(line.end + 1 - line.start, set);
        position = line.end + 1;
    });
    return {change.chop(), selection, EditKind::Command};
}

bool isLastOfCode(const Document &document, const Line &line)
{
    const bool isAbove = line.start > 0 && styleOf(lineAt(document, line.start - 1).attributes) == BlockStyle::Code;
    const bool isBelow = line.end + 1 < document.length()
        && styleOf(lineAt(document, line.end + 1).attributes) == BlockStyle::Code;
    return isAbove && !isBelow;
}

// What Enter takes off an empty line instead of splitting it; nothing where it splits.
Attributes leaving(const Document &document, const Line &line)
{
    if (!line.isEmpty())
        return {};
    const int indent = indentOf(line.attributes);
    switch (styleOf(line.attributes)) {
    case BlockStyle::Bullet:
    case BlockStyle::Ordered:
    case BlockStyle::Check:
    case BlockStyle::Checked: return indent > 0 ? withIndent(indent - 1) : withStyle(BlockStyle::Body);
    case BlockStyle::Quote: return withStyle(BlockStyle::Body);
    case BlockStyle::Code: return isLastOfCode(document, line) ? withStyle(BlockStyle::Body) : Attributes();
    default: return {};
    }
}

// Block attributes of the upper and the lower line after Enter at `position` of `line`.
std::pair<Attributes, Attributes> splitAttributes(const Line &line, qint64 position, bool keepsRest)
{
    const Attributes &now = line.attributes;
    const BlockStyle style = styleOf(now);
    if (isHeading(style)) {
        if (!keepsRest)
            return {now, now.without("block")};
        if (position == line.start)
            return {now.without("block"), now};
    }
    if (style == BlockStyle::Checked && !keepsRest)
        return {now, now.with("block", valueOf(BlockStyle::Check))};
    return {now, now.without("start")};
}

} // namespace

Attributes lineFormatAt(const Document &document, qint64 position)
{
    return lineAt(document, std::clamp(position, qint64(0), document.length() - 1)).attributes;
}

Attributes lineFormat(const Document &document, const Selection &selection)
{
    std::optional<Attributes> common;
    eachLine(document, selection, [&](const Line &line) {
        if (!common) {
            common = line.attributes;
            return;
        }
        common = model::filterAttributes(*common, [&](const QByteArray &key, const Value &value) {
            const Value *here = line.attributes.find(key);
            return here && *here == value;
        });
    });
    return common.value_or(Attributes());
}

Edit setLineFormat(const Document &document, const Selection &selection, const Attributes &change)
{
    return restyleLines(document, selection, [&](const Attributes &) { return change; });
}

Edit toggleBlock(const Document &document, const Selection &selection, BlockStyle style)
{
    bool areAll = true;
    eachLine(document, selection, [&](const Line &line) {
        const BlockStyle now = styleOf(line.attributes);
        areAll &= now == style || (style == BlockStyle::Check && now == BlockStyle::Checked);
    });
    return setLineFormat(document, selection, withStyle(areAll ? BlockStyle::Body : style));
}

Edit changeIndent(const Document &document, const Selection &selection, int levels)
{
    return restyleLines(document, selection, [&](const Attributes &now) {
        return withIndent(std::clamp(indentOf(now) + levels, 0, kMaxIndent));
    });
}

Edit align(const Document &document, const Selection &selection, const QString &alignment)
{
    const Value value = alignment.isEmpty() || alignment == u"left" ? Value::null() : Value::string(alignment);
    return setLineFormat(document, selection, Attributes{{"align", value}});
}

Edit restartNumbering(const Document &document, const Selection &selection)
{
    return startAt(document, selection, Value::number(1));
}

Edit continueNumbering(const Document &document, const Selection &selection)
{
    const qint64 line = document.lineAt(clamped(selection, document).start());
    const int indent = indentOf(attributesOf(document, line));
    const auto last = lastNumbered(document, line, indent);
    if (!last || itemAbove(document, line, indent))
        return startAt(document, selection, Value::null());
    return startAt(document, selection, Value::number(std::min(numberOf(document, *last) + 1, kLargestStart)));
}

Edit toggleCheck(const Document &document, qint64 position)
{
    const Selection caret = Selection::caret(position);
    Edit edit;
    switch (styleOf(lineFormatAt(document, position))) {
    case BlockStyle::Check: edit = setLineFormat(document, caret, withStyle(BlockStyle::Checked)); break;
    case BlockStyle::Checked: edit = setLineFormat(document, caret, withStyle(BlockStyle::Check)); break;
    default: break;
    }
    edit.selection.reset();
    return edit;
}

Edit splitLine(const Document &document, const Selection &selection)
{
    const Selection range = clamped(selection, document);
    const Line line = lineAt(document, range.start());
    const Line lastLine = lineAt(document, range.end());
    if (const Attributes off = leaving(document, line); range.isEmpty() && !off.isEmpty())
        return setLineFormat(document, range, off);
    const bool keepsRest = range.end() < lastLine.end;
    const auto [upper, lower] = splitAttributes(line, range.start(), keepsRest);
    Delta change;
    change.retain(range.start());
    change.insert(u"\n", upper);
    change.remove(range.end() - range.start());
    appendLineEnd(change, document, range.end(), model::diffAttributes(lastLine.attributes, lower));
    return {editorForms(change.chop(), document), Selection::caret(range.start() + 1), EditKind::Typing};
}

std::optional<Edit> backspaceAtLineStart(const Document &document, const Selection &selection)
{
    const Selection range = clamped(selection, document);
    const Line line = lineAt(document, range.position);
    if (!range.isEmpty() || range.position != line.start)
        return std::nullopt;
    if (const int indent = indentOf(line.attributes); indent > 0)
        return setLineFormat(document, range, withIndent(indent - 1));
    if (styleOf(line.attributes) != BlockStyle::Body)
        return setLineFormat(document, range, withStyle(BlockStyle::Body));
    if (line.start == 0)
        return Edit{{}, selection, EditKind::Deleting};
    return deleteSelection(document, {line.start - 1, line.start});
}

std::optional<Edit> deleteAtLineEnd(const Document &document, const Selection &selection)
{
    const Selection range = clamped(selection, document);
    const Line line = lineAt(document, range.position);
    if (!range.isEmpty() || range.position != line.end)
        return std::nullopt;
    if (line.end == document.length() - 1)
        return Edit{{}, selection, EditKind::Deleting};
    return deleteSelection(document, {line.end, line.end + 1});
}

} // namespace syngraph::editor::commands
