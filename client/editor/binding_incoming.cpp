// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentBinding that draws what others do.
#include "editor/document_binding.h"

#include "editor/delta_part.h"
#include "model/caret.h"
#include "model/compose_all.h"

#include <QElapsedTimer>

#include <iterator>

namespace syngraph::editor {
namespace {

using model::Delta;
using model::Document;
using model::Filter;

constexpr qint64 kDrawMs = 4; // per turn of the event loop

} // namespace

void DocumentBinding::applyRemote(const Delta &change)
{
    m_arrived.push_back(change);
    if (m_timersOn && !m_frameTimer.isActive())
        m_frameTimer.start(kFrameMs);
}

// What is behind the parts that are there is cut once: many parts cost as much as they have components.
std::deque<Delta> &DocumentBinding::gatherIncoming()
{
    if (!m_arrived.empty()) {
        std::vector<Delta> parts = partsOf(model::composeAll(m_arrived, Filter::Classes), kDrawnAtATime);
        m_incoming.insert(m_incoming.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
        m_arrived.clear();
    }
    return m_incoming;
}

void DocumentBinding::flush()
{
    while (isBehind())
        flushPart();
}

void DocumentBinding::flushSome()
{
    QElapsedTimer clock;
    clock.start();
    while (isBehind() && !clock.hasExpired(kDrawMs))
        flushPart();
    if (isBehind() && m_timersOn)
        m_frameTimer.start(0);
}

void DocumentBinding::flushPart(qsizetype components)
{
    if (!isBehind() || gatherIncoming().empty())
        return;
    std::vector<Delta> parts = partsOf(m_incoming.front(), components);
    m_incoming.pop_front();
    if (parts.empty())
        return;
    m_incoming.insert(m_incoming.begin(), std::make_move_iterator(parts.begin() + 1), std::make_move_iterator(parts.end()));
    draw(parts.front());
}

void DocumentBinding::draw(const Delta &change)
{
    settle();
    Document changedMirror = after(change);
    write(change, changedMirror, [&](const Selection &now) { return movedSelection(now, change, changedMirror); });
    m_mirror = std::move(changedMirror);
    // which share() needs, of all that was drawn since; a part at a time it is cheap
    static_cast<void>(m_mirror.hash());
    scheduleTimers();
    Q_EMIT changed(change);
}

void DocumentBinding::share(const Document &same)
{
    if (!hasIncoming() && !isOpening() && same.length() == m_mirror.length() && same.hash() == m_mirror.hash())
        m_mirror = same;
}

Selection DocumentBinding::selectionThen() const
{
    model::Selection moved{selection().anchor, selection().position};
    for (const Delta &change : m_incoming)
        moved = model::moveSelection(moved, change);
    for (const Delta &change : m_arrived)
        moved = model::moveSelection(moved, change);
    return {moved.anchor, moved.head};
}

} // namespace syngraph::editor
