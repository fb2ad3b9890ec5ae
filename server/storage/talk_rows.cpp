// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/talk_rows.h"

#include "protocol/field_reader.h"
#include "protocol/field_writer.h"
#include "protocol/talk_book.h"
#include "storage/check_sum.h"
#include "storage/document_file.h"
#include "storage/document_handle.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

using protocol::TalkEntry;

quint64 checkOf(const QByteArray &id, const QByteArray &body)
{
    return CheckSum().add(id).add(body).value();
}

Error damagedTalk()
{
    return {ErrorCode::Damaged, QStringLiteral("what was said about the document is damaged")};
}

Result<TalkEntry> entryFrom(const sqlite::Statement &row)
{
    const QByteArray id = row.blob(0);
    const QByteArray body = row.blob(1);
    TalkEntry entry;
    model::JsonReader reader;
    const auto root = reader.read(body);
    if (row.hash(2) != checkOf(id, body) || !root
        || !protocol::read(**root, protocol::kSafeInteger, protocol::Unknown::Ignored, entry) || entry.id.toHex() != id)
        return damagedTalk();
    return entry;
}

struct Rows
{
    std::vector<TalkEntry> entries; // by number
    std::optional<Error> damage;    // of some other row
};

Rows readRows(sqlite::Connection &connection)
{
    Rows rows;
    auto select = connection.prepare("SELECT id, body, \"check\" FROM threads");
    if (!select) {
        rows.damage = select.error();
        return rows;
    }
    for (;;) {
        const auto row = select->step();
        if (!row)
            rows.damage = row.error();
        if (!row || !*row)
            break;
        auto entry = entryFrom(*select);
        if (entry)
            rows.entries.push_back(std::move(*entry));
        else
            rows.damage = entry.error();
    }
    std::ranges::sort(rows.entries, {}, &TalkEntry::number);
    return rows;
}

// How many from the beginning follow each other.
std::size_t countGood(const std::vector<TalkEntry> &entries)
{
    protocol::TalkBook book;
    for (const TalkEntry &entry : entries) {
        if (!book.apply(entry))
            break;
    }
    return std::size_t(book.head());
}

} // namespace

Result<void> writeTalk(sqlite::Connection &connection, std::span<const TalkEntry> entries)
{
    auto insert = connection.prepare("INSERT INTO threads(id, body, \"check\") VALUES(?1, ?2, ?3) "
                                     "ON CONFLICT(id) DO UPDATE SET body = excluded.body, \"check\" = excluded.\"check\"");
    if (!insert)
        return insert.error();
    for (const TalkEntry &entry : entries) {
        const QByteArray id = entry.id.toHex();
        model::JsonText text;
        protocol::append(text, entry);
        const QByteArray body = text.take();
        insert->bindText(1, QString::fromLatin1(id)).bindBlob(2, body).bindHash(3, checkOf(id, body));
        if (auto done = insert->run(); !done)
            return done;
    }
    return {};
}

Result<std::vector<TalkEntry>> readTalk(sqlite::Connection &connection)
{
    Rows rows = readRows(connection);
    if (rows.damage)
        return *rows.damage;
    if (countGood(rows.entries) < rows.entries.size())
        return damagedTalk();
    return std::move(rows.entries);
}

std::vector<TalkEntry> salvageTalk(sqlite::Connection &connection)
{
    std::vector<TalkEntry> entries = readRows(connection).entries;
    entries.resize(countGood(entries));
    return entries;
}

Result<void> DocumentFile::writeTalk(std::span<const TalkEntry> entries)
{
    return write([&](DocumentHandle &handle) { return storage::writeTalk(handle.connection(), entries); });
}

} // namespace syngraph::storage
