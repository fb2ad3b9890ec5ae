// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

class QFile;

namespace syngraph::replica {

// Brings what was written to the disk at most one second later, on a thread of its own, so that nobody waits for
// it. The worker shares the file while it is at it. Safe to call from any thread; ends after the last file.
class SyncWorker
{
public:
    SyncWorker();
    ~SyncWorker();
    SyncWorker(const SyncWorker &) = delete;
    SyncWorker &operator=(const SyncWorker &) = delete;

    // Soon; several calls in between are one.
    void syncSoon(const std::shared_ptr<QFile> &file);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<QFile *, std::shared_ptr<QFile>> m_due;
    bool m_ends = false;
    std::thread m_thread;
};

// Whether what was written to the file is on the disk now.
bool syncFile(QFile &file);
// The same for the names in a folder, where the system has such a thing.
void syncFolder(const char *encodedPath);

} // namespace syngraph::replica
