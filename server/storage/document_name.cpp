// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_name.h"

#include "base/plant.h"
#include "storage/document_file.h"

#include <QStringList>

namespace syngraph::storage {
namespace {

// Letters and marks that show nothing: fillers, joiners, variation selectors.
bool isInvisible(char32_t character)
{
    return character == 0x34f || character == 0x115f || character == 0x1160 || character == 0x3164
        || character == 0xffa0 || character == 0x17b4 || character == 0x17b5
        || (character >= 0x180b && character <= 0x180f) || (character >= 0xfe00 && character <= 0xfe0f)
        || (character >= 0xe0100 && character <= 0xe01ef);
}

bool isKept(char32_t character, bool afterLetter)
{
    if (isInvisible(character))
        return false;
    return QChar::isLetterOrNumber(character) || (afterLetter && QChar::isMark(character));
}

// The next character of well-formed or broken UTF-16; half a pair becomes U+FFFD.
char32_t takeCharacter(QStringView text, qsizetype &position)
{
    const QChar first = text[position++];
    if (!first.isSurrogate())
        return first.unicode();
    if (first.isHighSurrogate() && position < text.size() && text[position].isLowSurrogate())
        return QChar::surrogateToUcs4(first, text[position++]);
    return QChar::ReplacementCharacter;
}

} // namespace

QString slug(const QString &title)
{
    // longer titles lose their end anyway; composing 10 MB of marks would take long
    const QString composed = title.first(std::min(title.size(), qsizetype(1000)))
                                 .normalized(QString::NormalizationForm_C);
    QString result;
    qsizetype bytes = 0;
    bool hyphen = false;
    for (qsizetype i = 0; i < composed.size();) {
        const char32_t character = takeCharacter(composed, i);
        if (!isKept(character, !hyphen && !result.isEmpty())) {
            hyphen = !result.isEmpty();
            continue;
        }
        const QString kept = (hyphen ? QStringLiteral("-") : QString()) + QString::fromUcs4(&character, 1);
        bytes += kept.toUtf8().size();
        if (bytes > kMaxSlugBytes)
            break;
        result += kept;
        hyphen = false;
    }
    return result.isEmpty() ? QStringLiteral("document") : result;
}

QString documentFileName(const QString &title, DocumentId id)
{
    return (checks(Check::FileNames) ? slug(title) : title) + u'-' + QString::fromLatin1(id.toHex().first(8)) + kSuffix;
}

} // namespace syngraph::storage
