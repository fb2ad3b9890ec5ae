// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"
#include "session/pending_edits.h"

namespace syngraph::ui {

// Decides which local changes are one step of undo: a word with the space behind it, or deleting without a pause of
// a second; every command and paste is a step of its own. A value; times in ms of any clock.
class TypingSteps
{
public:
    session::PendingEdits::Grouping next(const model::Delta &change, editor::EditKind kind, qint64 nowMs);
    // Somebody else changed the document, which is `after` now: typing goes on at the place as moved.
    void moveOver(const model::Delta &change, const model::Document &after);
    // The next change begins a step: something else happened in between (undo, a reload).
    void interrupt() { m_isOpen = false; }

private:
    bool m_isOpen = false;
    editor::EditKind m_kind = editor::EditKind::Command;
    qint64 m_at = 0;
    qint64 m_end = -1; // where typing goes on
    bool m_endsWord = false;
};

} // namespace syngraph::ui
