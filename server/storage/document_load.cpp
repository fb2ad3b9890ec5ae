// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_load.h"

#include "model/delta_json.h"
#include "storage/document_handle.h"
#include "storage/packed_rows.h"
#include "storage/talk_rows.h"

namespace syngraph::storage {
namespace {

constexpr qint64 kRecentChanges = 1'000;
constexpr qint64 kRowsAtOnce = 500;

// How far to read at once, a bad row or block in mind: it must not hide the good ones before it.
Revision endOfPart(sqlite::Connection &connection, Revision from, qint64 rows)
{
    const auto block = findBlock(connection, from.next());
    return block && *block ? (*block)->last : Revision{from.value + rows};
}

// The log after a snapshot, as far as it is good.
struct Tail
{
    std::vector<ChangeRecord> changes;
    model::Document content;
    std::optional<Error> damage;
};

Tail replayFrom(sqlite::Connection &connection, const GoodSnapshot &start, Revision to)
{
    Replay replay(start.content, {start.snapshot.revision, start.chainHash});
    Tail tail;
    qint64 step = kRowsAtOnce;
    while (replay.head().revision < to && !tail.damage) {
        const Revision from = replay.head().revision;
        auto some = readChanges(connection, from, std::min(to, endOfPart(connection, from, step)));
        if (!some) {
            if (step == 1)
                tail.damage = some.error();
            step = 1;
            continue;
        }
        for (ChangeRecord &change : *some) {
            if (auto done = replay.apply(change); !done) {
                tail.damage = done.error();
                break;
            }
            tail.changes.push_back(std::move(change));
        }
    }
    tail.content = replay.content();
    return tail;
}

LoadedDocument assembled(GoodSnapshot start, Tail tail)
{
    LoadedDocument loaded;
    loaded.snapshot = std::move(start.snapshot);
    loaded.snapshotChainHash = start.chainHash;
    loaded.tail = std::move(tail.changes);
    loaded.content = std::move(tail.content);
    return loaded;
}

} // namespace

Result<void> checkStructure(sqlite::Connection &connection, qint64 maxBytes)
{
    auto pages = connection.readNumber("PRAGMA page_count");
    auto pageSize = connection.readNumber("PRAGMA page_size");
    if (!pages || !pageSize)
        return pages ? pageSize.error() : pages.error();
    if (*pages > maxBytes / std::max(*pageSize, qint64(512)))
        return {};
    auto verdict = connection.readText("PRAGMA quick_check(1)");
    if (!verdict)
        return verdict.error();
    if (*verdict != u"ok")
        return Error{ErrorCode::Damaged, QStringLiteral("its pages do not fit together: %1").arg(*verdict)};
    return {};
}

Result<void> checkRecent(sqlite::Connection &connection, const Head &head)
{
    const auto last = readLastRevision(connection);
    const auto packed = readPackedHead(connection);
    if (!last || !packed)
        return last ? packed.error() : last.error();
    if (*last != head.revision)
        return damagedRevision(std::min(*last, head.revision).next(), QStringLiteral("the log ends at %1 instead of %2")
                                                                          .arg(last->value).arg(head.revision.value));
    if (head.revision.value == 0)
        return head == Head() ? Result<void>() : damagedRevision({}, QStringLiteral("its chain hash"));
    const Revision from{std::max(head.revision.value - kRecentChanges, qint64(0))};
    auto changes = readChanges(connection, from, head.revision);
    if (!changes)
        return changes.error();
    Head at{changes->front().revision, changes->front().chainHash};
    if (from.value == 0)
        at = Head();
    for (const ChangeRecord &change : *changes) {
        if (change.revision != at.revision) {
            auto next = advance(at, change);
            if (!next)
                return next.error();
            at = *next;
        }
        // a block has no other index than itself
        if (change.revision <= *packed)
            continue;
        auto found = findChange(connection, change.client, change.sequence);
        if (!found)
            return found.error();
        if (!*found || (*found)->revision != change.revision)
            return damagedRevision(change.revision, QStringLiteral("the index does not name it"));
    }
    if (at != head)
        return damagedRevision(head.revision, QStringLiteral("the log ends with another chain hash"));
    return {};
}

Result<model::Document> readContent(sqlite::Connection &connection, Revision revision)
{
    auto start = readGoodSnapshot(connection, revision);
    if (!start)
        return start.error();
    Revision at = start->snapshot.revision;
    for (; at < revision;) {
        const auto header = findBlock(connection, at.next());
        if (!header)
            return header.error();
        if (!*header)
            break;
        const auto block = readBlock(connection, **header);
        if (!block)
            return block.error();
        if (auto done = applyBlock(*block, at, revision, start->content); !done)
            return done.error();
        at = std::min(revision, (*header)->last);
    }
    const auto rest = readChanges(connection, at, revision);
    if (!rest)
        return rest.error();
    for (const ChangeRecord &change : *rest) {
        const auto delta = model::parseDelta(change.delta);
        if (!delta || !start->content.apply(*delta, model::Filter::Classes))
            return damagedRevision(change.revision, QStringLiteral("it does not fit"));
    }
    return std::move(start->content);
}

Result<LoadedDocument> loadDocument(sqlite::Connection &connection, const Head &head)
{
    auto start = readGoodSnapshot(connection, head.revision);
    if (!start)
        return start.error();
    Tail tail = replayFrom(connection, *start, head.revision);
    if (tail.damage)
        return *tail.damage;
    auto lastSequences = readLastSequences(connection);
    if (!lastSequences)
        return lastSequences.error();
    auto blobs = readBlobHashes(connection);
    if (!blobs)
        return blobs.error();
    auto meta = readMeta(connection);
    if (!meta)
        return meta.error();
    auto talk = readTalk(connection);
    if (!talk)
        return talk.error();
    LoadedDocument loaded = assembled(std::move(*start), std::move(tail));
    loaded.meta = std::move(*meta);
    loaded.talk = std::move(*talk);
    loaded.lastSequences = std::move(*lastSequences);
    loaded.blobs = std::move(*blobs);
    if (Head{loaded.head(), loaded.chainHash()} != head)
        return damagedRevision(head.revision, QStringLiteral("the log ends with another chain hash"));
    return loaded;
}

Result<Salvage> salvageDocument(const QString &path)
{
    auto handle = DocumentHandle::open(path, sqlite::Access::ReadOnly);
    if (!handle)
        return handle.error();
    sqlite::Connection &connection = (*handle)->connection();
    const Error damaged = fileError(ErrorCode::Damaged, path);
    const auto head = readHead(connection);
    const auto last = readLastRevision(connection);
    const Revision to = head ? head->revision : last ? *last : Revision();
    auto start = readGoodSnapshot(connection, to);
    if (!start)
        return start.error();
    Tail tail = replayFrom(connection, *start, to);
    const auto structure = checkStructure(connection, std::numeric_limits<qint64>::max());
    Error damage = tail.damage.value_or(!structure ? structure.error() : damaged);
    LoadedDocument loaded = assembled(std::move(*start), std::move(tail));
    if (loaded.head().value == 0)
        return damage;
    if (auto meta = readMeta(connection))
        loaded.meta = std::move(*meta);
    loaded.talk = salvageTalk(connection);
    return Salvage{std::move(loaded), std::move(damage)};
}

} // namespace syngraph::storage
