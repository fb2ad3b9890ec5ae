// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syngraph::app {

// Tells the C library, where it has to be told, to keep nothing for itself. glibc keeps blocks of a size once one of that
// size was freed, and a document that is opened frees some of many MiB. And it gives each thread a heap of its own: a long
// document that was read on another thread would be freed into that one's bit by bit as people edit it, and nobody
// would use it again. Blocks of several MiB are not its business, see LargeBlocks. Before anything else in main().
void keepMemorySmall();

} // namespace syngraph::app
