// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/content.h"

namespace syngraph::history {

// What whole paragraphs have become by `change`; `after` is the document with it. What was written at their beginning
// or end belongs to them, a paragraph put in front of them does not. Where all of them is deleted, what was written in
// their place.
Stretch paragraphsAfter(const Stretch &paragraphs, const model::Delta &change, const model::Document &after);

// `document` with the content of `other`'s stretches in the place of its own stretch; a valid document where both are.
model::Document withParagraphs(const model::Document &document, const Stretch &place,
                               std::initializer_list<std::pair<const model::Document *, Stretch>> others);

} // namespace syngraph::history
