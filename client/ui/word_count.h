// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "ui/elided_label.h"

#include <QPointer>
#include <QTimer>

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

    // Counts a stretch of a document part by part. Holds the document as it was, which costs nothing.
    class Counting
    {
    public:
        Counting() = default;
        Counting(const model::Document &document, qint64 from, qint64 to) : m_document(document), m_at(from), m_to(to) { }

        // Goes on for so many UTF-16 units.
        void advance(qint64 units);
        bool isDone() const { return m_at >= m_to; }
        qint64 words() const { return m_words; }
        qint64 characters() const { return m_characters; }

    private:
        model::Document m_document = model::Document::blank();
        qint64 m_at = 0;
        qint64 m_to = 0;
        qint64 m_words = 0;
        qint64 m_characters = 0;
        bool m_isInWord = false; // where the last part ended
    };

private:
    void begin();
    void advance();
    void tell();

    QPointer<editor::RichTextEdit> m_edit;
    Counting m_all;
    Counting m_selected;
    bool m_hasSelection = false;
    QTimer m_quiet;
    QTimer m_tick;
};

} // namespace syngraph::ui
