// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/xml.h"

namespace syngraph::convert {

Result<void> readXml(const QByteArray &xml, XmlVisitor &visitor)
{
    const Error damaged{ErrorCode::Damaged,
                        QStringLiteral("The file is damaged or no document of this kind; it was left untouched.")};
    QXmlStreamReader reader(xml);
    int depth = 0;
    while (!reader.atEnd() && !visitor.isDone()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD: return damaged;
        case QXmlStreamReader::StartElement:
            if (++depth > kMaxXmlDepth)
                return Error{ErrorCode::TooDeep, QStringLiteral("The document is nested too deeply to be read.")};
            visitor.open(reader.qualifiedName(), reader.attributes());
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            visitor.close(reader.qualifiedName());
            break;
        case QXmlStreamReader::Characters: visitor.text(reader.text()); break;
        default: break;
        }
    }
    return reader.hasError() ? Result<void>(damaged) : Result<void>();
}

QString attributeOf(const QXmlStreamAttributes &attributes, QLatin1StringView name)
{
    return attributes.value(name).toString();
}

} // namespace syngraph::convert
