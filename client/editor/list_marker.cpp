// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/list_marker.h"

#include "editor/format_rows.h"

#include <QTextList>

#include <array>

namespace syngraph::editor {
namespace {

constexpr int kLargestRoman = 4999;

QString letters(int number)
{
    QString result;
    for (; number > 0; number /= 26) {
        --number;
        result.prepend(QChar(u'a' + char16_t(number % 26)));
    }
    return result;
}

QString roman(int number)
{
    struct Digit
    {
        int value;
        QStringView sign;
    };
    constexpr std::array digits{Digit{1000, u"m"}, Digit{900, u"cm"}, Digit{500, u"d"}, Digit{400, u"cd"},
                                Digit{100, u"c"},  Digit{90, u"xc"},  Digit{50, u"l"},  Digit{40, u"xl"},
                                Digit{10, u"x"},   Digit{9, u"ix"},   Digit{5, u"v"},   Digit{4, u"iv"},
                                Digit{1, u"i"}};
    if (number > kLargestRoman)
        return QStringLiteral("?");
    QString result;
    for (const Digit &digit : digits) {
        for (; number >= digit.value; number -= digit.value)
            result += digit.sign;
    }
    return result;
}

QString written(int number, int style)
{
    switch (style) {
    case QTextListFormat::ListDecimal: return QString::number(number);
    case QTextListFormat::ListLowerAlpha: return letters(number);
    case QTextListFormat::ListUpperAlpha: return letters(number).toUpper();
    case QTextListFormat::ListLowerRoman: return roman(number);
    case QTextListFormat::ListUpperRoman: return roman(number).toUpper();
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
