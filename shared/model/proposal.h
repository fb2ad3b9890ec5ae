// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/suggestion.h"

namespace syngraph::model {

// What proposed() makes, and whether nothing was left out of it.
struct Proposal
{
    Delta change;
    bool isWhole = true;
};
Proposal proposal(const Delta &change, const Document &before, const Proposer &by);

} // namespace syngraph::model
