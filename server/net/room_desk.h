// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/client.h"
#include "net/open_documents.h"

namespace syngraph::net {

// Does what clients ask of the document they are in: attaching, changes, carets, history, pictures. Rights have
// been checked by the caller, who also keeps the clients. Socket thread only.
class RoomDesk : public QObject
{
    Q_OBJECT

public:
    using FindClient = std::function<Client *(room::ConnectionId)>;

    RoomDesk(LibraryThread &library, OpenDocuments &documents, FindClient find);

    void join(Client &client, const protocol::Join &message, protocol::Role role);
    void resume(Client &client, const protocol::Resume &message, protocol::Role role);
    void leave(Client &client);
    // `role` is what it is now, whatever it was at join.
    void submit(Client &client, const protocol::Submit &message, protocol::Role role);
    void setRole(Client &client, protocol::Role role);
    void presence(Client &client, const protocol::Presence &message);
    void readTalk(Client &client, const protocol::ReadTalk &message);
    void say(Client &client, const protocol::Say &message, protocol::Role role);
    void readHistory(Client &client, const protocol::ReadHistory &message);
    void readContent(Client &client, const protocol::ReadContent &message);
    void nameVersion(Client &client, const protocol::NameVersion &message);
    void listVersions(Client &client, const protocol::ListVersions &message);
    void putBlob(Client &client, const protocol::PutBlob &message);
    void takeChunk(Client &client, quint32 transfer, const QByteArray &bytes);
    void getBlob(Client &client, const protocol::GetBlob &message);

private:
    RoomHost *hostOf(const Client &client) const;
    void resumed(room::ConnectionId connection, const protocol::Resume &message, const room::Attachment &who,
                 const Result<void> &exchanged);
    void store(Client &client, Upload upload);

    LibraryThread &m_library;
    OpenDocuments &m_documents;
    FindClient m_find;
};

} // namespace syngraph::net
