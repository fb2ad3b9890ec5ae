// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "model/suggestion.h"
#include "session/undo_stack.h"

#include <optional>
#include <span>

namespace syngraph::session {

// One own change that the server has not acknowledged: what one step of undo takes back, or part of it.
struct Group
{
    GroupId id = 0;
    model::Delta change; // of the document behind the groups before it
    protocol::ChangeKind kind = protocol::ChangeKind::Edit;
    bool joinsBefore = false; // same step as the group before
    GroupId undoes = 0;       // the group in flight that it takes back and is tied to; 0: none
    std::optional<model::Document> before; // the document it applies to, where known
    // Takes it back exactly, while nothing has moved it; then `before` need not be kept. Of a few keystrokes.
    std::optional<model::Delta> inverse = {};
    bool apart = false;       // not sent in one change with the groups before it
    std::optional<model::Verdict> verdict = {}; // that it carries out; neither sent nor united with other groups
    // Of an undo or redo in the buffer: the entry it was made of, which it becomes again when it is taken out. Its inverse
    // would hold as mine what others have set meanwhile.
    std::optional<model::Delta> madeOf = {};
};

// The groups' changes as one. O(n log n) in the components.
model::Delta composeAll(std::span<const Group> groups);

// The change from `base` + `from` to `base` + `to` that leaves alone what both have in common.
model::Delta changeBetween(const model::Delta &from, const model::Delta &to, const model::Document &base);

} // namespace syngraph::session
