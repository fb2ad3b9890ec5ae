// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/journal_file.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace syngraph::replica {

// The one thread that waits for disks, so that nobody who types does. Shared by all journals of a process and
// outlives them; its end waits for what was asked for.
class SyncThread
{
public:
    SyncThread();
    ~SyncThread();
    SyncThread(const SyncThread &) = delete;
    SyncThread &operator=(const SyncThread &) = delete;

    // Has the file on the disk half a second from now, together with what is written to it until then.
    void syncSoon(const std::shared_ptr<Descriptor> &descriptor);
    // Runs it now, in order with others.
    void run(std::function<void()> task);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_tasks;
    std::vector<std::shared_ptr<Descriptor>> m_dirty;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace syngraph::replica
