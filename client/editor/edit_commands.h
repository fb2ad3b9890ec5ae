// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

// Commands as functions from (document, selection) to the change to make: no widget, no state. Every result fits
// the document it was made for and is in the editor forms; a command that changes nothing gives an empty change.
namespace syngraph::editor::commands {

// Inline formats: over the selection's characters; paragraph ends carry none.
// The values that all selected characters share; at a caret what text typed there gets.
model::Attributes formatAt(const model::Document &document, const Selection &selection);
// What text typed at `position` takes over from the character before it: growing formats, and closed ones inside.
model::Attributes typingFormat(const model::Document &document, qint64 position);
// Sets (a null value removes) the keys on the selection.
Edit setFormat(const model::Document &document, const Selection &selection, const model::Attributes &change);
// Off where all of the selection has the key, else on (with `value`).
Edit toggleFormat(const model::Document &document, const Selection &selection, const QByteArray &key,
                  const model::Value &value);
// The selection gets exactly these growing formats; links and comments stay.
Edit replaceFormat(const model::Document &document, const Selection &selection, const model::Attributes &format);
// Removes every inline format and link; comments and suggestions stay.
Edit clearFormat(const model::Document &document, const Selection &selection);
// Links the selection, or the whole link that the caret stands in; an empty target unlinks. At a caret outside
// a link the target itself is inserted as text.
Edit setLink(const model::Document &document, const Selection &selection, const QString &target);
// The target of the link at the caret; empty where there is none.
QString linkAt(const model::Document &document, qint64 position);

// Text and objects.
Edit insertText(const model::Document &document, const Selection &selection, const QString &text,
                const model::Attributes &format);
// The line ends, its paragraph goes on.
Edit insertLineBreak(const model::Document &document, const Selection &selection, const model::Attributes &format);
Edit insertImage(const model::Document &document, const Selection &selection, const model::Embed &image);
// On a line of its own.
Edit insertRule(const model::Document &document, const Selection &selection);
Edit insertPageBreak(const model::Document &document, const Selection &selection);
// Paragraphs (inserts only, ending with a paragraph end): one alone goes into the line, several bring theirs along.
Edit insertParagraphs(const model::Document &document, const Selection &selection, const model::Delta &paragraphs);
// `selection` moved to `position` (a drop inside the document).
Edit moveSelection(const model::Document &document, const Selection &selection, qint64 position);
Edit deleteSelection(const model::Document &document, const Selection &selection);

} // namespace syngraph::editor::commands
