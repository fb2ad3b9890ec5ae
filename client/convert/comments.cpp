// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/comments.h"

#include <QDateTime>

#include <algorithm>

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

Thread withQuote(const Thread &thread)
{
    Thread quoting = thread;
    const auto first = std::ranges::find_if(quoting.remarks, [](const Remark &remark) { return !remark.isDeleted; });
    if (first != quoting.remarks.end() && !thread.quote.isEmpty())
        first->text = QStringLiteral("“%1”\n").arg(thread.quote) + first->text;
    return quoting;
}

QString isoTimeOf(const Remark &remark)
{
    return QDateTime::fromMSecsSinceEpoch(remark.timeMs, Qt::UTC).toString(Qt::ISODate);
}

ThreadPlaces::ThreadPlaces(const Threads &threads)
{
    for (const Thread &thread : threads) {
        if (remarksOf(thread).empty())
            continue;
        m_threads.insert(protocol::threadKey(thread.name), &thread);
        m_inOrder.push_back(&thread);
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

void ThreadPlaces::finish()
{
    for (const Thread *thread : m_inOrder) {
        if (!m_numbers.contains(protocol::threadKey(thread->name)))
            m_found.push_back(thread);
    }
}

std::vector<int> ThreadPlaces::withoutText() const
{
    std::vector<int> numbers;
    for (int number = int(m_last.size()); number < int(m_found.size()); ++number)
        numbers.push_back(number);
    return numbers;
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
