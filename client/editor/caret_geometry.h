// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"

#include <QRectF>
#include <QTextEdit>

#include <vector>

namespace syngraph::editor {

// Where positions of a document stand in the viewport of its edit, in pixels, without a QTextCursor (each of which
// Qt would move along with every edit). Only for positions in view: others would be shaped. GUI thread. No errors.
class CaretGeometry
{
public:
    explicit CaretGeometry(const QTextEdit &edit);

    // Positions of the first and last visible character, roughly: whole lines.
    const Selection &visible() const { return m_visible; }
    bool isVisible(qint64 position) const { return position >= m_visible.start() && position <= m_visible.end(); }
    // Of height and place of a caret, without width.
    QRectF caretAt(qint64 position) const;
    // One rectangle for each visible line that is selected. A selected line end shows as a small stub.
    std::vector<QRectF> selected(const Selection &selection) const;

private:
    QPointF originOf(const QTextBlock &block) const;

    const QTextEdit &m_edit;
    QPointF m_scroll;
    Selection m_visible;
};

} // namespace syngraph::editor
