// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

namespace syngraph::convert {

// A file of CommonMark with task lists, strikethrough and tables (their rows become paragraphs with tabs) as a
// document; HTML in it is read as HTML is. A line break within a paragraph begins a new one. Its encoding is found
// (see decodeText); refuses what is no text, and what is too large for a document.
Result<model::Document> readMarkdown(const QByteArray &bytes);

} // namespace syngraph::convert
