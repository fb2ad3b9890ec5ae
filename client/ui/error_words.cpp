// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/error_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace syngraph::ui {
namespace {

// Sentences with something in them, those that begin with it last; those without are found by
// resources/translations/update itself.
constexpr const char *kPatterns[] = {
    QT_TRANSLATE_NOOP("Error", "The server at %1 can't be reached: %2."),
    QT_TRANSLATE_NOOP("Error", "%1 did not answer in time; check the address and the network."),
    QT_TRANSLATE_NOOP("Error", "%1 is not a Syngraph server."),
    QT_TRANSLATE_NOOP("Error", "The file %1 can't be read: %2."),
    QT_TRANSLATE_NOOP("Error", "The file %1 can't be written: %2."),
    QT_TRANSLATE_NOOP("Error", "The file %1 is too large."),
    QT_TRANSLATE_NOOP("Error", "The file has no part %1."),
    QT_TRANSLATE_NOOP("Error", "The folder %1 can't be deleted; check its permissions."),
    QT_TRANSLATE_NOOP("Error", "The folder %1 can't be made; check its permissions."),
    QT_TRANSLATE_NOOP("Error", "Files of the kind .%1 can't be taken in; save it as another kind first."),
    QT_TRANSLATE_NOOP("Error", "The document has %1 named versions already."),
    QT_TRANSLATE_NOOP("Error", "The name of a document ends in %1."),
    QT_TRANSLATE_NOOP("Error", "The server's key is not known; if its fingerprint is the one you were told, pin it: %1"),
    QT_TRANSLATE_NOOP("Error", "The server's key is not the pinned one; it has the fingerprint %1"),
    QT_TRANSLATE_NOOP("Error", "This server speaks version %1 of the protocol; update the older program."),
    QT_TRANSLATE_NOOP("Error", "Servers nearby can't be heard (%1); joining by address works."),
    QT_TRANSLATE_NOOP("Error", "Your unsent changes can't be kept in %1: %2."),
    QT_TRANSLATE_NOOP("Error", "The key in %1 does not belong to the certificate in %2."),
    QT_TRANSLATE_NOOP("Error", "Port %1 of %2 is already in use; choose another with --listen."),
    QT_TRANSLATE_NOOP("Error", "Can't listen on %1, port %2: %3."),
    QT_TRANSLATE_NOOP("Error", "Can't read %1: %2."),
    QT_TRANSLATE_NOOP("Error", "Can't write %1: %2."),
    QT_TRANSLATE_NOOP("Error", "%1 can't be made a folder of your own; check its permissions."),
    QT_TRANSLATE_NOOP("Error", "%1 exists already; name a new folder."),
    QT_TRANSLATE_NOOP("Error", "%1 holds no usable %2 in PEM form."),
    QT_TRANSLATE_NOOP("Error", "%1 can't be read: %2."),
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

// All places at once: a part may look like one.
QString filledIn(const QString &words, const QStringList &parts)
{
    QString filled;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const int place = words[i] == u'%' && i + 1 < words.size() ? words[i + 1].digitValue() : 0;
        if (place >= 1 && place <= parts.size()) {
            filled += parts[place - 1];
            ++i;
        } else {
            filled += words[i];
        }
    }
    return filled;
}

} // namespace

QString wordsOf(const Error &reason)
{
    const QString text = reason.text();
    for (const char *pattern : kPatterns) {
        if (const auto parts = partsOf(text, pattern))
            return filledIn(translated(pattern), *parts);
    }
    return translated(text.toUtf8().constData());
}

} // namespace syngraph::ui
