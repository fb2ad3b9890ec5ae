// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syngraph::storage {

// What of a document goes into a copy that is given away: its content as it is, pictures included; or everything, its
// log, its named versions, comments and chat.
enum class CopyContent { Text, History };

} // namespace syngraph::storage
