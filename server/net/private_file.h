// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace syngraph::net {

// Writes a file that only its owner can read, whole or not at all, replacing what was there.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace syngraph::net
