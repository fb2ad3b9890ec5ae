// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/dictionaries.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>

namespace syngraph::spelling {
namespace {

// What hyphenation and thesaurus dictionaries begin with; they share folders with those for spelling.
bool isForSpelling(const QString &name)
{
    return !name.startsWith(u"hyph_") && !name.startsWith(u"th_");
}

} // namespace

QString Dictionary::title() const
{
    const QLocale language = locale();
    if (language.language() == QLocale::C)
        return name;
    QString title = language.nativeLanguageName();
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    if (name.contains(u'_'))
        title += QStringLiteral(" (%1)").arg(language.nativeTerritoryName());
    const QString variant = name.section(u'_', 2);
    return variant.isEmpty() ? title : QStringLiteral("%1, %2").arg(title, variant);
}

QStringList dictionaryFolders()
{
    QStringList folders;
    // the variable of Hunspell's own program
    const QStringList named = qEnvironmentVariable("DICPATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    folders << named;
    const QStringList homes = QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation);
    for (const QString &home : homes) {
        for (const char *folder : {"/hunspell", "/myspell", "/myspell/dicts"})
            folders << home + QLatin1StringView(folder);
    }
    for (const QString &library : {QDir::homePath() + QStringLiteral("/Library"), QStringLiteral("/Library")})
        folders << library + QStringLiteral("/Spelling");
    return folders;
}

std::vector<Dictionary> readDictionaries(const QStringList &folders)
{
    std::vector<Dictionary> found;
    QSet<QString> names;
    QSet<QString> files;
    for (const QString &folder : folders) {
        QFileInfoList words = QDir(folder).entryInfoList({QStringLiteral("*.dic")}, QDir::Files | QDir::Readable);
        std::ranges::stable_sort(words, {}, [](const QFileInfo &file) { return file.completeBaseName().size(); });
        for (const QFileInfo &file : words) {
            const QString name = file.completeBaseName();
            const QString affixes = file.dir().filePath(name + QStringLiteral(".aff"));
            const QString real = file.canonicalFilePath();
            if (!isForSpelling(name) || !QFileInfo(affixes).isReadable() || names.contains(name) || files.contains(real))
                continue;
            names.insert(name);
            files.insert(real);
            found.push_back({name, affixes, file.filePath()});
        }
    }
    std::ranges::stable_sort(found, [](const Dictionary &a, const Dictionary &b) {
        return QString::localeAwareCompare(a.title(), b.title()) < 0;
    });
    return found;
}

Dictionary bestFor(const std::vector<Dictionary> &dictionaries, const QLocale &wanted)
{
    // a system without a language speaks the language of the program
    const QLocale locale = wanted.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : wanted;
    // the shortest name is the one without a variant
    Dictionary best;
    const auto take = [&](const auto &fits) {
        for (const Dictionary &one : dictionaries) {
            if (fits(one.locale()) && (best.isNull() || one.name.size() < best.name.size()))
                best = one;
        }
    };
    take([&](const QLocale &own) {
        return own.language() == locale.language() && own.territory() == locale.territory();
    });
    if (best.isNull())
        take([&](const QLocale &own) { return own.language() == locale.language(); });
    return best;
}

Dictionary named(const std::vector<Dictionary> &dictionaries, const QString &name)
{
    const auto found = std::ranges::find(dictionaries, name, &Dictionary::name);
    return found == dictionaries.end() ? Dictionary{} : *found;
}

} // namespace syngraph::spelling
