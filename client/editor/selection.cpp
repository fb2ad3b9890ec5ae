// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/selection.h"

#include "model/caret.h"

#include <algorithm>

namespace syngraph::editor {
Selection movedSelection(const Selection &selection, const model::Delta &change, const model::Document &after)
{
    const model::Selection moved = model::moveSelection({selection.anchor, selection.position}, change, after);
    return {moved.anchor, moved.head};
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
