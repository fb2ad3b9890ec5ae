// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packed_rows.h"

#include "storage/check_sum.h"
#include "storage/document_schema.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

#define SYNGRAPH_HEADER_COLUMNS "SELECT first, last, steps, chain_before, chain_after, clients, header_check FROM blocks "

quint64 checkOf(const BlockHeader &header, QByteArrayView clients)
{
    return CheckSum().add(header.first.value).add(header.last.value).add(header.steps).add(header.chainBefore)
        .add(header.chainAfter).add(clients).value();
}

quint64 checkOf(const ChangeBlock &block)
{
    return CheckSum().add(block.header.first.value).add(block.body).value();
}

Error damagedBlock(Revision first, Revision last, const QString &what)
{
    return {ErrorCode::Damaged,
            QStringLiteral("revisions %1 to %2 are damaged: %3. The file was left untouched; restore a copy.")
                .arg(first.value).arg(last.value).arg(what)};
}

Result<BlockHeader> headerFrom(const sqlite::Statement &row)
{
    BlockHeader header{{row.number(0)}, {row.number(1)}, row.number(2), row.hash(3), row.hash(4), {}};
    const QByteArray clients = row.blob(5);
    if (header.first.value < 1 || header.last < header.first || header.count() > kMaxBlockChanges
        || row.hash(6) != checkOf(header, clients))
        return damagedBlock(header.first, header.last, QStringLiteral("their row has changed since it was written"));
    auto unpacked = unpackClients(clients, header);
    if (!unpacked)
        return unpacked.error();
    header.clients = std::move(*unpacked);
    return header;
}

Result<bool> hasBlocks(sqlite::Connection &connection)
{
    const auto version = readFormatVersion(connection);
    return version ? Result<bool>(*version >= kFirstFormatWithBlocks) : Result<bool>(version.error());
}

// For headerFrom(); nothing where the file knows no blocks.
Result<std::optional<sqlite::Statement>> selectHeaders(sqlite::Connection &connection, const char *sql)
{
    const auto any = hasBlocks(connection);
    if (!any || !*any)
        return any ? Result<std::optional<sqlite::Statement>>(std::nullopt) : any.error();
    auto select = connection.prepare(sql);
    return select ? Result<std::optional<sqlite::Statement>>(std::move(*select)) : select.error();
}

} // namespace

Result<Revision> readPackedHead(sqlite::Connection &connection)
{
    const auto any = hasBlocks(connection);
    if (!any || !*any)
        return any ? Result<Revision>(Revision{0}) : any.error();
    const auto last = connection.readNumber("SELECT last FROM blocks ORDER BY first DESC LIMIT 1");
    return last ? Result<Revision>(Revision{*last}) : last.error();
}

Result<std::optional<BlockHeader>> findBlock(sqlite::Connection &connection, Revision revision)
{
    auto headers = selectHeaders(connection, SYNGRAPH_HEADER_COLUMNS "WHERE first <= ?1 ORDER BY first DESC LIMIT 1");
    if (!headers || !*headers)
        return headers ? Result<std::optional<BlockHeader>>(std::nullopt) : headers.error();
    sqlite::Statement &select = **headers;
    auto row = select.bind(1, revision.value).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<BlockHeader>();
    auto header = headerFrom(select);
    if (!header)
        return header.error();
    return header->last < revision ? std::optional<BlockHeader>() : std::optional(std::move(*header));
}

Result<std::vector<BlockHeader>> readBlockHeaders(sqlite::Connection &connection)
{
    std::vector<BlockHeader> headers;
    auto rows = selectHeaders(connection, SYNGRAPH_HEADER_COLUMNS "ORDER BY first");
    if (!rows || !*rows)
        return rows ? Result<std::vector<BlockHeader>>(std::move(headers)) : rows.error();
    sqlite::Statement &select = **rows;
    Head at;
    for (;;) {
        auto row = select.step();
        if (!row)
            return row.error();
        if (!*row)
            return headers;
        auto header = headerFrom(select);
        if (!header)
            return header.error();
        if (header->first != at.revision.next() || header->chainBefore != at.chainHash)
            return damagedRevision(at.revision.next(), QStringLiteral("it is missing from the log"));
        at = {header->last, header->chainAfter};
        headers.push_back(std::move(*header));
    }
}

Result<std::vector<BlockHeader>> readNewestHeaders(sqlite::Connection &connection, qint64 count)
{
    std::vector<BlockHeader> headers;
    auto rows = selectHeaders(connection, SYNGRAPH_HEADER_COLUMNS "ORDER BY first DESC LIMIT ?1");
    if (!rows || !*rows)
        return rows ? Result<std::vector<BlockHeader>>(std::move(headers)) : rows.error();
    sqlite::Statement &select = **rows;
    select.bind(1, count);
    for (;;) {
        auto row = select.step();
        if (!row)
            return row.error();
        if (!*row)
            return headers;
        auto header = headerFrom(select);
        if (!header && headers.empty())
            return header.error();
        if (!header)
            return headers;
        headers.push_back(std::move(*header));
    }
}

Result<ChangeBlock> readBlock(sqlite::Connection &connection, const BlockHeader &header)
{
    auto select = connection.prepare("SELECT body, body_check FROM blocks WHERE first = ?1");
    if (!select)
        return select.error();
    auto row = select->bind(1, header.first.value).step();
    if (!row)
        return row.error();
    ChangeBlock block{header, *row ? select->blob(0) : QByteArray()};
    if (!*row || select->hash(1) != checkOf(block))
        return damagedBlock(header.first, header.last, QStringLiteral("their bytes have changed since written"));
    return block;
}

Result<std::vector<ChangeRecord>> readPacked(sqlite::Connection &connection, Revision from, Revision to)
{
    std::vector<ChangeRecord> changes;
    for (Revision at = from; at < to;) {
        auto header = findBlock(connection, at.next());
        if (!header)
            return header.error();
        if (!*header)
            return damagedRevision(at.next(), QStringLiteral("it is missing from the log"));
        auto block = readBlock(connection, **header);
        if (!block)
            return block.error();
        auto some = unpackBlock(*block, at, to);
        if (!some)
            return some.error();
        std::ranges::move(*some, std::back_inserter(changes));
        at = std::min(to, (*header)->last);
    }
    return changes;
}

Result<std::optional<ChangeRecord>> findPacked(sqlite::Connection &connection, ClientId client, Sequence sequence)
{
    auto headers = readBlockHeaders(connection);
    if (!headers)
        return headers.error();
    const auto holds = [&](const BlockClient &one) {
        return one.client == client && one.first <= sequence && sequence <= one.last;
    };
    for (const BlockHeader &header : *headers) {
        if (std::ranges::none_of(header.clients, holds))
            continue;
        auto changes = readPacked(connection, {header.first.value - 1}, header.last);
        if (!changes)
            return changes.error();
        for (ChangeRecord &change : *changes) {
            if (change.client == client && change.sequence == sequence)
                return std::optional(std::move(change));
        }
    }
    return std::optional<ChangeRecord>();
}

Result<void> writeBlock(sqlite::Connection &connection, const ChangeBlock &block)
{
    auto remove = connection.prepare("DELETE FROM blocks WHERE first BETWEEN ?1 AND ?2");
    if (!remove)
        return remove.error();
    if (auto removed = remove->bind(1, block.header.first.value).bind(2, block.header.last.value).run(); !removed)
        return removed;
    auto insert = connection.prepare(
        "INSERT INTO blocks(first, last, steps, chain_before, chain_after, clients, header_check, body, "
        "body_check) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (!insert)
        return insert.error();
    const BlockHeader &header = block.header;
    const QByteArray clients = packClients(header);
    insert->bind(1, header.first.value).bind(2, header.last.value).bind(3, header.steps)
        .bindHash(4, header.chainBefore).bindHash(5, header.chainAfter).bindBlob(6, clients)
        .bindHash(7, checkOf(header, clients)).bindBlob(8, block.body).bindHash(9, checkOf(block));
    return insert->run();
}

} // namespace syngraph::storage
