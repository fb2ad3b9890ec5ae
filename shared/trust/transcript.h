// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace syngraph::trust {

inline constexpr qsizetype kNonceBytes = 32;
inline constexpr qsizetype kKeyBytes = 32;         // of an Ed25519 public key, and of its seed
inline constexpr qsizetype kFingerprintBytes = 32; // SHA-256 of a server's key (SPKI)
inline constexpr qsizetype kSignatureBytes = 64;

// What both sides of an introduction have seen. If nobody stands between them, both have seen the same. Raw bytes,
// each of the length above.
struct Transcript
{
    QByteArray fingerprint; // of the server's key; zeros where the connection has no TLS
    QByteArray key;         // the client's public key
    QByteArray serverNonce;
    QByteArray clientNonce;

    QByteArray bytes() const { return fingerprint + key + serverNonce + clientNonce; }
};

// What stands for the key of a server without TLS, which only the same computer may use.
inline QByteArray noFingerprint()
{
    return QByteArray(kFingerprintBytes, '\0');
}

} // namespace syngraph::trust
