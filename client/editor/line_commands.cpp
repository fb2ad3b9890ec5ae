// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/line_commands.h"

#include "editor/edit_builder.h"
#include "editor/edit_commands.h"
#include "editor/numbering_commands.h"
#include "editor/shared_format.h"

#include <algorithm>
#include <limits>

namespace syngraph::editor::commands {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

constexpr int kMaxIndent = 16;
constexpr qint64 kFarthestLetter = 400; // looked at for the direction of a line, in units

BlockStyle styleOf(const Attributes &attributes)
{
    return FormatMap::styleOf(attributes);
}

bool isHeading(BlockStyle style)
{
    return style >= BlockStyle::Title && style <= BlockStyle::H6;
}

Attributes withIndent(int level)
{
    return Attributes{{"indent", level > 0 ? Value::number(std::min(level, kMaxIndent)) : Value::null()}};
}

// What is no numbered item has no number to start with, and none to write.
Attributes withStyle(BlockStyle style)
{
    const Attributes block{{"block", valueOf(style)}};
    return style == BlockStyle::Ordered ? block : block.with("start", Value::null()).with("numbering", Value::null());
}

// What a line becomes at another level, and as what it stands there.
Attributes movedTo(const Line &line, int level, MovedNumbering &numbering)
{
    const Attributes indented = withIndent(level);
    const bool isNumbered = styleOf(line.attributes) == BlockStyle::Ordered && level != indentOf(line.attributes);
    return isNumbered ? indented.with("numbering", numbering.at(level)) : indented;
}

// As it says itself, or else as its first letters do.
bool runsFromRight(const Document &document, const Line &line)
{
    if (const Value *direction = line.attributes.find("dir"))
        return direction->toString() == u"rtl";
    return document.text(line.start, std::min(line.end, line.start + kFarthestLetter)).isRightToLeft();
}

// Sets on each line what `changeOf(line)` says, over its whole length.
template<typename ChangeOf>
Edit restyleLines(const Document &document, const Selection &selection, ChangeOf changeOf)
{
    Delta change;
    qint64 position = 0;
    eachLine(document, selection, [&](const Line &line) {
        const Attributes wanted = model::composeAttributes(line.attributes, changeOf(line), model::Nulls::Drop);
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
    MovedNumbering numbering(document, Selection::caret(line.start));
    switch (styleOf(line.attributes)) {
    case BlockStyle::Bullet:
    case BlockStyle::Ordered:
    case BlockStyle::Check:
    case BlockStyle::Checked:
        return indent > 0 ? movedTo(line, indent - 1, numbering) : withStyle(BlockStyle::Body);
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
    SharedFormat shared(document, selection);
    shared.advance(std::numeric_limits<int>::max());
    return shared.lines();
}

Edit setLineFormat(const Document &document, const Selection &selection, const Attributes &change)
{
    return restyleLines(document, selection, [&](const Line &) { return change; });
}

Edit toggleBlock(const Document &document, const Selection &selection, BlockStyle style)
{
    bool areAll = true;
    eachLine(document, selection, [&](const Line &line) {
        const BlockStyle now = styleOf(line.attributes);
        areAll &= now == style || (style == BlockStyle::Check && now == BlockStyle::Checked);
    });
    MovedNumbering numbering(document, selection);
    return restyleLines(document, selection, [&](const Line &line) {
        const bool becomesNumbered = !areAll && style == BlockStyle::Ordered && styleOf(line.attributes) != style;
        const Attributes block = withStyle(areAll ? BlockStyle::Body : style);
        return becomesNumbered ? block.with("numbering", numbering.at(indentOf(line.attributes))) : block;
    });
}

Edit changeIndent(const Document &document, const Selection &selection, int levels)
{
    MovedNumbering numbering(document, selection);
    return restyleLines(document, selection, [&](const Line &line) {
        return movedTo(line, std::clamp(indentOf(line.attributes) + levels, 0, kMaxIndent), numbering);
    });
}

Edit align(const Document &document, const Selection &selection, const QString &alignment)
{
    return restyleLines(document, selection, [&](const Line &line) {
        const bool isDefault = alignment.isEmpty() || (alignment == u"left" && !runsFromRight(document, line));
        return Attributes{{"align", isDefault ? Value::null() : Value::string(alignment)}};
    });
}

QString alignmentOf(const Document &document, const Line &line)
{
    if (const Value *own = line.attributes.find("align"))
        return own->toString();
    return runsFromRight(document, line) ? QStringLiteral("right") : QStringLiteral("left");
}

Edit setStyle(const Document &document, const Selection &selection, BlockStyle style)
{
    return restyleLines(document, selection, [&](const Line &) { return withStyle(style); });
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
    if (indentOf(line.attributes) > 0)
        return changeIndent(document, range, -1);
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
