// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/compose_all.h"

#include "model/compose.h"

namespace syngraph::model {
namespace {

// Below, or compared with what is there, so few that finding their places costs less than walking over all.
constexpr std::size_t kFewOps = 16;
constexpr std::size_t kShare = 16;

} // namespace

void ComposeAll::add(const Delta &next)
{
    const std::size_t count = next.ops().size();
    const std::size_t held = m_tree ? m_tree->size() : m_first.ops().size();
    if (held == 0 && m_first.isEmpty()) {
        m_first = next;
    } else if (count > kFewOps && count > held / kShare) {
        m_first = compose(take(), next, m_filter);
    } else {
        if (!m_tree)
            m_tree.emplace(std::exchange(m_first, {}), m_filter);
        m_tree->compose(next);
    }
}

Delta ComposeAll::take()
{
    Delta all = m_tree ? m_tree->toDelta() : std::exchange(m_first, {});
    m_tree.reset();
    return all;
}

Delta composeAll(std::span<const Delta> changes, Filter filter)
{
    ComposeAll all(filter);
    for (const Delta &change : changes)
        all.add(change);
    return all.take();
}

} // namespace syngraph::model
