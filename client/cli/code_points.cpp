// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/code_points.h"

#include <algorithm>

namespace syngraph::cli {

qint64 CodePoints::toUnits(qint64 codePoints) const
{
    // the pair with index i stands behind i other pairs, so its own position in code points is i less
    std::size_t low = 0;
    std::size_t high = m_pairs.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_pairs[middle] - qint64(middle) < codePoints)
            low = middle + 1;
        else
            high = middle;
    }
    return codePoints + qint64(low);
}

void CodePoints::apply(const model::Delta &change)
{
    const QStringView text = change.text();
    const bool bringsPairs = std::ranges::any_of(text, [](QChar unit) { return unit.isHighSurrogate(); });
    if (m_pairs.empty() && !bringsPairs)
        return;
    std::vector<qint64> after;
    auto next = m_pairs.begin();
    qint64 before = 0; // position in the old document
    qint64 now = 0;
    qsizetype taken = 0;
    const auto keepUntil = [&](qint64 end) {
        for (; next != m_pairs.end() && *next < end; ++next)
            after.push_back(*next - before + now);
    };
    for (const model::Op &op : change.ops()) {
        if (op.isKeep()) {
            keepUntil(before + op.length);
            before += op.length;
            now += op.length;
        } else if (op.isDelete()) {
            before += op.length;
            next = std::lower_bound(next, m_pairs.end(), before);
        } else {
            for (qint64 i = 0; op.kind == model::Op::Kind::InsertText && i < op.length; ++i) {
                if (text[taken + i].isHighSurrogate())
                    after.push_back(now + i);
            }
            taken += op.kind == model::Op::Kind::InsertText ? op.length : 0;
            now += op.length;
        }
    }
    for (; next != m_pairs.end(); ++next)
        after.push_back(*next - before + now);
    m_pairs = std::move(after);
}

} // namespace syngraph::cli
