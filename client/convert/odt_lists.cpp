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
        m_open.push_back({style, false, 0, counterOf(style, attributes)});
        return;
    }
    const List &around = m_open.back();
    if (!style.isEmpty() && !goesOn(attributes))
        around.counter->restart(depth());
    m_open.push_back({style.isEmpty() ? around.style : style, false, 0, around.counter});
}

std::shared_ptr<ListCounter> OdtLists::counterOf(const QString &style, const QXmlStreamAttributes &attributes)
{
    std::shared_ptr<ListCounter> counter = m_kept.value(idName(attributeOf(attributes, "text:continue-list"_x)));
    if (!counter && goesOn(attributes))
        counter = m_kept.value(styleName(style));
    if (!counter)
        counter = std::make_shared<ListCounter>();
    keep(styleName(style), counter);
    if (const QString id = attributeOf(attributes, "xml:id"_x); !id.isEmpty())
        keep(idName(id), counter);
    return counter;
}

void OdtLists::keep(const QString &name, const std::shared_ptr<ListCounter> &counter)
{
    if (m_kept.size() < kMostKept || m_kept.contains(name))
        m_kept[name] = counter;
}

void OdtLists::openItem(bool isItem, const QXmlStreamAttributes &attributes)
{
    m_open.back().isItemFresh = isItem;
    m_open.back().said = attributeOf(attributes, "text:start-value"_x).toInt();
}

ItemNumber OdtLists::next(const OfficeLevel &level)
{
    const List &list = m_open.back();
    return {list.counter->next(depth() - 1, level.first, list.said), list.said > 0};
}

} // namespace syngraph::convert
