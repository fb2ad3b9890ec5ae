// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <vector>

// Finds what two texts have in common; beneath `diff`, formats play no part here.
namespace syngraph::model {

// The units of a document; an embed is U+FFFC in the text and stands in the list with its position.
struct UnitSequence
{
    QString text;
    std::vector<std::pair<qint64, Embed>> embeds; // ascending

    static UnitSequence of(const Document &document);
    qint64 size() const { return text.size(); }
    // The embed at a position, null for text. O(log embeds).
    const Embed &embedAt(qint64 position) const;
};

// The units [aFrom, aTo) of the one text stand where [bFrom, bTo) stand in the other; either may be empty.
struct Hunk
{
    qint64 aFrom = 0;
    qint64 aTo = 0;
    qint64 bFrom = 0;
    qint64 bTo = 0;
};

// The hunks in which `a` and `b` differ, in order; everything between them is equal. Boundaries never lie
// inside a surrogate pair, and inside a grapheme only where nothing else is known. Whole lines first, then
// words, then the rest of a word. Effort is bounded: where too much differs, a hunk is larger than it need
// be. Where both end with a line end, the last one belongs to no hunk.
std::vector<Hunk> align(const UnitSequence &a, const UnitSequence &b);

} // namespace syngraph::model
