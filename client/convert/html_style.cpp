// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html_style.h"

#include "convert/content_builder.h"

#include <QStringList>

#include <array>
#include <cmath>

namespace syngraph::convert {
namespace {

using model::Value;

struct Length
{
    double points = 0;
    double em = 0;
};

struct Unit
{
    QLatin1StringView name;
    double points;
};

constexpr std::array kUnits = {
    Unit{QLatin1StringView("pt"), 1},     Unit{QLatin1StringView("px"), 0.75},  Unit{QLatin1StringView("in"), 72},
    Unit{QLatin1StringView("cm"), 28.35}, Unit{QLatin1StringView("mm"), 2.835}, Unit{QLatin1StringView("pc"), 12},
};

Length lengthOf(QStringView text)
{
    qsizetype digits = 0;
    while (digits < text.size() && (text[digits].isDigit() || text[digits] == u'.' || text[digits] == u'-'))
        ++digits;
    const double number = text.first(digits).toDouble();
    const QStringView unit = text.sliced(digits);
    if (unit == QLatin1StringView("em") || unit == QLatin1StringView("rem"))
        return {0, number};
    for (const Unit &known : kUnits) {
        if (unit == known.name)
            return {number * known.points, number * known.points / 12};
    }
    return {};
}

void readWeight(HtmlStyle &style, const QString &value)
{
    bool isNumber = false;
    const int weight = value.toInt(&isNumber);
    if (isNumber || value == u"bold" || value == u"bolder" || value == u"normal" || value == u"lighter")
        style.bold = isNumber ? weight >= 600 : value.startsWith(u"bold");
}

void readDecoration(HtmlStyle &style, const QString &value)
{
    if (value.contains(u"underline"))
        style.underline = true;
    if (value.contains(u"line-through"))
        style.strike = true;
    if (value == u"none") {
        style.underline = false;
        style.strike = false;
    }
}

void readFont(HtmlStyle &style, const QString &value)
{
    QString name = value.section(u',', 0, 0).trimmed();
    name.remove(u'"').remove(u'\'');
    // generic families say no more than the program's own choice
    for (const QLatin1StringView generic : {QLatin1StringView("serif"), QLatin1StringView("sans-serif"),
                                            QLatin1StringView("inherit"), QLatin1StringView("initial")}) {
        if (name == generic)
            return;
    }
    if (name.isValidUtf16() && !name.isEmpty())
        style.looks = withAllowed(style.looks, "font", Value::string(name));
}

void readScript(HtmlStyle &style, const QString &value)
{
    if (value == u"sub" || value == u"super")
        style.looks = withAllowed(style.looks, "script", Value::string(value));
}

void readAlign(HtmlStyle &style, const QString &value)
{
    for (const QLatin1StringView known : {QLatin1StringView("left"), QLatin1StringView("center"),
                                          QLatin1StringView("right"), QLatin1StringView("justify")}) {
        if (value == known)
            style.align = value;
    }
}

bool isPageBreak(const QString &value)
{
    return value == u"always" || value == u"page" || value == u"left" || value == u"right";
}

struct Property
{
    QLatin1StringView name;
    void (*read)(HtmlStyle &, const QString &);
};

void readSize(HtmlStyle &style, const QString &value)
{
    style.looks = withAllowed(style.looks, "size", sizeValue(lengthOf(value).points));
}

void readColor(HtmlStyle &style, const QString &value)
{
    style.looks = withAllowed(style.looks, "color", colorValue(value));
}

void readBackground(HtmlStyle &style, const QString &value)
{
    style.looks = withAllowed(style.looks, "background", colorValue(value));
}

void readSpacing(HtmlStyle &style, const QString &value)
{
    if (value.endsWith(u'%'))
        style.spacing = value.chopped(1).toDouble() / 100;
}

void readListStyle(HtmlStyle &style, const QString &value)
{
    constexpr std::pair<QStringView, const char *> numberings[] = {
        {u"decimal", "1"},     {u"lower-alpha", "a"}, {u"lower-latin", "a"}, {u"upper-alpha", "A"},
        {u"upper-latin", "A"}, {u"lower-roman", "i"}, {u"upper-roman", "I"},
    };
    for (const QString &word : value.split(u' ', Qt::SkipEmptyParts)) {
        style.hidesMarker = style.hidesMarker || word == u"none";
        for (const auto &[name, numbering] : numberings) {
            if (word == name)
                style.numbering = numbering;
        }
    }
}

std::optional<double> spaceOf(const QString &value)
{
    for (const QLatin1StringView unit : {QLatin1StringView("pt"), QLatin1StringView("in"), QLatin1StringView("cm"), QLatin1StringView("mm")}) {
        if (value.endsWith(unit))
            return lengthOf(value).points;
    }
    return std::nullopt;
}

const std::array kProperties = {
    Property{QLatin1StringView("font-weight"), readWeight},
    Property{QLatin1StringView("font-style"),
             [](HtmlStyle &style, const QString &value) { style.italic = value == u"italic" || value == u"oblique"; }},
    Property{QLatin1StringView("text-decoration"), readDecoration},
    Property{QLatin1StringView("text-decoration-line"), readDecoration},
    Property{QLatin1StringView("vertical-align"), readScript},
    Property{QLatin1StringView("color"), readColor},
    Property{QLatin1StringView("background-color"), readBackground},
    Property{QLatin1StringView("background"), readBackground},
    Property{QLatin1StringView("font-size"), readSize},
    Property{QLatin1StringView("font-family"), readFont},
    Property{QLatin1StringView("text-align"), readAlign},
    Property{QLatin1StringView("direction"), [](HtmlStyle &style, const QString &value) { style.direction = value; }},
    Property{QLatin1StringView("page-break-before"),
             [](HtmlStyle &style, const QString &value) { style.breaksBefore = isPageBreak(value); }},
    Property{QLatin1StringView("break-before"),
             [](HtmlStyle &style, const QString &value) { style.breaksBefore = isPageBreak(value); }},
    Property{QLatin1StringView("page-break-after"),
             [](HtmlStyle &style, const QString &value) { style.breaksAfter = isPageBreak(value); }},
    Property{QLatin1StringView("break-after"),
             [](HtmlStyle &style, const QString &value) { style.breaksAfter = isPageBreak(value); }},
    Property{QLatin1StringView("display"),
             [](HtmlStyle &style, const QString &value) { style.isHidden = value == u"none"; }},
    Property{QLatin1StringView("white-space"),
             [](HtmlStyle &style, const QString &value) { style.keepsSpaces = value.startsWith(u"pre"); }},
    Property{QLatin1StringView("list-style"), readListStyle},
    Property{QLatin1StringView("list-style-type"), readListStyle},
    Property{QLatin1StringView("line-height"), readSpacing},
    Property{QLatin1StringView("margin-top"), [](HtmlStyle &style, const QString &value) { style.before = spaceOf(value); }},
    Property{QLatin1StringView("margin-bottom"), [](HtmlStyle &style, const QString &value) { style.after = spaceOf(value); }},
    Property{QLatin1StringView("margin-left"),
             [](HtmlStyle &style, const QString &value) {
                 const double levels = lengthOf(value).em / 2;
                 style.indent = levels > 0 ? int(std::lround(std::min(levels, 16.0))) : 0;
             }},
};

model::Attributes withToggle(const model::Attributes &attributes, const QByteArray &key, std::optional<bool> isOn)
{
    if (!isOn)
        return attributes;
    return *isOn ? attributes.with(key, Value::boolean(true)) : attributes.without(key);
}

} // namespace

HtmlStyle readHtmlStyle(const QString &declarations)
{
    HtmlStyle style;
    for (const QString &declaration : declarations.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype colon = declaration.indexOf(u':');
        if (colon < 0)
            continue;
        const QString name = declaration.first(colon).trimmed().toLower();
        QString value = declaration.mid(colon + 1).remove(QLatin1StringView("!important")).trimmed();
        // only names of fonts have letters whose case matters
        if (name != u"font-family")
            value = value.toLower();
        for (const Property &property : kProperties) {
            if (name == property.name)
                property.read(style, value);
        }
    }
    return style;
}

model::Attributes withStyle(const model::Attributes &inherited, const HtmlStyle &style)
{
    model::Attributes attributes = model::composeAttributes(inherited, style.looks, model::Nulls::Drop);
    attributes = withToggle(attributes, "bold", style.bold);
    attributes = withToggle(attributes, "italic", style.italic);
    attributes = withToggle(attributes, "underline", style.underline);
    return withToggle(attributes, "strike", style.strike);
}

} // namespace syngraph::convert
