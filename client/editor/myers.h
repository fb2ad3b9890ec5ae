// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace syngraph::editor {

struct CommonText
{
    qint64 inA = 0;
    qint64 inB = 0;
    qint64 length = 0;
};

// What two texts share, in order, by Myers' greedy algorithm (1986), given up (nothing shared) beyond
// kMaxDifference edits: then everything is simply replaced. Shared stretches of fewer than kMinCommon units
// are dropped: single letters that a new word happens to share with the old one mean nothing.
// O((|a| + |b|) * kMaxDifference); never cuts a surrogate pair.
std::vector<CommonText> findCommon(QStringView a, QStringView b);

inline constexpr int kMaxDifference = 200;
inline constexpr qint64 kMinCommon = 4;

} // namespace syngraph::editor
