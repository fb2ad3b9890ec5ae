// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::editor {

// The same change of `before` in the forms that editors owe each other (PROTOCOL.md, editor rules), so that what
// people do at one place at the same time merges as they mean it:
// - opening a line: whole paragraphs between two lines are written at the end of the upper one, "⏎X" before its
//   '\n', and that '\n' gets an explicit `block`; only above the first line they stay plain inserts;
// - a paragraph format covers its whole line.
// Law (property test forms_keep_the_effect): apply(before, editorForms(d, before)) = apply(before, d).
model::Delta editorForms(const model::Delta &change, const model::Document &before);

} // namespace syngraph::editor
