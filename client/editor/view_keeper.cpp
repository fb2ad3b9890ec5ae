// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/view_keeper.h"

#include "model/transform.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextEdit>

#include <algorithm>

namespace syngraph::editor {

ViewKeeper::ViewKeeper(QTextEdit &edit) : m_edit(&edit), m_selection(selectionOf(edit))
{
    // at the very top the first line stays visible, whatever is inserted above it
    if (edit.verticalScrollBar()->value() == edit.verticalScrollBar()->minimum())
        return;
    QTextCursor top = edit.cursorForPosition(QPoint(edit.viewport()->width() / 2, 1));
    // not its end: what is inserted there comes below it
    top.movePosition(QTextCursor::StartOfLine);
    m_top = top.position();
    m_topPixels = edit.cursorRect(top).top();
}

void ViewKeeper::restore(const Selection &selection, const model::Delta &change) const
{
    if (selectionOf(*m_edit) != selection)
        select(*m_edit, selection);
    QScrollBar *bar = m_edit->verticalScrollBar();
    // placing the caret has scrolled to it
    if (m_top < 0) {
        bar->setValue(bar->minimum());
        return;
    }
    const qint64 top = model::transformPosition(m_top, change, model::AtInsert::Moves);
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(int(std::min<qint64>(top, m_edit->document()->characterCount() - 1)));
    bar->setValue(bar->value() + m_edit->cursorRect(cursor).top() - m_topPixels);
}

Selection ViewKeeper::selectionOf(const QTextEdit &edit)
{
    const QTextCursor cursor = edit.textCursor();
    return {cursor.anchor(), cursor.position()};
}

void ViewKeeper::select(QTextEdit &edit, const Selection &selection)
{
    const qint64 last = edit.document()->characterCount() - 1;
    QTextCursor cursor(edit.document());
    cursor.setPosition(int(std::min(selection.anchor, last)));
    cursor.setPosition(int(std::min(selection.position, last)), QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
}

} // namespace syngraph::editor
