// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"

#include <vector>

namespace syngraph::session {

// What one submit is filled with at most: by default a quarter below what the server takes, because a change in
// flight grows when it is moved over other people's changes (a retain is cut where they inserted).
struct SubmitLimits
{
    qint64 bytes = model::kMaxChangeBytes / 4 * 3; // canonical JSON
    qint64 components = model::kMaxComponents / 4 * 3;
};

// What `checkChange` says, but a change beyond the limits of one submit is checked part by part, not refused.
Result<void> checkOfAnySize(const model::Delta &change, const model::Document &document);

// Whether a change is within the limits, and whether it has grown no further than the server takes.
bool fitsOneSubmit(const model::Delta &change, const SubmitLimits &limits = {});
bool isStillAccepted(const model::Delta &change, const SubmitLimits &limits = {});

// Consecutive changes whose composition is `change` and each of which fits one submit and is valid on the
// document that the ones before leave behind. `change` must be valid on `document`.
// Cut from the left, at a line end where one is near, never inside a surrogate pair nor between the two halves of
// an opened line; text that is inserted is cut wherever its size demands. Only a single component with its
// formats is never cut. O(components + inserted text).
std::vector<model::Delta> splitChange(const model::Delta &change, const model::Document &document,
                                      const SubmitLimits &limits = {});

} // namespace syngraph::session
