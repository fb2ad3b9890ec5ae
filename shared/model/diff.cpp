// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff.h"

namespace syngraph::model {

Delta diff(const Document &from, const Document &to)
{
    Delta change;
    const Delta content = to.slice(0, to.length() - 1);
    qsizetype taken = 0;
    for (const Op &op : content.ops()) {
        if (op.kind == Op::Kind::InsertText) {
            change.insert(content.text().sliced(taken, op.length), op.attributes);
            taken += op.length;
        } else {
            change.insert(op.embed, op.attributes);
        }
    }
    change.remove(from.length() - 1);
    return std::move(change.retain(1, diffAttributes(from.runAt(from.length() - 1).attributes, to.runAt(to.length() - 1).attributes)).chop());
}

} // namespace syngraph::model
