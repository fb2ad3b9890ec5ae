// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/outline.h"
#include "editor/document_binding.h"

#include <span>

// Sections: a heading with what stands under it, deeper headings included.
namespace syngraph::editor::commands {

// Where the section of a heading ends: at the next one that is not deeper, or at the document's end.
qint64 sectionEnd(std::span<const OutlineEntry> outline, std::size_t entry, qint64 documentEnd);

// The whole paragraphs [from, to) come to stand before the paragraph at `target`, which is none of them, or at the
// document's end. Everything in them goes along as it is; the caret is then where they begin.
Edit moveParagraphs(const model::Document &document, qint64 from, qint64 to, qint64 target);

} // namespace syngraph::editor::commands
