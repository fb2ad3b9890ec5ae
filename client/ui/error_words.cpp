// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/error_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace syngraph::ui {
namespace {

// Sentences with something in them; those without are found by resources/translations/update itself.
constexpr const char *kPatterns[] = {
    QT_TRANSLATE_NOOP("Error", "The server at %1 can't be reached: %2."),
    QT_TRANSLATE_NOOP("Error", "%1 did not answer in time; check the address and the network."),
    QT_TRANSLATE_NOOP("Error", "%1 is not a Syngraph server."),
    QT_TRANSLATE_NOOP("Error", "The file %1 can't be read: %2."),
    QT_TRANSLATE_NOOP("Error", "The file %1 can't be written: %2."),
    QT_TRANSLATE_NOOP("Error", "The file %1 is too large."),
    QT_TRANSLATE_NOOP("Error", "Files of the kind .%1 can't be taken in; save it as another kind first."),
    QT_TRANSLATE_NOOP("Error", "The document has %1 named versions already."),
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Error", text);
}

// What stands in the text at the places of the pattern, in that order.
std::optional<QStringList> partsOf(const QString &text, const char *pattern)
{
    QString expression = QRegularExpression::escape(QString::fromUtf8(pattern));
    expression.replace(QRegularExpression(QStringLiteral("\\\\%\\d")), QStringLiteral("(.+)"));
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(text);
    return match.hasMatch() ? std::optional(match.capturedTexts().mid(1)) : std::nullopt;
}

} // namespace

QString wordsOf(const Error &reason)
{
    const QString text = reason.text();
    for (const char *pattern : kPatterns) {
        const auto parts = partsOf(text, pattern);
        if (!parts)
            continue;
        QString words = translated(pattern);
        // all at once where there are two: a part may look like a place
        return parts->size() == 1 ? words.arg(parts->front()) : words.arg(parts->front(), parts->back());
    }
    return translated(text.toUtf8().constData());
}

} // namespace syngraph::ui
