// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/outline.h"
#include "editor/rich_text_edit.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QListWidget;

namespace syngraph::ui {

// Asks where to go: a page by its number, or a heading by any part of its words.
class GoToDialog : public QDialog
{
    Q_OBJECT

public:
    GoToDialog(editor::RichTextEdit &edit, QWidget *window);

Q_SIGNALS:
    // Counted from 0.
    void pageChosen(int page);
    void headingChosen(qint64 position);

private:
    void scan();
    void fill();
    void choose();

    editor::RichTextEdit &m_edit;
    editor::OutlineScan m_scan;
    std::vector<editor::OutlineEntry> m_headings;
    QTimer m_tick;
    QLineEdit *m_words;
    QListWidget *m_list;
};

} // namespace syngraph::ui
