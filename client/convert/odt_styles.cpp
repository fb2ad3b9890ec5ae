// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt_styles.h"

#include <algorithm>
#include <cmath>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Value;

QString alignOf(const QString &value)
{
    if (value == u"center" || value == u"justify" || value == u"left" || value == u"right")
        return value;
    return value == u"end" ? QStringLiteral("right") : QString();
}

constexpr double kSameMargin = 0.3; // points: lengths are rounded on the way

// "Heading_20_1" is how a name is written where blanks may not stand.
QString decodedName(QString name)
{
    return name.replace("_20_"_x, " "_x);
}

bool isLinkStyle(const QString &name)
{
    return name.contains("Internet"_x) || name.contains("Visited"_x) || name == u"Hyperlink";
}

} // namespace

double pointsOf(const QString &length)
{
    struct Unit
    {
        QLatin1StringView name;
        double points;
    };
    for (const Unit unit : {Unit{"pt"_x, 1}, Unit{"cm"_x, 72 / 2.54}, Unit{"mm"_x, 7.2 / 2.54}, Unit{"in"_x, 72}, Unit{"px"_x, 0.75}}) {
        if (length.endsWith(unit.name))
            return length.chopped(unit.name.size()).toDouble() * unit.points;
    }
    return 0;
}

void OdtStyles::open(QStringView name, const QXmlStreamAttributes &attributes)
{
    if (name == u"office:automatic-styles") {
        m_isAutomatic = true;
    } else if (name == u"style:style") {
        const QString own = attributeOf(attributes, "style:name"_x);
        m_current = attributeOf(attributes, "style:family"_x) + u'/' + own;
        Style &style = m_styles[m_current];
        style = {};
        style.parent = attributeOf(attributes, "style:parent-style-name"_x);
        style.shownName = attributeOf(attributes, "style:display-name"_x);
        if (style.shownName.isEmpty())
            style.shownName = decodedName(own);
        style.list = attributeOf(attributes, "style:list-style-name"_x);
        style.isAutomatic = m_isAutomatic;
        style.beginsPage = !attributeOf(attributes, "style:master-page-name"_x).isEmpty();
    } else if (name == u"style:text-properties" && !m_current.isEmpty()) {
        readText(attributes);
    } else if (name == u"style:paragraph-properties" && !m_current.isEmpty()) {
        readParagraph(attributes);
    } else if (name == u"style:font-face") {
        m_fonts.insert(attributeOf(attributes, "style:name"_x), attributeOf(attributes, "svg:font-family"_x));
    } else if (name == u"text:list-style") {
        m_currentList = attributeOf(attributes, "style:name"_x);
    } else if (name == u"text:list-level-style-bullet") {
        m_lists[m_currentList][attributeOf(attributes, "text:level"_x).toInt()] =
            {itemOfBullet(attributeOf(attributes, "text:bullet-char"_x)), {}, 1};
    } else if (name == u"text:list-level-style-number") {
        const QByteArray format = attributeOf(attributes, "style:num-format"_x).toLatin1();
        const QString first = attributeOf(attributes, "text:start-value"_x);
        m_lists[m_currentList][attributeOf(attributes, "text:level"_x).toInt()] =
            {format.isEmpty() ? QByteArray() : QByteArray("ordered"), format, first.isEmpty() ? 1 : first.toInt()};
    }
}

void OdtStyles::close(QStringView name)
{
    if (name == u"office:automatic-styles")
        m_isAutomatic = false;
    else if (name == u"style:style")
        m_current.clear();
}

void OdtStyles::readText(const QXmlStreamAttributes &attributes)
{
    Style &style = m_styles[m_current];
    const auto toggle = [&](QLatin1StringView name, const char *key, auto isOn) {
        const QString value = attributeOf(attributes, name);
        if (value.isEmpty())
            return;
        if (isOn(value))
            style.set = style.set.with(key, Value::boolean(true));
        else
            style.unset.emplace_back(key);
    };
    const auto isNotNone = [](const QString &value) { return value != u"none"; };
    toggle("fo:font-weight"_x, "bold", [](const QString &value) { return value == u"bold" || value.toInt() >= 600; });
    toggle("fo:font-style"_x, "italic", [](const QString &value) { return value != u"normal"; });
    toggle("style:text-underline-style"_x, "underline", isNotNone);
    toggle("style:text-line-through-style"_x, "strike", isNotNone);
    const QString position = attributeOf(attributes, "style:text-position"_x);
    if (position.startsWith("sub"_x) || position.startsWith("super"_x))
        style.set = style.set.with("script", Value::string(position.startsWith("sub"_x) ? u"sub" : u"super"));
    style.set = withAllowed(style.set, "color", colorValue(attributeOf(attributes, "fo:color"_x)));
    style.set = withAllowed(style.set, "background", colorValue(attributeOf(attributes, "fo:background-color"_x)));
    style.set = withAllowed(style.set, "size", sizeValue(pointsOf(attributeOf(attributes, "fo:font-size"_x))));
    QString font = m_fonts.value(attributeOf(attributes, "style:font-name"_x));
    if (font.isEmpty())
        font = attributeOf(attributes, "fo:font-family"_x);
    font.remove(u'\'').remove(u'"');
    if (!font.isEmpty())
        style.set = withAllowed(style.set, "font", Value::string(font));
    const QString country = attributeOf(attributes, "fo:country"_x);
    const QString language = attributeOf(attributes, "fo:language"_x);
    if (!language.isEmpty() && language != u"none")
        style.set = withAllowed(style.set, "lang", languageValue(country.isEmpty() || country == u"none" ? language : language + u'-' + country));
}

void OdtStyles::readParagraph(const QXmlStreamAttributes &attributes)
{
    OfficeParagraph &paragraph = m_styles[m_current].paragraph;
    paragraph.align = alignOf(attributeOf(attributes, "fo:text-align"_x));
    paragraph.breaksBefore = attributeOf(attributes, "fo:break-before"_x) == u"page";
    paragraph.breaksAfter = attributeOf(attributes, "fo:break-after"_x) == u"page";
    const QString mode = attributeOf(attributes, "style:writing-mode"_x);
    if (mode == u"rl-tb" || mode == u"lr-tb")
        paragraph.direction = mode == u"rl-tb" ? QStringLiteral("rtl") : QStringLiteral("ltr");
    // LibreOffice means the sides of the page by them, whichever way text runs; and right is usual there
    if (paragraph.direction == u"rtl" && attributeOf(attributes, "fo:text-align"_x) == u"start")
        paragraph.align = QStringLiteral("left");
    else if (paragraph.direction == u"rtl" && paragraph.align == u"right")
        paragraph.align.clear();
    const double levels = pointsOf(attributeOf(attributes, "fo:margin-left"_x)) / kIndentPoints;
    paragraph.indent = levels > 0 ? int(std::lround(std::min(levels, 16.0))) : 0;
    const QString height = attributeOf(attributes, "fo:line-height"_x);
    if (height.endsWith(u'%'))
        paragraph.spacing = height.chopped(1).toDouble() / 100;
    const auto points = [&](QLatin1StringView name) {
        const QString length = attributeOf(attributes, name);
        return length.isEmpty() ? std::optional<double>() : std::optional(pointsOf(length));
    };
    paragraph.before = points("fo:margin-top"_x);
    paragraph.after = points("fo:margin-bottom"_x);
    m_styles[m_current].hasAllMargins = !attributeOf(attributes, "fo:margin-right"_x).isEmpty();
}

// From the root to the style itself.
std::vector<const OdtStyles::Style *> OdtStyles::chain(const QString &family, const QString &name) const
{
    std::vector<const Style *> found;
    QString next = name;
    while (!next.isEmpty() && found.size() < kMaxStyleChain) {
        const auto style = m_styles.constFind(family + u'/' + next);
        if (style == m_styles.constEnd())
            break;
        found.push_back(&*style);
        next = style->parent;
    }
    std::ranges::reverse(found);
    return found;
}

namespace {

Attributes without(Attributes attributes, const std::vector<QByteArray> &keys)
{
    for (const QByteArray &key : keys)
        attributes = attributes.without(key);
    return attributes;
}

Attributes togglesOf(const Attributes &attributes)
{
    return model::filterAttributes(attributes, [](const QByteArray &key, const Value &) {
        return key == "bold" || key == "italic" || key == "underline" || key == "strike" || key == "script";
    });
}

} // namespace

OdtStyles::Paragraph OdtStyles::paragraph(const QString &name) const
{
    const auto styles = chain(QStringLiteral("paragraph"), name);
    Paragraph found;
    OfficeParagraph named; // as the named styles have it
    QByteArray block;
    for (const Style *style : styles) {
        const QByteArray own = style->isAutomatic ? QByteArray() : blockOfStyle(style->shownName);
        block = own.isEmpty() ? block : own;
        found.format.isRule = found.format.isRule || style->shownName == u"Horizontal Line";
    }
    for (const Style *style : styles) {
        if (!style->list.isEmpty())
            found.list = style->list;
        const bool isPlain = block.isEmpty();
        found.inlines = without(found.inlines, style->unset);
        if (style->isAutomatic || isPlain)
            found.inlines = model::composeAttributes(
                found.inlines, style->isAutomatic ? style->set : togglesOf(style->set), model::Nulls::Drop);
        const OfficeParagraph &own = style->paragraph;
        if (!style->isAutomatic) {
            named.before = own.before ? own.before : named.before;
            named.after = own.after ? own.after : named.after;
            continue;
        }
        // a program that writes all margins where one is set means that one
        const auto isMeant = [&](const std::optional<double> &margin, const std::optional<double> &usual) {
            return margin && !(style->hasAllMargins && std::abs(*margin - usual.value_or(0)) < kSameMargin);
        };
        if (own.spacing)
            found.format.spacing = own.spacing;
        if (isMeant(own.before, named.before))
            found.format.before = own.before;
        if (isMeant(own.after, named.after))
            found.format.after = own.after;
        found.format.align = own.align.isEmpty() ? found.format.align : own.align;
        found.format.direction = own.direction.isEmpty() ? found.format.direction : own.direction;
        found.format.breaksBefore = found.format.breaksBefore || own.breaksBefore;
        found.format.breaksAfter = found.format.breaksAfter || own.breaksAfter;
        found.beginsPage = found.beginsPage || style->beginsPage;
        found.format.indent = isPlain ? own.indent : 0;
    }
    found.format.block = block.isEmpty() ? QByteArray("p") : block;
    return found;
}

Attributes OdtStyles::inlines(const QString &name, const Attributes &inherited) const
{
    Attributes attributes = inherited;
    for (const Style *style : chain(QStringLiteral("text"), name)) {
        if (!style->isAutomatic && isLinkStyle(style->shownName))
            continue;
        if (!style->isAutomatic && isCodeStyle(style->shownName)) {
            attributes = attributes.with("code", Value::boolean(true));
            continue;
        }
        attributes = without(attributes, style->unset);
        attributes = model::composeAttributes(attributes, style->isAutomatic ? style->set : togglesOf(style->set),
                                              model::Nulls::Drop);
    }
    return attributes;
}

OfficeLevel OdtStyles::levelOf(const QString &list, int level) const
{
    return m_lists.value(list).value(level);
}

} // namespace syngraph::convert
