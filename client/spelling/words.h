// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <vector>

namespace syngraph::spelling {

// A word of a paragraph, in UTF-16 units from its beginning.
struct Word
{
    qsizetype start = 0;
    qsizetype length = 0;
    QString text; // as a dictionary has it: typewriter apostrophes, no soft hyphens

    qsizetype end() const { return start + length; }
};

// What can be right or wrong in a paragraph: letters with apostrophes between them. Neither single letters nor what
// belongs to an address, a file name or a number, nor words in another script than `script` (Common: any).
std::vector<Word> wordsIn(const QString &paragraph, QChar::Script script);
// The script in which the language is written; Common where that is not known here.
QChar::Script scriptOf(const QLocale &locale);

} // namespace syngraph::spelling
