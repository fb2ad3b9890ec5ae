// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentBinding that draws what others do.
#include "editor/document_binding.h"

#include "editor/delta_part.h"
#include "model/caret.h"
#include "model/compose_all.h"

#include <QElapsedTimer>

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

const Delta &DocumentBinding::gatherIncoming()
{
    if (!m_arrived.empty()) {
        m_arrived.insert(m_arrived.begin(), std::move(m_incoming));
        m_incoming = model::composeAll(m_arrived, Filter::Classes);
        m_arrived.clear();
    }
    return m_incoming;
}

void DocumentBinding::flush()
{
    if (!isBehind())
        return;
    gatherIncoming();
    draw(std::exchange(m_incoming, {}));
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
    if (!isBehind())
        return;
    auto [part, rest] = cutDelta(gatherIncoming(), components);
    m_incoming = std::move(rest);
    draw(part);
}

void DocumentBinding::draw(const Delta &change)
{
    settle();
    Document changedMirror = after(change);
    write(change, changedMirror, [&](const Selection &now) { return movedSelection(now, change, changedMirror); });
    m_mirror = std::move(changedMirror);
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
    moved = model::moveSelection(moved, m_incoming);
    for (const Delta &change : m_arrived)
        moved = model::moveSelection(moved, change);
    return {moved.anchor, moved.head};
}

} // namespace syngraph::editor
