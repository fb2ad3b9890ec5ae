// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <utility>

namespace syngraph::history {

// A stretch [from, to) of a document, in UTF-16 units.
using Stretch = std::pair<qint64, qint64>;

// Puts the content of the stretch at the end of `out`, as inserts.
inline void append(model::Delta &out, const model::Document &document, const Stretch &stretch)
{
    document.visit(stretch.first, stretch.second, [&](QStringView text, const model::rope::Run &run) {
        if (run.embed.isNull())
            out.insert(text, run.attributes);
        else
            out.insert(run.embed, run.attributes);
    });
}

} // namespace syngraph::history
