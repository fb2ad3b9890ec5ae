// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_reader.h"

#include <functional>

class QTextCursor;
class QTextDocument;
class QTextList;

namespace syngraph::editor {

// Makes a QTextDocument show a model. Text is changed exactly where a change says; then each touched line is
// compared with the model and whatever is drawn otherwise is set: so what Qt does to formats when paragraphs are
// split and joined does not matter. Every call must be inside an edit block of the caller (writing outside one
// would shape each paragraph). Positions are those of the model, which are QTextDocument's.
// GUI thread; refers to its arguments, which must outlive it. No errors: a change that fits the model fits here.
class DocumentWriter
{
public:
    // Called with each stretch that was changed (position, units now there), for a layout that wants to know exactly;
    // `isStructural`: lists below may be numbered otherwise.
    using Touched = std::function<void(qint64 position, qint64 length, bool isStructural)>;

    DocumentWriter(QTextDocument &document, const FormatMap &formats, const DocumentReader &reader)
        : m_document(&document), m_formats(&formats), m_reader(&reader)
    {
    }

    // Applies `change`, which results in `after`.
    void apply(const model::Delta &change, const model::Document &after, const Touched &touched) const;
    // Draws the lines that [from, to] reaches into as `model` says, text excepted; `isStructural`: also the numbering
    // of the lists there and below.
    void render(const model::Document &model, qint64 from, qint64 to, bool isStructural) const;
    // Replaces text and formats of one block, which is a line of `model` by number but not by content.
    void replaceLine(const model::Document &model, qint64 line) const;
    // Replaces everything.
    void rebuild(const model::Document &model) const;

    // Puts line `line`, which begins at `start`, at the end of a document that holds those before it. Returns where the
    // next one begins.
    qint64 appendLine(QTextCursor &cursor, const model::Document &model, qint64 line, qint64 start) const;

private:
    struct Stretch
    {
        qint64 from = 0;
        qint64 to = 0;
        bool isStructural = false;
    };

    std::vector<Stretch> applyText(const model::Delta &change, const model::Document &after) const;
    void insertText(QTextCursor &cursor, QStringView text, const model::Attributes &attributes, BlockStyle style) const;
    void insertPart(QTextCursor &cursor, QStringView text, const Run &run, BlockStyle style) const;
    void renderBlock(QTextBlock block, const model::Document &model) const;
    void renderRuns(const QTextBlock &block, const Content &line, BlockStyle style) const;
    void setStructure(QTextBlock block, const model::Attributes &attributes) const;
    QTextList *listAbove(const QTextBlock &block, const QTextListFormat &format) const;
    void renumberFrom(QTextBlock block) const;

    QTextDocument *m_document;
    const FormatMap *m_formats;
    const DocumentReader *m_reader;
};

} // namespace syngraph::editor
