// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/random.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>

namespace syngraph::test {

// A layer between SQLite and the disk that knows at any moment what a power failure may leave: of everything written
// to a file since its last sync each sector of 512 bytes is there or not, in its newest or an earlier state, whatever
// the order; so is its new size, and its being there at all when it was made or deleted without a sync.
// One per process; becomes SQLite's default when installed. Not for several threads.
namespace power {

// Paths with what they hold.
using Image = QMap<QString, QByteArray>;

void install();
// Forgets what was watched. Files in `folder` that SQLite opens from now on are watched; `beforeCall` is called before
// each call that changes one of them.
void watch(const QString &folder, std::function<void()> beforeCall);
// What the watched files may look like after a power failure now.
Image draw(support::Random &random);
// Nothing that was not synced, or everything.
Image leastImage();
Image fullImage();

} // namespace power

} // namespace syngraph::test
