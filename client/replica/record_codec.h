// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/journal_record.h"

namespace syngraph::replica {

// A record of a Session as bytes for its journal, and back. Reading refuses (Damaged) whatever writing does not
// produce; numbers of the kinds are never reused.
QByteArray encodeRecord(const session::JournalRecord &record);
Result<session::JournalRecord> decodeRecord(const QByteArray &bytes);

} // namespace syngraph::replica
