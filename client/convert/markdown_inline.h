// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/lines.h"
#include "convert/picture.h"

namespace syngraph::convert {

// The content of one line in Markdown, without what says of what kind the line is. Spans of equal format share their
// marks; where Markdown would not take a mark for one (punctuation at its inside, a letter at its outside), the HTML
// element of the same meaning stands.
QString markdownOf(const Line &line, const PictureFiles &pictures);

} // namespace syngraph::convert
