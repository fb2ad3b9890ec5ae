// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syngraph::app {

// Lets every large block of memory go back to the system as soon as it is free, wherever the C library has to be told:
// glibc keeps blocks of a size for itself once one of that size was freed, and a document that is opened frees some of
// many MiB. Before anything else in main().
void giveBackLargeBlocks();

} // namespace syngraph::app
