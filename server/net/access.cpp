// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/access.h"

#include "base/plant.h"
#include "storage/random_id.h"

#include <QCryptographicHash>

namespace syngraph::net {

using protocol::Role;

QByteArray secretHash(const QString &secret)
{
    return QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256).toHex();
}

QString newSecret()
{
    return storage::randomId<Id128<void>>().toString();
}

QString publicName(const storage::Invitation &invitation)
{
    return QString::fromLatin1(invitation.hash.first(16));
}

Access::Access(const QString &ownerToken, Role openAccess, ShareBook shares)
    : m_ownerHash(secretHash(ownerToken))
    , m_openAccess(openAccess)
    , m_shares(std::move(shares))
{
}

bool Access::isOwnerToken(const QString &token, const Visitor &visitor) const
{
    const bool isHere = isLoopback(visitor.peer) || !checks(Check::OwnerFromHere);
    return isHere && (isOwnersWord(token) || !checks(Check::Tokens));
}

bool Access::isOwnersWord(const QString &token) const
{
    // hashes: how long the comparison takes tells nothing about the token
    return secretHash(token) == m_ownerHash;
}

bool Access::isValid(const storage::Invitation &invitation, qint64 nowMs)
{
    return (invitation.revokedMs == 0 || !checks(Check::Revocation)) && (invitation.expiresMs == 0 || nowMs < invitation.expiresMs);
}

Role Access::roleOn(const Caller &caller, DocumentId document, qint64 nowMs) const
{
    if (caller.isOwner)
        return Role::Owner;
    const auto invitation = m_invitations.constFind(caller.invitation);
    const bool isInvited = invitation != m_invitations.constEnd() && invitation->document == document
        && isValid(*invitation, nowMs);
    const Role invited = isInvited ? invitation->role : Role::None;
    const Role otherwise = std::max(m_openAccess, invited);
    if (!caller.identity)
        return otherwise;
    const storage::Share *share = m_shares.find(document);
    const storage::Grant *grant = m_shares.grantOf(document, *caller.identity);
    const bool isRemoved = grant && grant->role == Role::None;
    if (isRemoved && checks(Check::Removal))
        return Role::None;
    if (grant && !isRemoved && (share || invited > Role::None))
        return grant->role;
    const bool isFree = share && share->admission == protocol::Admission::Anyone;
    return isFree ? std::max(otherwise, share->role) : otherwise;
}

Role Access::roleInServer(const Caller &caller) const
{
    return caller.isOwner ? Role::Owner : m_openAccess;
}

} // namespace syngraph::net
