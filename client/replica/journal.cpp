// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/journal.h"

#include "replica/journal_entries.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace syngraph::replica {

using session::JournalRecord;
using session::Session;

namespace {

constexpr qint64 kSmallBytes = 1 << 20;
constexpr qint64 kEmptyBytes = 256; // a new journal with its mark is smaller
constexpr qint64 kGrowth = 4;
constexpr qint64 kRetryMs = 1000;
constexpr qint64 kLongUnits = 200'000; // text that takes milliseconds to write

qint64 monotonicMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

bool isLong(const JournalRecord &record)
{
    const auto *base = std::get_if<session::BaseRecord>(&record);
    return base && base->content.length() > kLongUnits;
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
    left.mayLackTail = mark == content.entries.rend() || (isOpenedMark(*mark) && *mark != openedMark());
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

// A worker may still write aside what only leaves out the past; that is found, and removed, by the next who opens this one.
Journal::~Journal()
{
    waitForAnew();
}

std::optional<Error> Journal::warning() const
{
    if (!m_warning && m_file->descriptor()->syncFailed)
        return Error{ErrorCode::StorageFailed, {}};
    return m_warning;
}

void Journal::warn(const Error &error)
{
    m_warning = error;
    m_failedMs = monotonicMs();
}

void Journal::append(const std::vector<QByteArray> &entries)
{
    const auto written = m_file->append(entries);
    if (!written) {
        warn(written.error());
        return;
    }
    m_sync.syncSoon(m_file->descriptor());
}

void Journal::write(std::span<const JournalRecord> records, const Session *session)
{
    if (m_file->descriptor()->syncFailed && !m_warning)
        m_warning = Error{ErrorCode::StorageFailed, {}};
    takeAnew();
    // after a gap only the whole state makes sense
    if (m_warning) {
        if (session)
            retry(*session);
        return;
    }
    if (session && std::ranges::any_of(records, isLong)) {
        startAnew(*session);
        return;
    }
    const std::vector<QByteArray> entries = encoded(records);
    if (isAnewPending()) {
        m_sinceAside.insert(m_sinceAside.end(), entries.begin(), entries.end());
        return;
    }
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
    takeAnew();
    if (isAnewPending() && m_sinceAside.empty()) {
        m_sync.run(std::move(done)); // behind what writes it
        return;
    }
    waitForAnew();
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
    takeAnew();
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
    waitForAnew();
    m_aside.reset();
    m_sinceAside.clear();
    auto file = writeWhole(nowPath(), session.compacted());
    // the old one is on the disk: only one that is, too, may take its place
    const bool hasPast = size() > kEmptyBytes;
    if (file && hasPast && ::fdatasync((*file)->descriptor()->fd) != 0)
        file = Error{ErrorCode::StorageFailed, {}};
    if (file) {
        swapIn(std::move(*file));
        return;
    }
    warn(file.error());
    QFile::remove(nowPath());
}

void Journal::swapIn(std::unique_ptr<JournalFile> file)
{
    if (auto moved = file->moveTo(path()); !moved) {
        warn(moved.error());
        return;
    }
    m_file = std::move(file);
    m_warning.reset();
    m_compactBytes = size();
    m_sync.syncSoon(m_file->descriptor());
    m_sync.run([path = path()] { syncFolder(path); });
}

void Journal::close()
{
    waitForAnew();
    if (!m_warning)
        append({closedMark()});
}

void Journal::remove()
{
    waitForAnew();
    QFile::remove(asidePath());
    // no one to tell: a journal without anything pending is harmless
    (void)m_file->remove();
}

} // namespace syngraph::replica
