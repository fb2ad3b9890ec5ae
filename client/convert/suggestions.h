// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/formats.h"

namespace syngraph::convert {

// What becomes of what is suggested and not decided on, in a file for others. Marked loses nothing and decides nothing.
enum class Suggestions { Original, Accepted, Marked };

// By its name on a command line ("original", "accepted", "marked").
std::optional<Suggestions> suggestionsNamed(const QString &name);

// The document as it is to be written. What is marked stays as it is for formats, and paper, that have marks of their own
// for it; in text and Markdown it stands in signs: {++added++}, {--deleted--}. `format`: nothing for paper.
model::Document withSuggestions(const model::Document &document, Suggestions wanted, std::optional<Format> format);

} // namespace syngraph::convert
