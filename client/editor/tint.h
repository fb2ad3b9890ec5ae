// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <functional>
#include <vector>

namespace syngraph::editor {

// A stretch of the document that is shown on a ground of its own, behind the text and never part of it.
struct Tint
{
    qint64 from = 0;
    qint64 to = 0;
    QColor ground;
    QColor line = {}; // under the text; invalid: none
    enum class Line { Solid, Dotted };
    Line lineStyle = Line::Solid;
};

// Those that reach into [from, to).
using TintSource = std::function<std::vector<Tint>(qint64 from, qint64 to)>;

} // namespace syngraph::editor
