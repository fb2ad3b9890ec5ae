// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/format_map.h"

#include <QHash>
#include <QTextBlock>

namespace syngraph::editor {

// A stretch of a document: text with '\n' as paragraph ends and U+FFFC for objects, and its runs.
using Content = model::rope::Piece;
using Run = model::rope::Run;

// Reads a QTextDocument as the model sees it: one unit per position, and only what the schema allows (a foreign
// object, half a surrogate pair or U+0000 is read as U+FFFD; the line separator, tables' and frames' cells as '\n').
// Reading is allowed inside contentsChange. GUI thread; the document and the map must outlive it. No errors.
class DocumentReader
{
public:
    DocumentReader(const QTextDocument &document, const FormatMap &formats)
        : m_document(&document), m_formats(&formats)
    {
    }

    // Appends the block with its end. Returns whether it is drawn exactly as the model would have it drawn
    // (apart from which list object numbers it); otherwise DocumentWriter has something to mend.
    bool read(const QTextBlock &block, Content &out) const;
    Content readAll() const;
    model::Attributes readBlockAttributes(const QTextBlock &block) const { return blockEntry(block).attributes; }
    // The attributes of text with this format.
    model::Attributes readCharAttributes(const QTextCharFormat &format) const;

    // Whether text of this format, in a paragraph of the style, is drawn as the model would have it.
    bool isRendered(int formatIndex, const QTextCharFormat &format, BlockStyle style) const;
    void forget();

private:
    struct CharEntry
    {
        QTextCharFormat format;
        CharContent content;
        bool isObject = false;
        quint16 knownStyles = 0;    // bit per style: whether the next bit is computed
        quint16 renderedStyles = 0; // bit per style: drawn as it should be
    };
    struct BlockEntry
    {
        QTextBlockFormat format;
        model::Attributes attributes;
        BlockStyle style = BlockStyle::Body;
        bool isRendered = false;
    };

    CharEntry &charEntry(int formatIndex, const QTextCharFormat &format) const;
    const BlockEntry &blockEntry(const QTextBlock &block) const;
    bool readFragment(const CharEntry &entry, QStringView text, const model::Attributes &paragraph,
                      Content &out) const;

    const QTextDocument *m_document;
    const FormatMap *m_formats;
    // By format index; each entry keeps its format, since QTextDocument::clear() gives indexes out anew.
    mutable QHash<int, CharEntry> m_chars;
    mutable QHash<std::pair<int, int>, BlockEntry> m_blocks;
};

// The stretch [from, to) of the model.
Content contentOf(const model::Document &document, qint64 from, qint64 to);
// The same as inserts.
model::Delta toDelta(const Content &content);

} // namespace syngraph::editor
