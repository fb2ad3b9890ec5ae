// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx_symbols.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace syngraph::convert {
namespace {

struct Symbol
{
    char16_t code;
    char16_t character;
};

// Letters of the font Symbol from 0x41 and from 0x61 on.
constexpr std::u16string_view kCapitals = u"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
constexpr std::u16string_view kSmall = u"αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

static_assert(kCapitals.size() == 26 && kSmall.size() == 26);

constexpr std::array kSymbol = {
    Symbol{0xa3, u'≤'}, Symbol{0xa5, u'∞'}, Symbol{0xab, u'↔'}, Symbol{0xac, u'←'}, Symbol{0xad, u'↑'}, Symbol{0xae, u'→'},
    Symbol{0xaf, u'↓'}, Symbol{0xb0, u'°'}, Symbol{0xb1, u'±'}, Symbol{0xb3, u'≥'}, Symbol{0xb4, u'×'}, Symbol{0xb6, u'∂'},
    Symbol{0xb7, u'•'}, Symbol{0xb8, u'÷'}, Symbol{0xb9, u'≠'}, Symbol{0xba, u'≡'}, Symbol{0xbb, u'≈'}, Symbol{0xbc, u'…'},
    Symbol{0xc5, u'⊕'}, Symbol{0xc6, u'∅'}, Symbol{0xc7, u'∩'}, Symbol{0xc8, u'∪'}, Symbol{0xcc, u'⊂'}, Symbol{0xce, u'∈'},
    Symbol{0xd0, u'∠'}, Symbol{0xd1, u'∇'}, Symbol{0xd5, u'∏'}, Symbol{0xd6, u'√'}, Symbol{0xd7, u'⋅'}, Symbol{0xd9, u'∧'},
    Symbol{0xda, u'∨'}, Symbol{0xdb, u'⇔'}, Symbol{0xde, u'⇒'}, Symbol{0xe5, u'∑'}, Symbol{0xf2, u'∫'},
};

constexpr std::array kWingdings = {
    Symbol{0x21, u'✏'}, Symbol{0x22, u'✂'}, Symbol{0x28, u'☎'}, Symbol{0x2a, u'✉'}, Symbol{0x4a, u'☺'},
    Symbol{0x4c, u'☹'}, Symbol{0x6c, u'●'}, Symbol{0x6e, u'■'}, Symbol{0x6f, u'□'}, Symbol{0x71, u'❑'}, Symbol{0x75, u'◆'},
    Symbol{0x76, u'❖'}, Symbol{0x9f, u'•'}, Symbol{0xa7, u'▪'}, Symbol{0xa8, u'☐'}, Symbol{0xab, u'★'}, Symbol{0xd8, u'➢'},
    Symbol{0xdf, u'←'}, Symbol{0xe0, u'→'}, Symbol{0xe1, u'↑'}, Symbol{0xe2, u'↓'}, Symbol{0xe8, u'➔'}, Symbol{0xf0, u'⇨'},
    Symbol{0xfb, u'✗'}, Symbol{0xfc, u'✓'}, Symbol{0xfd, u'☒'}, Symbol{0xfe, u'☑'},
};

template<std::size_t Size>
char16_t found(const std::array<Symbol, Size> &table, char16_t code)
{
    const auto row = std::ranges::find(table, code, &Symbol::code);
    return row == table.end() ? char16_t(0xfffd) : row->character;
}

char16_t ofSymbol(char16_t code)
{
    if (code >= u'A' && code < u'A' + kCapitals.size())
        return kCapitals[std::size_t(code - u'A')];
    if (code >= u'a' && code < u'a' + kSmall.size())
        return kSmall[std::size_t(code - u'a')];
    return code >= 0x20 && code <= u'@' ? code : found(kSymbol, code);
}

} // namespace

QString docxSymbol(const QString &font, const QString &code)
{
    bool isNumber = false;
    const uint number = code.toUInt(&isNumber, 16);
    if (!isNumber || number == 0 || number > 0xffff)
        return {};
    // fonts of symbols have theirs in a private area, too
    const bool isPrivate = number >= 0xf000 && number <= 0xf0ff;
    const auto place = char16_t(isPrivate ? number - 0xf000 : number);
    if (place < 0x100 && font == u"Symbol")
        return QChar(ofSymbol(place));
    if (place < 0x100 && font == u"Wingdings")
        return QChar(found(kWingdings, place));
    return isPrivate ? QString(QChar::ReplacementCharacter) : QString(QChar(char16_t(number)));
}

} // namespace syngraph::convert
