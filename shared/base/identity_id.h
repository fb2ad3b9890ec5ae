// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

namespace syngraph {

// A person, or one profile of one; public. Made of a key, see trust/identity_key.h.
using IdentityId = Id128<struct IdentityTag>;

} // namespace syngraph
