// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/identity_id.h"
#include "protocol/admission.h"
#include "protocol/role.h"
#include "storage/file_system.h"
#include "storage/replay.h"
#include "storage/sqlite.h"

#include <functional>
#include <vector>

namespace syngraph::storage {

// What the server last knew about a document file.
struct DocumentEntry
{
    DocumentId id;
    Epoch epoch;
    Head head;
    QString path;
    FileIdentity file;
    QString title;
    qint64 createdMs = 0;
    qint64 modifiedMs = 0;
    qint64 trashedMs = 0; // 0: not in the trash
    QString trashedFrom;  // path before that
    bool isMissing = false; // set by Library::list(): nothing lies at the path

    bool isTrashed() const { return trashedMs != 0; }
    friend bool operator==(const DocumentEntry &, const DocumentEntry &) = default;
};

struct Identity
{
    IdentityId id;
    QString name;
    qint64 createdMs = 0;
    qint64 lastSeenMs = 0;
    friend bool operator==(const Identity &, const Identity &) = default;
};

// A role given to somebody on one document; None: removed, whatever else would let him in.
struct Grant
{
    DocumentId document;
    IdentityId identity;
    protocol::Role role = protocol::Role::None;
    bool isKept = true; // also when the document is shared another time
    friend bool operator==(const Grant &, const Grant &) = default;
};

// How a document is shared in the network, as long as it is. Of a code only what proves it is known here.
struct Share
{
    DocumentId document;
    protocol::Admission admission = protocol::Admission::Nobody;
    protocol::Role role = protocol::Role::None; // of those who are new
    bool isListed = false;
    QByteArray codeSalt; // empty: there is no code
    QByteArray codeKey;
    int codeTries = 0;
    friend bool operator==(const Share &, const Share &) = default;
};

// Only the hash of the secret is known here; whoever has the secret may use it until it expires or is revoked.
struct Invitation
{
    QByteArray hash; // SHA-256, 64 hex digits
    DocumentId document;
    protocol::Role role = protocol::Role::None;
    QString label;
    qint64 createdMs = 0;
    qint64 expiresMs = 0; // 0: never
    qint64 revokedMs = 0; // 0: not
    friend bool operator==(const Invitation &, const Invitation &) = default;
};

// An editor that has joined a document and may resume.
struct KnownClient
{
    ClientId id;
    DocumentId document;
    IdentityId identity; // none: without an identity
    QString name;
    // SHA-256, 64 hex digits, of the token that is good now, and behind it of the one used last.
    QByteArray resumeTokenHash;
    qint64 lastSeenMs = 0;
    friend bool operator==(const KnownClient &, const KnownClient &) = default;
};

// `server.db` of a data folder: where documents are and who may do what. Rows in, rows out; what they mean is
// Library's and the server's business. It is an index for documents (they carry the truth about themselves)
// and the truth for people. Every write is durable when it returns. One thread at a time.
class Registry
{
public:
    // Makes the file where there is none.
    static Result<Registry> open(const QString &path);

    Result<std::vector<DocumentEntry>> readDocuments();
    Result<std::optional<DocumentEntry>> readDocument(DocumentId id);
    Result<void> writeDocument(const DocumentEntry &entry);
    // With its grants, invitations and clients.
    Result<void> removeDocument(DocumentId id);

    Result<std::vector<Identity>> readIdentities();
    Result<void> writeIdentity(const Identity &identity);

    Result<std::vector<Grant>> readGrants();
    Result<void> writeGrant(const Grant &grant);

    Result<std::vector<Share>> readShares();
    Result<void> writeShare(const Share &share);
    // With the grants that are not kept.
    Result<void> removeShare(DocumentId document);

    Result<std::vector<Invitation>> readInvitations(DocumentId document);
    Result<std::optional<Invitation>> readInvitation(const QByteArray &hash);
    Result<void> writeInvitation(const Invitation &invitation);

    Result<std::optional<KnownClient>> readClient(ClientId id);
    Result<void> writeClient(const KnownClient &client);
    // Those last seen before then.
    Result<void> removeClientsBefore(qint64 lastSeenMs);

    // Calls `writes`, whose single writes become durable together when this returns, or not at all.
    Result<void> writeTogether(const std::function<void()> &writes);

    // Moves the side log in; call when idle and before the end.
    Result<void> checkpoint() { return m_connection.checkpoint(true); }

private:
    explicit Registry(sqlite::Connection connection) : m_connection(std::move(connection)) { }

    sqlite::Connection m_connection;
};

} // namespace syngraph::storage
