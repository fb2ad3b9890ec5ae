// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/lines.h"
#include "protocol/talk_book.h"

#include <QHash>

#include <vector>

namespace syngraph::convert {

// What was said beside a text, for files that can hold it.
using Threads = std::vector<protocol::Thread>;

// All that are not deleted.
Threads threadsOf(const protocol::TalkBook &book);
// What is left of what was said in a thread; the first of them begins it.
std::vector<const protocol::Remark *> remarksOf(const protocol::Thread &thread);
// When a remark was made, in UTC: "2026-11-29T21:05:00Z".
QString isoTimeOf(const protocol::Remark &remark);

// The thread as it is told where its text can't be pointed at: the first remark begins with the text it was about.
protocol::Thread withQuote(const protocol::Thread &thread);

// Where in the spans that are written each thread has its text. Threads of which nothing is left are nowhere. Spans and
// threads are referred to and must stay where they are.
class ThreadPlaces
{
public:
    explicit ThreadPlaces(const Threads &threads);

    // The next spans in the order of the text.
    void add(const std::vector<Span> &spans);

    // Behind the last spans: threads without text follow.
    void finish();

    // Those that have text, in its order, then those whose text is gone; the lists below number them in this order from 0.
    const std::vector<const protocol::Thread *> &threads() const { return m_found; }
    std::vector<int> beginningAt(const Span &span) const { return m_beginnings.value(&span); }
    std::vector<int> endingAt(const Span &span) const;
    // Whose text it is part of.
    std::vector<int> at(const Span &span) const;
    bool hasText(int number) const { return number < int(m_last.size()); }
    std::vector<int> withoutText() const;

private:
    QHash<QByteArray, const protocol::Thread *> m_threads; // by their keys
    std::vector<const protocol::Thread *> m_inOrder;       // as they were given
    std::vector<const protocol::Thread *> m_found;
    QHash<QByteArray, int> m_numbers;
    QHash<const Span *, std::vector<int>> m_beginnings;
    std::vector<const Span *> m_last; // of each thread found
};

} // namespace syngraph::convert
