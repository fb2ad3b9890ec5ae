// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "ui/elided_label.h"
#include "ui/word_tally.h"

#include <QPointer>
#include <QTimer>

#include <optional>

namespace syngraph::ui {

// Words and characters of the document, and of the selection where there is one; counted when nothing has happened
// for a moment, a part at a time, so that no document is too long for it.
class WordCount : public ElidedLabel
{
    Q_OBJECT

public:
    explicit WordCount(QWidget *parent = nullptr);

    // Null: no document.
    void watch(editor::RichTextEdit *edit);

    // How long reading so many words takes, in words.
    static QString readingTime(qint64 words);

private:
    // What is selected, counted part by part. Holds the document as it was, which costs nothing.
    struct Selected
    {
        model::Document document = model::Document::blank();
        qint64 start = 0;
        qint64 at = 0; // counted up to here
        qint64 end = 0;
        WordsAndCharacters count;
    };

    void changed(const model::Delta &change);
    void later();
    void begin();
    void advance();
    void tell();

    QPointer<editor::RichTextEdit> m_edit;
    WordTally m_all;
    std::optional<Selected> m_selected;
    QTimer m_quiet;
    QTimer m_tick;
};

} // namespace syngraph::ui
