// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/document_builder.h"

#include <QElapsedTimer>
#include <QTextDocument>

namespace syngraph::editor {
namespace {

constexpr qint64 kLinesBetweenLooks = 16; // at the clock

std::unique_ptr<QTextDocument> emptyDocument()
{
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0);
    return document;
}

} // namespace

DocumentBuilder::DocumentBuilder(const model::Document &content, const FormatMap &formats)
    : m_content(content), m_document(emptyDocument()), m_reader(*m_document, formats),
      m_writer(*m_document, formats, m_reader), m_cursor(m_document.get())
{
}

bool DocumentBuilder::advance(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    m_cursor.beginEditBlock();
    for (qint64 i = 1; m_line < m_content.lineCount(); ++i) {
        m_start = m_writer.appendLine(m_cursor, m_content, m_line++, m_start);
        if (i % kLinesBetweenLooks == 0 && clock.elapsed() >= milliseconds)
            break;
    }
    m_cursor.endEditBlock();
    return m_line == m_content.lineCount();
}

double DocumentBuilder::share() const
{
    return double(m_line) / double(m_content.lineCount());
}

} // namespace syngraph::editor
