// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/caret.h"

#include "base/plant.h"
#include "model/transform.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace syngraph::model {
namespace {

// How much of the line is looked at on either side: more than any grapheme that people write.
constexpr qint64 kContextUnits = 512;

// Between two such units there is always a grapheme boundary: nothing below combines or is combined with.
bool standsAlone(char16_t unit)
{
    return unit < 0x300;
}

} // namespace

qint64 snapRight(qint64 position, const Document &document)
{
    if (position <= 0 || position >= document.length())
        return std::clamp<qint64>(position, 0, document.length());
    if (standsAlone(document.at(position)) && standsAlone(document.at(position - 1)))
        return position;
    const qint64 line = document.lineAt(position);
    qint64 from = std::max(document.lineStart(line), position - kContextUnits);
    if (document.splitsPair(from))
        ++from;
    const qint64 to = std::min(document.lineStart(line + 1), position + kContextUnits);
    const QString text = document.text(from, to);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(position - from);
    if (finder.isAtBoundary())
        return position;
    const qsizetype next = finder.toNextBoundary();
    return next < 0 ? to : from + next;
}

qint64 moveCaret(qint64 caret, const Delta &over, const Document &after)
{
    return snapRight(transformPosition(caret, over, AtInsert::Stays), after);
}

Selection moveSelection(Selection selection, const Delta &over)
{
    const bool isCaret = selection.isCaret();
    const auto moved = [&](qint64 position, bool isLeft) {
        const bool isPushed = (isLeft && !isCaret) || (isCaret && planted(Plant::CaretPushed));
        return transformPosition(position, over, isPushed ? AtInsert::Moves : AtInsert::Stays);
    };
    const bool forward = selection.anchor < selection.head;
    return {moved(selection.anchor, forward), moved(selection.head, !forward)};
}

Selection moveSelection(Selection selection, const Delta &over, const Document &after)
{
    const Selection moved = moveSelection(selection, over);
    return {snapRight(moved.anchor, after), snapRight(moved.head, after)};
}

std::optional<qint64> caretBehind(const Delta &change)
{
    std::optional<qint64> inserted;
    std::optional<qint64> deleted;
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isDelete()) {
            deleted = deleted.value_or(position);
            continue;
        }
        position += op.length;
        if (op.isInsert())
            inserted = position;
    }
    return inserted ? inserted : deleted;
}

} // namespace syngraph::model
