// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

// Commands on whole lines (paragraphs), with the rules of edit_commands.h.
namespace syngraph::editor::commands {

// The block attributes of the line at `position`.
model::Attributes lineFormatAt(const model::Document &document, qint64 position);
// The block values that all selected lines share.
model::Attributes lineFormat(const model::Document &document, const Selection &selection);
// Sets (null removes) block keys on the selected lines.
Edit setLineFormat(const model::Document &document, const Selection &selection, const model::Attributes &change);
// What the lines are; Body where all of them are that already.
Edit toggleBlock(const model::Document &document, const Selection &selection, BlockStyle style);
// By one level, within 0 .. 16.
Edit changeIndent(const model::Document &document, const Selection &selection, int levels);
// "left", "center", "right", "justify"; the side where the text of a line begins is the default and stored as nothing
// where it is the left one.
Edit align(const model::Document &document, const Selection &selection, const QString &alignment);
// The lines become this, whatever they were.
Edit setStyle(const model::Document &document, const Selection &selection, BlockStyle style);
// A task is done, or not yet after all.
Edit toggleCheck(const model::Document &document, qint64 position);

// Enter: splits the line. On an empty list item, quote or last line of code it leaves that instead; behind a
// heading comes body text; a new task is not done.
Edit splitLine(const model::Document &document, const Selection &selection);
// Backspace at the beginning of a line: takes back what makes the line special, level by level, then joins it
// with the line above. Nothing where the caret is not at the beginning of a line.
std::optional<Edit> backspaceAtLineStart(const model::Document &document, const Selection &selection);
// Delete at the end of a line: joins the line below. Nothing elsewhere.
std::optional<Edit> deleteAtLineEnd(const model::Document &document, const Selection &selection);

} // namespace syngraph::editor::commands
