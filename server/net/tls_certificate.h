// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QStringList>

namespace syngraph::net {

// What proves to clients that this is the server they know.
struct TlsIdentity
{
    QSslCertificate certificate;
    QSslKey key;

    // SHA-256 of the public key (SPKI) in hex: what people compare and programs pin. Survives a new certificate
    // for the same key.
    QByteArray fingerprint() const;
    // For the server's side of a handshake.
    QSslConfiguration configuration() const;
};

QByteArray fingerprintOf(const QSslCertificate &certificate);

// The identity in these two PEM files; says which one can't be read or used.
Result<TlsIdentity> readTlsIdentity(const QString &certificatePath, const QString &keyPath);

// The one kept in `folder` (certificate.pem, key.pem with 0600), made at the first call: P-256, self-signed,
// for localhost, its addresses and `hostNames`. An unreadable one is an error, never replaced: people pinned it.
Result<TlsIdentity> openTlsIdentity(const QString &folder, const QStringList &hostNames);

} // namespace syngraph::net
