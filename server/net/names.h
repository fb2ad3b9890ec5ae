// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Names and titles that others chose, made harmless before anybody sees them.
namespace syngraph::net {

// Whether a character can forge, reorder or hide text: controls, line and bidi marks, what has no width.
bool isTreacherous(char32_t character);

// Without treacherous characters and lone surrogates, white space run together and cut at both ends, at most
// `maxUnits` UTF-16 units; `otherwise` where nothing remains.
QString sanitised(QStringView name, qsizetype maxUnits, const QString &otherwise);

} // namespace syngraph::net
