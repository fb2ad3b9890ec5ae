// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/journal_file.h"

#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace syngraph::replica {
namespace {

constexpr char kMagic[] = "syngraph journal 1\n";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
// length, check of the length, checksum up to and including the entry
constexpr qsizetype kHeaderBytes = 16;

quint32 lengthCheck(quint32 length)
{
    char bytes[4];
    qToLittleEndian(length, bytes);
    return static_cast<quint32>(fnv1a(QByteArrayView(bytes, 4)));
}

QByteArray frame(const QByteArray &entry, quint64 &checksum)
{
    checksum = fnv1a(entry, checksum);
    QByteArray out(kHeaderBytes, Qt::Uninitialized);
    const auto length = static_cast<quint32>(entry.size());
    qToLittleEndian(length, out.data());
    qToLittleEndian(lengthCheck(length), out.data() + 4);
    qToLittleEndian(checksum, out.data() + 8);
    return out + entry;
}

Error errorFor(const QString &path, int number)
{
    const QString cause = QString::fromLocal8Bit(std::strerror(number));
    const ErrorCode code = number == ENOSPC || number == EDQUOT ? ErrorCode::DiskFull : ErrorCode::NotWritable;
    return {code, QStringLiteral("Your unsent changes can't be kept in %1: %2.").arg(path, cause)};
}

// The file under this name, locked; another process may have replaced it between opening and locking.
Result<std::shared_ptr<Descriptor>> openLocked(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    while (true) {
        const auto descriptor = std::make_shared<Descriptor>(::open(name.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (descriptor->fd < 0)
            return errorFor(path, errno);
        if (::flock(descriptor->fd, LOCK_EX | LOCK_NB) != 0)
            return errno == EWOULDBLOCK ? Error{ErrorCode::Locked, {}} : errorFor(path, errno);
        struct stat mine {};
        struct stat there {};
        if (::fstat(descriptor->fd, &mine) != 0 || ::stat(name.constData(), &there) != 0)
            return errorFor(path, errno);
        if (mine.st_ino == there.st_ino && mine.st_dev == there.st_dev)
            return descriptor;
    }
}

} // namespace

Descriptor::~Descriptor()
{
    if (fd >= 0)
        ::close(fd);
}

// A worker that still syncs it does not keep others out.
JournalFile::~JournalFile()
{
    ::flock(m_descriptor->fd, LOCK_UN);
}

Result<std::unique_ptr<JournalFile>> JournalFile::create(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const auto descriptor
        = std::make_shared<Descriptor>(::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (descriptor->fd < 0)
        return errno == EEXIST ? Error{ErrorCode::AlreadyExists, {}} : errorFor(path, errno);
    if (::flock(descriptor->fd, LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::Locked, {}};
    std::unique_ptr<JournalFile> file(new JournalFile(path, descriptor));
    if (auto written = file->writeAll(QByteArray(kMagic, kMagicBytes)); !written) {
        ::unlink(name.constData());
        return written.error();
    }
    return file;
}

Result<std::unique_ptr<JournalFile>> JournalFile::open(const QString &path, Content &content)
{
    const auto descriptor = openLocked(path);
    if (!descriptor)
        return descriptor.error();
    const auto read = JournalFile::read(path);
    if (!read)
        return read.error();
    content = *read;
    std::unique_ptr<JournalFile> file(new JournalFile(path, *descriptor));
    const QString aside = path + QStringLiteral(".damaged");
    if (content.isDamaged && !QFile::exists(aside) && !QFile::copy(path, aside))
        return Error{ErrorCode::Damaged, {}};
    if (content.bytes == 0) {
        // not even its first line was written
        if (::ftruncate((*descriptor)->fd, 0) != 0)
            return errorFor(path, errno);
        if (auto written = file->writeAll(QByteArray(kMagic, kMagicBytes)); !written)
            return written.error();
        return file;
    }
    if (::ftruncate((*descriptor)->fd, content.bytes) != 0 || ::lseek((*descriptor)->fd, 0, SEEK_END) < 0)
        return errorFor(path, errno);
    file->m_size = content.bytes;
    file->m_checksum = content.checksum;
    return file;
}

Result<JournalFile::Content> JournalFile::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotWritable, QStringLiteral("%1 can't be read: %2.").arg(path, file.errorString())};
    return scan(file.readAll());
}

bool JournalFile::isOpen(const QString &path)
{
    const Descriptor descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    return descriptor.fd >= 0 && ::flock(descriptor.fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

JournalFile::Content JournalFile::scan(const QByteArray &bytes)
{
    Content content;
    content.checksum = kFnvOffset;
    const QByteArrayView magic(kMagic, kMagicBytes);
    if (!QByteArrayView(bytes).startsWith(magic)) {
        content.isDamaged = !magic.startsWith(bytes);
        return content;
    }
    qsizetype at = kMagicBytes;
    while (bytes.size() - at >= kHeaderBytes) {
        const char *header = bytes.constData() + at;
        const auto length = qFromLittleEndian<quint32>(header);
        content.isDamaged = qFromLittleEndian<quint32>(header + 4) != lengthCheck(length);
        if (content.isDamaged || qsizetype(length) > bytes.size() - at - kHeaderBytes)
            break;
        const QByteArray entry = bytes.mid(at + kHeaderBytes, length);
        const quint64 checksum = fnv1a(entry, content.checksum);
        content.isDamaged = qFromLittleEndian<quint64>(header + 8) != checksum;
        if (content.isDamaged)
            break;
        content.checksum = checksum;
        content.entries.push_back(entry);
        at += kHeaderBytes + qsizetype(length);
    }
    content.bytes = at;
    return content;
}

Error JournalFile::failure() const
{
    return errorFor(m_path, errno);
}

// A write that did not get through leaves nothing behind.
Result<void> JournalFile::writeAll(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written
            = ::write(m_descriptor->fd, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (written >= 0) {
            done += written;
        } else if (errno != EINTR) {
            const Error error = failure();
            if (::ftruncate(m_descriptor->fd, m_size) == 0)
                ::lseek(m_descriptor->fd, m_size, SEEK_SET);
            return error;
        }
    }
    m_size += bytes.size();
    return {};
}

Result<void> JournalFile::append(std::span<const QByteArray> entries)
{
    QByteArray bytes;
    quint64 checksum = m_checksum;
    for (const QByteArray &entry : entries)
        bytes += frame(entry, checksum);
    if (auto written = writeAll(bytes); !written)
        return written;
    m_checksum = checksum;
    return {};
}

Result<void> JournalFile::moveTo(const QString &path)
{
    if (std::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(path).constData()) != 0)
        return failure();
    m_path = path;
    return {};
}

Result<void> JournalFile::remove()
{
    return ::unlink(QFile::encodeName(m_path).constData()) == 0 ? Result<void>() : failure();
}

} // namespace syngraph::replica
