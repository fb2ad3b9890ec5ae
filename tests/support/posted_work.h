// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace syngraph::support {

// Stands for the event loop of who has something done on other threads: what these post runs when it is asked for, on
// the thread that asks.
class PostedWork
{
public:
    using Work = std::function<void()>;

    std::function<void(Work)> poster()
    {
        return [this](Work work) {
            const std::lock_guard guard(m_mutex);
            m_works.push_back(std::move(work));
            m_wake.notify_one();
        };
    }
    // Runs posts until `isDone` says so; false where that is not before the time is over.
    template<typename Done>
    bool runUntil(Done isDone, std::chrono::milliseconds patience = std::chrono::seconds(20))
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!isDone()) {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait_until(lock, end, [this] { return !m_works.empty(); }))
                return false;
            const auto works = std::exchange(m_works, {});
            lock.unlock();
            for (const Work &work : works)
                work();
        }
        return true;
    }
    // What is there; nobody posts any more.
    void runAll()
    {
        for (const Work &work : std::exchange(m_works, {}))
            work();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Work> m_works;
};

} // namespace syngraph::support
