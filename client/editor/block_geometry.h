// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QTextBlock>
#include <QTextOption>

class QAbstractTextDocumentLayout;

namespace syngraph::editor {

// Formats are in pixels at 96 dpi.
inline constexpr qreal kPixelsPerPoint = 96.0 / 72;

// The page that a layout fills: pixels of its paint device, as QTextDocumentLayout reckons them, so that what is
// shown and what is printed break lines at the same places.
struct PageGeometry
{
    QMarginsF margins;
    qreal width = 0;  // without the margins
    qreal scale = 1;  // pixels per pixel of formats: the paint device's resolution
    qreal indent = 0; // of one level
    QTextOption option;

    static PageGeometry of(const QAbstractTextDocumentLayout &layout);

    // Room beside the text of a block: margins and indents of the block and of its list.
    QMarginsF sides(const QTextBlock &block) const;
    // Between a block and the one above it; 0 for the first one.
    qreal gapAbove(const QTextBlock &block) const;
    QTextOption optionOf(const QTextBlock &block) const;
};

// Breaks the block's text into lines, which stand in the block's QTextLayout relative to its position. Returns
// their height. The first line begins at 0.
qreal shapeLines(const QTextBlock &block, const PageGeometry &page);

// How high blocks of a document are, roughly, without shaping them: from length, size of the font and width.
class HeightEstimate
{
public:
    explicit HeightEstimate(const QAbstractTextDocumentLayout &layout);

    // Height of the lines and the gap above them.
    qreal of(const QTextBlock &block) const;

private:
    PageGeometry m_page;
    qreal m_defaultPoints = 10;
    qreal m_widthPerPoint = 0.6;   // of an average character
    qreal m_heightPerPoint = 1.2;  // of a line
};

// Pixels between two blocks: their margins collapse to the larger one, and what somebody asked for goes before what
// the style has.
qreal gapBetween(const QTextBlockFormat &above, const QTextBlockFormat &below);

// How the lines of a paragraph are set apart: where it holds a picture by a fixed distance, since one in proportion to a
// picture would be a gap below it.
QTextBlockFormat lineFormatOf(const QTextBlock &block);

} // namespace syngraph::editor
