// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_lock.h"

#include "storage/file_system.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace syngraph::storage {
namespace {

constexpr int kAttempts = 100;

int openLockFile(const QString &path, int flags)
{
    return ::open(QFile::encodeName(path).constData(), flags | O_NOFOLLOW | O_CLOEXEC, 0600);
}

QByteArray toJson(const LockHolder &holder)
{
    const QJsonObject object{{QStringLiteral("pid"), holder.pid},
                             {QStringLiteral("host"), holder.host},
                             {QStringLiteral("bootId"), holder.bootId},
                             {QStringLiteral("url"), holder.url}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<LockHolder> readFrom(int descriptor)
{
    std::array<char, 4096> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    if (size <= 0)
        return std::nullopt;
    const auto object = QJsonDocument::fromJson(QByteArray(text.data(), size)).object();
    return LockHolder{object[u"pid"].toInteger(), object[u"host"].toString(), object[u"bootId"].toString(),
                      object[u"url"].toString()};
}

Error lockedError(const QString &lockPath, int descriptor)
{
    const auto holder = readFrom(descriptor);
    QString text = QStringLiteral("%1: another server").arg(lockPath);
    if (holder) {
        text += QStringLiteral(" (process %1 on %2)").arg(holder->pid).arg(holder->host);
        if (!holder->url.isEmpty())
            text += QStringLiteral(" at %1").arg(holder->url);
    }
    return {ErrorCode::Locked, text + QStringLiteral(" has this open; connect to it or close it there.")};
}

// Whether the path still names the open file: its last holder may just have removed it.
bool isStillThere(const QString &path, int descriptor)
{
    struct stat byName = {};
    struct stat byDescriptor = {};
    return ::lstat(QFile::encodeName(path).constData(), &byName) == 0 && ::fstat(descriptor, &byDescriptor) == 0
        && byName.st_dev == byDescriptor.st_dev && byName.st_ino == byDescriptor.st_ino;
}

} // namespace

LockHolder LockHolder::self(const QString &url)
{
    return {::getpid(), QSysInfo::machineHostName(), QString::fromLatin1(QSysInfo::bootUniqueId()), url};
}

QString DocumentLock::pathFor(const QString &documentPath)
{
    return folderOf(documentPath) + QStringLiteral("/.") + nameOf(documentPath) + QStringLiteral(".lock");
}

QString DocumentLock::pathForFolder(const QString &folder)
{
    return folder + QStringLiteral("/.server.lock");
}

Result<DocumentLock> DocumentLock::acquire(const QString &lockPath, const LockHolder &holder)
{
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const int descriptor = openLockFile(lockPath, O_RDWR | O_CREAT);
        if (descriptor < 0)
            return systemError(lockPath);
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const Error error = errno == EWOULDBLOCK ? lockedError(lockPath, descriptor) : systemError(lockPath);
            ::close(descriptor);
            return error;
        }
        if (!isStillThere(lockPath, descriptor)) {
            ::close(descriptor);
            continue;
        }
        DocumentLock lock(lockPath, descriptor);
        // the kernel holds the lock; a full disk may leave the note empty, but a document can still be read
        static_cast<void>(lock.setHolder(holder));
        return lock;
    }
    return fileError(ErrorCode::Locked, lockPath);
}

std::optional<LockHolder> DocumentLock::readHolder(const QString &lockPath)
{
    const int descriptor = openLockFile(lockPath, O_RDONLY);
    if (descriptor < 0)
        return std::nullopt;
    std::optional<LockHolder> holder;
    if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        holder = readFrom(descriptor).value_or(LockHolder());
    ::close(descriptor);
    return holder;
}

DocumentLock::DocumentLock(const QString &path, int descriptor)
    : m_path(path)
    , m_descriptor(descriptor)
{
}

DocumentLock::DocumentLock(DocumentLock &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DocumentLock &DocumentLock::operator=(DocumentLock &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DocumentLock::~DocumentLock()
{
    if (m_descriptor < 0)
        return;
    // the name goes before the lock, or the next holder's file would be removed
    if (isStillThere(m_path, m_descriptor))
        ::unlink(QFile::encodeName(m_path).constData());
    ::close(m_descriptor);
}

Result<void> DocumentLock::setHolder(const LockHolder &holder)
{
    const QByteArray text = toJson(holder);
    const ssize_t written = ::ftruncate(m_descriptor, 0) == 0
        ? ::pwrite(m_descriptor, text.constData(), static_cast<size_t>(text.size()), 0)
        : -1;
    if (written < 0)
        return systemError(m_path);
    if (written < text.size())
        return fileError(ErrorCode::DiskFull, m_path);
    return {};
}

} // namespace syngraph::storage
