// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/library.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace syngraph::net {

// The library and registry of the data folder on a thread of their own: everything there does I/O. Jobs run in
// the order given; their answers arrive on the thread of `context`, and not at all after that is gone. The
// destructor finishes what is queued.
class LibraryThread
{
public:
    using Work = std::function<void()>;
    using Write = std::function<Result<void>(storage::Library &)>;
    using Written = std::function<void(Result<void>)>;

    LibraryThread(std::unique_ptr<storage::Library> library, QObject *context);
    ~LibraryThread();
    LibraryThread(const LibraryThread &) = delete;
    LibraryThread &operator=(const LibraryThread &) = delete;

    // Calls work(library) there and done(what it returned) here.
    template<typename WorkOnLibrary, typename Done>
    void run(WorkOnLibrary work, Done done)
    {
        using Value = std::invoke_result_t<WorkOnLibrary, storage::Library &>;
        const auto job = [this, work = std::move(work), done = std::move(done)]() mutable {
            auto value = std::make_shared<Value>(work(*m_library));
            QMetaObject::invokeMethod(
                m_context, [value, done = std::move(done)]() mutable { done(std::move(*value)); },
                Qt::QueuedConnection);
        };
        enqueue({job, {}, {}});
    }

    // A single write to the registry. Those that wait together become durable together, so that a thousand
    // people who come at once do not wait for a thousand flushes of the disk. In a transaction of the group: what
    // begins one of its own has to run() instead.
    void write(Write work, Written done);

private:
    struct Job
    {
        Work work;     // or
        Write write;   // with
        Written written;
    };

    void enqueue(Job job);
    void loop();
    void writeGroup(std::vector<Job> group);

    std::unique_ptr<storage::Library> m_library;
    QObject *m_context;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace syngraph::net
