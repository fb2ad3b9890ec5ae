// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace syngraph::convert {

// The text of a file whose encoding nobody says: by its byte order mark (UTF-8, UTF-16, UTF-32); UTF-16 without one
// by where its zero bytes are; UTF-8 where the bytes are valid; else Windows-1252, which has Latin-1 in it.
// Refuses (Unsupported) bytes that are no text.
Result<QString> decodeText(const QByteArray &bytes);

// The same for a page of HTML, which may name its encoding in a meta element.
Result<QString> decodeHtml(const QByteArray &bytes);

} // namespace syngraph::convert
