// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// which a static library needs; not allowed within a namespace
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace syngraph::ui {
namespace {

const QString kFolder = QStringLiteral(":/syngraph/translations");

bool install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        return QCoreApplication::installTranslator(translator);
    delete translator;
    return false;
}

} // namespace

QStringList spokenLanguages()
{
    initTranslations();
    QStringList languages{QStringLiteral("en")};
    const QStringList files = QDir(kFolder).entryList({QStringLiteral("*.qm")});
    for (const QString &file : files)
        languages << file.section(u'_', 1).section(u'.', 0, 0);
    return languages;
}

bool speakLanguage(QCoreApplication &application, const QString &language)
{
    initTranslations();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    // an English system has no other language to fall back on
    if (locale.language() == QLocale::English || !install(application, locale, QStringLiteral("syngraph"), kFolder))
        return false;
    install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return true;
}

} // namespace syngraph::ui
