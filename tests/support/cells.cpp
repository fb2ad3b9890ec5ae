// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cells.h"

#include <set>

namespace syngraph::support {
namespace {

void insertCell(model::Delta &delta, const Cell &cell)
{
    if (cell.embed.exists())
        delta.insert(toEmbed(cell.embed), toAttributes(cell.formats));
    else
        delta.insert(QStringView(&cell.unit, 1), toAttributes(cell.formats));
}

} // namespace

void normalise(Edit &edit)
{
    for (std::size_t i = edit.length(); i > 0; --i) {
        if (!edit.actions[i - 1].removes)
            continue;
        Cells &before = edit.gaps[i - 1];
        before.insert(before.end(), edit.gaps[i].begin(), edit.gaps[i].end());
        edit.gaps[i].clear();
    }
}

CellClass cellClassOf(const QByteArray &key)
{
    static const std::set<QByteArray> growing {"bold",  "italic",     "underline", "strike", "code",
                                               "color", "background", "size",      "font",   "script", "lang"};
    static const std::set<QByteArray> own {"s:i", "s:d", "s:f", "author"};
    static const std::set<QByteArray> block {"block", "indent", "align", "dir", "spacing", "before", "after", "start", "numbering"};
    if (growing.contains(key))
        return CellClass::Growing;
    if (key == "link" || key.startsWith("c:"))
        return CellClass::Closed;
    if (own.contains(key))
        return CellClass::Own;
    return block.contains(key) ? CellClass::Block : CellClass::Unknown;
}

bool cellFits(const QByteArray &key, const Cell &cell)
{
    const CellClass cellClass = cellClassOf(key);
    return cellClass == CellClass::Unknown || (cellClass == CellClass::Block) == cell.isLineEnd();
}

model::Attributes toAttributes(const Formats &formats)
{
    std::vector<model::Attribute> entries;
    for (const auto &[key, json] : formats)
        entries.push_back({key, model::Value::fromCanonicalJson(json)});
    return model::Attributes::fromSorted(std::move(entries));
}

model::Embed toEmbed(const CellEmbed &embed)
{
    if (!embed.exists())
        return {};
    QByteArray json = embed.other;
    if (json.isEmpty()) {
        json = "{";
        for (const auto &[key, value] : embed.members)
            json += (json.size() > 1 ? ",\"" : "\"") + key + "\":" + value;
        json += '}';
    }
    return model::Embed(embed.type, model::Value::fromCanonicalJson(json));
}

model::Delta toDelta(const Cells &document)
{
    model::Delta delta;
    for (const Cell &cell : document)
        insertCell(delta, cell);
    return delta;
}

model::Delta toDelta(const Edit &edit)
{
    model::Delta delta;
    for (std::size_t i = 0; i <= edit.length(); ++i) {
        for (const Cell &cell : edit.gaps[i])
            insertCell(delta, cell);
        if (i == edit.length())
            break;
        const Action &action = edit.actions[i];
        if (action.removes)
            delta.remove(1);
        else if (action.changes.exists())
            delta.changeEmbed(toEmbed(action.changes), toAttributes(action.sets));
        else
            delta.retain(1, toAttributes(action.sets));
    }
    return delta.chop();
}

QString textOf(const Cells &document)
{
    QString text;
    for (const Cell &cell : document)
        text += QChar(cell.embed.exists() ? u'\xFFFC' : cell.unit);
    return text;
}

bool isInsidePair(const Cells &document, std::size_t position)
{
    return position > 0 && position < document.size() && QChar::isHighSurrogate(document[position - 1].unit)
        && QChar::isLowSurrogate(document[position].unit);
}

} // namespace syngraph::support
