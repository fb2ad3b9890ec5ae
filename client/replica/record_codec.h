// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/journal_record.h"

namespace syngraph::replica {

// A record of a Session as bytes for its journal, and back. Reading refuses (Damaged) whatever writing does not
// produce. JSON, declared by the fields() of the records.
QByteArray encodeRecord(const session::JournalRecord &record);
Result<session::JournalRecord> decodeRecord(const QByteArray &bytes);

} // namespace syngraph::replica
