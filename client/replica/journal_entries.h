// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/journal_file.h"
#include "session/journal_record.h"

#include <span>

// What a journal's file holds beside a Session's records, and how these become entries of it. For `journal` only.
namespace syngraph::replica {

// Marks beside the kinds of records: who has opened the journal, and that it was closed in peace.
QByteArray openedMark();
QByteArray closedMark();
bool isMark(const QByteArray &entry);
bool isOpenedMark(const QByteArray &entry);

bool isBase(const session::JournalRecord &record);
// As many records as fit together; `isDamaged` where one does not.
std::vector<session::JournalRecord> recordsOf(const JournalFile::Content &content, bool &isDamaged);
// The past behind the last state says nothing that the state does not.
void dropBefore(std::vector<session::JournalRecord> &records);
std::vector<QByteArray> encoded(std::span<const session::JournalRecord> records);

// Names in the folder of the file are on the disk when it returns.
void syncFolder(const QString &path);
// A new file with these records, in the place of an older one; with the operating system when it returns.
Result<std::unique_ptr<JournalFile>> writeWhole(const QString &path, const std::vector<session::JournalRecord> &records);

} // namespace syngraph::replica
