// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QString>

#include <vector>

namespace syngraph::editor {

// A title or heading of a document.
struct OutlineEntry
{
    int level = 0;       // 0: title, then 1 .. 6
    qint64 position = 0; // of its paragraph, in UTF-16 units
    QString text;        // on one line, shortened where it is very long
    friend bool operator==(const OutlineEntry &, const OutlineEntry &) = default;
};

// Finds the headings of a document as it was, a part at a time. Holds the document, which costs nothing.
class OutlineScan
{
public:
    OutlineScan() = default;
    explicit OutlineScan(const model::Document &document) : m_document(document), m_lines(document.lineCount()) { }

    // Goes on for so many paragraphs.
    void advance(qint64 paragraphs);
    bool isDone() const { return m_line >= m_lines; }
    const std::vector<OutlineEntry> &entries() const { return m_entries; }

private:
    model::Document m_document = model::Document::blank();
    qint64 m_line = 0;
    qint64 m_lines = 0;
    qint64 m_start = 0; // of that paragraph
    std::vector<OutlineEntry> m_entries;
};

} // namespace syngraph::editor
