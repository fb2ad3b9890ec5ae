// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/journal.h"

#include <QFile>
#include <QFileInfo>

namespace syngraph::replica {
namespace {

// A journal is cut short when it has grown to twice what it was and by this much.
constexpr qint64 kGrowth = 1 << 20;

Error notWritable(const QString &path, const QString &reason)
{
    return {ErrorCode::NotWritable,
            QStringLiteral("What you write can't be kept in %1 (%2); it is safe once it is sent.").arg(path, reason)};
}

QByteArray encodeAll(const std::vector<session::JournalRecord> &records)
{
    QByteArray bytes;
    for (const session::JournalRecord &record : records)
        bytes += encodeRecord(record);
    return bytes;
}

std::shared_ptr<QFile> openFile(const QString &path, QIODevice::OpenMode mode)
{
    auto file = std::make_shared<QFile>(path);
    if (!file->open(mode | QIODevice::Unbuffered, QFile::ReadOwner | QFile::WriteOwner))
        return nullptr;
    return file;
}

} // namespace

Journal::Journal(QString path, SyncWorker &worker)
    : m_path(std::move(path)), m_worker(worker), m_lock(m_path + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0);
}

Journal::~Journal() = default;

Result<void> Journal::lock()
{
    if (m_lock.tryLock())
        return {};
    if (m_lock.error() == QLockFile::LockFailedError)
        return ErrorCode::Locked;
    return notWritable(m_path, QStringLiteral("the folder takes no files"));
}

Result<std::unique_ptr<Journal>> Journal::create(const QString &path, SyncWorker &worker)
{
    std::unique_ptr<Journal> journal(new Journal(path, worker));
    if (auto locked = journal->lock(); !locked)
        return locked.error();
    journal->m_file = openFile(path, QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!journal->m_file)
        return notWritable(path, QStringLiteral("it can't be made"));
    syncFolder(QFile::encodeName(QFileInfo(path).path()).constData());
    return journal;
}

Result<std::unique_ptr<Journal>> Journal::open(const QString &path, SyncWorker &worker)
{
    std::unique_ptr<Journal> journal(new Journal(path, worker));
    if (auto locked = journal->lock(); !locked)
        return locked.error();
    journal->m_file = openFile(path, QIODevice::ReadWrite | QIODevice::ExistingOnly);
    if (!journal->m_file)
        return notWritable(path, QStringLiteral("it can't be opened"));
    DecodedRecords decoded = decodeRecords(journal->m_file->readAll());
    journal->m_records = std::move(decoded.records);
    journal->m_bytes = decoded.validBytes;
    journal->m_bytesWhenShort = decoded.validBytes;
    if (!journal->m_file->resize(decoded.validBytes) || !journal->m_file->seek(decoded.validBytes))
        return notWritable(path, journal->m_file->errorString());
    return journal;
}

bool Journal::append(const QByteArray &bytes)
{
    if (!m_file || m_file->write(bytes) != bytes.size())
        return false;
    m_bytes += bytes.size();
    m_worker.syncSoon(m_file);
    return true;
}

void Journal::write(const std::vector<session::JournalRecord> &records, const session::Session *session)
{
    const bool canBeShort = session && session->hasDocument();
    if (m_failure) {
        if (canBeShort)
            rewrite(session->compacted());
        return;
    }
    if (!append(encodeAll(records))) {
        fail();
        return;
    }
    if (canBeShort && m_bytes > 2 * m_bytesWhenShort + kGrowth)
        rewrite(session->compacted());
}

void Journal::fail()
{
    m_failure = notWritable(m_path, m_file ? m_file->errorString() : QStringLiteral("it is gone"));
    m_file.reset();
}

// Written aside and put in place at once: at every moment one whole journal is there.
void Journal::rewrite(const std::vector<session::JournalRecord> &records)
{
    const QString aside = m_path + QStringLiteral(".new");
    QFile::remove(aside);
    const QByteArray bytes = encodeAll(records);
    const auto file = openFile(aside, QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!file || file->write(bytes) != bytes.size() || !syncFile(*file)
        || ::rename(QFile::encodeName(aside).constData(), QFile::encodeName(m_path).constData()) != 0) {
        QFile::remove(aside);
        return;
    }
    syncFolder(QFile::encodeName(QFileInfo(m_path).path()).constData());
    // the handle stays with what is now the journal
    m_file = file;
    m_failure.reset();
    m_bytes = bytes.size();
    m_bytesWhenShort = bytes.size();
}

void Journal::remove()
{
    m_file.reset();
    QFile::remove(m_path);
}

} // namespace syngraph::replica
