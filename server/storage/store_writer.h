// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/storage.h"

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>
#include <vector>

namespace syngraph::storage {

// Runs the stores of open documents on 1 to 4 threads, so that no disk ever makes a connection wait.
// A document is always on the same thread; its jobs run in the order they were given. Appends of one document
// that are queued while its thread is busy become one transaction (natural group commit): all of them succeed
// or fail together, and their `done` arrive in one post.
// Ownership: a store belongs to the writer from attach() to detach(). Results travel through `post`, which has
// to run them on the caller's thread (QMetaObject::invokeMethod); they may arrive after the writer has ended.
// What takes long and needs no store is computed on one more thread, so that no commit waits for it.
// All functions are called from one thread. The destructor finishes what is queued for stores, posts it and joins;
// what waits to be computed is dropped.
class StoreWriter
{
public:
    using Key = quint64; // names an attached store
    using Work = std::function<void()>;
    using Post = std::function<void(Work)>;

    StoreWriter(int threads, Post post);
    ~StoreWriter();
    StoreWriter(const StoreWriter &) = delete;
    StoreWriter &operator=(const StoreWriter &) = delete;

    Key attach(std::unique_ptr<DocumentStore> store);
    // After everything queued for it, hands the store back.
    void detach(Key key, std::function<void(std::unique_ptr<DocumentStore>)> done);

    void append(Key key, std::vector<ChangeRecord> changes, std::function<void(Result<void>)> done);
    // Changes made durable so far.
    quint64 committedCount() const { return m_committed.load(std::memory_order_relaxed); }

    // Calls work(store) on the document's thread and done(what it returned) on the caller's.
    template<typename WorkOnStore, typename Done>
    void run(Key key, WorkOnStore work, Done done)
    {
        using Value = std::invoke_result_t<WorkOnStore, DocumentStore &>;
        enqueue(key, [work = std::move(work), done = std::move(done)](DocumentStore &store) mutable -> Work {
            auto value = std::make_shared<Value>(work(store));
            return [value, done = std::move(done)] { done(std::move(*value)); };
        });
    }

    // Calls work() on the thread for that, and done(what it returned) on the caller's.
    template<typename Compute, typename Done>
    void compute(Compute work, Done done)
    {
        using Value = std::invoke_result_t<Compute>;
        enqueueComputing([work = std::move(work), done = std::move(done)]() mutable -> Work {
            auto value = std::make_shared<Value>(work());
            return [value, done = std::move(done)] { done(std::move(*value)); };
        });
    }
    // Whoever asks for much to be computed waits while there is much already.
    std::size_t waitingComputations() const;

private:
    struct Queue;
    struct Thread;
    struct Computing;

    // `job` gives what is to be posted when it is done.
    void enqueue(Key key, std::function<Work(DocumentStore &)> job);
    void enqueueComputing(std::function<Work()> job);
    Thread &threadOf(Key key);

    Post m_post;
    std::atomic<quint64> m_committed = 0;
    std::vector<std::unique_ptr<Thread>> m_threads;
    std::unique_ptr<Computing> m_computing;
    Key m_nextKey = 1;
};

} // namespace syngraph::storage
