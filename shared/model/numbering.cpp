// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/numbering.h"

namespace syngraph::model {
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

} // namespace

QString numberText(int number, QByteArrayView numbering)
{
    if (numbering == "a" || numbering == "A")
        return numbering == "a" ? letters(number) : letters(number).toUpper();
    if (numbering == "i" || numbering == "I")
        return numbering == "i" ? roman(number) : roman(number).toUpper();
    return QString::number(number);
}

} // namespace syngraph::model
