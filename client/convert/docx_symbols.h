// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syngraph::convert {

// The character that w:sym means: `code`, four hex digits, in a font that may be one of symbols. U+FFFD where a font of
// symbols has something there that is not known here; empty where it is no code.
QString docxSymbol(const QString &font, const QString &code);

} // namespace syngraph::convert
