// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/line_stretch.h"

#include <QTextLayout>

#include <algorithm>

namespace syngraph::editor {

std::vector<QRectF> stretchOf(const QTextLayout &layout, const QPointF &corner, int from, int to)
{
    std::vector<QRectF> boxes;
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const int start = std::max(from, line.textStart());
        const int end = std::min(to, line.textStart() + line.textLength());
        if (start >= end)
            continue;
        const qreal left = line.cursorToX(start);
        const qreal right = line.cursorToX(end);
        boxes.emplace_back(corner.x() + std::min(left, right), corner.y() + line.y(), std::abs(right - left), line.height());
    }
    return boxes;
}

} // namespace syngraph::editor
