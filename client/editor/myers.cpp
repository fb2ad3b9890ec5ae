// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/myers.h"

#include <algorithm>

namespace syngraph::editor {
namespace {

// Furthest x reached on diagonal k, for one number of edits.
class Front
{
public:
    explicit Front(int edits) : m_edits(edits), m_x(std::size_t(2 * edits + 3), 0) { }
    qint64 &operator[](int diagonal) { return m_x[std::size_t(diagonal + m_edits + 1)]; }
    qint64 operator[](int diagonal) const { return m_x[std::size_t(diagonal + m_edits + 1)]; }

private:
    int m_edits;
    std::vector<qint64> m_x;
};

// Whether the best way to diagonal k comes by inserting from b (down) rather than deleting from a (right).
bool comesDown(const Front &last, int k, int edits)
{
    return k == -edits || (k != edits && last[k - 1] < last[k + 1]);
}

qint64 startOn(const Front &last, int k, int edits)
{
    if (edits == 0)
        return 0;
    return comesDown(last, k, edits) ? last[k + 1] : last[k - 1] + 1;
}

// The fronts up to the one that reaches the end; empty where that takes too many edits.
std::vector<Front> computeFronts(QStringView a, QStringView b)
{
    std::vector<Front> fronts;
    for (int edits = 0; edits <= kMaxDifference; ++edits) {
        Front front(edits + 1);
        for (int k = -edits; k <= edits; k += 2) {
            qint64 x = edits == 0 ? 0 : startOn(fronts.back(), k, edits);
            // beyond the edge of either text there is nothing to compare
            while (x < a.size() && x - k < b.size() && x - k >= 0 && a[x] == b[x - k])
                ++x;
            front[k] = x;
            if (x >= a.size() && x - k >= b.size() && k == a.size() - b.size()) {
                fronts.push_back(std::move(front));
                return fronts;
            }
        }
        fronts.push_back(std::move(front));
    }
    return {};
}

bool isInsidePair(QStringView text, qint64 position)
{
    return position > 0 && position < text.size() && text[position].isLowSurrogate()
        && text[position - 1].isHighSurrogate();
}

// Shrinks the stretch until its edges cut no pair.
CommonText aligned(CommonText common, QStringView a, QStringView b)
{
    if (isInsidePair(a, common.inA) || isInsidePair(b, common.inB)) {
        ++common.inA;
        ++common.inB;
        --common.length;
    }
    if (isInsidePair(a, common.inA + common.length) || isInsidePair(b, common.inB + common.length))
        --common.length;
    return common;
}

} // namespace

std::vector<CommonText> findCommon(QStringView a, QStringView b)
{
    const std::vector<Front> fronts = computeFronts(a, b);
    std::vector<CommonText> found;
    qint64 x = a.size();
    qint64 y = b.size();
    for (int edits = int(fronts.size()) - 1; edits >= 0; --edits) {
        const int k = int(x - y);
        const qint64 start = edits == 0 ? 0 : startOn(fronts[std::size_t(edits - 1)], k, edits);
        const CommonText common = aligned({start, start - k, x - start}, a, b);
        if (common.length >= kMinCommon)
            found.push_back(common);
        if (edits == 0)
            break;
        const bool isDown = comesDown(fronts[std::size_t(edits - 1)], k, edits);
        x = isDown ? start : start - 1;
        y = isDown ? start - k - 1 : start - k;
    }
    std::ranges::reverse(found);
    return found;
}

} // namespace syngraph::editor
