// SPDX-License-Identifier: GPL-3.0-or-later
// A Journal's files that the SyncThread writes aside: without the past, or of a long document taken anew.
#include "replica/journal.h"
#include "replica/journal_entries.h"

#include <QFile>

#include <unistd.h>

namespace syngraph::replica {

using session::Session;

namespace {

// The session without its past, on the disk when it returns.
Result<std::unique_ptr<JournalFile>> writeSynced(const QString &path, const Session &session)
{
    auto file = writeWhole(path, session.compacted());
    if (file && ::fdatasync((*file)->descriptor()->fd) != 0)
        return Error{ErrorCode::StorageFailed, {}};
    return file;
}

} // namespace

// One at a time: what the worker has put in place is locked by nobody else until it is taken.
void Journal::startAnew(const Session &session)
{
    waitForAnew();
    m_aside = std::make_shared<Aside>();
    m_aside->isAnew = true;
    m_sinceAside.clear();
    m_sync.run([aside = m_aside, path = path(), asidePath = asidePath(), session = session] {
        auto file = writeSynced(asidePath, session);
        const Result<void> done = file ? (*file)->moveTo(path) : Result<void>(file.error());
        if (done) {
            aside->file = std::move(*file);
            syncFolder(path);
        } else {
            aside->error = done.error();
            QFile::remove(asidePath);
        }
        aside->isDone = true;
        aside->isDone.notify_all();
    });
}

// The worker has put the new file in place: what has come since is written behind it.
void Journal::takeAnew()
{
    if (!isAnewPending() || !m_aside->isDone)
        return;
    const auto aside = std::exchange(m_aside, nullptr);
    const auto since = std::exchange(m_sinceAside, {});
    if (aside->error) {
        warn(*aside->error);
        return;
    }
    m_file = std::move(aside->file);
    m_warning.reset();
    m_compactBytes = size();
    if (!since.empty())
        append(since);
}

void Journal::waitForAnew()
{
    if (isAnewPending())
        m_aside->isDone.wait(false);
    takeAnew();
}

void Journal::startAside(const Session &session)
{
    m_aside = std::make_shared<Aside>();
    m_sinceAside.clear();
    // all of a long document: the worker takes a copy apart, which shares its text with the original
    m_sync.run([aside = m_aside, path = asidePath(), session = session] {
        auto file = writeSynced(path, session);
        if (file)
            aside->file = std::move(*file);
        else
            aside->error = file.error();
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

} // namespace syngraph::replica
