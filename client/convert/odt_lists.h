// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/office_paragraphs.h"
#include "convert/xml.h"

#include <QHash>

#include <memory>

namespace syngraph::convert {

// The lists that are open at a place of an OpenDocument text, and how their items are numbered.
class OdtLists
{
public:
    void open(const QXmlStreamAttributes &attributes);
    void close() { m_open.pop_back(); }
    // text:list-item where `isItem`, else text:list-header.
    void openItem(bool isItem, const QXmlStreamAttributes &attributes);

    int depth() const { return int(m_open.size()); }
    bool isEmpty() const { return m_open.empty(); }
    // Of the innermost item; empty where its paragraphs say it.
    const QString &style() const { return m_open.back().itemStyle.isEmpty() ? m_open.back().style : m_open.back().itemStyle; }
    // Whether the innermost item has had no paragraph yet; from then on it has.
    bool takeItem() { return std::exchange(m_open.back().isItemFresh, false); }
    // The number of the item whose first paragraph begins.
    ItemNumber next(const OfficeLevel &level);

private:
    struct Count
    {
        ListCounter counter;
        std::vector<QString> styles; // of the last items, by level
    };
    struct List
    {
        QString style;
        QString itemStyle; // where the item has another one
        bool isItemFresh = false;
        int said = 0; // number with which the item begins
        std::shared_ptr<Count> count;
    };

    std::shared_ptr<Count> countOf(const QString &style, const QXmlStreamAttributes &attributes);
    void keep(const QString &name, const std::shared_ptr<Count> &count);

    std::vector<List> m_open;
    // Lists that others may go on with: by id and, where it has the style, the last one.
    QHash<QString, std::shared_ptr<Count>> m_kept;
};

} // namespace syngraph::convert
