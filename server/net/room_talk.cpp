// SPDX-License-Identifier: GPL-3.0-or-later
// The talk of a document: comments and chat, at a RoomHost and for a client in it.
#include "net/clock.h"
#include "net/names.h"
#include "net/room_desk.h"
#include "protocol/codec.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace syngraph::net {
namespace {

// What somebody says here goes under this: everybody sees whose words are one person's, and nobody learns from it who
// that is in another document. Without key, token or invitation a person is known as long as the program runs.
protocol::PersonId personOf(const Client &client)
{
    QByteArray who = client.document->toHex();
    if (client.caller.isOwner)
        who += "owner";
    else if (client.caller.identity)
        who += "identity" + client.caller.identity->toHex();
    else if (!client.caller.invitation.isEmpty())
        who += "invitation" + client.caller.invitation + client.name.toUtf8();
    else
        who += "client" + client.id.toHex();
    const QByteArray hash = QCryptographicHash::hash(who, QCryptographicHash::Sha256);
    return {qFromBigEndian<quint64>(hash.constData()), qFromBigEndian<quint64>(hash.constData() + 8)};
}

// Plain text in lines: no other controls, nothing that turns the order of what others read.
QString plain(const QString &text)
{
    QString kept;
    for (const char32_t character : text.toUcs4()) {
        const bool isControl = QChar::category(character) == QChar::Other_Control;
        const bool isOverride = character == 0x202d || character == 0x202e;
        if ((!isControl && !isOverride) || character == u'\n' || character == u'\t')
            kept += QString::fromUcs4(&character, 1);
    }
    return kept.trimmed();
}

} // namespace

void RoomHost::readTalk(room::ConnectionId connection, const protocol::ReadTalk &message, protocol::PersonId person)
{
    whenOpen([this, connection, message, person](const Error *failure) {
        if (!failure && m_audience.find(connection))
            execute(m_talk.read(connection, message, person));
    });
}

void RoomHost::say(room::ConnectionId connection, const protocol::Say &message, const room::Speaker &speaker)
{
    // on the way in or out, it is not settled yet who that is
    if (m_room && !m_room->isAttached(connection)) {
        if (Connection *speaking = m_audience.find(connection))
            speaking->send(protocol::NotSaid{message.id, ErrorCode::NotJoined, QString(sentence(ErrorCode::NotJoined))});
        return;
    }
    // as with changes: while nothing can be written it waits at the client
    if (m_room && m_store && !m_failure && m_state == State::Open)
        execute(m_talk.say(connection, message, speaker, wallClockMs()));
}

void RoomHost::execute(room::TalkEffects effects)
{
    for (const room::Tell &tell : effects.tell) {
        const QByteArray encoded = protocol::encode(tell.message);
        for (const room::ConnectionId id : tell.to) {
            if (Connection *connection = m_audience.find(id))
                connection->sendEncoded(encoded);
        }
    }
    if (effects.write.empty())
        return;
    runOnStore([entries = effects.write](storage::DocumentStore &store) { return store.writeTalk(entries); },
               [this, last = m_talk.book().head()](Result<void> written) {
                   if (!written) {
                       fail(written.error());
                       return;
                   }
                   m_isCheckpointed = false;
                   m_lastWriteMs = monotonicMs();
                   m_modifiedMs = wallClockMs();
                   execute(m_talk.persisted(last));
               });
}

void RoomDesk::readTalk(Client &client, const protocol::ReadTalk &message)
{
    if (RoomHost *host = hostOf(client))
        host->readTalk(client.connection->id(), message, personOf(client));
}

void RoomDesk::say(Client &client, const protocol::Say &message, protocol::Role role)
{
    RoomHost *host = hostOf(client);
    if (!host)
        return;
    protocol::Say said = message;
    for (std::optional<QString> *text : {&said.text, &said.quote}) {
        if (*text)
            *text = plain(**text);
    }
    host->say(client.connection->id(), said, {client.name, personOf(client), role});
}

} // namespace syngraph::net
