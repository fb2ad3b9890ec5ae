// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/comments.h"

namespace syngraph::convert {

// `content`, which is the span's, marked as text that is commented on, with the numbers of those threads that end there.
// What is no text of the document has the attribute data-aside, which who reads the page again passes over.
QString withComments(const Span &span, const QString &content, const ThreadPlaces &places);
// What was said, to stand behind the text; empty where nothing was.
QString commentsHtml(const ThreadPlaces &places);

} // namespace syngraph::convert
