// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_rows.h"

#include "protocol/field_reader.h"
#include "protocol/field_writer.h"
#include "storage/check_sum.h"
#include "storage/packed_rows.h"

#include <QtEndian>

#include <algorithm>
#include <limits>
#include <map>

namespace syngraph::storage {
namespace {

constexpr qint64 kNoLimit = std::numeric_limits<qint64>::max();

constexpr const char *kChangeColumns
    = "SELECT rev, client, seq, base, submitted_hash, author, time, kind, delta, chain_hash, \"check\" FROM changes ";

constexpr const char *kVersionsKey = "versions";

QByteArray toBytes(ClientId client)
{
    QByteArray bytes(16, Qt::Uninitialized);
    qToBigEndian(client.high, bytes.data());
    qToBigEndian(client.low, bytes.data() + 8);
    return bytes;
}

ClientId clientFrom(const QByteArray &bytes)
{
    return bytes.size() == 16 ? ClientId{qFromBigEndian<quint64>(bytes.constData()),
                                         qFromBigEndian<quint64>(bytes.constData() + 8)}
                              : ClientId();
}

quint64 checkOfMeta(QByteArrayView key, QByteArrayView value)
{
    return CheckSum().add(key).add(value).value();
}

Result<ChangeRecord> changeFrom(const sqlite::Statement &row)
{
    ChangeRecord change;
    change.revision = Revision{row.number(0)};
    change.client = clientFrom(row.blob(1));
    change.sequence = Sequence{row.number(2)};
    change.base = Revision{row.number(3)};
    change.submittedHash = row.hash(4);
    change.author = row.text(5);
    change.timeMs = row.number(6);
    change.kind = static_cast<protocol::ChangeKind>(row.number(7));
    change.delta = row.blob(8);
    change.chainHash = row.hash(9);
    if (row.number(7) < 0 || row.number(7) > 2 || row.hash(10) != computeCheck(change))
        return damagedRevision(change.revision, QStringLiteral("its row has changed since it was written"));
    return change;
}

Error damagedEntry(const char *key)
{
    return {ErrorCode::Damaged, QStringLiteral("the file's entry \"%1\" is damaged").arg(QLatin1StringView(key))};
}

// Nothing where there is no such entry.
Result<std::optional<QString>> findMetaValue(sqlite::Connection &connection, const char *key)
{
    auto select = connection.prepare("SELECT value, \"check\" FROM meta WHERE key = ?1");
    if (!select)
        return select.error();
    const QString name = QString::fromLatin1(key);
    auto row = select->bindText(1, name).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<QString>();
    if (select->hash(1) != checkOfMeta(key, select->blob(0)))
        return damagedEntry(key);
    return std::optional(select->text(0));
}

Result<QString> readMetaValue(sqlite::Connection &connection, const char *key)
{
    auto value = findMetaValue(connection, key);
    if (!value)
        return value.error();
    return *value ? Result<QString>(**value) : damagedEntry(key);
}

Result<void> writeMetaValue(sqlite::Statement &write, const char *key, const QString &value)
{
    write.bindText(1, QString::fromLatin1(key)).bindText(2, value).bindHash(3, checkOfMeta(key, value.toUtf8()));
    return write.run();
}

Error damagedMeta()
{
    return {ErrorCode::Damaged, QStringLiteral("the file doesn't say which document it is")};
}

// Of the changes that have rows of their own.
Result<void> readRows(sqlite::Connection &connection, Revision from, Revision to, qint64 maxBytes,
                      std::vector<ChangeRecord> &changes)
{
    qint64 bytes = 0;
    auto select = connection.prepare(
        (QByteArray(kChangeColumns) + "WHERE rev > ?1 AND rev <= ?2 ORDER BY rev").constData());
    if (!select)
        return select.error();
    select->bind(1, from.value).bind(2, to.value);
    for (Revision next = from.next();; next = next.next()) {
        auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            return next <= to ? Result<void>(damagedRevision(next, QStringLiteral("it is missing from the log")))
                              : Result<void>();
        auto change = changeFrom(*select);
        if (!change)
            return change.error();
        if (change->revision != next)
            return damagedRevision(next, QStringLiteral("it is missing from the log"));
        bytes += change->delta.size();
        if (bytes > maxBytes && next > from.next())
            return {};
        changes.push_back(std::move(*change));
    }
}

Result<void> confirm(sqlite::Connection &connection, const LastSequence &last)
{
    auto change = readChanges(connection, Revision{last.revision.value - 1}, last.revision);
    if (!change)
        return change.error();
    if (change->front().client != last.client || change->front().sequence != last.sequence)
        return damagedRevision(last.revision, QStringLiteral("the index names another client for it"));
    return {};
}

// Of the changes that have rows of their own: two look-ups per client instead of a walk over all of them.
Result<void> addLastOfRows(sqlite::Connection &connection, std::map<ClientId, LastSequence> &last)
{
    auto nextClient = connection.prepare("SELECT client FROM changes WHERE client > ?1 ORDER BY client LIMIT 1");
    auto lastOf = connection.prepare("SELECT seq, rev FROM changes WHERE client = ?1 ORDER BY seq DESC LIMIT 1");
    if (!nextClient || !lastOf)
        return nextClient ? lastOf.error() : nextClient.error();
    QByteArray client;
    for (;;) {
        auto row = nextClient->bindBlob(1, client).step();
        if (!row || !*row)
            return row ? Result<void>() : row.error();
        client = nextClient->blob(0);
        nextClient->reset();
        auto found = lastOf->bindBlob(1, client).step();
        if (!found)
            return found.error();
        const LastSequence used{clientFrom(client), Sequence{*found ? lastOf->number(0) : 0},
                                Revision{*found ? lastOf->number(1) : 0}};
        lastOf->reset();
        if (auto done = confirm(connection, used); !done)
            return done.error();
        last[used.client] = used;
    }
}

} // namespace

quint64 computeCheck(const ChangeRecord &change)
{
    return CheckSum()
        .add(change.revision.value).add(change.client.high).add(change.client.low)
        .add(change.sequence.value).add(change.base.value).add(change.submittedHash)
        .add(change.author.toUtf8()).add(change.timeMs).add(qint64(change.kind))
        .add(change.delta).add(change.chainHash)
        .value();
}

Result<void> insertChange(sqlite::Statement &insert, const ChangeRecord &change)
{
    insert.bind(1, change.revision.value).bindBlob(2, toBytes(change.client)).bind(3, change.sequence.value)
        .bind(4, change.base.value).bindHash(5, change.submittedHash).bindText(6, change.author)
        .bind(7, change.timeMs).bind(8, qint64(change.kind)).bindBlob(9, change.delta)
        .bindHash(10, change.chainHash).bindHash(11, computeCheck(change));
    return insert.run();
}

Result<void> writeHead(sqlite::Statement &write, const Head &head)
{
    return writeMetaValue(write, "head",
                          QStringLiteral("%1 %2").arg(head.revision.value).arg(head.chainHash, 16, 16, QChar(u'0')));
}

Result<void> writeMeta(sqlite::Statement &write, const DocumentMeta &meta)
{
    const std::pair<const char *, QString> values[] = {
        {"id", meta.id.toString()}, {"epoch", meta.epoch.toString()},
        {"title", meta.title}, {"created", QString::number(meta.createdMs)},
    };
    for (const auto &[key, value] : values) {
        if (auto done = writeMetaValue(write, key, value); !done)
            return done;
    }
    if (meta.versions.empty())
        return {};
    model::JsonText versions;
    protocol::append(versions, meta.versions);
    return writeMetaValue(write, kVersionsKey, QString::fromUtf8(versions.take()));
}

Result<std::vector<protocol::NamedVersion>> readVersions(sqlite::Connection &connection)
{
    std::vector<protocol::NamedVersion> versions;
    const auto text = findMetaValue(connection, kVersionsKey);
    if (!text)
        return text.error();
    if (!*text)
        return versions;
    model::JsonReader reader;
    const auto root = reader.read((*text)->toUtf8());
    if (!root || !protocol::read(**root, protocol::kMaxVersions, protocol::Unknown::Ignored, versions)
        || std::ranges::adjacent_find(versions, std::ranges::greater_equal(), &protocol::NamedVersion::revision)
            != versions.end())
        return damagedEntry(kVersionsKey);
    return versions;
}

Result<Head> readHead(sqlite::Connection &connection)
{
    auto value = readMetaValue(connection, "head");
    if (!value)
        return value.error();
    const qsizetype space = value->indexOf(u' ');
    bool revisionOk = false;
    bool hashOk = false;
    const Head head{Revision{value->first(std::max(space, qsizetype(0))).toLongLong(&revisionOk)},
                    value->sliced(space + 1).toULongLong(&hashOk, 16)};
    if (!revisionOk || !hashOk || head.revision.value < 0)
        return damagedMeta();
    return head;
}

Result<DocumentMeta> readMeta(sqlite::Connection &connection)
{
    QString values[4];
    const char *keys[] = {"id", "epoch", "title", "created"};
    for (std::size_t i = 0; i < 4; ++i) {
        auto value = readMetaValue(connection, keys[i]);
        if (!value)
            return value.error();
        values[i] = *value;
    }
    const auto id = DocumentId::fromHex(values[0].toLatin1());
    const auto epoch = Epoch::fromHex(values[1].toLatin1());
    bool createdOk = false;
    const qint64 createdMs = values[3].toLongLong(&createdOk);
    if (!id || id->isNull() || !epoch || epoch->isNull() || !createdOk)
        return damagedMeta();
    auto versions = readVersions(connection);
    if (!versions)
        return versions.error();
    return DocumentMeta{*id, *epoch, values[2], createdMs, std::move(*versions)};
}

Result<std::vector<ChangeRecord>> readChanges(sqlite::Connection &connection, Revision from, Revision to)
{
    const auto packed = readPackedHead(connection);
    if (!packed)
        return packed.error();
    std::vector<ChangeRecord> changes;
    if (from < *packed) {
        auto older = readPacked(connection, from, std::min(to, *packed));
        if (!older)
            return older;
        changes = std::move(*older);
    }
    if (to <= *packed)
        return changes;
    if (auto done = readRows(connection, std::max(from, *packed), to, kNoLimit, changes); !done)
        return done.error();
    return changes;
}

Result<std::vector<ChangeRecord>> readRows(sqlite::Connection &connection, Revision from, Revision to, qint64 maxBytes)
{
    std::vector<ChangeRecord> changes;
    const auto done = readRows(connection, from, to, maxBytes, changes);
    return done ? Result<std::vector<ChangeRecord>>(std::move(changes)) : done.error();
}

Result<Revision> readLastRevision(sqlite::Connection &connection)
{
    const auto packed = readPackedHead(connection);
    const auto last = connection.readNumber("SELECT coalesce(max(rev), 0) FROM changes");
    if (!packed || !last)
        return packed ? last.error() : packed.error();
    return std::max(*packed, Revision{*last});
}

Result<quint64> readChainHash(sqlite::Connection &connection, Revision revision)
{
    if (revision.value == 0)
        return protocol::kChainStart;
    const auto block = findBlock(connection, revision);
    if (!block)
        return block.error();
    if (*block && (*block)->last == revision)
        return (*block)->chainAfter;
    const auto change = readChanges(connection, Revision{revision.value - 1}, revision);
    return change ? Result<quint64>(change->front().chainHash) : change.error();
}

Result<std::optional<ChangeRecord>> findChange(sqlite::Connection &connection, ClientId client, Sequence sequence)
{
    auto select
        = connection.prepare((QByteArray(kChangeColumns) + "WHERE client = ?1 AND seq = ?2").constData());
    if (!select)
        return select.error();
    auto row = select->bindBlob(1, toBytes(client)).bind(2, sequence.value).step();
    if (!row)
        return row.error();
    if (!*row)
        return findPacked(connection, client, sequence);
    auto change = changeFrom(*select);
    if (!change)
        return change.error();
    return std::optional(std::move(*change));
}

Result<std::vector<LastSequence>> readLastSequences(sqlite::Connection &connection)
{
    const auto headers = readBlockHeaders(connection);
    if (!headers)
        return headers.error();
    std::map<ClientId, LastSequence> last;
    for (const BlockHeader &header : *headers) {
        for (const BlockClient &used : header.clients)
            last[used.client] = {used.client, used.last, used.lastRevision};
    }
    if (auto done = addLastOfRows(connection, last); !done)
        return done.error();
    std::vector<LastSequence> all;
    for (const auto &[client, used] : last)
        all.push_back(used);
    return all;
}

Result<void> removePackedRows(sqlite::Connection &connection, Revision upTo)
{
    auto remove = connection.prepare("DELETE FROM changes WHERE rev <= ?1");
    return remove ? remove->bind(1, upTo.value).run() : remove.error();
}

} // namespace syngraph::storage
