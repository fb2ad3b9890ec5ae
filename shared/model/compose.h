// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/filter.h"

namespace syngraph::model {

// One change with the effect of `a`, then `b`. O(components).
// Laws (property tests compose_*): identity; apply(apply(d, a), b) = apply(d, compose(a, b)); associative as
// canonical values; canonical in, canonical out. `b` builds on what `a` results in.
Delta compose(const Delta &a, const Delta &b, Filter filter);

} // namespace syngraph::model
