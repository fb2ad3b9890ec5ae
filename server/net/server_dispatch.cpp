// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the server does what a message asks for, and when.
#include "net/clock.h"
#include "net/permission.h"
#include "net/server.h"

namespace syngraph::net {

// One function per message: a message without one does not compile.
struct Server::Dispatch
{
    Server &server;
    Client &client;

    Answer to(qint64 request) const { return answerTo(client, request); }
    DocumentDesk &documents() const { return server.m_documentDesk; }
    SharingDesk &sharing() const { return server.m_sharing; }
    RoomDesk &rooms() const { return server.m_roomDesk; }
    protocol::Role roleOn(DocumentId document) const
    {
        return server.m_access.roleOn(client.caller, document, wallClockMs());
    }

    void operator()(const protocol::Hello &) const { }
    void operator()(const protocol::Ping &m) const { client.connection->send(protocol::Pong{m.number}); }
    void operator()(const protocol::ListDocuments &m) const { documents().list(to(m.request), client.caller); }
    void operator()(const protocol::CreateDocument &m) const { documents().create(to(m.request), m.title); }
    void operator()(const protocol::OpenFile &m) const { documents().openFile(to(m.request), m.path); }
    void operator()(const protocol::RenameDocument &m) const
    {
        documents().rename(to(m.request), m.document, m.title);
        sharing().readTitles();
    }
    void operator()(const protocol::MoveDocument &m) const { documents().move(to(m.request), m.document, m.path); }
    void operator()(const protocol::CopyDocument &m) const { documents().copy(to(m.request), m); }
    void operator()(const protocol::TrashDocument &m) const
    {
        documents().trash(to(m.request), m.document, [desk = &sharing(), id = m.document] { desk->forget(id); });
    }
    void operator()(const protocol::Invite &m) const { documents().invite(to(m.request), m); }
    void operator()(const protocol::ListInvitations &m) const { documents().listInvitations(to(m.request)); }
    void operator()(const protocol::Revoke &m) const { documents().revoke(to(m.request), m.id); }
    void operator()(const protocol::Backup &m) const { documents().backup(to(m.request), m.path); }
    void operator()(const protocol::Introduce &m) const { sharing().introduce(client, m); }
    void operator()(const protocol::Identify &m) const { sharing().identify(client, m); }
    void operator()(const protocol::ListShared &m) const { sharing().listShared(to(m.request)); }
    void operator()(const protocol::Knock &m) const { sharing().knock(client, m); }
    void operator()(const protocol::AskCode &m) const { sharing().askCode(client, m); }
    void operator()(const protocol::ProveCode &m) const { sharing().proveCode(client, m); }
    void operator()(const protocol::Share &m) const { sharing().share(client, m); }
    void operator()(const protocol::ReadSharing &m) const { sharing().read(client, m); }
    void operator()(const protocol::AnswerKnock &m) const { sharing().answerKnock(to(m.request), m); }
    void operator()(const protocol::SetRole &m) const { sharing().setRole(to(m.request), m); }
    void operator()(const protocol::NewCode &m) const { sharing().newCode(to(m.request), m.document); }
    void operator()(const protocol::Join &m) const { rooms().join(client, m, roleOn(m.document)); }
    void operator()(const protocol::Resume &m) const { rooms().resume(client, m, roleOn(m.document)); }
    void operator()(const protocol::Leave &) const { rooms().leave(client); }
    void operator()(const protocol::Submit &m) const { rooms().submit(client, m, server.roleOf(client)); }
    void operator()(const protocol::Presence &m) const { rooms().presence(client, m); }
    void operator()(const protocol::Say &m) const { rooms().say(client, m, server.roleOf(client)); }
    void operator()(const protocol::ReadTalk &m) const { rooms().readTalk(client, m); }
    void operator()(const protocol::ReadHistory &m) const { rooms().readHistory(client, m); }
    void operator()(const protocol::ReadContent &m) const { rooms().readContent(client, m); }
    void operator()(const protocol::NameVersion &m) const { rooms().nameVersion(client, m); }
    void operator()(const protocol::ListVersions &m) const { rooms().listVersions(client, m); }
    void operator()(const protocol::PutBlob &m) const { rooms().putBlob(client, m); }
    void operator()(const protocol::GetBlob &m) const { rooms().getBlob(client, m); }
};

void Server::handle(Client &client, const protocol::ClientMessage &message)
{
    const auto refused = refusalOf(message, m_access, client.caller, client.document, wallClockMs());
    if (refused)
        refuse(client, message, *refused);
    else
        dispatch(client, message);
}

void Server::readNext(room::ConnectionId id)
{
    for (Client *client = find(id); client && !m_isStopping; client = find(id)) {
        const auto message = client->reads.begin(*client->connection);
        if (!message) {
            if (!client->reads.isEmpty())
                client->connection->tellWhenDrained();
            return;
        }
        client->turn = makeTurn(id);
        handle(*client, *message);
        if (Client *still = find(id))
            still->turn.reset();
    }
}

Turn Server::makeTurn(room::ConnectionId id)
{
    // queued: the answer that ends with it may be under way
    return {nullptr, [this, id](void *) {
                QMetaObject::invokeMethod(
                    this,
                    [this, id] {
                        if (Client *client = find(id))
                            client->reads.end();
                        readNext(id);
                    },
                    Qt::QueuedConnection);
            }};
}

void Server::dispatch(Client &client, const protocol::ClientMessage &message)
{
    std::visit(Dispatch{*this, client}, message);
}

} // namespace syngraph::net
