// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/storage.h"

namespace syngraph::storage {

// Where a log stands.
struct Head
{
    Revision revision;
    quint64 chainHash = protocol::kChainStart;
    friend bool operator==(const Head &, const Head &) = default;
};

// Whether `change` may follow `head` in a log: next revision, base before it, numbers in range, chain hash.
// The delta itself is not looked at.
Result<Head> advance(const Head &head, const ChangeRecord &change);

// Content of revision 0: the one paragraph end that every document begins with.
Snapshot blankSnapshot();

// The body as it is stored, from the document's JSON: small, which takes its time, on any thread. Where it is left out,
// the store does it.
QByteArray packedBody(const QByteArray &json);
// The JSON of a body, packed or not; empty where it is damaged.
QByteArray unpackedBody(const QByteArray &stored);

// A snapshot as a document; Damaged where its body is no valid document or has another hash.
Result<model::Document> contentOf(const Snapshot &snapshot);

// Malformed unless the bytes have the hash that names them.
Result<void> checkBlob(const Blob &blob);

// Applies a log to a document, each change checked as strictly as when it was submitted: order and chain,
// canonical form, schema. What fails was not written by us. A value; errors leave it at the last good change.
class Replay
{
public:
    Replay(const model::Document &content, const Head &head) : m_content(content), m_head(head) { }

    Result<void> apply(const ChangeRecord &change);
    const model::Document &content() const { return m_content; }
    const Head &head() const { return m_head; }

private:
    model::Document m_content;
    Head m_head;
};

// Damaged, naming the revision.
Error damagedRevision(Revision revision, const QString &what);

} // namespace syngraph::storage
