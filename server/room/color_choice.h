// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>

namespace syngraph::room {

// How different two rows of protocol::kPersonColors look, on the page where they look more alike; about 0.1 is
// plain to see (distance in OKLab).
double colorDistance(qint64 one, qint64 other);

// The colour for somebody who comes to people with these: one of those used least, and among them the one that
// differs most from all that are in use.
qint64 chooseColor(std::span<const qint64> inUse);

} // namespace syngraph::room
