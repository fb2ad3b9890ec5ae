// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"

class QTextEdit;

namespace syngraph::editor {

// Keeps what a person sees while the document is changed by others: the selection and the topmost visible line.
// Take one before the change, tell it the change afterwards. GUI thread; `edit` must outlive it.
class ViewKeeper
{
public:
    explicit ViewKeeper(QTextEdit &edit);

    // Puts the selection where `selection` says and scrolls so that the top line is where it was.
    void restore(const Selection &selection, const model::Delta &change) const;
    const Selection &selection() const { return m_selection; }

    static Selection selectionOf(const QTextEdit &edit);
    static void select(QTextEdit &edit, const Selection &selection);

private:
    QTextEdit *m_edit;
    Selection m_selection;
    qint64 m_top = -1; // position at the beginning of the topmost visible line; -1: at the very top already
    int m_topPixels = 0;
};

} // namespace syngraph::editor
