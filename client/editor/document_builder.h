// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_writer.h"

#include <QTextCursor>

namespace syngraph::editor {

// Makes a new QTextDocument of a model a part at a time, without a layout and without undo: five times as fast as
// filling a visible one, and the event loop goes on meanwhile. Holds the model as it was when building began.
// GUI thread; `formats` must outlive it and keep its theme until building is done. No errors.
class DocumentBuilder
{
public:
    DocumentBuilder(const model::Document &content, const FormatMap &formats);
    Q_DISABLE_COPY_MOVE(DocumentBuilder)

    // Goes on for about so many milliseconds. Returns whether everything is there.
    bool advance(int milliseconds);
    // Part of the document that is there, 0 to 1.
    double share() const;
    // What was built; once, when done.
    std::unique_ptr<QTextDocument> take() { return std::move(m_document); }

private:
    model::Document m_content;
    std::unique_ptr<QTextDocument> m_document;
    DocumentReader m_reader;
    DocumentWriter m_writer;
    QTextCursor m_cursor;
    qint64 m_line = 0;
    qint64 m_start = 0; // of that line
};

} // namespace syngraph::editor
