// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/comments.h"

#include <QDateTime>

namespace syngraph::convert {

using protocol::Remark;
using protocol::Thread;

Threads threadsOf(const protocol::TalkBook &book)
{
    Threads threads;
    for (const Thread &thread : book.threads()) {
        if (!thread.isDeleted)
            threads.push_back(thread);
    }
    return threads;
}

std::vector<const Remark *> remarksOf(const Thread &thread)
{
    std::vector<const Remark *> remarks;
    for (const Remark &remark : thread.remarks) {
        if (!remark.isDeleted)
            remarks.push_back(&remark);
    }
    return remarks;
}

QString isoTimeOf(const Remark &remark)
{
    return QDateTime::fromMSecsSinceEpoch(remark.timeMs, Qt::UTC).toString(Qt::ISODate);
}

ThreadPlaces::ThreadPlaces(const Threads &threads)
{
    for (const Thread &thread : threads) {
        if (!remarksOf(thread).empty())
            m_threads.insert(protocol::threadKey(thread.name), &thread);
    }
}

void ThreadPlaces::add(const std::vector<Span> &spans)
{
    for (const Span &span : spans) {
        for (const model::Attribute &attribute : span.attributes.entries()) {
            const Thread *thread = m_threads.value(attribute.key);
            if (!thread)
                continue;
            if (!m_numbers.contains(attribute.key)) {
                m_numbers.insert(attribute.key, int(m_found.size()));
                m_beginnings[&span].push_back(int(m_found.size()));
                m_found.push_back(thread);
                m_last.push_back(&span);
            }
            m_last[std::size_t(m_numbers.value(attribute.key))] = &span;
        }
    }
}

std::vector<int> ThreadPlaces::endingAt(const Span &span) const
{
    std::vector<int> numbers;
    for (const int number : at(span)) {
        if (m_last[std::size_t(number)] == &span)
            numbers.push_back(number);
    }
    return numbers;
}

std::vector<int> ThreadPlaces::at(const Span &span) const
{
    std::vector<int> numbers;
    for (const model::Attribute &attribute : span.attributes.entries()) {
        if (m_numbers.contains(attribute.key))
            numbers.push_back(m_numbers.value(attribute.key));
    }
    return numbers;
}

} // namespace syngraph::convert
