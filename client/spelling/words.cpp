// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/words.h"

#include <array>

namespace syngraph::spelling {
namespace {

constexpr char16_t kSoftHyphen = 0x00ad;
constexpr char16_t kApostrophe = 0x2019;
constexpr qsizetype kLongestWord = 99; // Hunspell takes nothing longer

// The code point at `at`, and how many units it has.
struct Point
{
    char32_t value = 0;
    int units = 1;
};

Point pointAt(QStringView text, qsizetype at)
{
    const QChar unit = text[at];
    if (unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(unit, text[at + 1]), 2};
    return {unit.unicode(), 1};
}

bool isApostrophe(char32_t value)
{
    return value == U'\'' || value == kApostrophe;
}

bool isPartOfWord(char32_t value)
{
    return QChar::isLetter(value) || QChar::isMark(value) || value == kSoftHyphen;
}

// Whether a stretch without blanks is no text for people: a number, an address, a file, a name in a program.
bool isTechnical(QStringView token)
{
    constexpr QStringView signs = u"@_\\#=";
    if (token.startsWith(u'/') || token.startsWith(u"~/") || token.contains(u"://"))
        return true;
    for (qsizetype i = 0; i < token.size(); ++i) {
        const bool isInside = i > 0 && i + 1 < token.size() && token[i - 1].isLetter() && token[i + 1].isLetter();
        if (token[i].isDigit() || signs.contains(token[i]) || (isInside && (token[i] == u'.' || token[i] == u':')))
            return true;
    }
    return false;
}

QString asInDictionary(QStringView word)
{
    QString text = word.toString();
    text.remove(QChar(kSoftHyphen));
    text.replace(QChar(kApostrophe), u'\'');
    return text;
}

bool isIn(QStringView word, QChar::Script script)
{
    if (script == QChar::Script_Common)
        return true;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const Point point = pointAt(word, i);
        const QChar::Script own = QChar::script(point.value);
        if (QChar::isLetter(point.value) && own != script && own != QChar::Script_Common && own != QChar::Script_Inherited)
            return false;
        i += point.units - 1;
    }
    return true;
}

// The words of one stretch without blanks.
void addWords(const QString &paragraph, qsizetype from, qsizetype to, QChar::Script script, std::vector<Word> &words)
{
    if (isTechnical(QStringView(paragraph).sliced(from, to - from)))
        return;
    for (qsizetype at = from; at < to;) {
        Point point = pointAt(paragraph, at);
        if (!QChar::isLetter(point.value)) {
            at += point.units;
            continue;
        }
        const qsizetype start = at;
        qsizetype letters = 0;
        while (at < to) {
            point = pointAt(paragraph, at);
            const bool isInner =
                isApostrophe(point.value) && at + 1 < to && QChar::isLetter(pointAt(paragraph, at + 1).value);
            if (!isPartOfWord(point.value) && !isInner)
                break;
            letters += QChar::isLetter(point.value) ? 1 : 0;
            at += point.units;
        }
        const QStringView word = QStringView(paragraph).sliced(start, at - start);
        if (letters > 1 && word.size() <= kLongestWord && isIn(word, script))
            words.push_back({start, at - start, asInDictionary(word)});
    }
}

} // namespace

std::vector<Word> wordsIn(const QString &paragraph, QChar::Script script)
{
    std::vector<Word> words;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= paragraph.size(); ++at) {
        const bool isEnd = at == paragraph.size() || paragraph[at].isSpace()
            || paragraph[at] == QChar::ObjectReplacementCharacter;
        if (!isEnd)
            continue;
        if (at > from)
            addWords(paragraph, from, at, script, words);
        from = at + 1;
    }
    return words;
}

QChar::Script scriptOf(const QLocale &locale)
{
    constexpr std::array<std::pair<QLocale::Script, QChar::Script>, 12> scripts{{
        {QLocale::LatinScript, QChar::Script_Latin},
        {QLocale::CyrillicScript, QChar::Script_Cyrillic},
        {QLocale::GreekScript, QChar::Script_Greek},
        {QLocale::ArabicScript, QChar::Script_Arabic},
        {QLocale::HebrewScript, QChar::Script_Hebrew},
        {QLocale::ArmenianScript, QChar::Script_Armenian},
        {QLocale::GeorgianScript, QChar::Script_Georgian},
        {QLocale::DevanagariScript, QChar::Script_Devanagari},
        {QLocale::BanglaScript, QChar::Script_Bengali},
        {QLocale::TamilScript, QChar::Script_Tamil},
        {QLocale::ThaiScript, QChar::Script_Thai},
        {QLocale::KoreanScript, QChar::Script_Hangul},
    }};
    for (const auto &[known, script] : scripts) {
        if (locale.script() == known)
            return script;
    }
    return QChar::Script_Common;
}

} // namespace syngraph::spelling
