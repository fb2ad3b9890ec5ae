// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/view_keeper.h"

#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextEdit>

#include <algorithm>

namespace syngraph::editor {

ViewKeeper::ViewKeeper(QTextEdit &edit) : m_edit(&edit)
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

void ViewKeeper::restore() const
{
    QScrollBar *bar = m_edit->verticalScrollBar();
    // by way of the very top: whoever keeps a line of what was there before forgets it
    bar->setValue(bar->minimum());
    if (m_top < 0)
        return;
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(int(std::min<qint64>(m_top, m_edit->document()->characterCount() - 1)));
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

// Qt scrolls to every cursor that is set.
void ViewKeeper::selectInPlace(QTextEdit &edit, const Selection &selection)
{
    QScrollBar &down = *edit.verticalScrollBar();
    QScrollBar &across = *edit.horizontalScrollBar();
    const QSignalBlocker blockers[]{QSignalBlocker(down), QSignalBlocker(across)};
    const int top = down.value();
    const int left = across.value();
    select(edit, selection);
    down.setValue(top);
    across.setValue(left);
}

} // namespace syngraph::editor
