// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syngraph::replica {

// Writes the file whole or not at all, for its owner's eyes only; its folder has to be there. Returns whether it is.
bool writePrivateFile(const QString &path, const QByteArray &content);

} // namespace syngraph::replica
