// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"

#include <QLabel>
#include <QPointer>
#include <QTimer>

namespace syngraph::ui {

// Words and characters of the document, and of the selection where there is one; counted when nothing has happened
// for a moment.
class WordCount : public QLabel
{
    Q_OBJECT

public:
    explicit WordCount(QWidget *parent = nullptr);

    // Null: no document.
    void watch(editor::RichTextEdit *edit);

    struct Count
    {
        qint64 words = 0;
        qint64 characters = 0;
    };
    static Count countIn(const model::Document &document, qint64 from, qint64 to);

private:
    void count();

    QPointer<editor::RichTextEdit> m_edit;
    QTimer m_timer;
};

} // namespace syngraph::ui
