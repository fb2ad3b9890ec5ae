// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/paged_document.h"

namespace syngraph::paper {

// The pages as a PDF file: text that can be selected, links that can be followed, headings as bookmarks.
Result<QByteArray> writePdf(const PagedDocument &pages);

// A PDF file with these bookmarks, nested by their levels.
Result<QByteArray> withBookmarks(const QByteArray &pdf, const std::vector<Heading> &headings);

} // namespace syngraph::paper
