// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>
#include <span>
#include <vector>

namespace syngraph::replica {

// An open file that a worker may sync while another thread writes; closed with the last one who holds it.
struct Descriptor
{
    explicit Descriptor(int d) : fd(d) { }
    ~Descriptor();
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    const int fd;
    std::atomic<bool> syncFailed{false};
};

// An append-only file of entries, each with its length and a checksum that runs on from entry to entry, so that
// whatever was cut, altered, doubled or left out is noticed. Readable by its owner only and locked: one process
// at a time. What is not whole at its end (the process died while writing) is cut off when opened; anything else
// that does not fit is damage: the file is copied beside itself first, and what came before is used.
// Errors are values: Locked, Damaged, DiskFull, NotWritable. Not thread safe.
class JournalFile
{
public:
    struct Content
    {
        std::vector<QByteArray> entries;
        qint64 bytes = 0;       // of the file that they take
        quint64 checksum = 0;   // after the last one
        bool isDamaged = false; // more than a torn end is lost
    };

    ~JournalFile();
    JournalFile(const JournalFile &) = delete;
    JournalFile &operator=(const JournalFile &) = delete;

    // A new file; one that exists is not touched (AlreadyExists).
    static Result<std::unique_ptr<JournalFile>> create(const QString &path);
    // An existing one with what it holds.
    static Result<std::unique_ptr<JournalFile>> open(const QString &path, Content &content);
    // What a file holds at the moment, whoever has it open.
    static Result<Content> read(const QString &path);
    // Whether somebody has it open. Alters nothing.
    static bool isOpen(const QString &path);
    // Entries of a file in memory.
    static Content scan(const QByteArray &bytes);

    // With the operating system when it returns, all of them or, with an error, none.
    Result<void> append(std::span<const QByteArray> entries);
    // Takes the place of the file at `path`, which must be of the same folder.
    Result<void> moveTo(const QString &path);
    Result<void> remove();

    const QString &path() const { return m_path; }
    qint64 size() const { return m_size; }
    const std::shared_ptr<Descriptor> &descriptor() const { return m_descriptor; }

private:
    JournalFile(QString path, std::shared_ptr<Descriptor> descriptor)
        : m_path(std::move(path)), m_descriptor(std::move(descriptor))
    {
    }
    Result<void> writeAll(const QByteArray &bytes);
    Error failure() const;

    QString m_path;
    std::shared_ptr<Descriptor> m_descriptor;
    qint64 m_size = 0;
    quint64 m_checksum = kFnvOffset;
};

} // namespace syngraph::replica
