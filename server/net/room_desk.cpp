// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/room_desk.h"

#include "net/clock.h"
#include "net/names.h"
#include "net/resume_tokens.h"
#include "storage/random_id.h"

namespace syngraph::net {
namespace {

constexpr std::size_t kMaxUploads = 4;

// Its bytes are looked at where they may take their time.
Result<void> putPicture(storage::DocumentStore &store, const Upload &upload)
{
    if (const auto wrong = upload.check())
        return Error{*wrong, QStringLiteral("This is no picture of that kind, or other bytes than announced.")};
    return store.putBlob({upload.announced.hash.toLatin1(), upload.announced.mime.toLatin1(), upload.bytes});
}

} // namespace

RoomDesk::RoomDesk(LibraryThread &library, OpenDocuments &documents, FindClient find)
    : m_library(library)
    , m_documents(documents)
    , m_find(std::move(find))
{
    connect(&documents, &OpenDocuments::refused, this, [this](qint64 connection) {
        if (Client *client = m_find(connection))
            client->document.reset();
    });
}

RoomHost *RoomDesk::hostOf(const Client &client) const
{
    return client.document ? m_documents.find(*client.document) : nullptr;
}

void RoomDesk::join(Client &client, const protocol::Join &message, protocol::Role role)
{
    if (client.document) {
        answerTo(client, 0).fail({ErrorCode::AlreadyJoined, {}});
        return;
    }
    client.document = message.document;
    client.id = storage::randomId<ClientId>();
    const auto token = storage::randomId<ResumeToken>();
    // Nothing is told before the token is durable: with a token that a crash forgets, the client could not
    // learn whether its change in flight had been committed, and might make it twice.
    client.connection->setCorked(true);
    const storage::KnownClient known{client.id, message.document, {}, client.name, {}, wallClockMs()};
    m_library.write([known, token](storage::Library &library) { return writeFirstToken(library, known, token); },
                  [connection = QPointer<Connection>(client.connection)](Result<void> written) {
                      if (connection && written)
                          connection->setCorked(false);
                      else if (connection)
                          connection->goodbye(written.error());
                  });
    m_documents.host(message.document).join(client.connection, {client.id, token, client.name, role, message.color});
}

void RoomDesk::resume(Client &client, const protocol::Resume &message, protocol::Role role)
{
    if (client.document) {
        answerTo(client, 0).fail({ErrorCode::AlreadyJoined, {}});
        return;
    }
    // whose id that is, the token has to say first
    client.document = message.document;
    client.id = {};
    client.resuming = message.client;
    const room::Attachment who{message.client, storage::randomId<ResumeToken>(), client.name, role, message.color};
    m_library.write(
        [message, next = who.nextToken, now = wallClockMs()](storage::Library &library) {
            return exchangeToken(library, message.client, message.document, message.token, next, now);
        },
        [this, connection = client.connection->id(), message, who](Result<void> exchanged) {
            resumed(connection, message, who, exchanged);
        });
}

void RoomDesk::resumed(room::ConnectionId connection, const protocol::Resume &message, const room::Attachment &who,
                       const Result<void> &exchanged)
{
    Client *client = m_find(connection);
    // gone, or gone away from this document, while the token was looked up
    if (!client || client->document != message.document || client->resuming != message.client)
        return;
    client->resuming = {};
    if (exchanged) {
        client->id = message.client;
        m_documents.host(message.document).resume(client->connection, message, who);
        return;
    }
    client->document.reset();
    // what a disk refuses may pass: the client comes back by itself, as after losing the connection
    if (exchanged.error().code == ErrorCode::BadResumeToken)
        answerTo(*client, 0).fail(exchanged.error());
    else
        client->connection->goodbye(exchanged.error());
}

void RoomDesk::leave(Client &client)
{
    if (RoomHost *host = hostOf(client))
        host->leave(client.connection->id());
    client.document.reset();
    client.resuming = {};
    client.uploads.clear();
}

void RoomDesk::setRole(Client &client, protocol::Role role)
{
    RoomHost *host = hostOf(client);
    if (host && host->room() && host->room()->isAttached(client.connection->id())
        && host->room()->roleOf(client.connection->id()) != role)
        host->setRole(client.id, role);
}

void RoomDesk::submit(Client &client, const protocol::Submit &message, protocol::Role role)
{
    setRole(client, role);
    if (RoomHost *host = hostOf(client))
        host->submit(client.connection->id(), message);
}

void RoomDesk::presence(Client &client, const protocol::Presence &message)
{
    if (RoomHost *host = hostOf(client))
        host->presence(client.connection->id(), message);
}

void RoomDesk::readHistory(Client &client, const protocol::ReadHistory &message)
{
    const Answer answer = answerTo(client, message.request);
    m_documents.host(*client.document).whenOpen([this, answer, message, id = *client.document](const Error *failure) {
        RoomHost *host = m_documents.find(id);
        if (failure || !host || !host->isReadable()) {
            answer.fail(failure ? *failure : Error{ErrorCode::StorageFailed, {}});
            return;
        }
        const Revision head = host->room()->persistedHead();
        const Revision from = std::min(message.from, head);
        const Revision to = std::min({message.to, head, Revision{from.value + protocol::kHistoryPage}});
        host->runOnStore(
            [from, to](storage::DocumentStore &store) { return readPage(store, from, to); },
            [answer, head](Result<std::vector<protocol::ChangeRecord>> changes) {
                if (!changes) {
                    answer.fail(changes.error());
                    return;
                }
                protocol::History history{answer.request, head, {}};
                for (const protocol::ChangeRecord &change : *changes)
                    history.changes.push_back({change.revision, change.author, change.timeMs, change.kind, change.client, change.sequence,
                                               protocol::WireDelta(change.delta)});
                answer.send(history);
            });
    });
}

void RoomDesk::readContent(Client &client, const protocol::ReadContent &message)
{
    const Answer answer = answerTo(client, message.request);
    RoomHost *host = hostOf(client);
    if (!host || !host->isReadable() || message.revision > host->room()->persistedHead()) {
        answer.fail({ErrorCode::BaseUnknown, {}});
        return;
    }
    host->runOnStore(
        [revision = message.revision](storage::DocumentStore &store) { return readContentAt(store, revision); },
        [answer, revision = message.revision](Result<QByteArray> body) {
            if (body)
                answer.sendTransfer(protocol::Content{answer.request, revision, 0, body->size()}, *body);
            else
                answer.fail(body.error());
        });
}

void RoomDesk::nameVersion(Client &client, const protocol::NameVersion &message)
{
    const Answer answer = answerTo(client, message.request);
    RoomHost *host = hostOf(client);
    if (!host || !host->isReadable() || message.revision > host->room()->persistedHead()) {
        answer.fail({ErrorCode::BaseUnknown, {}});
        return;
    }
    const QString name = sanitised(message.name, protocol::kMaxTitleUnits, QStringLiteral("Untitled"));
    host->nameVersion({message.revision, name, client.name, wallClockMs()},
                      [answer](Result<void> named) { answer.finish(named); });
}

void RoomDesk::listVersions(Client &client, const protocol::ListVersions &message)
{
    const Answer answer = answerTo(client, message.request);
    RoomHost *host = hostOf(client);
    if (!host || !host->isReadable()) {
        answer.fail({ErrorCode::StorageFailed, {}});
        return;
    }
    host->readVersions([answer](Result<std::vector<protocol::NamedVersion>> versions) {
        if (versions)
            answer.send(protocol::Versions{answer.request, *versions});
        else
            answer.fail(versions.error());
    });
}

void RoomDesk::putBlob(Client &client, const protocol::PutBlob &message)
{
    const auto number = quint32(message.transfer);
    if (message.bytes == 0 || client.uploads.contains(number))
        client.connection->goodbye({ErrorCode::Malformed, {}});
    else if (client.uploads.size() >= kMaxUploads)
        client.connection->goodbye({ErrorCode::TooMany, {}});
    else
        client.uploads[number] = {message, {}};
}

void RoomDesk::takeChunk(Client &client, quint32 transfer, const QByteArray &bytes)
{
    const auto found = client.uploads.find(transfer);
    // of an upload that was refused
    if (found == client.uploads.end())
        return;
    Upload &upload = found->second;
    if (upload.bytes.size() + bytes.size() > upload.announced.bytes) {
        client.connection->goodbye({ErrorCode::TooLarge, {}});
        return;
    }
    upload.bytes += bytes;
    if (!upload.isComplete())
        return;
    Upload complete = std::move(upload);
    client.uploads.erase(found);
    store(client, std::move(complete));
}

void RoomDesk::store(Client &client, Upload upload)
{
    const Answer answer = answerTo(client, upload.announced.request);
    RoomHost *host = hostOf(client);
    if (!host || !host->isReadable()) {
        answer.fail({ErrorCode::StorageFailed, {}});
        return;
    }
    const QByteArray hash = upload.announced.hash.toLatin1();
    host->runOnStore([upload = std::move(upload)](storage::DocumentStore &store) { return putPicture(store, upload); },
                     [answer, host = QPointer<RoomHost>(host), hash](Result<void> stored) {
                         if (stored && host)
                             host->blobStored(hash);
                         answer.finish(stored);
                     });
}

void RoomDesk::getBlob(Client &client, const protocol::GetBlob &message)
{
    const Answer answer = answerTo(client, message.request);
    RoomHost *host = hostOf(client);
    if (!host || !host->isReadable()) {
        answer.fail({ErrorCode::StorageFailed, {}});
        return;
    }
    host->runOnStore(
        [hash = message.hash.toLatin1()](storage::DocumentStore &store) { return store.readBlob(hash); },
        [answer](Result<std::optional<storage::Blob>> blob) {
            if (!blob || !*blob) {
                answer.fail(blob ? Error{ErrorCode::NotFound, {}} : blob.error());
                return;
            }
            const storage::Blob &found = **blob;
            answer.sendTransfer(protocol::BlobContent{answer.request, 0, QString::fromLatin1(found.hash),
                                                      QString::fromLatin1(found.mime), found.bytes.size()},
                                found.bytes);
        });
}

} // namespace syngraph::net
