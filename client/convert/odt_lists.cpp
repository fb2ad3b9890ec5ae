// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt_lists.h"

namespace syngraph::convert {
namespace {

constexpr qsizetype kMostKept = 20'000; // that memory stays within limits in hostile files

QString idName(const QString &id)
{
    return "id/"_x + id;
}

QString styleName(const QString &style)
{
    return "style/"_x + style;
}

bool goesOn(const QXmlStreamAttributes &attributes)
{
    return attributeOf(attributes, "text:continue-numbering"_x) == u"true";
}

} // namespace

// A list within a list is counted with it, at its level.
void OdtLists::open(const QXmlStreamAttributes &attributes)
{
    const QString style = attributeOf(attributes, "text:style-name"_x);
    if (m_open.empty()) {
        m_open.push_back({style, {}, false, 0, countOf(style, attributes)});
        return;
    }
    const List &around = m_open.back();
    if (!style.isEmpty() && !goesOn(attributes))
        around.count->counter.restart(depth());
    m_open.push_back({style.isEmpty() ? around.style : style, {}, false, 0, around.count});
}

std::shared_ptr<OdtLists::Count> OdtLists::countOf(const QString &style, const QXmlStreamAttributes &attributes)
{
    std::shared_ptr<Count> count = m_kept.value(idName(attributeOf(attributes, "text:continue-list"_x)));
    if (!count && goesOn(attributes))
        count = m_kept.value(styleName(style));
    if (!count)
        count = std::make_shared<Count>();
    keep(styleName(style), count);
    if (const QString id = attributeOf(attributes, "xml:id"_x); !id.isEmpty())
        keep(idName(id), count);
    return count;
}

void OdtLists::keep(const QString &name, const std::shared_ptr<Count> &count)
{
    if (m_kept.size() < kMostKept || m_kept.contains(name))
        m_kept[name] = count;
}

void OdtLists::openItem(bool isItem, const QXmlStreamAttributes &attributes)
{
    m_open.back().isItemFresh = isItem;
    m_open.back().itemStyle = attributeOf(attributes, "text:style-override"_x);
    m_open.back().said = attributeOf(attributes, "text:start-value"_x).toInt();
}

// Items of another style in between begin a level anew.
ItemNumber OdtLists::next(const OfficeLevel &level)
{
    const List &list = m_open.back();
    Count &count = *list.count;
    count.styles.resize(m_open.size());
    if (!count.styles.back().isEmpty() && count.styles.back() != style())
        count.counter.restart(depth() - 1);
    count.styles.back() = style();
    return {count.counter.next(depth() - 1, level.first, list.said), list.said > 0};
}

} // namespace syngraph::convert
