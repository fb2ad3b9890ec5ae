// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace syngraph::trust {

inline constexpr int kWordCount = 2048;

// One of the words people compare aloud; the same in every language of the program. 0 <= index < kWordCount.
QLatin1StringView word(int index);

} // namespace syngraph::trust
