// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/compose.h"

#include <span>
#include <vector>

namespace syngraph::model {

// Composes a row of changes, each building on the one before, as a balanced tree: legal because compose is
// associative, and O(N log n) for n changes of N components together where one after the other is O(N * n).
class ComposeAll
{
public:
    explicit ComposeAll(Filter filter)
        : m_filter(filter)
    { }

    void add(Delta next);
    // The composition of all that was added; afterwards it is empty again.
    Delta take();

private:
    // Composition of 2^level neighbours; levels fall from front to back, like the digits of a counter.
    struct Block
    {
        Delta delta;
        int level = 0;
    };
    void composeLastTwo();

    Filter m_filter;
    std::vector<Block> m_blocks;
};

// Law (property test composeAll_equals_one_after_the_other).
Delta composeAll(std::span<const Delta> changes, Filter filter);

} // namespace syngraph::model
