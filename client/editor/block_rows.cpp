// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/format_rows.h"

#include "editor/block_geometry.h"
#include "model/numbering.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace syngraph::editor {
namespace {

using model::Value;

constexpr std::array<QStringView, kBlockStyles> kStyleNames = {
    u"", u"title", u"h1", u"h2", u"h3", u"h4", u"h5", u"h6", u"bullet", u"ordered", u"check", u"checked", u"quote",
    u"code"};

bool isHeading(BlockStyle style)
{
    return style >= BlockStyle::H1 && style <= BlockStyle::H6;
}

bool isList(BlockStyle style)
{
    return style >= BlockStyle::Bullet && style <= BlockStyle::Checked;
}

constexpr std::pair<QByteArrayView, QTextListFormat::Style> kNumberStyles[] = {
    {"1", QTextListFormat::ListDecimal},    {"a", QTextListFormat::ListLowerAlpha}, {"A", QTextListFormat::ListUpperAlpha},
    {"i", QTextListFormat::ListLowerRoman}, {"I", QTextListFormat::ListUpperRoman},
};
static_assert(std::size(kNumberStyles) == model::kNumberings.size());

QTextListFormat::Style numberStyle(QByteArrayView numbering)
{
    const auto found = std::ranges::find(kNumberStyles, numbering, &std::pair<QByteArrayView, QTextListFormat::Style>::first);
    return found == std::end(kNumberStyles) ? QTextListFormat::ListDecimal : found->second;
}

// Bullets and numbers by depth (1 = outermost), as people know them from other programs.
QTextListFormat::Style markerOf(BlockStyle style, int depth)
{
    constexpr std::array bullets{QTextListFormat::ListDisc, QTextListFormat::ListCircle, QTextListFormat::ListSquare};
    if (style == BlockStyle::Ordered)
        return numberStyle(model::usualNumbering(depth - 1));
    return style == BlockStyle::Bullet ? bullets[std::size_t(depth - 1) % bullets.size()] : QTextListFormat::ListDisc;
}

void showBlock(BlockLook &look, const Value &value, const Theme &theme)
{
    showBlockStyle(look, styleOf(&value), theme);
}

BlockStyle readListStyle(const BlockLook &look)
{
    if (look.block.marker() == QTextBlockFormat::MarkerType::Checked)
        return BlockStyle::Checked;
    if (look.block.marker() == QTextBlockFormat::MarkerType::Unchecked)
        return BlockStyle::Check;
    // Qt counts its numbered styles downwards from ListDecimal, its bullets from ListDisc
    return look.list.style() <= QTextListFormat::ListDecimal ? BlockStyle::Ordered : BlockStyle::Bullet;
}

Value readBlock(const BlockLook &look)
{
    if (look.isListed)
        return valueOf(readListStyle(look));
    const int level = look.block.headingLevel();
    if (level > 0)
        return valueOf(BlockStyle(int(BlockStyle::H1) + std::min(level, 6) - 1));
    if (look.block.hasProperty(QTextFormat::BlockCodeFence) || look.block.nonBreakableLines())
        return valueOf(BlockStyle::Code);
    if (look.block.intProperty(QTextFormat::BlockQuoteLevel) > 0)
        return valueOf(BlockStyle::Quote);
    return {};
}

void showIndent(BlockLook &look, const Value &value, const Theme &)
{
    const int level = int(value.toInteger().value_or(0));
    if (!look.isListed) {
        look.block.setIndent(level);
        return;
    }
    const BlockStyle style = readListStyle(look);
    look.list.setIndent(level + 1);
    look.list.setStyle(markerOf(style, level + 1));
}

Value readIndent(const BlockLook &look)
{
    const int level = look.block.indent() + (look.isListed ? look.list.indent() - 1 : 0);
    return level > 0 ? Value::number(std::min(level, 16)) : Value();
}

void showAlign(BlockLook &look, const Value &value, const Theme &)
{
    const QString name = value.toString();
    // absolute: "left" stays left in a paragraph that runs from right to left
    if (name == u"center")
        look.block.setAlignment(Qt::AlignHCenter);
    else if (name == u"justify")
        look.block.setAlignment(Qt::AlignJustify);
    else
        look.block.setAlignment((name == u"right" ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
}

Value readAlign(const BlockLook &look)
{
    const Qt::Alignment alignment = look.block.alignment();
    if (alignment & Qt::AlignHCenter)
        return Value::string(u"center");
    if (alignment & Qt::AlignJustify)
        return Value::string(u"justify");
    if (alignment & Qt::AlignRight)
        return Value::string(u"right");
    return (alignment & Qt::AlignAbsolute) ? Value::string(u"left") : Value();
}

void showDirection(BlockLook &look, const Value &value, const Theme &)
{
    look.block.setLayoutDirection(value.toString() == u"rtl" ? Qt::RightToLeft : Qt::LeftToRight);
}

Value readDirection(const BlockLook &look)
{
    if (!look.block.hasProperty(QTextFormat::LayoutDirection))
        return {};
    switch (look.block.layoutDirection()) {
    case Qt::RightToLeft: return Value::string(u"rtl");
    case Qt::LeftToRight: return Value::string(u"ltr");
    default: return {};
    }
}

void showSpacing(BlockLook &look, const Value &value, const Theme &)
{
    const double spacing = value.json().toDouble();
    look.block.setProperty(kOwnSpacing, spacing);
    look.block.setLineHeight(spacing * 100, QTextBlockFormat::ProportionalHeight);
}

void showGapAbove(BlockLook &look, const Value &value, const Theme &)
{
    const double points = value.json().toDouble();
    look.block.setProperty(kOwnGapAbove, points);
    look.block.setTopMargin(points * kPixelsPerPoint);
}

void showGapBelow(BlockLook &look, const Value &value, const Theme &)
{
    const double points = value.json().toDouble();
    look.block.setProperty(kOwnGapBelow, points);
    look.block.setBottomMargin(points * kPixelsPerPoint);
}

// The list has it too: it is its items that are counted.
void showStart(BlockLook &look, const Value &value, const Theme &)
{
    const int start = int(value.toInteger().value_or(1));
    look.block.setProperty(kListStart, start);
    if (look.isListed && readListStyle(look) == BlockStyle::Ordered)
        look.list.setProperty(kListStart, start);
}

void showNumbering(BlockLook &look, const Value &value, const Theme &)
{
    if (look.isListed && readListStyle(look) == BlockStyle::Ordered)
        look.list.setStyle(numberStyle(value.toString().toLatin1()));
}

Value readNumbering(const BlockLook &look)
{
    if (!look.isListed || readListStyle(look) != BlockStyle::Ordered)
        return {};
    const QTextListFormat::Style style = look.list.style();
    if (style == markerOf(BlockStyle::Ordered, std::max(look.list.indent(), 1)))
        return {};
    const auto found = std::ranges::find(kNumberStyles, style, &std::pair<QByteArrayView, QTextListFormat::Style>::second);
    return found == std::end(kNumberStyles) ? Value() : Value::string(QString::fromLatin1(found->first));
}

// Only what stands there under its own name: margins of other programs are their looks.
template<int Property>
Value readNumber(const BlockLook &look)
{
    if (!look.block.hasProperty(Property))
        return {};
    const double hundredths = std::round(look.block.property(Property).toDouble() * 100);
    return Value::fromCanonicalJson(QByteArray::number(hundredths / 100));
}

const std::array kBlockRows = {
    BlockRow{"block", showBlock, readBlock},
    BlockRow{"indent", showIndent, readIndent},
    BlockRow{"align", showAlign, readAlign},
    BlockRow{"dir", showDirection, readDirection},
    BlockRow{"spacing", showSpacing, readNumber<kOwnSpacing>},
    BlockRow{"before", showGapAbove, readNumber<kOwnGapAbove>},
    BlockRow{"after", showGapBelow, readNumber<kOwnGapBelow>},
    BlockRow{"start", showStart, readNumber<kListStart>},
    BlockRow{"numbering", showNumbering, readNumbering},
};

void showHeading(QTextBlockFormat &format, BlockStyle style, const Theme &theme)
{
    const bool isTitle = style == BlockStyle::Title;
    if (!isTitle)
        format.setHeadingLevel(int(style) - int(BlockStyle::H1) + 1);
    format.setTopMargin(isTitle ? 4 : theme.pointsOf(style) * 0.95);
    format.setBottomMargin(isTitle ? 14 : 5);
    format.setLineHeight(112, QTextBlockFormat::ProportionalHeight);
}

void showList(BlockLook &look, BlockStyle style)
{
    look.isListed = true;
    look.list = QTextListFormat();
    look.list.setStyle(markerOf(style, 1));
    look.list.setIndent(1);
    look.block.setTopMargin(3);
    look.block.setBottomMargin(3);
    if (style == BlockStyle::Check || style == BlockStyle::Checked)
        look.block.setMarker(style == BlockStyle::Checked ? QTextBlockFormat::MarkerType::Checked
                                                          : QTextBlockFormat::MarkerType::Unchecked);
}

} // namespace

std::span<const BlockRow> blockRows()
{
    return kBlockRows;
}

void showBlockStyle(BlockLook &look, BlockStyle style, const Theme &theme)
{
    look.block.setLineHeight(theme.lineHeightPercent, QTextBlockFormat::ProportionalHeight);
    // neighbouring margins collapse to the larger one
    look.block.setTopMargin(theme.paragraphGap);
    look.block.setBottomMargin(theme.paragraphGap);
    if (style == BlockStyle::Title || isHeading(style)) {
        showHeading(look.block, style, theme);
    } else if (isList(style)) {
        showList(look, style);
    } else if (style == BlockStyle::Quote) {
        look.block.setProperty(QTextFormat::BlockQuoteLevel, 1);
        look.block.setLeftMargin(22);
        look.block.setRightMargin(14);
    } else if (style == BlockStyle::Code) {
        look.block.setProperty(QTextFormat::BlockCodeFence, QStringLiteral("`"));
        look.block.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
        // neighbouring lines of code form one block, whose ground RichTextEdit paints
        look.block.setTopMargin(0);
        look.block.setBottomMargin(0);
        look.block.setLeftMargin(10);
        look.block.setRightMargin(10);
    }
}

bool goesOnIn(const QTextListFormat &list, const QTextListFormat &item)
{
    if (item.hasProperty(kListStart) || !list.hasProperty(kListStart))
        return list == item;
    QTextListFormat counted = list;
    counted.clearProperty(kListStart);
    return counted == item;
}

BlockStyle styleOf(const Value *block)
{
    if (!block || block->isNull())
        return BlockStyle::Body;
    const QString name = block->toString();
    const auto found = std::ranges::find(kStyleNames, QStringView(name));
    return found == kStyleNames.end() ? BlockStyle::Body : BlockStyle(found - kStyleNames.begin());
}

Value valueOf(BlockStyle style)
{
    return style == BlockStyle::Body ? Value() : Value::string(kStyleNames[std::size_t(style)]);
}

} // namespace syngraph::editor
