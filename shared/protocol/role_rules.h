// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "protocol/role.h"

namespace syngraph::protocol {

// Whether somebody with this role may make this change: an Editor or Owner any; a Suggester inserts text marked
// `s:i` and sets `s:` and `c:` keys; a Commenter sets `c:` keys; a Viewer nothing.
bool mayChange(Role role, const model::Delta &change);

} // namespace syngraph::protocol
