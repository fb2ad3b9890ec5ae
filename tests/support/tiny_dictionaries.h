// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace syngraph::test {

// Dictionaries of a few words in a folder of their own, so that tests do not depend on what is installed.
class TinyDictionaries
{
public:
    TinyDictionaries()
    {
        write("en_GB.aff", "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n");
        write("en_GB.dic", "9\nhello\nworld\nthe\nquick\nrabbit\nand\nsays\nto\ndon't\n");
        // old dictionaries are not written in UTF-8
        write("de_DE.aff", "SET ISO8859-1\nTRY esijanrtolcdugmphbyfvkwz\xe4\xf6\xfc\xdf\n");
        write("de_DE.dic", "3\nsch\xf6n\nStra\xdf" "e\nder\n");
        write("de_DE_old.aff", "SET ISO8859-1\n");
        write("de_DE_old.dic", "1\ndaheim\n");
        write("hyph_en_GB.dic", "UTF-8\n");
        write("fr_FR.dic", "1\nbonjour\n"); // without rules: no dictionary
    }

    QString folder() const { return m_folder.path(); }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QLatin1StringView(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace syngraph::test
