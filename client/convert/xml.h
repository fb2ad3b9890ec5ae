// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QXmlStreamReader>

namespace syngraph::convert {

inline constexpr int kMaxXmlDepth = 512;

// A name of an element or attribute.
constexpr QLatin1StringView operator""_x(const char *text, std::size_t size)
{
    return QLatin1StringView(text, qsizetype(size));
}

// Called with what an XML file holds, in order. Names have the prefix that the file gives them, which for office
// formats everybody writes alike ("text:p", "w:p").
class XmlVisitor
{
public:
    XmlVisitor() = default;
    virtual ~XmlVisitor() = default;
    XmlVisitor(const XmlVisitor &) = delete;
    XmlVisitor &operator=(const XmlVisitor &) = delete;

    virtual void open(QStringView name, const QXmlStreamAttributes &attributes) = 0;
    virtual void close(QStringView name) = 0;
    virtual void text(QStringView text) = 0;
    // Whether the rest is of no use; asked after each element.
    virtual bool isDone() const { return false; }
};

// Refuses (Damaged, TooDeep) what is not well-formed, declares a document type (and with it entities), or nests deeper
// than kMaxXmlDepth. Nothing outside of `xml` is read.
Result<void> readXml(const QByteArray &xml, XmlVisitor &visitor);

// The attribute, or empty where there is none.
QString attributeOf(const QXmlStreamAttributes &attributes, QLatin1StringView name);

} // namespace syngraph::convert
