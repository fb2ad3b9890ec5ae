// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

#include <QLocale>

namespace syngraph::editor {

// Which of the things that people type are taken for what they usually mean.
struct TypingAids
{
    bool formats = true;    // "# ", "- ", "[] ", "**bold**", an address …
    bool typography = true; // quotation marks, dashes, ellipses
    QString openingQuote = QStringLiteral("\u201c");
    QString closingQuote = QStringLiteral("\u201d");
    QString openingInner = QStringLiteral("\u2018");
    QString closingInner = QStringLiteral("\u2019");
    bool hasSpacedSigns = false; // a space before ; : ! ? never ends a line

    // Quotation marks as they are in this language.
    static TypingAids forLocale(const QLocale &locale);
    // The same things taken, as it is done in another language.
    TypingAids in(const QLocale &locale) const;
};

// What is made of text just typed, as a change of its own, so that undo gives back exactly what was typed.
struct Aid
{
    Edit edit;
    // The format of what is typed next, where it is not that of the text before.
    std::optional<model::Attributes> typingFormat;
};

// What a person means who has just typed the unit before `caret`; nothing where it means itself, as it always does in
// program text.
std::optional<Aid> aidFor(const model::Document &document, qint64 caret, const TypingAids &aids);
// The same, for who is about to end the paragraph there.
std::optional<Aid> aidAtEnter(const model::Document &document, qint64 caret, const TypingAids &aids);

} // namespace syngraph::editor
