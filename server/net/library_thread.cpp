// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/library_thread.h"

namespace syngraph::net {
namespace {

constexpr std::size_t kMaxGroup = 500;

} // namespace

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

void LibraryThread::enqueue(Job job)
{
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void LibraryThread::write(Write work, Written done)
{
    enqueue({{}, std::move(work), std::move(done)});
}

void LibraryThread::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        std::vector<Job> group;
        do {
            group.push_back(std::move(m_jobs.front()));
            m_jobs.pop_front();
        } while (group.back().write && !m_jobs.empty() && m_jobs.front().write && group.size() < kMaxGroup);
        lock.unlock();
        if (group.front().write)
            writeGroup(std::move(group));
        else
            group.front().work();
        group.clear();
        lock.lock();
    }
}

void LibraryThread::writeGroup(std::vector<Job> group)
{
    std::vector<Result<void>> results;
    const Result<void> together = m_library->registry().writeTogether([&] {
        for (const Job &job : group)
            results.push_back(job.write(*m_library));
    });
    results.resize(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
        QMetaObject::invokeMethod(
            m_context,
            [done = std::move(group[i].written), result = together ? results[i] : together] { done(result); },
            Qt::QueuedConnection);
    }
}

} // namespace syngraph::net
