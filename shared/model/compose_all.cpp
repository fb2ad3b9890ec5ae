// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/compose_all.h"

namespace syngraph::model {

void ComposeAll::add(Delta next)
{
    m_blocks.push_back({std::move(next), 0});
    while (m_blocks.size() >= 2 && m_blocks[m_blocks.size() - 2].level == m_blocks.back().level)
        composeLastTwo();
}

Delta ComposeAll::take()
{
    while (m_blocks.size() >= 2)
        composeLastTwo();
    Delta all = m_blocks.empty() ? Delta() : std::move(m_blocks.back().delta);
    m_blocks.clear();
    return all;
}

void ComposeAll::composeLastTwo()
{
    Block &first = m_blocks[m_blocks.size() - 2];
    first = {compose(first.delta, m_blocks.back().delta, m_filter), first.level + 1};
    m_blocks.pop_back();
}

Delta composeAll(std::span<const Delta> changes, Filter filter)
{
    ComposeAll all(filter);
    for (const Delta &change : changes)
        all.add(change);
    return all.take();
}

} // namespace syngraph::model
