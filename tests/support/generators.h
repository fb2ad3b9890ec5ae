// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cells.h"
#include "support/random.h"

// Random documents and changes: letters, digits, emoji, combining marks, right-to-left text, embeds, formats
// and their removal. Nothing ever begins or ends inside a surrogate pair.
namespace syngraph::support {

// Schema: valid for the schema (SEMANTICS 2). Free: anything the core algebra allows, unknown keys and embeds
// too.
enum class World { Schema, Free };

// At most about `size` characters; small ones by default, so that two changes of one document often meet.
Cells randomDocument(Random &random, World world, int size = 12);
// A valid change of `document` of any shape.
Edit randomEdit(Random &random, World world, const Cells &document);
// A change as the editor makes them (typing, Enter, opened lines, joins, formats of ranges and of whole
// lines, paste, objects); `document` must be valid for the schema.
Edit editorEdit(Random &random, const Cells &document);
// A valid change of either kind.
Edit anyEdit(Random &random, World world, const Cells &document);

// Parts of the above.
QString randomText(Random &random, World world, bool withLineEnds);
// Formats that may stand on inserted characters.
Formats randomInlineFormats(Random &random, World world);
Formats randomBlockFormats(Random &random);
CellEmbed randomEmbed(Random &random, World world);
// `text` as cells; line ends get `block`, all other units `inlineFormats`.
Cells cellsOf(const QString &text, const Formats &inlineFormats, const Formats &block);

} // namespace syngraph::support
