// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/sync_worker.h"

#include <QFile>

#include <chrono>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace syngraph::replica {

bool syncFile(QFile &file)
{
#ifdef Q_OS_WIN
    return ::_commit(file.handle()) == 0;
#elif defined(Q_OS_LINUX)
    return ::fdatasync(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

void syncFolder(const char *encodedPath)
{
#ifdef Q_OS_WIN
    Q_UNUSED(encodedPath)
#else
    const int folder = ::open(encodedPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
#endif
}

SyncWorker::SyncWorker() : m_thread([this] { run(); }) { }

SyncWorker::~SyncWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SyncWorker::syncSoon(const std::shared_ptr<QFile> &file)
{
    const std::lock_guard lock(m_mutex);
    m_due.emplace(file.get(), file);
    m_wake.notify_one();
}

void SyncWorker::run()
{
    constexpr std::chrono::milliseconds kDelay(500);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ends || !m_due.empty(); });
        if (!m_ends)
            m_wake.wait_for(lock, kDelay, [this] { return m_ends; });
        const auto due = std::exchange(m_due, {});
        const bool ends = m_ends;
        lock.unlock();
        for (const auto &[raw, file] : due)
            syncFile(*file);
        lock.lock();
        if (ends && m_due.empty())
            return;
    }
}

} // namespace syngraph::replica
