// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/json_scan.h"

namespace syngraph::model {

// Reads a Delta of text, lengths and simple attributes into `out`, which is empty, as deltaFrom() would; or says no.
bool scanDelta(JsonScan &json, Delta &out);

} // namespace syngraph::model
