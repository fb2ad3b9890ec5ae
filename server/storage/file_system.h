// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <memory>

// What the store asks the file system, beyond what SQLite does for it.
namespace syngraph::storage {

// The code's sentence with the file it speaks of and, for the curious, the cause.
Error fileError(ErrorCode code, const QString &path, const QString &cause = {});
// The same for the current errno.
Error systemError(const QString &path);

// Which file a path names, and what it looks like at the moment.
struct FileIdentity
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;

    bool isSameFile(const FileIdentity &other) const { return device == other.device && inode == other.inode; }
    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

// Of a regular file; a symbolic link at the end is refused, not followed. Opens nothing: closing a descriptor
// of a file would drop the locks that SQLite holds on it in this process.
Result<FileIdentity> readIdentity(const QString &path);
// Whether the path names anything at all, a dangling link included.
bool exists(const QString &path);
// The absolute path with every link of its folder resolved, the last part as given.
Result<QString> canonicalPath(const QString &path);
// Whether the folder lies on a file system where shared memory between processes can't be trusted; always
// where the variable SYNGRAPH_NETWORK_FILES is set, for those that are not known here.
bool isOnNetwork(const QString &folder);

// Creates an empty file that only its owner can read; AlreadyExists where the path names anything.
Result<void> createFile(const QString &path);
// Makes the names in a folder durable: needed after create, rename and delete.
Result<void> syncFolder(const QString &folder);
// Gives the file a new name on the same file system; AlreadyExists instead of replacing anything.
Result<void> renameWithoutReplacing(const QString &from, const QString &to);
// The same across file systems, where it copies, and durable when it returns. Where it fails the file has one of the two
// names.
Result<void> moveWithoutReplacing(const QString &from, const QString &to);
QString folderOf(const QString &path);
QString nameOf(const QString &path);

// Holds on to a file without opening it for reading, so that it can be found after it was moved or deleted,
// at the price of one descriptor. Ends with its owner; copies nothing by itself.
class FileAnchor
{
public:
    FileAnchor() = default;
    explicit FileAnchor(const QString &path);
    ~FileAnchor();
    FileAnchor(FileAnchor &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    FileAnchor &operator=(FileAnchor &&other) noexcept;

    // Where the file is now; empty when it has no name any more or the system doesn't tell.
    QString computePath() const;
    // Copies the bytes to a new file at `target`; where it fails there is none. Only while no SQLite connection has the file open.
    Result<void> copyTo(const QString &target) const;

private:
    int m_descriptor = -1;
};

} // namespace syngraph::storage
