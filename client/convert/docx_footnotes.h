// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/xml.h"

#include <QHash>

#include <vector>

// What of a file of Office Open XML has to be known before its text is read.
namespace syngraph::convert {

// word/footnotes.xml and word/endnotes.xml: the text of each.
class DocxFootnotes : public XmlVisitor
{
public:
    // `element`: what a note is called.
    explicit DocxFootnotes(QLatin1StringView element) : m_element(element) { }

    void open(QStringView name, const QXmlStreamAttributes &attributes) override
    {
        if (name == m_element)
            m_id = attributeOf(attributes, "w:id"_x);
        m_isText = name == u"w:t";
    }
    void close(QStringView) override { m_isText = false; }
    void text(QStringView text) override
    {
        if (m_isText)
            m_texts[m_id] += text;
    }
    QString textOf(const QString &id) const { return m_texts.value(id).trimmed(); }

private:
    QLatin1StringView m_element;
    QHash<QString, QString> m_texts;
    QString m_id;
    bool m_isText = false;
};

// word/document.xml: how its sections begin, which each says behind its end.
class DocxSections : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override
    {
        // what it was before a change that is tracked is none
        m_old += name == u"w:sectPrChange" ? 1 : 0;
        if (m_old > 0)
            return;
        if (name == u"w:sectPr")
            m_begins.push_back(true);
        else if (name == u"w:type" && !m_begins.empty())
            m_begins.back() = attributeOf(attributes, "w:val"_x).endsWith(u"Page");
    }
    void close(QStringView name) override { m_old -= name == u"w:sectPrChange" ? 1 : 0; }
    void text(QStringView) override { }

    // Whether the section with this number, from 0 on, begins a page.
    bool beginsPage(std::size_t section) const { return section < m_begins.size() && m_begins[section]; }

private:
    std::vector<bool> m_begins;
    int m_old = 0;
};

} // namespace syngraph::convert
