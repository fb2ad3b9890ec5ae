// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/gate.h"
#include "net/share_book.h"
#include "storage/registry.h"

#include <QHash>

namespace syngraph::net {

// Who speaks on a connection, as far as rights go; what he calls himself is no part of it.
struct Caller
{
    bool isOwner = false;
    QByteArray invitation; // hash of its secret; empty: none
    std::optional<IdentityId> identity = {}; // shown by its key
};

// Secrets are stored and compared as this.
QByteArray secretHash(const QString &secret);
// 128 random bits in hex.
QString newSecret();
// What an invitation is called where its secret must not be seen.
QString publicName(const storage::Invitation &invitation);

// Who may do what, looked up for every message. Holds in memory the invitations in use; the registry holds all.
// Pure but for newSecret(). Times in ms since 1970 UTC.
class Access
{
public:
    Access(const QString &ownerToken, protocol::Role openAccess, ShareBook shares = {});

    // By token alone and without I/O: the owner from this computer, or nothing where the token has to be looked
    // up as an invitation. A wrong place is told as a wrong token.
    bool isOwnerToken(const QString &token, const Visitor &visitor) const;
    // Wherever it comes from: enough to look at figures, for nothing else.
    bool isOwnersWord(const QString &token) const;

    void remember(const storage::Invitation &invitation) { m_invitations.insert(invitation.hash, invitation); }
    static bool isValid(const storage::Invitation &invitation, qint64 nowMs);

    ShareBook &shares() { return m_shares; }

    // What the owner has given a person counts before invitations; who was removed is out whatever he has.
    protocol::Role roleOn(const Caller &caller, DocumentId document, qint64 nowMs) const;
    // For what concerns no document that exists yet, or all of them.
    protocol::Role roleInServer(const Caller &caller) const;
    // Whether the caller may know of documents he holds no invitation to.
    bool seesAll(const Caller &caller) const { return roleInServer(caller) > protocol::Role::None; }

private:
    QByteArray m_ownerHash;
    protocol::Role m_openAccess;
    ShareBook m_shares;
    QHash<QByteArray, storage::Invitation> m_invitations;
};

} // namespace syngraph::net
