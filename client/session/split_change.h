// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"

#include <vector>

namespace syngraph::session {

// What one submit is filled with at most: a quarter below what the server takes, because a change in flight
// grows when it is moved over other people's changes (a retain is cut where they inserted).
inline constexpr qint64 kSubmitBytes = model::kMaxChangeBytes / 4 * 3;
inline constexpr qint64 kSubmitComponents = model::kMaxComponents / 4 * 3;

// Whether a change is within these sizes, and whether it is within what the server takes.
bool fitsOneSubmit(const model::Delta &change);
bool isWithinLimits(const model::Delta &change);

// Consecutive changes whose composition is `change` and each of which fits one submit and is valid on the
// document that the ones before leave behind. `change` must be valid on `document`.
// Cut from the left, at a line end where one is near, never inside a surrogate pair nor between the two halves of
// an opened line; text that is inserted is cut wherever its size demands. O(components + inserted text).
std::vector<model::Delta> splitChange(const model::Delta &change, const model::Document &document);

} // namespace syngraph::session
