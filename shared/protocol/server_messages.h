// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/sharing_server_messages.h"
#include "protocol/talk.h"

#include <variant>

// Messages from the server to a client; see messages.h.
namespace syngraph::protocol {

#define SYNGRAPH_MESSAGE(Type, name)                                                                         \
    static constexpr const char *kName = name;                                                               \
    friend bool operator==(const Type &, const Type &) = default

struct Welcome
{
    qint64 protocol = 0;
    std::vector<QString> features;
    QString server; // name of the server
    QString name;   // what the person is called here
    bool owner = false;
    SYNGRAPH_MESSAGE(Welcome, "welcome");
    static constexpr auto fields()
    {
        return std::tuple{field("protocol", &Welcome::protocol), field("features", &Welcome::features, 64),
                          field("server", &Welcome::server, kMaxNameUnits),
                          field("name", &Welcome::name, kMaxNameUnits), field("owner", &Welcome::owner)};
    }
};

struct Goodbye // the connection ends after it
{
    ErrorCode code = ErrorCode::Malformed;
    QString text;
    SYNGRAPH_MESSAGE(Goodbye, "goodbye");
    static constexpr auto fields()
    {
        return std::tuple{field("code", &Goodbye::code), field("text", &Goodbye::text, 1000)};
    }
};

struct Pong
{
    qint64 number = 0;
    SYNGRAPH_MESSAGE(Pong, "pong");
    static constexpr auto fields() { return std::tuple{field("number", &Pong::number)}; }
};

struct Done // a request without other answer succeeded
{
    qint64 request = 0;
    SYNGRAPH_MESSAGE(Done, "done");
    static constexpr auto fields() { return std::tuple{field("request", &Done::request)}; }
};

struct Failed // a request, join or resume (request 0) was refused; the connection lives on
{
    qint64 request = 0;
    ErrorCode code = ErrorCode::Malformed;
    QString text;
    SYNGRAPH_MESSAGE(Failed, "failed");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Failed::request), field("code", &Failed::code),
                          field("text", &Failed::text, 1000)};
    }
};

struct Documents
{
    qint64 request = 0;
    std::vector<DocumentEntry> documents;
    SYNGRAPH_MESSAGE(Documents, "documents");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Documents::request),
                          field("documents", &Documents::documents, kMaxDocuments)};
    }
};

struct Opened // answers createDocument and openFile
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(Opened, "opened");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Opened::request), field("document", &Opened::document)};
    }
};

struct Invited
{
    qint64 request = 0;
    QString id;
    QString secret; // shown once, stored hashed
    SYNGRAPH_MESSAGE(Invited, "invited");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Invited::request), field("id", &Invited::id, 64),
                          field("secret", &Invited::secret, 200)};
    }
};

struct Invitations
{
    qint64 request = 0;
    std::vector<Invitation> invitations;
    SYNGRAPH_MESSAGE(Invitations, "invitations");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Invitations::request),
                          field("invitations", &Invitations::invitations, kMaxDocuments)};
    }
};

struct Joined // answers join and resume; a snapshot or a catchUp follows
{
    DocumentId document;
    QString title;
    Epoch epoch;
    ClientId client;
    ResumeToken token; // for one resume
    Sequence sequence; // last number this client has used up
    qint64 member = 0;
    Role role = Role::None;
    std::optional<ErrorCode> readOnly; // why nothing is accepted at the moment
    std::vector<Person> people;
    SYNGRAPH_MESSAGE(Joined, "joined");
    static constexpr auto fields()
    {
        return std::tuple{field("document", &Joined::document), field("title", &Joined::title, kMaxTitleUnits),
                          field("epoch", &Joined::epoch),       field("client", &Joined::client),
                          field("token", &Joined::token),       field("sequence", &Joined::sequence),
                          field("member", &Joined::member),
                          field("role", &Joined::role),         field("readOnly", &Joined::readOnly),
                          field("people", &Joined::people, kMaxPeople)};
    }
};

struct Snapshot // the document at `revision`; its Delta JSON follows in binary frames
{
    Revision revision;
    Hash64 chain;
    Hash64 hash; // of the content
    qint64 transfer = 0;
    qint64 bytes = 0;
    SYNGRAPH_MESSAGE(Snapshot, "snapshot");
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &Snapshot::revision), field("chain", &Snapshot::chain),
                          field("hash", &Snapshot::hash),
                          field("transfer", &Snapshot::transfer, 0xffffffff), field("bytes", &Snapshot::bytes)};
    }
};

struct CatchUp // from the revision the client named to `revision`
{
    // Where the change in flight had been committed: the last of `singles` is that change.
    bool committed = false;
    std::vector<WireDelta> singles; // one by one, before and including the change in flight
    WireDelta composed;             // everything after them as one change
    Revision revision;
    Hash64 chain;
    Hash64 hash; // of the content
    SYNGRAPH_MESSAGE(CatchUp, "catchUp");
    static constexpr auto fields()
    {
        return std::tuple{field("committed", &CatchUp::committed), field("singles", &CatchUp::singles, kMaxBatch),
                          field("composed", &CatchUp::composed), field("revision", &CatchUp::revision),
                          field("chain", &CatchUp::chain), field("hash", &CatchUp::hash)};
    }
};

struct Committed // consecutive changes beginning with `revision`
{
    Revision revision;
    QVarLengthArray<CommittedChange, 1> changes; // mostly one, which needs no heap memory
    SYNGRAPH_MESSAGE(Committed, "committed");
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &Committed::revision),
                          field("changes", &Committed::changes, kMaxBatch)};
    }
};

struct Typed // Committed in a shorter form, see short_changes.h
{
    Revision revision;
    QVarLengthArray<TypedChange, 1> changes;
    SYNGRAPH_MESSAGE(Typed, "typed");
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &Typed::revision), field("changes", &Typed::changes, kMaxBatch)};
    }
};

struct Ack // the answer to a number that was committed before: the old one
{
    Sequence sequence;
    Revision revision;
    Hash64 hash; // of the committed delta
    std::optional<WireDelta> delta;
    SYNGRAPH_MESSAGE(Ack, "ack");
    static constexpr auto fields()
    {
        return std::tuple{field("sequence", &Ack::sequence), field("revision", &Ack::revision),
                          field("hash", &Ack::hash), field("delta", &Ack::delta)};
    }
};

struct Refused // the change is not in the document; its number is free for the next one
{
    Sequence sequence;
    ErrorCode code = ErrorCode::Malformed;
    QString text;
    SYNGRAPH_MESSAGE(Refused, "refused");
    static constexpr auto fields()
    {
        return std::tuple{field("sequence", &Refused::sequence), field("code", &Refused::code),
                          field("text", &Refused::text, 1000)};
    }
};

struct ContentHash // of the document at `revision`: the alarm for copies that differ
{
    Revision revision;
    Hash64 hash;
    SYNGRAPH_MESSAGE(ContentHash, "contentHash");
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &ContentHash::revision), field("hash", &ContentHash::hash)};
    }
};

struct PersonJoined
{
    Person person;
    SYNGRAPH_MESSAGE(PersonJoined, "personJoined");
    static constexpr auto fields() { return std::tuple{field("person", &PersonJoined::person)}; }
};

struct PersonLeft
{
    qint64 member = 0;
    SYNGRAPH_MESSAGE(PersonLeft, "personLeft");
    static constexpr auto fields() { return std::tuple{field("member", &PersonLeft::member)}; }
};

struct PresenceUpdate
{
    std::vector<PresenceEntry> entries;
    SYNGRAPH_MESSAGE(PresenceUpdate, "presenceUpdate");
    static constexpr auto fields()
    {
        return std::tuple{field("entries", &PresenceUpdate::entries, kMaxPeople)};
    }
};

struct DocumentState // something about the document or my place in it changed
{
    QString title;
    Role role = Role::None;
    std::optional<ErrorCode> readOnly;
    SYNGRAPH_MESSAGE(DocumentState, "documentState");
    static constexpr auto fields()
    {
        return std::tuple{field("title", &DocumentState::title, kMaxTitleUnits),
                          field("role", &DocumentState::role), field("readOnly", &DocumentState::readOnly)};
    }
};

struct History
{
    qint64 request = 0;
    Revision head;
    std::vector<HistoryChange> changes;
    SYNGRAPH_MESSAGE(History, "history");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &History::request), field("head", &History::head),
                          field("changes", &History::changes, kMaxBatch)};
    }
};

struct Versions // by revision, oldest first
{
    qint64 request = 0;
    std::vector<NamedVersion> versions;
    SYNGRAPH_MESSAGE(Versions, "versions");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Versions::request),
                          field("versions", &Versions::versions, kMaxVersions)};
    }
};

struct Content // answers readContent; Delta JSON follows in binary frames
{
    qint64 request = 0;
    Revision revision;
    qint64 transfer = 0;
    qint64 bytes = 0;
    SYNGRAPH_MESSAGE(Content, "content");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Content::request), field("revision", &Content::revision),
                          field("transfer", &Content::transfer, 0xffffffff), field("bytes", &Content::bytes)};
    }
};

struct BlobContent // answers getBlob; the bytes follow in binary frames
{
    qint64 request = 0;
    qint64 transfer = 0;
    QString hash;
    QString mime;
    qint64 bytes = 0;
    SYNGRAPH_MESSAGE(BlobContent, "blobContent");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &BlobContent::request),
                          field("transfer", &BlobContent::transfer, 0xffffffff),
                          field("hash", &BlobContent::hash, 64), field("mime", &BlobContent::mime, 64),
                          field("bytes", &BlobContent::bytes, kMaxBlobBytes)};
    }
};

using ServerMessage =
    std::variant<Welcome, Goodbye, Pong, Done, Failed, Documents, Opened, Invited, Invitations, Joined, Snapshot,
                 CatchUp, Committed, Typed, Ack, Refused, ContentHash, PersonJoined, PersonLeft, PresenceUpdate,
                 DocumentState, History, Versions, Content, BlobContent, Challenge, Identified, SharedDocuments,
                 CodeChallenge, Admitted, Asked, Sharing, Talk, Said, NotSaid>;

#undef SYNGRAPH_MESSAGE

} // namespace syngraph::protocol
