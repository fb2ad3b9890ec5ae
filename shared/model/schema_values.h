// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

namespace syngraph::model {

// The value side of the attribute table: whether this (non-null) value is allowed under its known key.
bool isAllowedValue(const Attribute &attribute);

// Whether the members of an embed's payload are allowed for its type; a change may remove and need not be whole.
bool areAllowedMembers(const QByteArray &type, const Attributes &members, bool isChange);

} // namespace syngraph::model
