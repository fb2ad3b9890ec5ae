// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/identity_id.h"
#include "base/result.h"
#include "trust/transcript.h"

namespace syngraph::trust {

// The key by which servers know one profile of one person again (Ed25519, RFC 8032). A value; holds the secret seed.
class IdentityKey
{
public:
    // From kKeyBytes of randomness; Malformed for any other length.
    static Result<IdentityKey> fromSeed(const QByteArray &seed);

    const QByteArray &seed() const { return m_seed; }
    const QByteArray &publicKey() const { return m_publicKey; }
    QByteArray sign(const QByteArray &message) const;

private:
    IdentityKey(QByteArray seed, QByteArray publicKey)
        : m_seed(std::move(seed)), m_publicKey(std::move(publicKey))
    {
    }

    QByteArray m_seed;
    QByteArray m_publicKey;
};

bool isSignedBy(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature);

// What servers and lists call the person: the first half of the SHA-256 of the public key.
IdentityId identityOf(const QByteArray &publicKey);

// What a client signs to show that the key is its own. The fingerprint makes it worthless at another server, the
// commitment on another connection.
QByteArray introductionText(const QByteArray &fingerprint, const QByteArray &commitment, const QByteArray &clientNonce);

} // namespace syngraph::trust
