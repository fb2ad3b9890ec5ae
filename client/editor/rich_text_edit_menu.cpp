// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that shows its context menu.
#include "editor/edit_commands.h"
#include "editor/rich_text_edit.h"

#include <QContextMenuEvent>
#include <QMenu>

namespace syngraph::editor {

void RichTextEdit::fillMenu(QMenu &menu)
{
    const bool isEditable = !isReadOnly();
    const bool isSelected = textCursor().hasSelection();
    const auto add = [&](const QString &text, const QKeySequence &keys, bool isEnabled, auto slot) {
        QAction *action = menu.addAction(text, this, slot);
        action->setShortcut(keys);
        action->setEnabled(isEnabled);
    };
    const bool canUndo = isEditable && !m_undoText.isEmpty();
    const bool canRedo = isEditable && !m_redoText.isEmpty();
    add(canUndo ? m_undoText : tr("&Undo"), QKeySequence::Undo, canUndo, [this] { Q_EMIT undoRequested(); });
    add(canRedo ? m_redoText : tr("&Redo"), QKeySequence::Redo, canRedo, [this] { Q_EMIT redoRequested(); });
    menu.addSeparator();
    add(tr("Cu&t"), QKeySequence::Cut, isEditable && isSelected, [this] { cut(); });
    add(tr("&Copy"), QKeySequence::Copy, isSelected, [this] { copy(); });
    add(tr("&Paste"), QKeySequence::Paste, isEditable && canPaste(), [this] { paste(); });
    add(tr("Paste Without &Formatting"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), isEditable && canPaste(),
        [this] { pastePlainText(); });
    add(tr("&Delete"), {}, isEditable && isSelected, [this] { run(commands::deleteSelection); });
    menu.addSeparator();
    add(tr("Select &All"), QKeySequence::SelectAll, document()->characterCount() > 1, [this] { selectAll(); });
}

void RichTextEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    fillMenu(menu);
    const qint64 position = cursorForPosition(viewport()->mapFromGlobal(event->globalPos())).position();
    const QString target = commands::linkAt(m_binding->mirror(), position);
    if (!target.isEmpty()) {
        menu.addSeparator();
        menu.addAction(tr("&Open Link"), this, [this, target] { Q_EMIT linkActivated(target); });
    }
    Q_EMIT contextMenuAboutToShow(&menu, position);
    menu.exec(event->globalPos());
}

} // namespace syngraph::editor
