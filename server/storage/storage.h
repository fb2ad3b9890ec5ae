// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"
#include "protocol/change_record.h"
#include "protocol/message_parts.h"
#include "protocol/talk.h"
#include "storage/pack_step.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace syngraph::storage {

using protocol::ChangeRecord;

// The content at a revision: a cache that may be missing or old, verified against the log by its hash.
struct Snapshot
{
    Revision revision;
    QByteArray body;         // the document as canonical Delta JSON; to be written also as packedBody()
    quint64 contentHash = 0; // model::Document::hash of the body
};

// A picture or other attachment, named by the SHA-256 of its bytes (64 hex digits).
struct Blob
{
    QByteArray hash;
    QByteArray mime;
    QByteArray bytes;
};

// What a document file says about itself.
struct DocumentMeta
{
    DocumentId id;
    Epoch epoch;
    QString title;
    qint64 createdMs = 0;
    std::vector<protocol::NamedVersion> versions = {}; // by revision
    friend bool operator==(const DocumentMeta &, const DocumentMeta &) = default;
};

// The last number each client has used, so that nothing is committed twice after a restart.
struct LastSequence
{
    ClientId client;
    Sequence sequence;
    Revision revision;
};

// Everything a room needs to go on with a document.
struct LoadedDocument
{
    DocumentMeta meta;
    Snapshot snapshot;               // newest good one; revision 0 with body [{"insert":"\n"}] where none
    quint64 snapshotChainHash = 0;   // chain hash at the snapshot's revision
    std::vector<ChangeRecord> tail;  // all changes after the snapshot
    std::vector<LastSequence> lastSequences; // ordered by client
    std::vector<QByteArray> blobs;           // hashes of the stored pictures
    std::vector<protocol::TalkEntry> talk;   // by number, without a gap
    model::Document content;         // at the head: the snapshot with the tail applied, each change checked

    Revision head() const { return tail.empty() ? snapshot.revision : tail.back().revision; }
    quint64 chainHash() const { return tail.empty() ? snapshotChainHash : tail.back().chainHash; }
};

// One open document. Calls come from one thread at a time (the document's writer thread). Every failure leaves
// what was acknowledged untouched; after a failed write the store refuses further writes until reopened.
class DocumentStore
{
public:
    virtual ~DocumentStore() = default;

    virtual Result<LoadedDocument> load() = 0;
    // Appends consecutive changes in one durable transaction: on success they survive power loss.
    virtual Result<void> append(std::span<const ChangeRecord> changes) = 0;
    // The changes with from < revision <= to.
    virtual Result<std::vector<ChangeRecord>> readChanges(Revision from, Revision to) = 0;
    virtual Result<std::optional<ChangeRecord>> findChange(ClientId client, Sequence sequence) = 0;
    // What the document was at `revision`, 0 … head.
    virtual Result<model::Document> readContent(Revision revision) = 0;
    virtual Result<void> writeSnapshot(const Snapshot &snapshot) = 0;
    virtual Result<void> putBlob(const Blob &blob) = 0;
    virtual Result<std::optional<Blob>> readBlob(const QByteArray &hash) = 0;
    virtual Result<void> setMeta(const DocumentMeta &meta) = 0;
    // In one durable transaction; those whose ids are stored already are replaced.
    virtual Result<void> writeTalk(std::span<const protocol::TalkEntry> entries) = 0;
    // The log gets small, step by step, while nothing of it is lost: up to a revision in the end.
    // A step is read here, packed by packStep() on any thread, and written here in one transaction of bounded size.
    // Nothing: no step is left.
    virtual Result<std::optional<PackStep>> readPackStep(Revision upTo) = 0;
    virtual Result<void> writePackedStep(const PackedStep &step) = 0;
    // Gives some of the space that packing left free back to the file system; false where it is no more than `keep`
    // changes will need.
    virtual Result<bool> shrinkSome(qint64 keep) = 0;
    // Leaves one file and nothing beside it; the store can go on being used.
    virtual Result<void> checkpoint() = 0;
};

} // namespace syngraph::storage
