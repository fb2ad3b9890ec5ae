// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/content_builder.h"

#include "model/numbering.h"
#include "model/schema.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

constexpr int kMaxIndent = 16;

bool isKept(QChar unit)
{
    const char16_t u = unit.unicode();
    return (u >= 0x20 && u != 0x7f && u < 0xfff9) || u == u'\t' || u == 0xfffd;
}

// Control characters, line ends and object characters have no place within a paragraph; halves of pairs nowhere.
QString cleaned(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar unit : text) {
        if (unit == QChar::ParagraphSeparator || unit == u'\n')
            out += u' ';
        else if (isKept(unit))
            out += unit;
    }
    if (!out.isValidUtf16())
        out = QString::fromUtf8(out.toUtf8());
    return out;
}

struct NamedColor
{
    QLatin1StringView name;
    QLatin1StringView value;
};

// The names of HTML 4, those of highlighting in office files, and a few that pages use often.
constexpr std::array kColors = {
    NamedColor{QLatin1StringView("aqua"), QLatin1StringView("#00ffff")},
    NamedColor{QLatin1StringView("black"), QLatin1StringView("#000000")},
    NamedColor{QLatin1StringView("blue"), QLatin1StringView("#0000ff")},
    NamedColor{QLatin1StringView("brown"), QLatin1StringView("#a52a2a")},
    NamedColor{QLatin1StringView("cyan"), QLatin1StringView("#00ffff")},
    NamedColor{QLatin1StringView("darkblue"), QLatin1StringView("#00008b")},
    NamedColor{QLatin1StringView("darkcyan"), QLatin1StringView("#008b8b")},
    NamedColor{QLatin1StringView("darkgray"), QLatin1StringView("#a9a9a9")},
    NamedColor{QLatin1StringView("darkgreen"), QLatin1StringView("#006400")},
    NamedColor{QLatin1StringView("darkmagenta"), QLatin1StringView("#8b008b")},
    NamedColor{QLatin1StringView("darkred"), QLatin1StringView("#8b0000")},
    NamedColor{QLatin1StringView("darkyellow"), QLatin1StringView("#808000")},
    NamedColor{QLatin1StringView("fuchsia"), QLatin1StringView("#ff00ff")},
    NamedColor{QLatin1StringView("gray"), QLatin1StringView("#808080")},
    NamedColor{QLatin1StringView("green"), QLatin1StringView("#008000")},
    NamedColor{QLatin1StringView("grey"), QLatin1StringView("#808080")},
    NamedColor{QLatin1StringView("lightgray"), QLatin1StringView("#d3d3d3")},
    NamedColor{QLatin1StringView("lime"), QLatin1StringView("#00ff00")},
    NamedColor{QLatin1StringView("magenta"), QLatin1StringView("#ff00ff")},
    NamedColor{QLatin1StringView("maroon"), QLatin1StringView("#800000")},
    NamedColor{QLatin1StringView("navy"), QLatin1StringView("#000080")},
    NamedColor{QLatin1StringView("olive"), QLatin1StringView("#808000")},
    NamedColor{QLatin1StringView("orange"), QLatin1StringView("#ffa500")},
    NamedColor{QLatin1StringView("pink"), QLatin1StringView("#ffc0cb")},
    NamedColor{QLatin1StringView("purple"), QLatin1StringView("#800080")},
    NamedColor{QLatin1StringView("red"), QLatin1StringView("#ff0000")},
    NamedColor{QLatin1StringView("silver"), QLatin1StringView("#c0c0c0")},
    NamedColor{QLatin1StringView("teal"), QLatin1StringView("#008080")},
    NamedColor{QLatin1StringView("white"), QLatin1StringView("#ffffff")},
    NamedColor{QLatin1StringView("yellow"), QLatin1StringView("#ffff00")},
};

bool isHex(QStringView digits)
{
    return std::ranges::all_of(digits, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

// "rgb(1, 2, 3)" and "rgba(1, 2, 3, 0.5)".
QString fromFunction(const QString &color)
{
    static const QRegularExpression pattern(
        QStringLiteral("^rgba?\\(\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\s*(?:[,/]\\s*([\\d.]+)%?\\s*)?\\)$"));
    const auto match = pattern.match(color);
    if (!match.hasMatch() || (!match.captured(4).isEmpty() && match.captured(4).toDouble() == 0))
        return {};
    QString out(u'#');
    for (int i = 1; i <= 3; ++i)
        out += QStringLiteral("%1").arg(std::min(match.captured(i).toInt(), 255), 2, 16, QChar(u'0'));
    return out;
}

} // namespace

bool ContentBuilder::hasRoomFor(qint64 units)
{
    m_isFull = m_isFull || m_units + units >= model::kMaxTextUnits;
    return !m_isFull;
}

void ContentBuilder::text(QStringView text, const Attributes &attributes)
{
    if (text.isEmpty() || !hasRoomFor(text.size()))
        return;
    const QString kept = cleaned(text);
    if (kept.isEmpty())
        return;
    m_content.insert(kept, attributes);
    m_units += kept.size();
    m_isLineEmpty = false;
}

void ContentBuilder::picture(const QByteArray &id, const QSize &size, const QString &alt, const Attributes &attributes)
{
    constexpr qsizetype kLongestAlt = 600;
    constexpr int kMostPixels = 20'000;
    Attributes members{{"id", Value::string(QString::fromLatin1(id))}};
    if (!size.isEmpty())
        members = members.with("w", Value::number(std::min(size.width(), kMostPixels)))
                      .with("h", Value::number(std::min(size.height(), kMostPixels)));
    const QString said = cleaned(alt.simplified().left(kLongestAlt));
    if (!said.isEmpty())
        members = members.with("alt", Value::string(said));
    const model::Embed embed("image", Value::fromCanonicalJson(members.toJson()));
    if (m_objects >= model::kMaxEmbeds || !model::checkEmbed(embed, false) || !hasRoomFor(1))
        return;
    m_content.insert(embed, attributes);
    ++m_objects;
    ++m_units;
    m_isLineEmpty = false;
}

void ContentBuilder::object(const QByteArray &type)
{
    m_isFull = m_isFull || m_objects + 1 > model::kMaxEmbeds;
    if (!hasRoomFor(1))
        return;
    m_content.insert(model::Embed(type, Value::fromCanonicalJson("{}")));
    ++m_objects;
    ++m_units;
    m_isLineEmpty = false;
}

// Documents count on only from item to item: a paragraph between two of them begins the list anew.
Attributes ContentBuilder::numbered(const Attributes &paragraph, const ItemNumber &item)
{
    const Line line = lineOf(paragraph);
    const int usual = m_track.numberOf(line);
    const bool isNumbered = item.number > 0 && line.block == "ordered";
    if (!isNumbered || (item.number == usual && !(item.isSaid && item.number > 1)))
        return paragraph;
    m_track.countFrom(item.number);
    return withAllowed(paragraph, "start", numberValue("start", item.number, 1));
}

void ContentBuilder::endLine(const Attributes &paragraph, const ItemNumber &item)
{
    if (!hasRoomFor(1))
        return;
    m_content.insert(u"\n", numbered(paragraph, item));
    ++m_units;
    ++m_lines;
    m_isLineEmpty = true;
}

Result<model::Delta> ContentBuilder::takeParagraphs()
{
    if (!m_isLineEmpty)
        endLine();
    if (m_isFull)
        return Error{ErrorCode::TooLarge, QStringLiteral("The file holds more than a document can; divide it first.")};
    model::Delta content = std::exchange(m_content, {});
    *this = ContentBuilder();
    if (content.isEmpty())
        return content;
    const auto valid = model::checkDocument(content);
    return valid ? Result<model::Delta>(std::move(content)) : Result<model::Delta>(valid.error());
}

Result<model::Document> ContentBuilder::finish()
{
    if (m_lines == 0 && m_isLineEmpty)
        endLine();
    const auto content = takeParagraphs();
    return content ? model::Document::fromDelta(*content) : Result<model::Document>(content.error());
}

Attributes withNumbering(const Attributes &item, const QByteArray &numbering)
{
    const Value *block = item.find("block");
    const Value *indent = item.find("indent");
    const int level = indent ? int(indent->toInteger().value_or(0)) : 0;
    if (!block || block->toString() != u"ordered" || numbering == model::usualNumbering(level))
        return item;
    return withAllowed(item, "numbering", Value::string(QString::fromLatin1(numbering)));
}

Attributes withAllowed(const Attributes &attributes, const QByteArray &key, const Value &value)
{
    if (value.isNull() || !model::checkAttribute({key, value}, false))
        return attributes;
    return attributes.with(key, value);
}

Value linkValue(const QString &target)
{
    const Value value = Value::string(target.isValidUtf16() ? target.trimmed() : QString());
    return model::checkAttribute({"link", value}, false) ? value : Value();
}

Value languageValue(QString tag)
{
    const Value value = Value::string(tag.replace(u'_', u'-'));
    return tag.isValidUtf16() && model::checkAttribute({"lang", value}, false) ? value : Value();
}

Value colorValue(QStringView color)
{
    QString text = color.trimmed().toString().toLower();
    const auto named = std::ranges::find_if(kColors, [&](const NamedColor &row) { return text == row.name; });
    if (named != kColors.end())
        text = named->value;
    else if (text.startsWith(QLatin1StringView("rgb")))
        text = fromFunction(text);
    else if (text.size() == 6 && isHex(text))
        text.prepend(u'#');
    if (text.size() == 4 && text.front() == u'#')
        text = QStringLiteral("#%1%1%2%2%3%3").arg(text[1]).arg(text[2]).arg(text[3]);
    const bool isColor = text.size() == 7 && text.front() == u'#' && isHex(QStringView(text).sliced(1));
    return isColor ? Value::string(text) : Value();
}

Value sizeValue(double points)
{
    if (!(points >= 1 && points <= 400))
        return {};
    const auto halves = qint64(std::lround(points * 2));
    return halves % 2 == 0 ? Value::number(halves / 2)
                           : Value::fromCanonicalJson(QByteArray::number(halves / 2) + ".5");
}

Value numberValue(const QByteArray &key, double number, int parts)
{
    const Value value = Value::fromCanonicalJson(QByteArray::number(std::round(number * parts) / parts));
    return std::isfinite(number) && model::checkAttribute({key, value}, false) ? value : Value();
}

Attributes paragraphAttributes(const QByteArray &block, int indent)
{
    Attributes attributes;
    if (!block.isEmpty() && block != "p")
        attributes = attributes.with("block", Value::string(QString::fromLatin1(block)));
    if (indent > 0)
        attributes = attributes.with("indent", Value::number(std::min(indent, kMaxIndent)));
    return attributes;
}

} // namespace syngraph::convert
