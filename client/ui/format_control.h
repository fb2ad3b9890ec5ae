// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "editor/shared_format.h"
#include "ui/actions.h"
#include "ui/copied_format.h"

#include <QElapsedTimer>
#include <QTimer>

namespace syngraph::ui {

class FormatToolbar;

// Turns the actions and boxes about text and paragraphs into commands on one edit, and shows in them what the
// caret stands in. Owned by the window; all four must outlive it.
class FormatControl : public QObject
{
    Q_OBJECT

public:
    FormatControl(const Actions &actions, FormatToolbar &toolbar, editor::RichTextEdit &edit, CopiedFormat &copied,
                  QObject *parent);

    // What the toolbar shows, again.
    void refresh();
    // Which actions make sense with this selection.
    void refreshActions();

private:
    void connectEditing();
    void connectInline();
    void connectLines();
    void connectBoxes();
    void run(ActionId id, const editor::RichTextEdit::Command &command);
    void setFormat(const char *key, const model::Value &value);
    void showInline(const model::Attributes &format);
    void showLines(const model::Attributes &lines, const QString &alignment);
    void refreshLater();
    void goOn();
    void askForLink();
    void askForSpacing();
    void connectPainter();

    const Actions &m_actions;
    FormatToolbar &m_toolbar;
    editor::RichTextEdit &m_edit;
    CopiedFormat &m_copied;
    editor::Theme m_theme;
    QTimer m_refresh; // once per turn of the event loop, however often the caret moves; seldom where much is selected
    editor::SharedFormat m_shared; // of the selection, while it is looked through
    QTimer m_part;
    QElapsedTimer m_begun;   // the last look through
    bool m_isBehind = false; // something has changed since
};

} // namespace syngraph::ui
