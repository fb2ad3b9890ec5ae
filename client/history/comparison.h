// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/content.h"
#include "history/log.h"

namespace syngraph::history {

// A stretch of two contents laid over each other.
struct Part
{
    enum class Kind { Kept, Added, Removed, Formatted }; // Formatted: kept, with another look
    Kind kind = Kind::Kept;
    qint64 length = 0;
    Revision by; // that added, removed or last formatted it; 0 for what was kept
    // Stands in the one content, in the other.
    bool isBefore() const { return kind != Kind::Added; }
    bool isAfter() const { return kind != Kind::Removed; }
    friend bool operator==(const Part &, const Part &) = default;
};

// How one revision differs from another one, unit by unit, and who it was.
// Invariant: the lengths of the parts that are before add up to `before`, of those after to `after`.
struct Comparison
{
    Revision from;
    Revision to;
    model::Document before;
    model::Document after;
    std::vector<Part> parts; // in the order of the text; neighbours differ in kind or revision

    bool isSame() const;
};

// `from` may be the later one: then what was written in between counts as removed.
// Law (property test a_comparison_leads_from_one_content_to_the_other): the parts that are kept are the same in both
// contents, comments aside; those that are formatted have the same text. O((changes in between + log n) * log n).
Comparison compare(const Log &log, Revision from, Revision to);

// Of a comparison with something earlier: its later content without what `author` did up to the revision `last`. What
// they wrote is gone, what they deleted is there again; only in `range` of that content, where there is one. Others'
// text stays, and formats are left alone.
model::Document withoutChangesOf(const Log &log, const Comparison &comparison, int author, Revision last,
                                 const std::optional<Stretch> &range);

} // namespace syngraph::history
