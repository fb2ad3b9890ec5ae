// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/format_rows.h"
#include "model/proposal_mark.h"

#include <QFont>

#include <array>
#include <cmath>

namespace syngraph::editor {
namespace {

using model::Value;

QColor colorOf(const Value &value)
{
    return QColor::fromString(value.toString());
}

Value valueOfBrush(const QBrush &brush)
{
    // a nearly transparent colour is how web pages write "none"
    if (brush.style() == Qt::NoBrush || brush.color().alpha() < 26)
        return {};
    return Value::string(brush.color().name(QColor::HexRgb));
}

Value truth(bool value)
{
    return value ? Value::boolean(true) : Value();
}

// Points in halves, as the schema wants them.
Value valueOfPoints(double points)
{
    const qint64 halves = std::llround(points * 2);
    if (halves < 2 || halves > 800)
        return {};
    if (halves % 2 == 0)
        return Value::number(halves / 2);
    return Value::fromCanonicalJson(QByteArray::number(halves / 2) + ".5");
}

double luminance(const QColor &color)
{
    return 0.2126 * std::pow(color.redF(), 2.2) + 0.7152 * std::pow(color.greenF(), 2.2)
        + 0.0722 * std::pow(color.blueF(), 2.2);
}

// A colour chosen on a page of the other kind, made readable on this one; the document keeps the chosen one.
QColor readable(const QColor &color, const Theme &theme)
{
    const double light = luminance(color);
    if (theme.isDark ? light > 0.2 : light < 0.7)
        return color;
    float hue = 0;
    float saturation = 0;
    float lightness = 0;
    color.getHslF(&hue, &saturation, &lightness);
    return QColor::fromHslF(std::max(hue, 0.0F), saturation, theme.isDark ? std::max(lightness, 0.68F) : 0.42F);
}

void showColor(QTextCharFormat &format, const Value &value, const Theme &theme)
{
    const QColor color = colorOf(value);
    format.setForeground(format.hasProperty(QTextFormat::BackgroundBrush) ? color : readable(color, theme));
}

// Text keeps standing out from the ground it was given, on a dark page too.
void showBackground(QTextCharFormat &format, const Value &value, const Theme &)
{
    const QColor ground = colorOf(value);
    format.setBackground(ground);
    format.setForeground(luminance(ground) > 0.3 ? QColor(0x22, 0x25, 0x2a) : QColor(0xf3, 0xf5, 0xf8));
}

void showCode(QTextCharFormat &format, const Value &, const Theme &theme)
{
    format.setFontFixedPitch(true);
    format.setFontFamilies(theme.codeFamilies);
    format.setForeground(theme.codeText);
    format.setBackground(theme.codeGround);
}

void showLink(QTextCharFormat &format, const Value &value, const Theme &theme)
{
    format.setAnchor(true);
    format.setAnchorHref(value.toString());
    format.setForeground(theme.link);
    format.setFontUnderline(true);
}

// In the colour of who proposes it.
QColor authorColor(const char *key, const Value &value, const Theme &theme, const QColor &otherwise)
{
    const auto mark = model::markOf(model::Attributes{{key, value}}, key);
    const QColor color = mark ? theme.authors.of(mark->author) : QColor();
    return color.isValid() ? color : otherwise;
}

void showAdded(QTextCharFormat &format, const Value &value, const Theme &theme)
{
    const QColor color = authorColor("s:i", value, theme, theme.added);
    format.setForeground(color);
    format.setUnderlineStyle(QTextCharFormat::DotLine);
    format.setUnderlineColor(color);
}

void showRemoved(QTextCharFormat &format, const Value &value, const Theme &theme)
{
    format.setForeground(authorColor("s:d", value, theme, theme.removed));
    format.setFontStrikeOut(true);
}

void showProposedFormat(QTextCharFormat &format, const Value &value, const Theme &theme)
{
    format.setUnderlineStyle(QTextCharFormat::DotLine);
    format.setUnderlineColor(authorColor("s:f", value, theme, theme.added));
}

void showBold(QTextCharFormat &format, const Value &, const Theme &)
{
    // inside a heading, which is half bold already, bold must still be seen
    format.setFontWeight(format.fontWeight() >= QFont::DemiBold ? QFont::Black : QFont::Bold);
}

void showScript(QTextCharFormat &format, const Value &value, const Theme &)
{
    format.setVerticalAlignment(value.toString() == u"sub" ? QTextCharFormat::AlignSubScript
                                                           : QTextCharFormat::AlignSuperScript);
}

Value readSize(const QTextCharFormat &format)
{
    if (format.hasProperty(QTextFormat::FontPointSize))
        return valueOfPoints(format.fontPointSize());
    if (format.hasProperty(QTextFormat::FontPixelSize))
        return valueOfPoints(format.intProperty(QTextFormat::FontPixelSize) * 0.75);
    return {};
}

Value readFont(const QTextCharFormat &format)
{
    const QStringList families = format.fontFamilies().toStringList();
    if (families.isEmpty())
        return {};
    const QString family = families.constFirst().section(u',', 0, 0).trimmed();
    return family.isEmpty() || !family.isValidUtf16() ? Value() : Value::string(family);
}

Value readScript(const QTextCharFormat &format)
{
    switch (format.verticalAlignment()) {
    case QTextCharFormat::AlignSubScript: return Value::string(u"sub");
    case QTextCharFormat::AlignSuperScript: return Value::string(u"super");
    default: return {};
    }
}

Value readLink(const QTextCharFormat &format)
{
    const QString target = format.isAnchor() ? format.anchorHref() : QString();
    return target.isEmpty() || !target.isValidUtf16() ? Value() : Value::string(target);
}

const std::array kCharRows = {
    CharRow{"code", showCode, [](const QTextCharFormat &f) { return truth(f.fontFixedPitch()); }},
    CharRow{"link", showLink, readLink},
    CharRow{"s:i", showAdded, nullptr},
    CharRow{"s:f", showProposedFormat, nullptr},
    CharRow{"s:d", showRemoved, nullptr},
    CharRow{"bold", showBold, [](const QTextCharFormat &f) { return truth(f.fontWeight() >= QFont::DemiBold); }},
    CharRow{"italic", [](QTextCharFormat &f, const Value &, const Theme &) { f.setFontItalic(true); },
            [](const QTextCharFormat &f) { return truth(f.fontItalic()); }},
    CharRow{"underline", [](QTextCharFormat &f, const Value &, const Theme &) { f.setFontUnderline(true); },
            [](const QTextCharFormat &f) { return truth(f.fontUnderline()); }},
    CharRow{"strike", [](QTextCharFormat &f, const Value &, const Theme &) { f.setFontStrikeOut(true); },
            [](const QTextCharFormat &f) { return truth(f.fontStrikeOut()); }},
    CharRow{"background", showBackground, [](const QTextCharFormat &f) { return valueOfBrush(f.background()); }},
    CharRow{"color", showColor, [](const QTextCharFormat &f) { return valueOfBrush(f.foreground()); }},
    CharRow{"size", [](QTextCharFormat &f, const Value &v, const Theme &) { f.setFontPointSize(v.json().toDouble()); },
            readSize},
    CharRow{"font",
            [](QTextCharFormat &f, const Value &v, const Theme &) { f.setFontFamilies({v.toString()}); },
            readFont},
    CharRow{"script", showScript, readScript},
};

} // namespace

std::span<const CharRow> charRows()
{
    return kCharRows;
}

void showCharStyle(QTextCharFormat &format, BlockStyle style, const Theme &theme)
{
    if (style == BlockStyle::Title || (style >= BlockStyle::H1 && style <= BlockStyle::H6)) {
        format.setFontPointSize(theme.pointsOf(style));
        format.setFontWeight(style == BlockStyle::Title ? QFont::Bold : QFont::DemiBold);
        format.setForeground(style == BlockStyle::H6 ? theme.faint : theme.heading);
        if (theme.headingFamilies != theme.bodyFamilies)
            format.setFontFamilies(theme.headingFamilies);
    } else if (style == BlockStyle::Code) {
        format.setFontFixedPitch(true);
        format.setFontFamilies(theme.codeFamilies);
        format.setFontPointSize(theme.bodyPoints - 1);
    } else if (style == BlockStyle::Quote || style == BlockStyle::Checked) {
        format.setForeground(theme.faint);
        format.setFontItalic(style == BlockStyle::Quote);
        format.setFontStrikeOut(style == BlockStyle::Checked);
    }
}

} // namespace syngraph::editor
