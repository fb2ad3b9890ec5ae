// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_system.h"

#include "base/plant.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace syngraph::storage {
namespace {

constexpr mode_t kOwnerOnly = 0600;

ErrorCode codeForErrno(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EEXIST:
    case ENOTEMPTY:
        return ErrorCode::AlreadyExists;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::NotWritable;
    case ENOSPC:
    case EDQUOT:
        return ErrorCode::DiskFull;
    case ELOOP:
        return ErrorCode::NotOurFile;
    default:
        return ErrorCode::StorageFailed;
    }
}

// Ends an open file descriptor with its scope.
class Descriptor
{
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) { }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    explicit operator bool() const { return m_descriptor >= 0; }
    operator int() const { return m_descriptor; }

private:
    int m_descriptor;
};

Result<void> sync(const QString &path, int flags)
{
    const Descriptor descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | flags));
    if (!descriptor || ::fsync(descriptor) != 0)
        return systemError(path);
    return {};
}

Result<void> copyBytes(int from, int to, const QString &target)
{
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    for (;;) {
        const ssize_t count = ::read(from, buffer.data(), static_cast<size_t>(buffer.size()));
        if (count == 0)
            return ::fsync(to) == 0 ? Result<void>() : systemError(target);
        if (count < 0)
            return systemError(target);
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = ::write(to, buffer.constData() + done, static_cast<size_t>(count - done));
            if (written < 0)
                return systemError(target);
            done += written;
        }
    }
}

// Whichever step fails, the file stays where it was and nothing is left elsewhere.
Result<void> moveByCopying(const QString &from, const QString &to)
{
    if (auto copied = FileAnchor(from).copyTo(to); !copied)
        return copied;
    // the new name is on the disk before the old one goes
    Result<void> moved = syncFolder(folderOf(to));
    if (moved && ::unlink(QFile::encodeName(from).constData()) != 0)
        moved = systemError(from);
    if (!moved)
        ::unlink(QFile::encodeName(to).constData());
    return moved;
}

} // namespace

Error fileError(ErrorCode code, const QString &path, const QString &cause)
{
    QString text = QStringLiteral("%1: %2").arg(path, QString(sentence(code)));
    if (!cause.isEmpty())
        text += QStringLiteral(" (%1)").arg(cause);
    return {code, text};
}

Error systemError(const QString &path)
{
    const int error = errno;
    const auto restore = qScopeGuard([error] { errno = error; });
    return fileError(codeForErrno(error), path, QString::fromLocal8Bit(std::strerror(error)));
}

Result<FileIdentity> readIdentity(const QString &path)
{
    struct stat found = {};
    const auto look = checks(Check::FileLinks) ? ::lstat : ::stat;
    if (look(QFile::encodeName(path).constData(), &found) != 0)
        return systemError(path);
    if (!S_ISREG(found.st_mode))
        return fileError(ErrorCode::NotOurFile, path, QStringLiteral("no regular file"));
    return FileIdentity{found.st_dev, found.st_ino, found.st_size,
                        qint64(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec};
}

bool exists(const QString &path)
{
    struct stat found = {};
    return ::lstat(QFile::encodeName(path).constData(), &found) == 0;
}

Result<QString> canonicalPath(const QString &path)
{
    const QFileInfo file(path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    if (folder.isEmpty() || file.fileName().isEmpty())
        return fileError(ErrorCode::NotFound, path);
    return QString(folder == u"/" ? folder + file.fileName() : folder + u'/' + file.fileName());
}

bool isOnNetwork(const QString &folder)
{
    if (qEnvironmentVariableIsSet("SYNGRAPH_NETWORK_FILES"))
        return true;
    struct statfs found = {};
    if (::statfs(QFile::encodeName(folder).constData(), &found) != 0)
        return false;
    switch (static_cast<quint32>(found.f_type)) {
    case 0x6969:     // NFS
    case 0x517b:     // SMB
    case 0xff534d42: // CIFS
    case 0xfe534d42: // SMB2
    case 0x65735546: // FUSE: sshfs, rclone, cloud drives
    case 0x01021997: // 9P
    case 0x5346414f: // AFS
    case 0x6b414653: // AFS of Linux
    case 0x00c36400: // Ceph
    case 0x73757245: // Coda
    case 0x47504653: // GPFS
    case 0x0bd00bd0: // Lustre
    case 0x7461636f: // OCFS2
        return true;
    default:
        return false;
    }
}

Result<void> createFile(const QString &path)
{
    const Descriptor descriptor(::open(QFile::encodeName(path).constData(),
                                       O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
    return descriptor ? Result<void>() : systemError(path);
}

Result<void> syncFolder(const QString &folder)
{
    return sync(folder, O_DIRECTORY);
}

Result<void> renameWithoutReplacing(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return systemError(to);
    // a file system that can't: take the name first, then replace what is ours
    if (auto taken = createFile(to); !taken)
        return taken;
    if (::rename(source.constData(), target.constData()) != 0) {
        const Error error = systemError(to);
        ::unlink(target.constData());
        return error;
    }
    return {};
}

Result<void> moveWithoutReplacing(const QString &from, const QString &to)
{
    auto moved = renameWithoutReplacing(from, to);
    if (!moved && errno == EXDEV)
        moved = moveByCopying(from, to);
    if (!moved)
        return moved;
    if (auto done = syncFolder(folderOf(to)); !done)
        return done;
    return syncFolder(folderOf(from));
}

QString folderOf(const QString &path)
{
    return QFileInfo(path).path();
}

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

FileAnchor::FileAnchor(const QString &path)
    : m_descriptor(::open(QFile::encodeName(path).constData(), O_PATH | O_NOFOLLOW | O_CLOEXEC))
{
}

FileAnchor::~FileAnchor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

FileAnchor &FileAnchor::operator=(FileAnchor &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

QString FileAnchor::computePath() const
{
    struct stat found = {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &found) != 0 || found.st_nlink == 0)
        return {};
    return QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(m_descriptor));
}

Result<void> FileAnchor::copyTo(const QString &target) const
{
    const QByteArray self = "/proc/self/fd/" + QByteArray::number(m_descriptor);
    const Descriptor from(::open(self.constData(), O_RDONLY | O_CLOEXEC));
    if (!from)
        return systemError(target);
    const QByteArray name = QFile::encodeName(target);
    const Descriptor to(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
    if (!to)
        return systemError(target);
    auto copied = copyBytes(from, to, target);
    if (!copied)
        ::unlink(name.constData());
    return copied;
}

} // namespace syngraph::storage
