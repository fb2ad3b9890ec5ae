// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"

class QTextEdit;

namespace syngraph::editor {

// Keeps what a person sees while all of the document is put together anew: the selection and the topmost visible line.
// (While it only changes, ViewAnchor keeps the line.) Take one before, when the scrollbar knows how high everything is.
// GUI thread; `edit` must outlive it.
class ViewKeeper
{
public:
    explicit ViewKeeper(QTextEdit &edit);

    // Scrolls so that the top line is where it was.
    void restore() const;

    static Selection selectionOf(const QTextEdit &edit);
    // Scrolls to it, as to whatever a person does.
    static void select(QTextEdit &edit, const Selection &selection);
    // Scrolls nowhere.
    static void selectInPlace(QTextEdit &edit, const Selection &selection);

private:
    QTextEdit *m_edit;
    qint64 m_top = -1; // position at the beginning of the topmost visible line; -1: at the very top already
    int m_topPixels = 0;
};

} // namespace syngraph::editor
