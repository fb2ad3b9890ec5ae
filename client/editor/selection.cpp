// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/selection.h"

#include "model/transform.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace syngraph::editor {
namespace {

// A grapheme of more units than this is cut; nobody types such.
constexpr qint64 kLongestGrapheme = 64;

qint64 snapped(qint64 position, const model::Document &document)
{
    if (position <= 0 || position >= document.length() || document.at(position) < 0x300)
        return std::clamp(position, qint64(0), document.length() - 1);
    const qint64 line = document.lineAt(position);
    const qint64 start = std::max(document.lineStart(line), position - kLongestGrapheme);
    const qint64 end = std::min(document.lineStart(line + 1), position + kLongestGrapheme);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, document.text(start, end));
    finder.setPosition(int(position - start));
    if (finder.isAtBoundary())
        return position;
    const auto next = finder.toNextBoundary();
    return next < 0 ? position : std::min(start + next, document.length() - 1);
}

} // namespace

Selection movedSelection(const Selection &selection, const model::Delta &change, const model::Document &after)
{
    using model::AtInsert;
    if (selection.isEmpty()) {
        const qint64 caret = model::transformPosition(selection.position, change, AtInsert::Stays);
        return Selection::caret(snapped(caret, after));
    }
    const qint64 end = snapped(model::transformPosition(selection.end(), change, AtInsert::Stays), after);
    const qint64 moved = snapped(model::transformPosition(selection.start(), change, AtInsert::Moves), after);
    const qint64 start = std::min(moved, end);
    return selection.anchor <= selection.position ? Selection{start, end} : Selection{end, start};
}

Selection changedRange(const model::Delta &change)
{
    qint64 position = 0;
    qint64 from = -1;
    qint64 to = 0;
    for (const model::Op &op : change.ops()) {
        const bool isPlain = op.kind == model::Op::Kind::Retain && op.attributes.isEmpty();
        if (!isPlain && from < 0)
            from = position;
        position += op.isDelete() ? 0 : op.length;
        if (!isPlain)
            to = position;
    }
    return {std::max(from, qint64(0)), to};
}

} // namespace syngraph::editor
