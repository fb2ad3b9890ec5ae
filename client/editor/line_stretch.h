// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

class QTextLayout;

namespace syngraph::editor {

// What the units [from, to) of a paragraph cover, a rectangle for each line that they reach into; `corner` is where
// the paragraph's lines begin.
std::vector<QRectF> stretchOf(const QTextLayout &layout, const QPointF &corner, int from, int to);

} // namespace syngraph::editor
