// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/edit_builder.h"

#include "editor/format_map.h"

namespace syngraph::editor::commands {

using model::Attributes;
using model::Delta;
using model::Document;

Line lineAt(const Document &document, qint64 position)
{
    const qint64 number = document.lineAt(position);
    Line line;
    line.start = document.lineStart(number);
    line.end = document.lineStart(number + 1) - 1;
    line.attributes = document.runAt(line.end).attributes;
    return line;
}

model::Attributes attributesOf(const Document &document, qint64 line)
{
    return document.runAt(document.lineStart(line + 1) - 1).attributes;
}

int indentOf(const model::Attributes &lineAttributes)
{
    const model::Value *indent = lineAttributes.find("indent");
    return indent ? int(indent->toInteger().value_or(0)) : 0;
}

bool isItem(const model::Attributes &lineAttributes)
{
    const BlockStyle style = FormatMap::styleOf(lineAttributes);
    return style >= BlockStyle::Bullet && style <= BlockStyle::Checked;
}

Selection clamped(const Selection &selection, const Document &document)
{
    const auto inside = [&](qint64 position) {
        const qint64 place = std::clamp(position, qint64(0), document.length() - 1);
        return document.splitsPair(place) ? place + 1 : place;
    };
    return {inside(selection.anchor), inside(selection.position)};
}

Attributes appendDelete(Delta &change, const Document &document, qint64 from, qint64 to)
{
    change.remove(to - from);
    const Line first = lineAt(document, from);
    if (to <= first.end || first.start == from)
        return {};
    return model::diffAttributes(lineAt(document, to).attributes, first.attributes);
}

void appendLineEnd(Delta &change, const Document &document, qint64 position, const Attributes &attributes)
{
    if (attributes.isEmpty())
        return;
    change.retain(lineAt(document, position).end - position);
    change.retain(1, attributes);
}

} // namespace syngraph::editor::commands
