// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/lines.h"
#include "protocol/talk_book.h"

#include <QXmlStreamWriter>

#include <optional>

namespace syngraph::convert {

// What is suggested in the body of an OpenDocument text, as tracked changes: text that is proposed stays in the body between
// two marks, text proposed for deletion goes away to where the changes are listed. `body` must outlive it.
class OdtChanges
{
public:
    explicit OdtChanges(QXmlStreamWriter &body) : m_body(body) { }

    // Where text with these attributes is to be written.
    QXmlStreamWriter &turnTo(const model::Attributes &attributes);
    // The element of a paragraph is over; false where it goes on, since its end is proposed for deletion.
    bool endParagraph(const EndProposal &end);
    // Nothing is open any more.
    void finish();
    // The list of them, which comes first in the text; empty where there are none.
    QByteArray list() const;

private:
    using Author = std::optional<QString>;

    void setInserted(const Author &author);
    void beginDeletion(const QString &author);
    void endDeletion();
    void addRegion(const char *kind, const QString &id, const QString &author, const QByteArray &content = {});
    void mark(const char *name, const QString &id);

    QXmlStreamWriter &m_body;
    Author m_inserted;
    Author m_deleted;
    QString m_insertion; // id of the one that is open
    QString m_deletion;
    QByteArray m_gone; // what is deleted
    std::optional<QXmlStreamWriter> m_goneXml;
    QByteArray m_regions;
    int m_count = 0;
};

// The remarks of a thread as annotations of the text that begins here; `number` names them.
void writeOdtThread(QXmlStreamWriter &xml, const protocol::Thread &thread, int number);
void endOdtThread(QXmlStreamWriter &xml, const protocol::Thread &thread, int number);

} // namespace syngraph::convert
