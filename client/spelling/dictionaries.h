// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>

#include <vector>

namespace syngraph::spelling {

// A dictionary in Hunspell's format that is installed on this computer.
struct Dictionary
{
    QString name; // of its files without ending: "de_DE", "de_DE_frami"
    QString affixFile;
    QString wordFile;

    bool isNull() const { return name.isEmpty(); }
    QLocale locale() const { return QLocale(name.section(u'_', 0, 1)); }
    // "Deutsch (Deutschland)"; of a variant with its name behind.
    QString title() const;
    friend bool operator==(const Dictionary &, const Dictionary &) = default;
};

// Where systems and people put dictionaries, the person's own folders first.
QStringList dictionaryFolders();
// All in these folders, by title; where a name, or a file under several names, is there more than once, the first one
// and the shortest name.
std::vector<Dictionary> readDictionaries(const QStringList &folders);
// The one for this language: of its country, else of another one; null where there is none.
Dictionary bestFor(const std::vector<Dictionary> &dictionaries, const QLocale &wanted);
// By name; null where it is not there.
Dictionary named(const std::vector<Dictionary> &dictionaries, const QString &name);

} // namespace syngraph::spelling
