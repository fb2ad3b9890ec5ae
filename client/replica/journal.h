// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/record_codec.h"
#include "replica/sync_worker.h"
#include "session/session.h"

#include <QLockFile>

namespace syngraph::replica {

// What one Session writes down, in a file of its own (0600) that only one process has at a time. write() returns
// when the bytes are with the operating system: they survive the process; the disk has them within a second.
// A torn end is cut off when the file is opened. When writing fails, editing goes on: the journal says so, and
// tries to write everything anew each time it is asked again. One thread.
class Journal
{
public:
    // Makes a new one; refuses where the path is taken.
    static Result<std::unique_ptr<Journal>> create(const QString &path, SyncWorker &worker);
    // Opens an old one; Locked while another process has it.
    static Result<std::unique_ptr<Journal>> open(const QString &path, SyncWorker &worker);
    ~Journal();

    const QString &path() const { return m_path; }
    // What it held when it was opened.
    const std::vector<session::JournalRecord> &records() const { return m_records; }

    // Appends; with `session`, which stands behind these records, it begins anew where it has grown long.
    void write(const std::vector<session::JournalRecord> &records, const session::Session *session);
    // Why the last write failed; nothing: all is written.
    const std::optional<Error> &failure() const { return m_failure; }
    // Deletes the file: there is nothing left to keep.
    void remove();

private:
    Journal(QString path, SyncWorker &worker);
    Result<void> lock();
    bool append(const QByteArray &bytes);
    void rewrite(const std::vector<session::JournalRecord> &records);
    void fail();

    QString m_path;
    SyncWorker &m_worker;
    QLockFile m_lock;
    std::shared_ptr<QFile> m_file;
    std::vector<session::JournalRecord> m_records;
    std::optional<Error> m_failure;
    qint64 m_bytes = 0;
    qint64 m_bytesWhenShort = 0;
};

} // namespace syngraph::replica
