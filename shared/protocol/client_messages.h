// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/sharing_client_messages.h"
#include "protocol/talk.h"

#include <variant>

// Messages from a client to the server; see messages.h. Of each, kRole is the least role it needs in the document
// it concerns (None: it concerns no document, or what it asks for decides).
namespace syngraph::protocol {

#define SYNGRAPH_MESSAGE(Type, name)                                                                         \
    static constexpr const char *kName = name;                                                               \
    friend bool operator==(const Type &, const Type &) = default

struct Hello // first message; its layout never changes
{
    std::vector<qint64> protocol; // lowest, highest version spoken
    std::vector<QString> features;
    std::optional<QString> token; // owner token or invitation secret
    std::optional<QString> name;  // wish
    SYNGRAPH_MESSAGE(Hello, "hello");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields()
    {
        return std::tuple{field("protocol", &Hello::protocol, 2), field("features", &Hello::features, 64),
                          field("token", &Hello::token, 200), field("name", &Hello::name, kMaxNameUnits)};
    }
};

struct Ping
{
    qint64 number = 0;
    SYNGRAPH_MESSAGE(Ping, "ping");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields() { return std::tuple{field("number", &Ping::number)}; }
};

struct ListDocuments
{
    qint64 request = 0;
    SYNGRAPH_MESSAGE(ListDocuments, "listDocuments");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields() { return std::tuple{field("request", &ListDocuments::request)}; }
};

struct CreateDocument
{
    qint64 request = 0;
    QString title;
    SYNGRAPH_MESSAGE(CreateDocument, "createDocument");
    static constexpr Role kRole = Role::Editor; // in the server as a whole
    static constexpr auto fields()
    {
        return std::tuple{field("request", &CreateDocument::request),
                          field("title", &CreateDocument::title, kMaxTitleUnits)};
    }
};

struct OpenFile
{
    qint64 request = 0;
    QString path;
    SYNGRAPH_MESSAGE(OpenFile, "openFile");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &OpenFile::request), field("path", &OpenFile::path, 4096)};
    }
};

struct RenameDocument
{
    qint64 request = 0;
    DocumentId document;
    QString title;
    SYNGRAPH_MESSAGE(RenameDocument, "renameDocument");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &RenameDocument::request),
                          field("document", &RenameDocument::document),
                          field("title", &RenameDocument::title, kMaxTitleUnits)};
    }
};

struct MoveDocument // the file goes to another place on the server's computer
{
    qint64 request = 0;
    DocumentId document;
    QString path;
    SYNGRAPH_MESSAGE(MoveDocument, "moveDocument");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &MoveDocument::request),
                          field("document", &MoveDocument::document), field("path", &MoveDocument::path, 4096)};
    }
};

struct CopyDocument // a file of its own on the server's computer, for others
{
    qint64 request = 0;
    DocumentId document;
    QString path;
    bool history = false;
    SYNGRAPH_MESSAGE(CopyDocument, "copyDocument");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &CopyDocument::request),
                          field("document", &CopyDocument::document), field("path", &CopyDocument::path, 4096),
                          field("history", &CopyDocument::history)};
    }
};

struct TrashDocument
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(TrashDocument, "trashDocument");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &TrashDocument::request),
                          field("document", &TrashDocument::document)};
    }
};

struct Invite
{
    qint64 request = 0;
    DocumentId document;
    Role role = Role::Viewer;
    qint64 hours = 24; // until it expires
    SYNGRAPH_MESSAGE(Invite, "invite");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Invite::request), field("document", &Invite::document),
                          field("role", &Invite::role), field("hours", &Invite::hours, 24 * 366)};
    }
};

struct ListInvitations
{
    qint64 request = 0;
    SYNGRAPH_MESSAGE(ListInvitations, "listInvitations");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields() { return std::tuple{field("request", &ListInvitations::request)}; }
};

struct Revoke
{
    qint64 request = 0;
    QString id;
    SYNGRAPH_MESSAGE(Revoke, "revoke");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Revoke::request), field("id", &Revoke::id, 64)};
    }
};

struct Backup
{
    qint64 request = 0;
    QString path;
    SYNGRAPH_MESSAGE(Backup, "backup");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Backup::request), field("path", &Backup::path, 4096)};
    }
};

struct Join
{
    DocumentId document;
    std::optional<qint64> color = {}; // wish: row of kPersonColors
    SYNGRAPH_MESSAGE(Join, "join");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("document", &Join::document), field("color", &Join::color, 255)};
    }
};

struct Resume
{
    DocumentId document;
    ClientId client;
    ResumeToken token;
    Epoch epoch;
    Revision revision; // last one received
    Hash64 chain;      // of the log up to it
    Sequence inFlight; // number of the change in flight; 0 = none
    std::optional<qint64> color = {}; // wish: row of kPersonColors
    SYNGRAPH_MESSAGE(Resume, "resume");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("document", &Resume::document), field("client", &Resume::client),
                          field("token", &Resume::token),       field("epoch", &Resume::epoch),
                          field("revision", &Resume::revision), field("chain", &Resume::chain),
                          field("inFlight", &Resume::inFlight), field("color", &Resume::color, 255)};
    }
};

struct Leave
{
    SYNGRAPH_MESSAGE(Leave, "leave");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

struct Submit
{
    Sequence sequence;
    Revision base;
    ChangeKind kind = ChangeKind::Edit;
    WireDelta delta;
    std::optional<model::Verdict> verdict = {}; // what the delta carries out; it counts, whatever was decided meanwhile
    SYNGRAPH_MESSAGE(Submit, "submit");
    static constexpr Role kRole = Role::Commenter; // what each role may change: see role_rules.h
    static constexpr auto fields()
    {
        return std::tuple{field("sequence", &Submit::sequence), field("base", &Submit::base),
                          field("kind", &Submit::kind), field("delta", &Submit::delta),
                          field("verdict", &Submit::verdict)};
    }
};

struct Presence
{
    Revision revision;
    std::vector<Range> ranges;
    SYNGRAPH_MESSAGE(Presence, "presence");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &Presence::revision),
                          field("ranges", &Presence::ranges, kMaxRanges)};
    }
};

struct ReadHistory
{
    qint64 request = 0;
    Revision from; // changes with from < revision <= to
    Revision to;
    SYNGRAPH_MESSAGE(ReadHistory, "readHistory");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &ReadHistory::request), field("from", &ReadHistory::from),
                          field("to", &ReadHistory::to)};
    }
};

struct ReadContent
{
    qint64 request = 0;
    Revision revision;
    SYNGRAPH_MESSAGE(ReadContent, "readContent");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &ReadContent::request), field("revision", &ReadContent::revision)};
    }
};

struct NameVersion
{
    qint64 request = 0;
    Revision revision;
    QString name;
    SYNGRAPH_MESSAGE(NameVersion, "nameVersion");
    static constexpr Role kRole = Role::Editor;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &NameVersion::request), field("revision", &NameVersion::revision),
                          field("name", &NameVersion::name, kMaxTitleUnits)};
    }
};

struct ListVersions
{
    qint64 request = 0;
    SYNGRAPH_MESSAGE(ListVersions, "listVersions");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields() { return std::tuple{field("request", &ListVersions::request)}; }
};

struct PutBlob // the bytes follow in binary frames that carry the transfer number
{
    qint64 request = 0;
    qint64 transfer = 0;
    QString hash; // SHA-256, 64 hex digits
    QString mime;
    qint64 bytes = 0;
    SYNGRAPH_MESSAGE(PutBlob, "putBlob");
    static constexpr Role kRole = Role::Suggester;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &PutBlob::request), field("transfer", &PutBlob::transfer, 0xffffffff),
                          field("hash", &PutBlob::hash, 64), field("mime", &PutBlob::mime, 64),
                          field("bytes", &PutBlob::bytes, kMaxBlobBytes)};
    }
};

struct GetBlob
{
    qint64 request = 0;
    QString hash;
    SYNGRAPH_MESSAGE(GetBlob, "getBlob");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &GetBlob::request), field("hash", &GetBlob::hash, 64)};
    }
};

using ClientMessage = std::variant<Hello, Ping, ListDocuments, CreateDocument, OpenFile, RenameDocument,
                                   TrashDocument, Invite, ListInvitations, Revoke, Backup, Join, Resume, Leave,
                                   Submit, Presence, ReadHistory, ReadContent, PutBlob, GetBlob, MoveDocument, CopyDocument,
                                   NameVersion, ListVersions, Introduce, Identify, ListShared, Knock, AskCode,
                                   ProveCode, Share, ReadSharing, AnswerKnock, SetRole, NewCode, Say, ReadTalk>;

#undef SYNGRAPH_MESSAGE

} // namespace syngraph::protocol
