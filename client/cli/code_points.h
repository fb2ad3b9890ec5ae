// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

namespace syngraph::cli {

// Converts positions that count code points into UTF-16 ones while a document changes: remembers where the
// characters of two units stand. Costs nothing where there are none; changes cost their number otherwise.
class CodePoints
{
public:
    qint64 toUnits(qint64 codePoints) const;
    // The document was changed.
    void apply(const model::Delta &change);

private:
    std::vector<qint64> m_pairs; // positions in units, rising
};

} // namespace syngraph::cli
