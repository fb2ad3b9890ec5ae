// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "protocol/change_record.h"

namespace syngraph::session {

// Of the log up to and including this change; `before`: of what is before it.
inline quint64 chainBehind(quint64 before, const model::Delta &change)
{
    model::JsonText json;
    model::appendJson(json, change);
    return protocol::chainHash(before, json.view());
}

} // namespace syngraph::session
