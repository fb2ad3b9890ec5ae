// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/block_geometry.h"

#include "editor/format_rows.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPaintDevice>
#include <QScreen>
#include <QStyle>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>

#include <algorithm>
#include <cmath>

namespace syngraph::editor {
namespace {

constexpr qreal kWidthWithoutPage = 600;
constexpr qreal kLeastWidth = 8;

qreal screenResolution()
{
    if (QGuiApplication::testAttribute(Qt::AA_Use96Dpi))
        return 96;
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen ? screen->logicalDotsPerInchY() : 96;
}

// Where a line begins, whether text runs from left or right.
struct Side
{
    qreal left;
    qreal right;
};

// Of a line, as Qt's own layout has them: whole pixels before the block's line height applies.
struct LineHeights
{
    qreal advance; // to the next line
    qreal bottom;
    qreal lift;    // by which the line stands higher
};

LineHeights heightsOf(const QTextLine &line, const QTextBlockFormat &format, qreal scale)
{
    const qreal raw = std::ceil(line.ascent() + line.descent() + line.leading());
    LineHeights heights{format.lineHeight(raw, scale), format.lineHeight(line.height(), scale), 0};
    if (format.lineHeightType() == QTextBlockFormat::FixedHeight)
        heights.lift = line.ascent() + std::max(line.leading(), 0.0) - heights.advance * 4 / 5;
    else if (format.lineHeightType() == QTextBlockFormat::MinimumHeight)
        heights.lift = line.height() - heights.advance;
    return heights;
}

} // namespace

PageGeometry PageGeometry::of(const QAbstractTextDocumentLayout &layout)
{
    const QTextDocument &document = *layout.document();
    const QTextFrameFormat frame = document.rootFrame()->frameFormat();
    PageGeometry page;
    if (const QPaintDevice *device = layout.paintDevice())
        page.scale = device->logicalDpiY() / screenResolution();
    const QMarginsF margins(frame.leftMargin(), frame.topMargin(), frame.rightMargin(), frame.bottomMargin());
    page.margins = (margins * page.scale).toMargins();
    const qreal whole = document.pageSize().width() > 0 ? document.pageSize().width() : kWidthWithoutPage;
    page.width = whole - page.margins.left() - page.margins.right();
    page.indent = document.indentWidth() * page.scale;
    page.option = document.defaultTextOption();
    return page;
}

QMarginsF PageGeometry::sides(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    const QTextList *list = block.textList();
    const qreal levels = format.indent() + (list ? list->format().indent() : 0);
    const bool isRightToLeft = block.textDirection() == Qt::RightToLeft;
    return {format.leftMargin() + (isRightToLeft ? 0 : levels * indent), 0,
            format.rightMargin() + (isRightToLeft ? levels * indent : 0), 0};
}

qreal PageGeometry::gapAbove(const QTextBlock &block) const
{
    const QTextBlock above = block.previous();
    if (!above.isValid())
        return 0;
    return gapBetween(above.blockFormat(), block.blockFormat()) * scale;
}

QTextOption PageGeometry::optionOf(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    QTextOption result = option;
    const Qt::LayoutDirection direction = block.textDirection();
    result.setTextDirection(direction);
    result.setTabs(format.tabPositions());
    const bool hasAlignment = format.hasProperty(QTextFormat::BlockAlignment);
    result.setAlignment(QStyle::visualAlignment(direction, hasAlignment ? format.alignment() : option.alignment()));
    if (format.nonBreakableLines())
        result.setWrapMode(QTextOption::ManualWrap);
    return result;
}

qreal gapBetween(const QTextBlockFormat &above, const QTextBlockFormat &below)
{
    const bool isAsked = below.hasProperty(kOwnGapAbove);
    if (isAsked == above.hasProperty(kOwnGapBelow))
        return std::max(below.topMargin(), above.bottomMargin());
    return isAsked ? below.topMargin() : above.bottomMargin();
}

QTextBlockFormat lineFormatOf(const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const bool isProportional = format.lineHeightType() == QTextBlockFormat::ProportionalHeight;
    if (!isProportional || !block.text().contains(QChar::ObjectReplacementCharacter))
        return format;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextCharFormat characters = it.fragment().charFormat();
        if (characters.objectType() != QTextFormat::ImageObject)
            continue;
        const QFont font = block.document()->defaultFont();
        const qreal points = characters.hasProperty(QTextFormat::FontPointSize) ? characters.fontPointSize() : font.pointSizeF();
        const qreal distance = std::max(0.0, (format.lineHeight() / 100 - 1) * points * kPixelsPerPoint);
        format.setLineHeight(std::round(distance), QTextBlockFormat::LineDistanceHeight);
        break;
    }
    return format;
}

qreal shapeLines(const QTextBlock &block, const PageGeometry &page)
{
    QTextLayout &layout = *block.layout();
    const QTextBlockFormat format = lineFormatOf(block);
    const QMarginsF sides = page.sides(block);
    const bool isRightToLeft = block.textDirection() == Qt::RightToLeft;
    layout.setTextOption(page.optionOf(block));
    // it is painted next: without a cache everything would be shaped a second time
    layout.setCacheEnabled(true);
    layout.beginLayout();
    qreal y = 0;
    qreal bottom = 0;
    qreal textIndent = format.textIndent();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLeadingIncluded(true);
        const Side side{sides.left() + (isRightToLeft ? 0 : textIndent), sides.right() + (isRightToLeft ? textIndent : 0)};
        textIndent = 0;
        line.setLineWidth(std::max(page.width - side.left - side.right, kLeastWidth));
        const LineHeights heights = heightsOf(line, format, page.scale);
        line.setPosition({side.left, y - heights.lift});
        bottom = y + heights.bottom;
        y += heights.advance;
    }
    layout.endLayout();
    return std::max(y, bottom);
}

HeightEstimate::HeightEstimate(const QAbstractTextDocumentLayout &layout) : m_page(PageGeometry::of(layout))
{
    QFont font = layout.document()->defaultFont();
    m_defaultPoints = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    const QFontMetricsF metrics(font);
    const QString sample = QStringLiteral("the quick brown fox jumps over the lazy dog, and edits ");
    m_widthPerPoint = metrics.horizontalAdvance(sample) / qreal(sample.size()) * m_page.scale / m_defaultPoints;
    m_heightPerPoint = metrics.lineSpacing() * m_page.scale / m_defaultPoints;
}

qreal HeightEstimate::of(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    const QTextCharFormat characters = block.charFormat();
    const qreal points = characters.hasProperty(QTextFormat::FontPointSize) ? characters.fontPointSize() : m_defaultPoints;
    const QMarginsF sides = m_page.sides(block);
    const qreal width = std::max(m_page.width - sides.left() - sides.right(), kLeastWidth);
    // words do not fill a line to its end
    constexpr qreal kRagged = 1.04;
    const auto linesOf = [&](qsizetype units) {
        return std::ceil(std::max(qreal(units) * points * m_widthPerPoint * kRagged / width, 1.0));
    };
    const QString text = block.text();
    qreal lines = 0;
    for (const QStringView part : QStringView(text).split(QChar::LineSeparator))
        lines += linesOf(part.size());
    return lines * format.lineHeight(std::ceil(points * m_heightPerPoint), m_page.scale) + m_page.gapAbove(block);
}

} // namespace syngraph::editor
