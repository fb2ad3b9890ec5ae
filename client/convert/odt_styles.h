// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/office_paragraphs.h"
#include "convert/xml.h"

#include <QHash>

#include <optional>

namespace syngraph::convert {

// The styles of an OpenDocument text, collected from its elements, and what they come to along their chains of
// parents. What named styles look like is the program's matter here as it is there: only bold, italic and the like
// are taken from them, everything from automatic ones.
// Points of a length of an OpenDocument file ("1.5cm"); 0 where it is none.
double pointsOf(const QString &length);

class OdtStyles
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes);
    void close(QStringView name);

    struct Paragraph
    {
        OfficeParagraph format;
        model::Attributes inlines;
        QString list;
        bool beginsPage = false; // of another kind, which the first page of a text does, too
    };
    Paragraph paragraph(const QString &name) const;
    // `inherited` with what the character style says.
    model::Attributes inlines(const QString &name, const model::Attributes &inherited) const;
    OfficeLevel levelOf(const QString &list, int level) const;

private:
    struct Style
    {
        QString parent;
        QString shownName;
        QString list;
        bool isAutomatic = false;
        bool beginsPage = false; // of another kind
        bool hasAllMargins = false; // says them all, whether they are meant or not
        model::Attributes set;
        std::vector<QByteArray> unset;
        OfficeParagraph paragraph;
    };
    std::vector<const Style *> chain(const QString &family, const QString &name) const;
    void readText(const QXmlStreamAttributes &attributes);
    void readParagraph(const QXmlStreamAttributes &attributes);

    QHash<QString, Style> m_styles; // by "family/name"
    QHash<QString, QHash<int, OfficeLevel>> m_lists;
    QHash<QString, QString> m_fonts;
    QString m_current; // key of the style whose properties are read
    QString m_currentList;
    bool m_isAutomatic = false;
};

} // namespace syngraph::convert
