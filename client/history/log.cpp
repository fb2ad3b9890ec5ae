// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/log.h"

namespace syngraph::history {
namespace {

constexpr qint64 kBetweenCheckpoints = 256;

} // namespace

Log::Log() : m_content(model::Document::blank())
{
    m_checkpoints.push_back({m_content, m_writers});
}

int Log::authorNumber(const QString &name)
{
    const auto known = m_authorNumbers.constFind(name);
    if (known != m_authorNumbers.constEnd())
        return *known;
    const int number = int(m_authors.size());
    m_authors << name;
    m_authorNumbers.insert(name, number);
    return number;
}

Result<void> Log::append(std::span<const protocol::HistoryChange> page)
{
    for (const protocol::HistoryChange &one : page) {
        if (one.revision <= head())
            continue;
        if (one.revision != head().next() || !m_content.apply(one.delta.delta, model::Filter::Classes))
            return Error{ErrorCode::Damaged, {}};
        m_writers.apply(one.delta.delta, one.revision);
        m_changes.push_back({authorNumber(one.author), one.time, one.kind, one.delta.delta});
        if (head().value % kBetweenCheckpoints == 0)
            m_checkpoints.push_back({m_content, m_writers});
    }
    return {};
}

model::Document Log::contentAt(Revision revision) const
{
    const qint64 index = revision.value / kBetweenCheckpoints;
    model::Document content = m_checkpoints[std::size_t(index)].content;
    for (Revision at{index * kBetweenCheckpoints}; at < revision; at = at.next()) {
        const auto done = content.apply(change(at.next()).delta, model::Filter::Classes);
        Q_ASSERT(done);
    }
    return content;
}

Marks Log::writersAt(Revision revision) const
{
    const qint64 index = revision.value / kBetweenCheckpoints;
    Marks writers = m_checkpoints[std::size_t(index)].writers;
    for (Revision at{index * kBetweenCheckpoints}; at < revision; at = at.next())
        writers.apply(change(at.next()).delta, at.next());
    return writers;
}

} // namespace syngraph::history
