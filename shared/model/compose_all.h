// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change_tree.h"

#include <optional>
#include <span>

namespace syngraph::model {

// Composes a row of changes, each building on the one before. O(log N) for each component of a small change, N
// being the components of all before it together, where compose() takes O(N).
class ComposeAll
{
public:
    explicit ComposeAll(Filter filter)
        : m_filter(filter)
    { }

    void add(const Delta &next);
    // The composition of all that was added; afterwards it is empty again.
    Delta take();

private:
    Filter m_filter;
    Delta m_first; // while there is nothing to compose it with
    std::optional<ChangeTree> m_tree;
};

// Law (property test composeAll_equals_one_after_the_other).
Delta composeAll(std::span<const Delta> changes, Filter filter);

} // namespace syngraph::model
