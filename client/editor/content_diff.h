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

// Takes the closed and own formats off inserted text that has merely inherited them from a neighbour: text typed
// at the edge of a link, comment or suggestion does not belong to it. Returns whether anything was taken off.
bool dropInherited(Content &now, std::span<const Match> matches);

// The change that takes `old` to `now`, both standing at `offset` of their documents.
model::Delta deltaOf(const Content &old, const Content &now, std::span<const Match> matches, qint64 offset);

} // namespace syngraph::editor
