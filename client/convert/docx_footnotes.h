// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/xml.h"

#include <QHash>

namespace syngraph::convert {

// word/footnotes.xml: the text of each.
class Footnotes : public XmlVisitor
{
public:
    void open(QStringView name, const QXmlStreamAttributes &attributes) override
    {
        if (name == u"w:footnote")
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
    QHash<QString, QString> m_texts;
    QString m_id;
    bool m_isText = false;
};

} // namespace syngraph::convert
