// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <optional>

namespace syngraph::storage {

// Who has something open: what a second one tells its person.
struct LockHolder
{
    qint64 pid = 0;
    QString host;
    QString bootId; // differs after each start of the machine
    QString url;    // where the holder can be reached; empty while it listens nowhere

    // This process, reachable at `url`.
    static LockHolder self(const QString &url);
    friend bool operator==(const LockHolder &, const LockHolder &) = default;
};

// A hidden file that lets one process at a time have a document or a folder: `.NAME.lock` beside it.
// Invariant: while the object lives, the kernel holds a lock (flock) on that file, which ends with the process
// however it dies; the text in it only says who it is. A lock file left by a crash is taken over. Not taken
// twice in one process either. Moves, does not copy; the file goes with the object. Any thread, one at a time.
class DocumentLock
{
public:
    // Locked, naming the holder, when another has it. NotWritable where the folder allows no new file. Succeeds
    // also where the disk is too full to say who holds it.
    static Result<DocumentLock> acquire(const QString &lockPath, const LockHolder &holder);
    static QString pathFor(const QString &documentPath);
    static QString pathForFolder(const QString &folder);
    // Who holds the lock at this moment; nothing where nobody does.
    static std::optional<LockHolder> readHolder(const QString &lockPath);

    ~DocumentLock();
    DocumentLock(DocumentLock &&other) noexcept;
    DocumentLock &operator=(DocumentLock &&other) noexcept;

    // Tells a new address to those who find the lock taken. DiskFull where it could not be written whole.
    Result<void> setHolder(const LockHolder &holder);

private:
    DocumentLock(const QString &path, int descriptor);

    QString m_path;
    int m_descriptor = -1;
};

} // namespace syngraph::storage
