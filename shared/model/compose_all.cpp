// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/compose_all.h"

#include "model/compose.h"

namespace syngraph::model {

Delta composeAll(std::span<const Delta> changes, Filter filter)
{
    if (changes.empty())
        return {};
    if (changes.size() == 1)
        return changes.front();
    const std::size_t half = changes.size() / 2;
    return compose(composeAll(changes.first(half), filter), composeAll(changes.subspan(half), filter), filter);
}

} // namespace syngraph::model
