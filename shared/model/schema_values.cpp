// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/schema_values.h"

#include "model/json_reader.h"
#include "model/numbering.h"

#include <QList>

#include <algorithm>
#include <array>
#include <cmath>

namespace syngraph::model {
namespace {

using Check = bool (*)(const Value &);

bool isTrue(const Value &value)
{
    return value.json() == "true";
}

bool isPlainText(const QString &text)
{
    return std::ranges::none_of(text, [](QChar unit) { return unit.unicode() < 0x20 || unit.unicode() == 0x7f; });
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

// "#rrggbb", lower case.
bool isColor(const Value &value)
{
    const QString text = value.toString();
    return text.size() == 7 && text[0] == u'#' && std::ranges::all_of(QStringView(text).sliced(1), isHexDigit);
}

// A number from `least` to `most` that is a whole multiple of 1 / `parts`.
bool isNumber(const Value &value, double least, double most, int parts)
{
    bool ok = false;
    const double number = value.json().toDouble(&ok);
    if (!ok || value.isString() || number < least || number > most)
        return false;
    return number == std::round(number * parts) / parts;
}

// Points: 1 to 400, in halves at the most.
bool isSize(const Value &value)
{
    return isNumber(value, 1, 400, 2);
}

// Points above or below a paragraph.
bool isSpace(const Value &value)
{
    return isNumber(value, 0, 400, 2);
}

// How far lines are apart, 1 being as far as the font has it.
bool isLineSpacing(const Value &value)
{
    return isNumber(value, 0.5, 5, 100);
}

// The number that an item of a list has, from which the ones below it are counted.
bool isListStart(const Value &value)
{
    return isNumber(value, 1, 9999, 1);
}

bool isNumbering(const Value &value)
{
    return value.isString() && isNumberingName(value.toString().toLatin1());
}

// A language tag: "de", "en-GB", "sr-Latn-RS"; "zxx" is text of no language.
bool isLanguage(const Value &value)
{
    const QString text = value.toString();
    const auto isPart = [](QStringView part) {
        return part.size() >= 2 && part.size() <= 8 && std::ranges::all_of(part, [](QChar c) {
            return c.unicode() < 0x80 && c.isLetterOrNumber();
        });
    };
    return text.size() <= 35 && std::ranges::all_of(QStringView(text).split(u'-'), isPart);
}

bool isFont(const Value &value)
{
    const QString text = value.toString();
    return !text.isEmpty() && text.size() <= 100 && isPlainText(text);
}

template<std::size_t N>
bool isOneOf(const Value &value, const std::array<QByteArrayView, N> &allowed)
{
    return std::ranges::find(allowed, QByteArrayView(value.json())) != allowed.end();
}

bool isScript(const Value &value)
{
    return isOneOf(value, std::array<QByteArrayView, 2>{"\"sub\"", "\"super\""});
}

// http, https, mailto, or a place in the document ("#…").
bool isLink(const Value &value)
{
    const QString text = value.toString();
    if (text.isEmpty() || !isPlainText(text))
        return false;
    const std::array<QLatin1StringView, 3> schemes{QLatin1StringView("http://"), QLatin1StringView("https://"),
                                                   QLatin1StringView("mailto:")};
    return text.startsWith(u'#') || std::ranges::any_of(schemes, [&](QLatin1StringView scheme) {
               return text.size() > scheme.size() && text.startsWith(scheme, Qt::CaseInsensitive);
           });
}

bool isBlockValue(const Value &value)
{
    return isOneOf(value, std::array<QByteArrayView, 14>{"\"p\"", "\"h1\"", "\"h2\"", "\"h3\"", "\"h4\"", "\"h5\"",
                                                         "\"h6\"", "\"bullet\"", "\"ordered\"", "\"check\"",
                                                         "\"checked\"", "\"quote\"", "\"code\"", "\"title\""});
}

bool isIndent(const Value &value)
{
    const auto level = value.toInteger();
    return level && *level >= 1 && *level <= 16;
}

bool isAlign(const Value &value)
{
    return isOneOf(value, std::array<QByteArrayView, 4>{"\"left\"", "\"center\"", "\"right\"", "\"justify\""});
}

bool isDirection(const Value &value)
{
    return isOneOf(value, std::array<QByteArrayView, 2>{"\"ltr\"", "\"rtl\""});
}

bool isName(const Value &value)
{
    const QString text = value.toString();
    return !text.isEmpty() && text.size() <= 128 && isPlainText(text);
}

bool isMark(const Value &value)
{
    return isTrue(value) || isName(value);
}

// The proposal's id, or {"id"} with "author" and, for a format, "set".
bool isSuggestion(const Value &value)
{
    if (value.isString())
        return isName(value);
    const auto members = attributesFromObject(value);
    if (!members || !members->contains("id"))
        return false;
    return std::ranges::all_of(members->entries(), [](const Attribute &member) {
        return member.key == "set" ? member.value.isObject()
                                   : (member.key == "id" || member.key == "author") && isName(member.value);
    });
}

struct Row
{
    QByteArrayView key;
    Check check;
};

constexpr std::array kRows = {
    Row{"bold", isTrue},        Row{"italic", isTrue},      Row{"underline", isTrue},   Row{"strike", isTrue},
    Row{"code", isTrue},        Row{"color", isColor},      Row{"background", isColor}, Row{"size", isSize},
    Row{"font", isFont},        Row{"script", isScript},    Row{"link", isLink},        Row{"s:i", isSuggestion},
    Row{"s:d", isSuggestion},   Row{"s:f", isSuggestion},   Row{"author", isName},      Row{"block", isBlockValue},
    Row{"indent", isIndent},    Row{"align", isAlign},      Row{"dir", isDirection},    Row{"lang", isLanguage},
    Row{"spacing", isLineSpacing}, Row{"before", isSpace},  Row{"after", isSpace},      Row{"start", isListStart},
    Row{"numbering", isNumbering},
};

bool isImageId(const Value &value)
{
    const QString text = value.toString();
    return text.size() == 64 && std::ranges::all_of(text, isHexDigit);
}

bool isPixels(const Value &value)
{
    const auto pixels = value.toInteger();
    return pixels && *pixels >= 1 && *pixels <= 20'000;
}

bool isAllowedImageMember(const Attribute &member, bool isChange)
{
    if (member.value.isNull())
        return isChange && member.key != "id";
    if (member.key == "id")
        return !isChange && isImageId(member.value);
    if (member.key == "w" || member.key == "h")
        return isPixels(member.value);
    return member.key == "alt" && member.value.isString();
}

} // namespace

bool isAllowedValue(const Attribute &attribute)
{
    if (attribute.key.startsWith("c:"))
        return attribute.key.size() > 2 && isMark(attribute.value);
    const auto row = std::ranges::find(kRows, QByteArrayView(attribute.key), &Row::key);
    return row != kRows.end() && row->check(attribute.value);
}

bool areAllowedMembers(const QByteArray &type, const Attributes &members, bool isChange)
{
    if (type != "image")
        return members.isEmpty() && !isChange;
    if (!isChange && !members.contains("id"))
        return false;
    return std::ranges::all_of(members.entries(), [&](const Attribute &member) {
        return isAllowedImageMember(member, isChange);
    });
}

} // namespace syngraph::model
