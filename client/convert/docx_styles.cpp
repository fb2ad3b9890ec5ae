// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx_styles.h"

#include "convert/docx_parts.h"

#include <algorithm>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

QString value(const QXmlStreamAttributes &attributes)
{
    return attributeOf(attributes, "w:val"_x);
}

bool isOn(const QString &text)
{
    return text != u"0" && text != u"false" && text != u"off" && text != u"none";
}

Attributes togglesOf(const Attributes &attributes)
{
    return model::filterAttributes(attributes, [](const QByteArray &key, const Value &) {
        return key == "bold" || key == "italic" || key == "underline" || key == "strike" || key == "script";
    });
}

OfficeLevel levelOfFormat(const QString &format, int first)
{
    if (format == u"bullet")
        return {"bullet", {}, first};
    if (format == u"none")
        return {{}, {}, first};
    for (std::size_t i = 0; i < kDocxNumberFormats.size(); ++i) {
        if (format == QLatin1StringView(kDocxNumberFormats[i]))
            return {"ordered", model::kNumberings[i].toByteArray(), first};
    }
    return {"ordered", {}, first};
}

} // namespace

void DocxRun::read(QStringView name, const QXmlStreamAttributes &attributes)
{
    const QString text = value(attributes);
    const auto toggleIn = [&](Attributes &keys, std::vector<QByteArray> &others, const char *key) {
        if (isOn(text))
            keys = keys.with(key, Value::boolean(true));
        else
            others.emplace_back(key);
    };
    const auto toggle = [&](const char *key) { toggleIn(set, unset, key); };
    if (name == u"w:b") {
        toggle("bold");
    } else if (name == u"w:i") {
        toggle("italic");
    } else if (name == u"w:bCs" || name == u"w:iCs") {
        toggleIn(setBackwards, unsetBackwards, name == u"w:bCs" ? "bold" : "italic");
    } else if (name == u"w:szCs") {
        setBackwards = withAllowed(setBackwards, "size", sizeValue(text.toDouble() / 2));
    } else if (name == u"w:rtl") {
        isBackwards = isOn(text);
    } else if (name == u"w:u") {
        toggle("underline");
    } else if (name == u"w:strike" || name == u"w:dstrike") {
        toggle("strike");
    } else if (name == u"w:vertAlign") {
        if (text == u"subscript" || text == u"superscript")
            set = set.with("script", Value::string(text == u"subscript" ? u"sub" : u"super"));
    } else if (name == u"w:color") {
        set = withAllowed(set, "color", colorValue(text));
    } else if (name == u"w:highlight") {
        set = withAllowed(set, "background", colorValue(text));
    } else if (name == u"w:shd") {
        set = withAllowed(set, "background", colorValue(attributeOf(attributes, "w:fill"_x)));
    } else if (name == u"w:sz") {
        set = withAllowed(set, "size", sizeValue(text.toDouble() / 2));
    } else if (name == u"w:rFonts") {
        const QString font = attributeOf(attributes, "w:ascii"_x);
        if (!font.isEmpty())
            set = withAllowed(set, "font", Value::string(font));
    } else if (name == u"w:lang") {
        set = withAllowed(set, "lang", languageValue(text));
        setBackwards = withAllowed(setBackwards, "lang", languageValue(attributeOf(attributes, "w:bidi"_x)));
    } else if (name == u"w:rStyle") {
        style = text;
    }
}

Attributes DocxRun::applied(const Attributes &inherited) const
{
    Attributes attributes = inherited;
    for (const QByteArray &key : isBackwards ? unsetBackwards : unset)
        attributes = attributes.without(key);
    const auto isOfOne = [](const QByteArray &key, const Value &) {
        return key != "bold" && key != "italic" && key != "size" && key != "lang";
    };
    const Attributes own = isBackwards ? model::composeAttributes(model::filterAttributes(set, isOfOne), setBackwards, model::Nulls::Drop) : set;
    return model::composeAttributes(attributes, own, model::Nulls::Drop);
}

void DocxStyles::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (name == u"w:style") {
        m_current = attributeOf(attributes, "w:styleId"_x);
        m_styles[m_current] = {};
        m_styles[m_current].isDefault = attributeOf(attributes, "w:default"_x) == u"1";
        return;
    }
    if (m_current.isEmpty()) {
        if (name == u"w:lang")
            m_language = languageValue(value(attributes));
        return;
    }
    Style &style = m_styles[m_current];
    if (m_isInRun)
        style.run.read(name, attributes);
    else if (name == u"w:rPr")
        m_isInRun = true;
    else if (name == u"w:name")
        style.name = value(attributes);
    else if (name == u"w:basedOn")
        style.parent = value(attributes);
    else if (name == u"w:numId")
        style.list = value(attributes);
    else if (name == u"w:ilvl")
        style.level = value(attributes).toInt();
    else if (name == u"w:outlineLvl")
        style.outline = value(attributes).toInt();
}

void DocxStyles::close(QStringView name)
{
    if (name == u"w:rPr")
        m_isInRun = false;
    else if (name == u"w:style")
        m_current.clear();
}

// From the root to the style itself.
std::vector<const DocxStyles::Style *> DocxStyles::chain(const QString &id) const
{
    std::vector<const Style *> found;
    QString next = id;
    while (!next.isEmpty() && found.size() < kMaxStyleChain) {
        const auto style = m_styles.constFind(next);
        if (style == m_styles.constEnd())
            break;
        found.push_back(&*style);
        next = style->parent;
    }
    std::ranges::reverse(found);
    return found;
}

DocxStyles::Paragraph DocxStyles::paragraph(const QString &id) const
{
    const auto styles = chain(id);
    Paragraph found;
    for (const Style *style : styles) {
        QByteArray own = blockOfStyle(style->name);
        if (own.isEmpty() && style->outline >= 0 && style->outline < 9)
            own = "h" + QByteArray::number(std::min(style->outline + 1, 6));
        found.block = own.isEmpty() ? found.block : own;
        found.isRule = found.isRule || style->name == u"Horizontal Line";
        if (!style->list.isEmpty()) {
            found.list = style->list;
            found.level = style->level;
        }
    }
    if (!found.block.isEmpty())
        return found;
    for (const Style *style : styles) {
        DocxRun run = style->run;
        run.set = togglesOf(run.set);
        if (!style->isDefault)
            found.inlines = run.applied(found.inlines);
    }
    return found;
}

Attributes DocxStyles::inlines(const QString &id, const Attributes &inherited) const
{
    Attributes attributes = inherited;
    for (const Style *style : chain(id)) {
        const QString name = style->name.toLower();
        if (isCodeStyle(name)) {
            attributes = attributes.with("code", Value::boolean(true));
        } else if (!name.contains("hyperlink"_x) && !name.contains("internet"_x)) {
            DocxRun run = style->run;
            run.set = togglesOf(run.set);
            attributes = run.applied(attributes);
        }
    }
    return attributes;
}

void DocxNumbering::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (name == u"w:abstractNum")
        m_abstract = attributeOf(attributes, "w:abstractNumId"_x);
    else if (name == u"w:lvl" || name == u"w:lvlOverride")
        m_level = attributeOf(attributes, "w:ilvl"_x).toInt();
    else if (name == u"w:numFmt")
        current() = levelOfFormat(value(attributes), current().first);
    else if (name == u"w:lvlText" && current().item == "bullet")
        current().item = itemOfBullet(value(attributes));
    else if (name == u"w:start")
        current().first = value(attributes).toInt();
    else if (name == u"w:startOverride")
        m_starts[m_list][m_level] = value(attributes).toInt();
    else if (name == u"w:num")
        m_list = attributeOf(attributes, "w:numId"_x);
    else if (name == u"w:abstractNumId")
        m_lists[m_list] = value(attributes);
}

OfficeLevel DocxNumbering::levelOf(const QString &list, int level) const
{
    const auto own = m_own.value(list);
    return own.contains(level) ? own.value(level) : m_levels.value(kindOf(list)).value(level);
}

ItemNumber DocxCount::next(const QString &list, int level)
{
    const int start = m_numbering.startOf(list, level);
    const int said = m_met.insert({list, level}).second ? start : 0;
    const int first = start > 0 ? start : m_numbering.levelOf(list, level).first;
    return {m_counters[m_numbering.kindOf(list)].next(level, first, said), said > 0};
}

void DocxLinks::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (name != u"Relationship")
        return;
    const QString target = attributeOf(attributes, "Target"_x);
    if (attributeOf(attributes, "TargetMode"_x) == u"External")
        m_targets.insert(attributeOf(attributes, "Id"_x), target);
    else
        m_parts.insert(attributeOf(attributes, "Id"_x), target.startsWith(u'/') ? target.sliced(1) : "word/"_x + target);
}

} // namespace syngraph::convert
