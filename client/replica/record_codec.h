// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/journal_record.h"

#include <vector>

namespace syngraph::replica {

// A record as one line: 16 hex digits of FNV-1a of the rest, a blank, a JSON object {"record": name, …}, "\n".
QByteArray encodeRecord(const session::JournalRecord &record);

struct DecodedRecords
{
    std::vector<session::JournalRecord> records;
    qsizetype validBytes = 0; // up to where the file is whole
};

// The records of a journal up to the first line that is torn, garbled or unknown.
DecodedRecords decodeRecords(QByteArrayView file);

} // namespace syngraph::replica
