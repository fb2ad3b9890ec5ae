// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/delta.h"
#include "model/filter.h"

namespace syngraph::model {

// One change with the effect of `a`, then `b`. O(components).
// Laws (property tests compose_*): identity; apply(apply(d, a), b) = apply(d, compose(a, b)); associative as
// canonical values; canonical in, canonical out. `b` builds on what `a` results in.
Delta compose(const Delta &a, const Delta &b, Filter filter);

// Whether `b` can build on what `a` results in, as far as `a` tells: no boundary of `b` may halve a surrogate
// pair that `a` inserts. Needed for deltas that nobody has checked against a document.
Result<void> checkComposable(const Delta &a, const Delta &b);

} // namespace syngraph::model
