// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::model {

// A small change that turns `from` into `to`, both valid documents of the schema: text is aligned by lines,
// then words; formats are changed in place. Written as editors write (SEMANTICS 2): paragraph formats over
// whole lines, paragraphs between two lines opened at the end of the line above, the last line end never
// deleted. Law (property test diff_turns_one_document_into_the_other): apply(from, diff(from, to)) = to with
// Filter::Classes, and the change passes checkChange but for its size. About O(n log n); where very much
// differs it is larger than it need be.
Delta diff(const Document &from, const Document &to);

} // namespace syngraph::model
