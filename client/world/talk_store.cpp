// SPDX-License-Identifier: GPL-3.0-or-later
#include "world/talk_store.h"

#include <utility>

namespace syngraph::world {

void TalkStore::collect(const Entries &entries)
{
    m_collected.insert(m_collected.end(), entries.begin(), entries.end());
}

bool TalkStore::begin()
{
    if (!m_underWay.empty() || m_collected.empty())
        return false;
    m_underWay.swap(m_collected);
    return true;
}

std::optional<qint64> TalkStore::finish(Revision at)
{
    if (m_underWay.empty())
        return std::nullopt;
    m_written.push_back({at, std::exchange(m_underWay, {})});
    apply(m_written.back().entries);
    return head();
}

void TalkStore::abandon(bool underWayIsDurable, Revision at)
{
    if (underWayIsDurable)
        finish(at);
    m_underWay.clear();
    m_collected.clear();
}

void TalkStore::setBack(Revision at)
{
    std::erase_if(m_written, [at](const Written &written) { return written.head > at; });
    m_entries.clear();
    for (const Written &written : m_written)
        apply(written.entries);
}

void TalkStore::apply(const Entries &written)
{
    for (const protocol::TalkEntry &entry : written) {
        if (entry.number <= head())
            m_entries[std::size_t(entry.number - 1)] = entry;
        else
            m_entries.push_back(entry);
    }
}

} // namespace syngraph::world
