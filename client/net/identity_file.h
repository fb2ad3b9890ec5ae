// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/identity_key.h"

namespace syngraph::client_net {

// The key by which servers of others know this profile: kept in a file that only this user can read, made at the first
// call. An unreadable one is an error, never replaced: people know this person by it. Does I/O.
Result<trust::IdentityKey> openIdentity(const QString &path);

} // namespace syngraph::client_net
