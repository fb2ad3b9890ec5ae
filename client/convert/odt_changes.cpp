// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt_changes.h"

#include "convert/comments.h"
#include "convert/office_paragraphs.h"
#include "convert/office_writer.h"
#include "model/proposal_mark.h"

namespace syngraph::convert {
namespace {

QString nameOf(int number, std::size_t remark)
{
    return QStringLiteral("comment%1.%2").arg(number + 1).arg(remark + 1);
}

} // namespace

QXmlStreamWriter &OdtChanges::turnTo(const model::Attributes &attributes)
{
    const auto inserted = model::markOf(attributes, "s:i");
    const auto deleted = model::markOf(attributes, "s:d");
    if (m_deleted && (!deleted || deleted->author != *m_deleted))
        endDeletion();
    setInserted(inserted ? Author(inserted->author) : std::nullopt);
    if (!deleted)
        return m_body;
    if (!m_deleted)
        beginDeletion(deleted->author);
    return *m_goneXml;
}

bool OdtChanges::endParagraph(const EndProposal &end)
{
    if (end.kind == EndProposal::Kind::Deleted) {
        if (m_deleted && *m_deleted != end.author)
            endDeletion();
        if (!m_deleted)
            beginDeletion(end.author);
        m_goneXml->writeEndElement();
        m_goneXml->writeStartElement(QLatin1StringView("text:p"));
        return false;
    }
    if (m_deleted)
        endDeletion();
    setInserted(end.kind == EndProposal::Kind::Inserted ? Author(end.author) : std::nullopt);
    return true;
}

void OdtChanges::finish()
{
    if (m_deleted)
        endDeletion();
    setInserted(std::nullopt);
}

QByteArray OdtChanges::list() const
{
    return m_regions.isEmpty() ? QByteArray() : "<text:tracked-changes>" + m_regions + "</text:tracked-changes>";
}

void OdtChanges::setInserted(const Author &author)
{
    if (author == m_inserted)
        return;
    if (m_inserted)
        mark("text:change-end", m_insertion);
    m_inserted = author;
    if (!author)
        return;
    m_insertion = QStringLiteral("change%1").arg(++m_count);
    addRegion("text:insertion", m_insertion, *author);
    mark("text:change-start", m_insertion);
}

void OdtChanges::beginDeletion(const QString &author)
{
    m_deleted = author;
    m_deletion = QStringLiteral("change%1").arg(++m_count);
    mark("text:change", m_deletion);
    m_gone.clear();
    m_goneXml.emplace(&m_gone);
    m_goneXml->writeStartElement(QLatin1StringView("text:p"));
}

void OdtChanges::endDeletion()
{
    m_goneXml->writeEndElement();
    m_goneXml.reset();
    addRegion("text:deletion", m_deletion, *std::exchange(m_deleted, std::nullopt), m_gone);
}

void OdtChanges::addRegion(const char *kind, const QString &id, const QString &author, const QByteArray &content)
{
    // the format wants a time, without which LibreOffice takes no change in; when it was proposed nobody has noted
    static constexpr char kNoTime[] = "1970-01-01T00:00:00";
    const QByteArray key = id.toLatin1();
    const QByteArray name(kind);
    m_regions += "<text:changed-region xml:id=\"" + key + "\" text:id=\"" + key + "\"><" + name
        + "><office:change-info><dc:creator>" + xmlText(author).toHtmlEscaped().toUtf8() + "</dc:creator><dc:date>" + kNoTime
        + "</dc:date></office:change-info>"
        + content + "</" + name + "></text:changed-region>";
}

void OdtChanges::mark(const char *name, const QString &id)
{
    m_body.writeEmptyElement(QLatin1StringView(name));
    m_body.writeAttribute(QLatin1StringView("text:change-id"), id);
}

void writeOdtThread(QXmlStreamWriter &xml, const protocol::Thread &thread, int number)
{
    const auto remarks = remarksOf(thread);
    for (std::size_t i = 0; i < remarks.size(); ++i) {
        XmlElement annotation(xml, "office:annotation");
        annotation.set("office:name", nameOf(number, i));
        if (thread.resolved)
            annotation.set("loext:resolved", "true");
        if (i > 0)
            annotation.set("loext:parent-name", nameOf(number, 0));
        xml.writeTextElement(QLatin1StringView("dc:creator"), xmlText(remarks[i]->author));
        xml.writeTextElement(QLatin1StringView("dc:date"), isoTimeOf(*remarks[i]));
        for (const QString &line : remarks[i]->text.split(u'\n'))
            xml.writeTextElement(QLatin1StringView("text:p"), xmlText(line));
    }
}

void endOdtThread(QXmlStreamWriter &xml, const protocol::Thread &thread, int number)
{
    for (std::size_t i = 0; i < remarksOf(thread).size(); ++i) {
        xml.writeEmptyElement(QLatin1StringView("office:annotation-end"));
        xml.writeAttribute(QLatin1StringView("office:name"), nameOf(number, i));
    }
}

} // namespace syngraph::convert
