// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/sittings.h"

#include <QString>

namespace syngraph::ui {

// "Today 14:05–14:40"; `nowMs` is the present.
QString whenText(qint64 beginMs, qint64 endMs, qint64 nowMs);
// "Anna + Ben".
QString whoText(const history::Log &log, const std::vector<int> &authors);
// "212 changes".
QString changesText(qint64 changes);

} // namespace syngraph::ui
