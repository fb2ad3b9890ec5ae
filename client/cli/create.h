// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"

namespace syngraph::cli {

// Makes a new, empty document, over a connection of its own.
Result<DocumentId> createDocument(const Target &target, const QString &title);

} // namespace syngraph::cli
