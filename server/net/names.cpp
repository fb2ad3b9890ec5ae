// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/names.h"

#include "base/plant.h"

#include <algorithm>

namespace syngraph::net {

bool isTreacherous(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi marks and overrides, zero width, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        // joins the parts of an emoji and shapes Persian and Indic text
        return character != 0x200d && character != 0x200c;
    default:
        return false;
    }
}

QString sanitised(QStringView name, qsizetype maxUnits, const QString &otherwise)
{
    if (!checks(Check::Names))
        return name.toString();
    QString out;
    for (const uint c : name.toUcs4()) {
        const char32_t character = c;
        const bool isSpace = QChar::isSpace(c);
        if (!isSpace && isTreacherous(c))
            continue;
        const QString piece = isSpace ? QStringLiteral(" ") : QString::fromUcs4(&character, 1);
        if (isSpace && (out.isEmpty() || out.endsWith(u' ')))
            continue;
        if (out.size() + piece.size() > maxUnits)
            break;
        out += piece;
    }
    out = out.trimmed();
    // joiners alone show nothing
    const bool isVisible = std::any_of(out.cbegin(), out.cend(), [](QChar c) {
        return c != QChar(0x200d) && c != QChar(0x200c);
    });
    return isVisible ? out : otherwise;
}

} // namespace syngraph::net
