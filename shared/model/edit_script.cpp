// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit_script.h"

#include <algorithm>

namespace syngraph::model {
namespace {

// Furthest x reached on each diagonal k = x - y after d edits; only k = -d, -d + 2 .. d count.
class Frontier
{
public:
    explicit Frontier(int edits)
        : m_reached(std::size_t(2 * edits + 3), 0)
        , m_middle(edits + 1)
    { }
    qint64 &at(qint64 k) { return m_reached[std::size_t(k + m_middle)]; }
    qint64 at(qint64 k) const { return m_reached[std::size_t(k + m_middle)]; }

private:
    std::vector<qint64> m_reached;
    qint64 m_middle;
};

// Whether the best way onto diagonal k comes by an insertion (from k + 1) rather than a deletion.
bool comesDown(const Frontier &before, int edits, qint64 k)
{
    return k == -edits || (k != edits && before.at(k - 1) < before.at(k + 1));
}

void appendStep(std::vector<Hunk> &hunks, const Hunk &step)
{
    // walked backwards: the step stands before what is there
    if (!hunks.empty() && hunks.back().aFrom == step.aTo && hunks.back().bFrom == step.bTo) {
        hunks.back().aFrom = step.aFrom;
        hunks.back().bFrom = step.bFrom;
    } else {
        hunks.push_back(step);
    }
}

std::vector<Hunk> walkBack(const std::vector<Frontier> &history, qint64 n, qint64 m)
{
    std::vector<Hunk> hunks;
    qint64 x = n;
    qint64 y = m;
    for (int edits = int(history.size()) - 1; edits > 0; --edits) {
        const Frontier &before = history[std::size_t(edits) - 1];
        const qint64 k = x - y;
        const bool down = comesDown(before, edits, k);
        const qint64 oldX = before.at(down ? k + 1 : k - 1);
        const qint64 oldY = oldX - (down ? k + 1 : k - 1);
        appendStep(hunks, down ? Hunk {oldX, oldX, oldY, oldY + 1} : Hunk {oldX, oldX + 1, oldY, oldY});
        x = oldX;
        y = oldY;
    }
    std::ranges::reverse(hunks);
    return hunks;
}

} // namespace

std::optional<std::vector<Hunk>> shortestEdits(qint64 n, qint64 m, int maxEdits, const Equal &equal)
{
    std::vector<Frontier> history;
    for (int edits = 0; edits <= maxEdits; ++edits) {
        Frontier now(edits + 1);
        for (qint64 k = -edits; k <= edits; k += 2) {
            qint64 x = 0;
            if (edits > 0) {
                const Frontier &before = history.back();
                x = comesDown(before, edits, k) ? before.at(k + 1) : before.at(k - 1) + 1;
            }
            qint64 y = x - k;
            while (x < n && y < m && equal(x, y)) {
                ++x;
                ++y;
            }
            now.at(k) = x;
            if (x >= n && y >= m) {
                history.push_back(std::move(now));
                return walkBack(history, n, m);
            }
        }
        history.push_back(std::move(now));
    }
    return std::nullopt;
}

std::vector<std::pair<qint64, qint64>> longestAscending(const std::vector<std::pair<qint64, qint64>> &pairs)
{
    std::vector<std::size_t> tails; // the pair that ends the best row of each length
    std::vector<std::size_t> previous(pairs.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto place = std::ranges::lower_bound(tails, pairs[i].second, {},
                                                    [&](std::size_t tail) { return pairs[tail].second; });
        if (place != tails.begin())
            previous[i] = *(place - 1);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<std::pair<qint64, qint64>> row;
    for (std::size_t i = tails.empty() ? pairs.size() : tails.back(); i < pairs.size(); i = previous[i])
        row.push_back(pairs[i]);
    std::ranges::reverse(row);
    return row;
}

} // namespace syngraph::model
