// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/library_thread.h"

namespace syngraph::net {

LibraryThread::LibraryThread(std::unique_ptr<storage::Library> library, QObject *context)
    : m_library(std::move(library))
    , m_context(context)
    , m_thread([this] { loop(); })
{
}

LibraryThread::~LibraryThread()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void LibraryThread::enqueue(Work work)
{
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void LibraryThread::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Work work = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        work();
        work = nullptr;
        lock.lock();
    }
}

} // namespace syngraph::net
