// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <optional>

namespace syngraph::protocol {

// Committed changes in the form for clients that named kFeatureShortChanges; nothing where one of them is more than
// plain text inserted or deleted at one place.
std::optional<Typed> shortFormOf(const Committed &committed);
Committed longFormOf(const Typed &typed);
// Where a message has two forms, the long one, so that nobody behind has to know both.
void lengthen(ServerMessage &message);

} // namespace syngraph::protocol
