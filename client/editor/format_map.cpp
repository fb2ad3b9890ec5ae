// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/format_map.h"

#include "model/json_reader.h"
#include "model/schema.h"

#include <array>

namespace syngraph::editor {
namespace {

using model::Attribute;
using model::Attributes;
using model::Embed;
using model::Value;

// Bounds the caches: a document of a million differently formatted words must not fill the memory.
constexpr std::size_t kMaxCached = 4096;

Attributes attributesIn(const QTextFormat &format)
{
    const QString json = format.stringProperty(kAttributes);
    if (json.isEmpty())
        return {};
    return model::attributesFromObject(Value::fromCanonicalJson(json.toUtf8())).value_or(Attributes());
}

void carry(QTextFormat &format, const Attributes &attributes)
{
    if (attributes.isEmpty())
        return;
    format.setProperty(kAttributes, QString::fromUtf8(attributes.toJson()));
}

// Paragraph styles whose characters look alike share their formats.
BlockStyle charStyle(BlockStyle style)
{
    switch (style) {
    case BlockStyle::Bullet:
    case BlockStyle::Ordered:
    case BlockStyle::Check: return BlockStyle::Body;
    default: return style;
    }
}

Attributes overridden(const Attributes &attributes, QByteArrayView key, const Value &value)
{
    const QByteArray name = key.toByteArray();
    if (value.isNull() || !model::checkAttribute({name, value}, false))
        return attributes.without(name);
    return attributes.with(name, value);
}

void showEmbed(QTextCharFormat &format, const Embed &embed)
{
    format.setProperty(kEmbed, QString::fromUtf8(embed.toJson()));
    if (embed.type() == "rule") {
        format.setObjectType(kRuleObject);
        return;
    }
    if (embed.type() == "pagebreak") {
        format.setObjectType(kPageBreakObject);
        return;
    }
    format.setObjectType(QTextFormat::ImageObject);
    const auto members = model::attributesFromObject(embed.value()).value_or(Attributes());
    const auto text = [&](QByteArrayView key) {
        const Value *value = members.find(key);
        return value ? value->toString() : QString();
    };
    const auto pixels = [&](QByteArrayView key) {
        const Value *value = members.find(key);
        return value ? qreal(value->toInteger().value_or(0)) : 0;
    };
    format.setProperty(QTextFormat::ImageName, imageResourceName(text("id").toLatin1()));
    format.setProperty(QTextFormat::ImageAltText, text("alt"));
    if (pixels("w") > 0)
        format.setProperty(QTextFormat::ImageWidth, pixels("w"));
    if (pixels("h") > 0)
        format.setProperty(QTextFormat::ImageHeight, pixels("h"));
}

Embed embedIn(const QTextCharFormat &format)
{
    const QString json = format.stringProperty(kEmbed);
    if (json.isEmpty() || format.objectType() == QTextFormat::NoObject)
        return {};
    const auto members = model::attributesFromObject(Value::fromCanonicalJson(json.toUtf8()));
    if (!members || members->entries().size() != 1)
        return {};
    const Attribute &only = members->entries().front();
    return Embed(only.key, only.value);
}

// A whole foreign format names the looks of code and links besides their being that.
Attributes withoutForeignLooks(const Attributes &attributes, bool isAnchor)
{
    Attributes kept = attributes;
    if (attributes.contains("code"))
        kept = kept.without("font").without("size").without("background").without("color");
    return isAnchor ? kept.without("color").without("underline") : kept;
}

} // namespace

QString imageResourceName(const QByteArray &id)
{
    return QLatin1StringView("syngraph-image:") + QString::fromLatin1(id);
}

void FormatMap::setTheme(Theme theme)
{
    m_theme = std::move(theme);
    m_charFormats.clear();
    m_blockLooks.clear();
}

void FormatMap::setAuthorColors(AuthorColors colors)
{
    m_theme.authors = std::move(colors);
    m_charFormats.clear();
}

BlockStyle FormatMap::styleOf(const Attributes &blockAttributes)
{
    return editor::styleOf(blockAttributes.find("block"));
}

QTextCharFormat FormatMap::computeCharFormat(const Attributes &attributes, BlockStyle style) const
{
    QTextCharFormat format;
    carry(format, attributes);
    if (style != BlockStyle::Body)
        format.setProperty(kStyle, int(style));
    showCharStyle(format, style, m_theme);
    for (const CharRow &row : charRows()) {
        for (const Attribute &attribute : attributes.entries()) {
            if (attribute.key == row.key)
                row.show(format, attribute.value, m_theme);
        }
    }
    return format;
}

QTextCharFormat FormatMap::charFormat(const Attributes &attributes, BlockStyle style, const Embed &embed) const
{
    const Key key{attributes, charStyle(style)};
    auto found = m_charFormats.find(key);
    if (found == m_charFormats.end()) {
        if (m_charFormats.size() >= kMaxCached)
            m_charFormats.clear();
        found = m_charFormats.emplace(key, computeCharFormat(attributes, key.style)).first;
    }
    if (embed.isNull())
        return found->second;
    QTextCharFormat format = found->second;
    showEmbed(format, embed);
    return format;
}

QTextCharFormat FormatMap::standInFormat(char16_t unit, const Attributes &attributes, BlockStyle style) const
{
    QTextCharFormat format = charFormat(attributes, style);
    format.setProperty(kStandIn, int(unit));
    return format;
}

BlockLook FormatMap::blockLook(const Attributes &attributes) const
{
    const BlockStyle style = styleOf(attributes);
    const Key key{attributes, style};
    const auto found = m_blockLooks.find(key);
    if (found != m_blockLooks.end())
        return found->second;
    BlockLook look;
    carry(look.block, attributes);
    showBlockStyle(look, style, m_theme);
    for (const BlockRow &row : blockRows().subspan(1)) {
        if (const Value *value = attributes.find(row.key))
            row.show(look, *value, m_theme);
    }
    if (m_blockLooks.size() >= kMaxCached)
        m_blockLooks.clear();
    m_blockLooks.emplace(key, look);
    return look;
}

CharContent FormatMap::readChar(const QTextCharFormat &format, bool isObject) const
{
    CharContent content;
    content.attributes = attributesIn(format);
    const int style = format.intProperty(kStyle);
    const QTextCharFormat made = charFormat(content.attributes, BlockStyle(style));
    for (const CharRow &row : charRows()) {
        if (!row.read)
            continue;
        const Value value = row.read(format);
        if (value != row.read(made))
            content.attributes = overridden(content.attributes, row.key, value);
    }
    if (!format.hasProperty(kAttributes) && style == 0)
        content.attributes = withoutForeignLooks(content.attributes, format.isAnchor());
    if (isObject)
        content.embed = embedIn(format);
    content.standIn = char16_t(format.intProperty(kStandIn));
    return content;
}

Attributes FormatMap::readBlock(const BlockLook &look) const
{
    Attributes attributes = attributesIn(look.block);
    const BlockLook made = blockLook(attributes);
    for (const BlockRow &row : blockRows()) {
        const Value value = row.read(look);
        if (value != row.read(made))
            attributes = overridden(attributes, row.key, value);
    }
    return attributes;
}

} // namespace syngraph::editor
