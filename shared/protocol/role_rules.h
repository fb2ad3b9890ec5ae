// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "protocol/role.h"

#include <optional>

namespace syngraph::protocol {

// Whether somebody with this role may make this change, as far as its form tells: an Editor or Owner any; a Suggester
// inserts text marked `s:i`, sets any key but that one, and deletes; a Commenter sets `c:` keys; a Viewer nothing.
bool mayChange(Role role, const model::Delta &change);

// What of a change of that form a Suggester of this name may make to the document: sets only what is proposed by this
// author, formats and deletes only text that this author proposed, and decides on nobody else's proposals; comments on
// anything. The rest is left out: others may have proposed, or decided, just there in the meantime. Nothing where it
// inserts what is not proposed by this author, which no other's change explains.
std::optional<model::Delta> proposedPart(const model::Delta &change, const model::Document &before,
                                         const QString &author);

} // namespace syngraph::protocol
