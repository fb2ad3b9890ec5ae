// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/paragraphs.h"

#include <vector>

namespace syngraph::history {

// What met when a person came back: what both sides had started from, and what each had made of it.
struct Meeting
{
    model::Document before;
    model::Document mine;
    model::Document theirs;
    model::Delta onTop; // what is mine, as a change of `theirs`: leads to what the merge made
};

// Paragraphs that both sides have changed, in the document as the merge made it.
struct ReviewPlace
{
    qint64 paragraph = 0; // number of the first, from 1
    Stretch before;       // in each of the documents
    Stretch mine;
    Stretch theirs;
    Stretch now;
};

// In the order of the text. Paragraphs that both made the same are none. O(n log n).
std::vector<ReviewPlace> placesOf(const Meeting &meeting);

} // namespace syngraph::history
