// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/picture.h"
#include "model/document.h"

namespace syngraph::convert {

// A file of CommonMark with task lists, strikethrough and tables (their rows become paragraphs with tabs) as a
// document; HTML in it is read as HTML is. Its encoding is found (see decodeText); refuses what is no text, and what
// is too large for a document. Images that stand in their addresses, or in files in or below `folder`, go to `pictures`;
// others, and all without it, are their alternative text.
Result<model::Document> readMarkdown(const QByteArray &bytes, Pictures *pictures = nullptr, const QString &folder = {});

} // namespace syngraph::convert
