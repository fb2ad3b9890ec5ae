// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/list_marker.h"

#include "editor/format_rows.h"
#include "model/numbering.h"

#include <QTextList>

namespace syngraph::editor {
namespace {

QString written(int number, int style)
{
    switch (style) {
    case QTextListFormat::ListDecimal: return model::numberText(number, "1");
    case QTextListFormat::ListLowerAlpha: return model::numberText(number, "a");
    case QTextListFormat::ListUpperAlpha: return model::numberText(number, "A");
    case QTextListFormat::ListLowerRoman: return model::numberText(number, "i");
    case QTextListFormat::ListUpperRoman: return model::numberText(number, "I");
    default: return {};
    }
}

} // namespace

int itemNumber(const QTextList &list, const QTextBlock &block)
{
    int low = 0;
    int high = list.count();
    while (low < high) {
        const int middle = (low + high) / 2;
        if (list.item(middle).position() < block.position())
            low = middle + 1;
        else
            high = middle;
    }
    return low < list.count() && list.item(low) == block ? low + 1 : 0;
}

int markerStyle(const QTextListFormat &format)
{
    return format.hasProperty(kListMarker) ? format.intProperty(kListMarker) : int(format.style());
}

QString itemText(const QTextList &list, const QTextBlock &block)
{
    const int place = itemNumber(list, block);
    const QTextListFormat format = list.format();
    const int first = format.hasProperty(kListStart) ? format.intProperty(kListStart) : 1;
    const QString text = place > 0 ? written(first + place - 1, markerStyle(format)) : QString();
    if (text.isEmpty())
        return {};
    const QString suffix = format.hasProperty(QTextFormat::ListNumberSuffix) ? format.numberSuffix() : QStringLiteral(".");
    const bool isRightToLeft = block.textDirection() == Qt::RightToLeft;
    return isRightToLeft ? suffix + text + format.numberPrefix() : format.numberPrefix() + text + suffix;
}

} // namespace syngraph::editor
