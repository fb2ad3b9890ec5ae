// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resume_tokens.h"

#include "base/plant.h"

#include <QCryptographicHash>

namespace syngraph::net {
namespace {

constexpr qsizetype kHashDigits = 64;

QByteArray hashOf(ResumeToken token)
{
    return QCryptographicHash::hash(token.toHex(), QCryptographicHash::Sha256).toHex();
}

} // namespace

Result<void> writeFirstToken(storage::Library &library, const storage::KnownClient &client, ResumeToken token)
{
    storage::KnownClient row = client;
    row.resumeTokenHash = hashOf(token);
    return library.registry().writeClient(row);
}

// The row's hash is that of the current token, followed by that of the one used last.
Result<void> exchangeToken(storage::Library &library, ClientId client, DocumentId document, ResumeToken presented,
                           ResumeToken next, qint64 nowMs)
{
    auto row = library.registry().readClient(client);
    if (!row)
        return row.error();
    const QByteArray hash = hashOf(presented);
    const bool isKnown = *row && (*row)->document == document
        && ((*row)->resumeTokenHash.first(kHashDigits) == hash || (*row)->resumeTokenHash.sliced(kHashDigits) == hash);
    if (!isKnown && (!*row || checks(Check::ResumeTokens)))
        return ErrorCode::BadResumeToken;
    (*row)->resumeTokenHash = hashOf(next) + hash;
    (*row)->lastSeenMs = nowMs;
    return library.registry().writeClient(**row);
}

} // namespace syngraph::net
