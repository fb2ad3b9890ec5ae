// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite.h"

namespace syngraph::storage {

// Opens `server.db`, made with its tables where it does not exist.
Result<sqlite::Connection> openRegistryFile(const QString &path);

} // namespace syngraph::storage
