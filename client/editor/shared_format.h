// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"

#include <optional>

namespace syngraph::editor {

// The formats that all of a selection has in common, found a part at a time; a long text of which nothing is formatted
// has been looked through at once. Holds the document, which costs nothing.
class SharedFormat
{
public:
    SharedFormat() = default;
    SharedFormat(const model::Document &document, const Selection &selection);

    // Goes on for about so many milliseconds.
    void advance(int milliseconds);
    bool isDone() const { return m_line > m_lastLine; }

    // Of the text; a caret has none.
    model::Attributes text() const { return m_text.value_or(model::Attributes()); }
    // Of the lines that the selection reaches into.
    model::Attributes lines() const { return m_lines.value_or(model::Attributes()); }
    // How they are aligned, by themselves or by the direction in which they run; empty: differently.
    QString alignment() const { return m_alignment.value_or(QString()); }

private:
    void look(qint64 line);

    model::Document m_document = model::Document::blank();
    Selection m_range;
    qint64 m_line = 0;
    qint64 m_lastLine = -1;
    // nothing: none seen so far; empty: nothing in common, whatever comes
    std::optional<model::Attributes> m_text;
    std::optional<model::Attributes> m_lines;
    std::optional<QString> m_alignment;
};

} // namespace syngraph::editor
