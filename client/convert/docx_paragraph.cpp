// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx_paragraph.h"

#include <algorithm>
#include <cmath>

namespace syngraph::convert {
namespace {

constexpr double kUnitsPerPoint = 20;
constexpr double kUnitsPerLine = 240;

// Lines that are as high as their font, times a number; what is exact in points depends on the font.
void readSpacing(OfficeParagraph &format, const QXmlStreamAttributes &attributes)
{
    const auto number = [&](QLatin1StringView name, double units) {
        const QString text = attributeOf(attributes, name);
        return text.isEmpty() ? std::optional<double>() : std::optional(text.toDouble() / units);
    };
    const QString rule = attributeOf(attributes, "w:lineRule"_x);
    if (rule.isEmpty() || rule == u"auto")
        format.spacing = number("w:line"_x, kUnitsPerLine);
    format.before = number("w:before"_x, kUnitsPerPoint);
    format.after = number("w:after"_x, kUnitsPerPoint);
}

} // namespace

void DocxParagraph::read(QStringView name, const QXmlStreamAttributes &attributes)
{
    const QString value = attributeOf(attributes, "w:val"_x);
    if (name == u"w:pStyle") {
        style = value;
    } else if (name == u"w:numId") {
        list = value;
    } else if (name == u"w:ilvl") {
        level = value.toInt();
    } else if (name == u"w:jc") {
        alignment = value;
    } else if (name == u"w:bidi") {
        format.direction = value == u"0" || value == u"false" ? QStringLiteral("ltr") : QStringLiteral("rtl");
    } else if (name == u"w:pageBreakBefore") {
        format.breaksBefore = value != u"0" && value != u"false";
    } else if (name == u"w:spacing") {
        readSpacing(format, attributes);
    } else if (name == u"w:ind") {
        QString left = attributeOf(attributes, "w:left"_x);
        if (left.isEmpty())
            left = attributeOf(attributes, "w:start"_x);
        const double levels = left.toDouble() / kUnitsPerPoint / kIndentPoints;
        format.indent = levels > 0 ? int(std::lround(std::min(levels, 16.0))) : 0;
    }
}

// "left" is where lines begin, and "right" where they end, whichever way text runs.
void DocxParagraph::finish()
{
    const bool isRightToLeft = format.direction == u"rtl";
    if (alignment == u"center")
        format.align = alignment;
    else if (alignment == u"both")
        format.align = QStringLiteral("justify");
    else if (alignment == u"right" || alignment == u"end")
        format.align = isRightToLeft ? QStringLiteral("left") : QStringLiteral("right");
    else if (alignment == u"left" && isRightToLeft)
        format.align = QStringLiteral("right");
}

} // namespace syngraph::convert
