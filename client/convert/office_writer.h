// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/lines.h"
#include "convert/picture.h"

#include <QXmlStreamWriter>

#include <optional>

namespace syngraph::convert {

// A line made ready for an office file: page breaks are a property of the paragraph behind them there, and rules a
// paragraph of their own.
struct OfficeLine
{
    Line line;
    bool breaksBefore = false;
    bool isRule = false;
};

// A page break at the very end keeps an empty paragraph behind it.
std::vector<OfficeLine> officeLinesOf(const model::Document &document);

// bullet, ordered, check, checked.
bool isOfficeItem(const Line &line);
// A picture that goes into the file: where in it, and how large it is shown, in pixels at 96 dpi.
struct OfficePicture
{
    const Picture *picture = nullptr;
    QSize size;
    QString alt;
};
// Nothing where the embed is no picture, or one that is not given.
std::optional<OfficePicture> pictureOf(const model::Embed &embed, const PictureFiles &pictures);

// The alternative text of an image; empty for other objects.
QString altOf(const model::Embed &embed);
QString valueOf(const model::Attributes &attributes, QByteArrayView key);
// A number of the document with `unit` behind it ("10.5pt"); empty where there is none.
QString lengthOf(const model::Attributes &attributes, QByteArrayView key, QLatin1StringView unit);

// An element with attributes, ended when it goes out of scope.
class XmlElement
{
public:
    XmlElement(QXmlStreamWriter &xml, const char *name) : m_xml(xml) { xml.writeStartElement(QLatin1StringView(name)); }
    ~XmlElement() { m_xml.writeEndElement(); }
    XmlElement(const XmlElement &) = delete;
    XmlElement &operator=(const XmlElement &) = delete;
    XmlElement &set(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QLatin1StringView(name), value);
        return *this;
    }
    XmlElement &set(const char *name, const char *value) { return set(name, QString::fromLatin1(value)); }

private:
    QXmlStreamWriter &m_xml;
};

} // namespace syngraph::convert
