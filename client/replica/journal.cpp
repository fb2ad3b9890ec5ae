// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/journal.h"

#include "replica/record_codec.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace syngraph::replica {

using session::JournalRecord;
using session::Session;

namespace {

// Marks of the journal itself, beside the kinds of records: who has opened it, and that it was closed in peace.
constexpr char kOpened = '\x80';
constexpr char kClosed = '\x81';
constexpr qint64 kSmallBytes = 1 << 20;
constexpr qint64 kEmptyBytes = 256; // a new journal with its mark is smaller
constexpr qint64 kGrowth = 4;
constexpr qint64 kRetryMs = 1000;

qint64 monotonicMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// Changes whenever the machine starts.
QByteArray bootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

QByteArray openedMark()
{
    return kOpened + bootId();
}

bool isMark(const QByteArray &entry)
{
    return entry.startsWith(kOpened) || entry.startsWith(kClosed);
}

bool isBase(const JournalRecord &record)
{
    return std::holds_alternative<session::BaseRecord>(record);
}

// As many records as fit together; `isDamaged` where one does not.
std::vector<JournalRecord> recordsOf(const JournalFile::Content &content, bool &isDamaged)
{
    std::vector<JournalRecord> records;
    isDamaged = content.isDamaged;
    for (const QByteArray &entry : content.entries) {
        if (isMark(entry))
            continue;
        auto record = decodeRecord(entry);
        if (!record) {
            isDamaged = true;
            break;
        }
        records.push_back(std::move(*record));
    }
    return records;
}

// The past behind the last state says nothing that the state does not.
void dropBefore(std::vector<JournalRecord> &records)
{
    const auto last = std::find_if(records.rbegin(), records.rend(), isBase);
    if (last != records.rend())
        records.erase(records.begin(), last.base() - 1);
}

std::vector<QByteArray> encoded(const std::vector<JournalRecord> &records)
{
    std::vector<QByteArray> entries;
    for (const JournalRecord &record : records)
        entries.push_back(encodeRecord(record));
    return entries;
}

void syncFolder(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int fd = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::create(const QString &path, SyncThread &sync)
{
    auto file = JournalFile::create(path);
    if (!file)
        return file.error();
    std::unique_ptr<Journal> journal(new Journal(std::move(*file), sync));
    journal->append({openedMark()});
    sync.run([path] { syncFolder(path); });
    return journal;
}

Result<Journal::Left> Journal::adopt(const QString &path, SyncThread &sync)
{
    JournalFile::Content content;
    auto file = JournalFile::open(path, content);
    if (!file)
        return file.error();
    Left left;
    left.records = recordsOf(content, left.isDamaged);
    dropBefore(left.records);
    const auto mark = std::find_if(content.entries.rbegin(), content.entries.rend(), isMark);
    left.mayLackTail = mark == content.entries.rend() || (mark->startsWith(kOpened) && *mark != openedMark());
    left.journal.reset(new Journal(std::move(*file), sync));
    left.journal->append({openedMark()});
    // left by a process that died while it wrote them
    QFile::remove(left.journal->asidePath());
    QFile::remove(left.journal->nowPath());
    return left;
}

Result<std::vector<JournalRecord>> Journal::peek(const QString &path)
{
    const auto content = JournalFile::read(path);
    if (!content)
        return content.error();
    bool isDamaged = false;
    auto records = recordsOf(*content, isDamaged);
    dropBefore(records);
    return records;
}

// A worker may still write aside; what it has made is found, and removed, by the next who opens this one.
Journal::~Journal() = default;

std::optional<Error> Journal::warning() const
{
    if (!m_warning && m_file->descriptor()->syncFailed)
        return Error{ErrorCode::StorageFailed, {}};
    return m_warning;
}

void Journal::append(const std::vector<QByteArray> &entries)
{
    const auto written = m_file->append(entries);
    if (!written) {
        m_warning = written.error();
        m_failedMs = monotonicMs();
        return;
    }
    m_sync.syncSoon(m_file->descriptor());
}

void Journal::write(const std::vector<JournalRecord> &records, const Session *session)
{
    if (m_file->descriptor()->syncFailed && !m_warning)
        m_warning = Error{ErrorCode::StorageFailed, {}};
    // after a gap only the whole state makes sense
    if (m_warning) {
        if (session)
            retry(*session);
        return;
    }
    const std::vector<QByteArray> entries = encoded(records);
    append(entries);
    // it says all that came before: another one so soon would only repeat it
    const auto base = std::ranges::find_if(records, isBase);
    if (base != records.end())
        m_compactBytes = entries[std::size_t(base - records.begin())].size();
    if (m_aside)
        m_sinceAside.insert(m_sinceAside.end(), entries.begin(), entries.end());
    if (m_aside && m_aside->isDone)
        goOnAside();
    else if (!m_aside && session && session->hasDocument() && size() > kGrowth * m_compactBytes + kSmallBytes)
        startAside(*session);
}

void Journal::whenOnDisk(std::function<void()> done)
{
    if (warning()) {
        done();
        return;
    }
    // what is being written aside may not know it yet when it takes this one's place
    m_aside.reset();
    m_sinceAside.clear();
    m_sync.run([descriptor = m_file->descriptor(), done = std::move(done)] {
        if (::fdatasync(descriptor->fd) != 0)
            descriptor->syncFailed = true;
        done();
    });
}

void Journal::retry(const Session &session)
{
    const bool isDue = warning() && monotonicMs() - m_failedMs >= kRetryMs;
    if (isDue && session.hasDocument())
        rewrite(session);
}

void Journal::compact(const Session &session)
{
    if (session.hasDocument())
        rewrite(session);
}

void Journal::rewrite(const Session &session)
{
    m_aside.reset();
    m_sinceAside.clear();
    QFile::remove(nowPath());
    auto file = JournalFile::create(nowPath());
    Result<void> done = file ? Result<void>() : file.error();
    if (done) {
        std::vector<QByteArray> entries = encoded(session.compacted());
        entries.insert(entries.begin(), openedMark());
        done = (*file)->append(entries);
    }
    // the old one is on the disk: only one that is, too, may take its place
    const bool hasPast = size() > kEmptyBytes;
    if (done && hasPast && ::fdatasync((*file)->descriptor()->fd) != 0)
        done = Error{ErrorCode::StorageFailed, {}};
    if (done) {
        swapIn(std::move(*file));
        return;
    }
    m_warning = done.error();
    m_failedMs = monotonicMs();
    QFile::remove(nowPath());
}

void Journal::swapIn(std::unique_ptr<JournalFile> file)
{
    if (auto moved = file->moveTo(path()); !moved) {
        m_warning = moved.error();
        m_failedMs = monotonicMs();
        return;
    }
    m_file = std::move(file);
    m_warning.reset();
    m_compactBytes = size();
    m_sync.syncSoon(m_file->descriptor());
    m_sync.run([path = path()] { syncFolder(path); });
}

void Journal::startAside(const Session &session)
{
    m_aside = std::make_shared<Aside>();
    m_sinceAside.clear();
    // all of a long document: the worker takes a copy apart, which shares its text with the original
    m_sync.run([aside = m_aside, path = asidePath(), session = session] {
        std::vector<QByteArray> entries = encoded(session.compacted());
        entries.insert(entries.begin(), openedMark());
        QFile::remove(path);
        auto file = JournalFile::create(path);
        const Result<void> done = file ? (*file)->append(entries) : Result<void>(file.error());
        if (!done)
            aside->error = done.error();
        else if (::fdatasync((*file)->descriptor()->fd) != 0)
            aside->error = Error{ErrorCode::StorageFailed, {}};
        else
            aside->file = std::move(*file);
        aside->isDone = true;
    });
}

// What is on the disk by the old file has to be there by the new one before that takes its place: what came while it was
// being made is written behind and synced once, so that at most the time of that is missing.
void Journal::goOnAside()
{
    if (m_aside->error || m_aside->isLevel || !levelAside())
        finishAside();
}

bool Journal::levelAside()
{
    if (!m_aside->file->append(std::exchange(m_sinceAside, {}))) {
        m_aside->error = Error{ErrorCode::StorageFailed, {}};
        return false;
    }
    m_aside->isLevel = true;
    m_aside->isDone = false;
    m_sync.run([aside = m_aside] {
        if (::fdatasync(aside->file->descriptor()->fd) != 0)
            aside->error = Error{ErrorCode::StorageFailed, {}};
        aside->isDone = true;
    });
    return true;
}

void Journal::finishAside()
{
    const auto aside = std::exchange(m_aside, nullptr);
    const auto since = std::exchange(m_sinceAside, {});
    // The old file is whole, so a failure only means that it goes on growing for a while.
    if (aside->error || !aside->file->append(since)) {
        QFile::remove(asidePath());
        m_compactBytes = size();
        return;
    }
    swapIn(std::move(aside->file));
}

void Journal::close()
{
    append({QByteArray(1, kClosed)});
}

void Journal::remove()
{
    QFile::remove(asidePath());
    // no one to tell: a journal without anything pending is harmless
    (void)m_file->remove();
}

} // namespace syngraph::replica
