// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_reader.h"

namespace syngraph::editor {

// A stretch that is in both contents, in text if not in attributes.
struct Match
{
    qint64 old = 0;
    qint64 now = 0;
    qint64 length = 0;
};

// What two contents share, in order: a common beginning and end, and in between what a small Myers diff finds.
// Where equal text leaves open which of several places was typed at or deleted, the first of `hints` (positions
// in `old`) that can be right decides. Never cuts a surrogate pair.
std::vector<Match> matchContents(const Content &old, const Content &now, std::span<const qint64> hints);

// The same where the person has replaced or deleted [from, to) of `old`: nothing in it counts as kept, even where what
// was written begins or ends with the same letters, so that what others do to the old text takes nothing of the new.
// Nothing where the contents do not bear that out, or the text is as it was.
std::optional<std::vector<Match>> matchReplaced(const Content &old, const Content &now, qint64 from, qint64 to);

// Takes the closed and own formats off inserted text that has merely inherited them from a neighbour: text typed
// at the edge of a link, comment or suggestion does not belong to it. Returns whether anything was taken off.
bool dropInherited(Content &now, std::span<const Match> matches);

// The change that takes `old` to `now`, both standing at `offset` of their documents.
model::Delta deltaOf(const Content &old, const Content &now, std::span<const Match> matches, qint64 offset);

} // namespace syngraph::editor
