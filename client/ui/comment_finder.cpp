// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comment_finder.h"

#include "ui/find_bar.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

bool holds(const protocol::Thread &thread, const editor::SearchPattern &pattern)
{
    return std::ranges::any_of(thread.remarks, [&](const protocol::Remark &remark) {
        const QStringList lines = remark.text.split(u'\n');
        return std::ranges::any_of(lines, [&](const QString &line) { return !pattern.hitsIn(line).empty(); });
    });
}

} // namespace

CommentFinder::CommentFinder(FindBar &bar, TalkLink &talk, CommentMargin &margin, QAction &shown)
    : QObject(&bar), m_bar(bar), m_talk(talk), m_margin(margin), m_shown(shown)
{
    connect(&bar, &FindBar::queried, this, &CommentFinder::count);
    connect(&bar, &FindBar::commentRequested, this, &CommentFinder::next);
    connect(&talk, &TalkLink::changed, this, &CommentFinder::count);
}

// Those still open first, each kind by its place in the text.
std::vector<CommentFinder::Found> CommentFinder::find() const
{
    std::vector<Found> found;
    if (m_bar.pattern().isEmpty())
        return found;
    for (const ThreadFilter filter : {ThreadFilter::Open, ThreadFilter::Resolved, ThreadFilter::WithoutText}) {
        for (const protocol::Thread *thread : m_talk.threads(filter)) {
            if (holds(*thread, m_bar.pattern()))
                found.push_back({thread->name, filter});
        }
    }
    return found;
}

void CommentFinder::count()
{
    if (m_bar.isVisible())
        m_bar.setCommentCount(int(find().size()));
}

void CommentFinder::next()
{
    const std::vector<Found> found = find();
    if (found.empty())
        return;
    const auto current = std::ranges::find(found, m_margin.current(), &Found::thread);
    const bool isLast = current == found.end() || current + 1 == found.end();
    const Found &chosen = isLast ? found.front() : *(current + 1);
    m_shown.setChecked(true);
    if (std::ranges::count(m_talk.threads(m_margin.filter()), chosen.thread, &protocol::Thread::name) == 0)
        m_margin.setFilter(chosen.filter);
    m_margin.choose(chosen.thread);
}

} // namespace syngraph::ui
