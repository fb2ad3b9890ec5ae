// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/sync_thread.h"

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace syngraph::replica {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kPause = std::chrono::milliseconds(500);

void syncAll(const std::vector<std::shared_ptr<Descriptor>> &descriptors)
{
    for (const auto &descriptor : descriptors) {
        if (::fdatasync(descriptor->fd) != 0)
            descriptor->syncFailed = true;
    }
}

} // namespace

SyncThread::SyncThread() : m_thread([this] { work(); }) { }

SyncThread::~SyncThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SyncThread::syncSoon(const std::shared_ptr<Descriptor> &descriptor)
{
    const std::lock_guard lock(m_mutex);
    if (std::ranges::find(m_dirty, descriptor) != m_dirty.end())
        return;
    m_dirty.push_back(descriptor);
    m_wake.notify_one();
}

void SyncThread::run(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_wake.notify_one();
}

void SyncThread::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_tasks.empty() || !m_dirty.empty(); });
        if (m_tasks.empty() && !m_dirty.empty())
            m_wake.wait_until(lock, Clock::now() + kPause, [this] { return m_isEnding || !m_tasks.empty(); });
        const auto tasks = std::exchange(m_tasks, {});
        const auto dirty = std::exchange(m_dirty, {});
        const bool isEnding = m_isEnding;
        lock.unlock();
        for (const auto &task : tasks)
            task();
        syncAll(dirty);
        lock.lock();
        if (isEnding && m_tasks.empty() && m_dirty.empty())
            return;
    }
}

} // namespace syngraph::replica
