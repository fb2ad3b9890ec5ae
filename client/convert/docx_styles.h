// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/office_paragraphs.h"
#include "convert/xml.h"

#include <QHash>

#include <set>

namespace syngraph::convert {

// What a run says of its text, or a style of the runs in it.
struct DocxRun
{
    QString style;
    model::Attributes set;
    std::vector<QByteArray> unset;
    // The same of text from right to left, which has a second set of some.
    model::Attributes setBackwards;
    std::vector<QByteArray> unsetBackwards;
    bool isBackwards = false;

    // Takes one element of w:rPr; passes over what no document holds.
    void read(QStringView name, const QXmlStreamAttributes &attributes);
    model::Attributes applied(const model::Attributes &inherited) const;
};

// word/styles.xml: what styles come to along their chains of parents. Only bold, italic and the like are taken from
// them; what else they look like is the program's matter.
class DocxStyles : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView name) override;
    void text(QStringView) override { }

    struct Paragraph
    {
        QByteArray block; // empty: none of its own
        bool isRule = false;
        QString list; // numId
        int level = 0;
        model::Attributes inlines;
    };
    Paragraph paragraph(const QString &id) const;
    model::Attributes inlines(const QString &id, const model::Attributes &inherited) const;
    // In which text is written that names no other; null where the file does not say.
    const model::Value &language() const { return m_language; }

private:
    struct Style
    {
        QString name;
        QString parent;
        QString list;
        int level = 0;
        int outline = -1;
        bool isDefault = false;
        DocxRun run;
    };
    std::vector<const Style *> chain(const QString &id) const;

    QHash<QString, Style> m_styles;
    model::Value m_language;
    QString m_current;
    bool m_isInRun = false;
};

// word/numbering.xml: of what kind the levels of lists are.
class DocxNumbering : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView) override { }
    void text(QStringView) override { }

    OfficeLevel levelOf(const QString &list, int level) const;
    // The number with which the list begins anew when it is met; 0 where it goes on with those of its kind.
    int startOf(const QString &list, int level) const { return m_starts.value(list).value(level); }
    // Lists of one kind are counted together.
    QString kindOf(const QString &list) const { return m_lists.value(list); }

private:
    OfficeLevel &current() { return (m_list.isEmpty() ? m_levels[m_abstract] : m_own[m_list])[m_level]; }

    QHash<QString, QHash<int, OfficeLevel>> m_levels; // of abstract lists
    QHash<QString, QHash<int, OfficeLevel>> m_own;    // of lists, where they differ
    QHash<QString, QHash<int, int>> m_starts;         // of lists
    QHash<QString, QString> m_lists;
    QString m_abstract;
    QString m_list;
    int m_level = 0;
};

// The numbers of the items of lists, while a text is read.
class DocxCount
{
public:
    explicit DocxCount(const DocxNumbering &numbering) : m_numbering(numbering) { }

    ItemNumber next(const QString &list, int level);

private:
    const DocxNumbering &m_numbering;
    QHash<QString, ListCounter> m_counters; // by kind of list
    std::set<std::pair<QString, int>> m_met; // levels of lists that have begun
};

// word/_rels/document.xml.rels: where links lead, by their ids.
class DocxLinks : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override;
    void close(QStringView) override { }
    void text(QStringView) override { }
    // Of a link out of the file.
    QString target(const QString &id) const { return m_targets.value(id); }
    // Path of a part of the file itself.
    QString part(const QString &id) const { return m_parts.value(id); }

private:
    QHash<QString, QString> m_targets;
    QHash<QString, QString> m_parts;
};

} // namespace syngraph::convert
