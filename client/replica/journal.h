// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/sync_thread.h"
#include "session/session.h"

#include <optional>
#include <span>

namespace syngraph::replica {

// What a Session writes down, in a file of its own. write() returns when it is with the operating system, which
// keeps it whatever becomes of this process; on the disk it is within a second, by the SyncThread. A journal that
// has grown is replaced by what Session::compacted() says, written aside and swapped in when it is on the disk. A long
// document that is taken anew is written by the SyncThread too, while the file is what it was; what comes in the
// meantime is in memory only, and written behind it with the next call of write(), retry(), whenOnDisk() or close().
// Where the file can't be written, editing goes on: warning() tells, and everything is tried again later.
// Not thread safe; the SyncThread must outlive it.
class Journal
{
public:
    static Result<std::unique_ptr<Journal>> create(const QString &path, SyncThread &sync);

    // What an earlier process left.
    struct Left
    {
        std::unique_ptr<Journal> journal;
        std::vector<session::JournalRecord> records;
        bool isDamaged = false;      // part of it is lost; a copy stands beside it
        bool mayLackTail = false;    // the machine went down since: the last second may be missing
    };
    // Locked: its process lives.
    static Result<Left> adopt(const QString &path, SyncThread &sync);
    // What a journal holds at the moment, of whichever process.
    static Result<std::vector<session::JournalRecord>> peek(const QString &path);

    ~Journal();

    // `session` stands behind these records; null while more of them are to come.
    void write(std::span<const session::JournalRecord> records, const session::Session *session);
    // Calls back when everything written so far is on the disk, from the SyncThread; at once where it can't be written.
    void whenOnDisk(std::function<void()> done);
    // Tries again what could not be written. Cheap where there is nothing.
    void retry(const session::Session &session);
    // Replaces the past by the Session's state, now.
    void compact(const session::Session &session);
    // Why changes are only in memory at the moment.
    std::optional<Error> warning() const;

    // Says that nothing is missing at its end. Until that is on the disk waits who ends the SyncThread.
    void close();
    // Nothing in it is needed any more.
    void remove();

    const QString &path() const { return m_file->path(); }
    qint64 size() const { return m_file->size(); }

private:
    // A journal being written aside by the worker.
    struct Aside
    {
        bool isAnew = false; // the past means nothing any more: the worker puts it in place, and all is written behind it
        std::unique_ptr<JournalFile> file;
        std::optional<Error> error;
        bool isLevel = false; // has what was written until it was made, too
        std::atomic<bool> isDone{false}; // with what the worker was last asked for
    };

    Journal(std::unique_ptr<JournalFile> file, SyncThread &sync) : m_file(std::move(file)), m_sync(sync) { }
    void warn(const Error &error);
    void append(const std::vector<QByteArray> &entries);
    void startAnew(const session::Session &session);
    bool isAnewPending() const { return m_aside && m_aside->isAnew; }
    void takeAnew();
    void waitForAnew();
    void startAside(const session::Session &session);
    void goOnAside();
    bool levelAside();
    void finishAside();
    void rewrite(const session::Session &session);
    void swapIn(std::unique_ptr<JournalFile> file);
    QString asidePath() const { return path() + QStringLiteral(".new"); }
    // Not the worker's file, which may be in the making.
    QString nowPath() const { return path() + QStringLiteral(".now"); }

    std::unique_ptr<JournalFile> m_file;
    SyncThread &m_sync;
    std::shared_ptr<Aside> m_aside;
    std::vector<QByteArray> m_sinceAside; // of a document taken anew the only copy, else m_file has it, too
    qint64 m_compactBytes = 0; // size after it was last compacted
    std::optional<Error> m_warning;
    qint64 m_failedMs = 0;
};

} // namespace syngraph::replica
