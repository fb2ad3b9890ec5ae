// SPDX-License-Identifier: GPL-3.0-or-later
// A client's journal: the bytes as a file, and each of their lines as a record of a file that is whole. Never more than
// an error; a Session that comes out of it comes out of its own compacted journal again.
#include "target.h"

#include "replica/journal_file.h"
#include "replica/record_codec.h"
#include "session/session.h"

using namespace syngraph;
using fuzz::require;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto content = replica::JournalFile::scan(bytes);
    require(content.bytes <= bytes.size(), "a journal is longer than its file");
    std::vector<session::JournalRecord> records;
    for (const QByteArray &line : bytes.split('\n')) {
        auto record = replica::decodeRecord(line);
        if (!record)
            continue;
        const auto again = replica::decodeRecord(replica::encodeRecord(*record));
        require(again && *again == *record, "a record changes when it is written", line);
        records.push_back(std::move(*record));
    }
    auto session = session::Session::restore({7, 7}, records);
    if (!session)
        return 0;
    const auto again = session::Session::restore({7, 7}, session->compacted());
    require(again && again->edits().visible() == session->edits().visible()
                && again->edits().state().inFlight == session->edits().state().inFlight,
            "a compacted journal gives another session", bytes);
    session->connected(0);
    while (session->edits().canUndo() && session->undo(0).visible.size() > 0) { }
    return 0;
}
