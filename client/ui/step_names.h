// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"
#include "session/undo_stack.h"

namespace syngraph::ui {

// What the menu calls a step of undo. The numbers are kept on disks: new ones go to the end.
enum class StepName : session::StepLabel {
    None, Typing, Deleting, Pasting, HorizontalLine, PageBreak, Picture, Link, Bold, Italic, Underline,
    Strikethrough, Code, Script, TextColor, Highlight, Font, FontSize, ParagraphStyle, List, Alignment, Indent,
    Replacing, TypingAid, Formatting, Restoring, Comment, Deciding, LineSpacing, ParagraphSpacing, Numbering,
    Language, Moving,
};

// Told from what the person did and what became of it.
StepName stepNameOf(const model::Delta &change, editor::EditKind kind);

// What a format is called, as far as steps name it.
QString formatName(const model::Attribute &format);

// "Undo Typing", to be shown in menus and tips; the verb alone where the step has no name.
QString undoText(session::StepLabel label);
QString redoText(session::StepLabel label);

} // namespace syngraph::ui
