// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/store_writer.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <variant>

namespace syngraph::storage {
namespace {

struct Append
{
    std::vector<ChangeRecord> changes;
    std::function<void(Result<void>)> done;
};

struct Detach
{
    std::function<void(std::unique_ptr<DocumentStore>)> done;
};

using StoreJob = std::function<StoreWriter::Work(DocumentStore &)>;
using Job = std::variant<Append, StoreJob, Detach>;

// The longest transaction: what one group may hold back of those behind it.
constexpr std::size_t kMaxGroupChanges = 5'000;

} // namespace

struct StoreWriter::Queue
{
    std::unique_ptr<DocumentStore> store; // touched by the document's thread only
    std::list<Job> jobs;                  // guarded by Thread::mutex; a deque takes 0.6 KiB empty
    bool isReady = false;                 // stands in Thread::ready
};

struct StoreWriter::Thread
{
    Thread(const Post &poster, std::atomic<quint64> &counter)
        : post(poster), committed(counter), thread([this] { loop(); })
    {
    }

    void push(Key key, Job job);
    void loop();
    void runNext(std::unique_lock<std::mutex> &lock);
    void commitGroup(Queue &queue, std::unique_lock<std::mutex> &lock);
    void commit(DocumentStore &store, std::shared_ptr<std::vector<Append>> group);
    static std::vector<Append> takeGroup(Queue &queue);

    const Post &post;
    std::atomic<quint64> &committed;
    std::mutex mutex;
    std::condition_variable wake;
    std::unordered_map<Key, std::unique_ptr<Queue>> queues;
    std::deque<Key> ready; // documents with work, each once: taken in turn, so that none starves another
    bool isEnding = false;
    std::thread thread;
};

void StoreWriter::Thread::push(Key key, Job job)
{
    {
        const std::lock_guard guard(mutex);
        const auto found = queues.find(key);
        Q_ASSERT_X(found != queues.end(), "StoreWriter", "no store is attached under this key");
        Queue &queue = *found->second;
        queue.jobs.push_back(std::move(job));
        if (!queue.isReady) {
            queue.isReady = true;
            ready.push_back(key);
        }
    }
    wake.notify_one();
}

void StoreWriter::Thread::loop()
{
    std::unique_lock lock(mutex);
    for (;;) {
        wake.wait(lock, [this] { return isEnding || !ready.empty(); });
        if (ready.empty())
            return;
        runNext(lock);
    }
}

void StoreWriter::Thread::runNext(std::unique_lock<std::mutex> &lock)
{
    const Key key = ready.front();
    ready.pop_front();
    Queue &queue = *queues.at(key);
    if (std::holds_alternative<Append>(queue.jobs.front())) {
        commitGroup(queue, lock);
    } else {
        Job job = std::move(queue.jobs.front());
        queue.jobs.pop_front();
        if (auto *detach = std::get_if<Detach>(&job)) {
            Q_ASSERT_X(queue.jobs.empty(), "StoreWriter", "a job was queued after detach");
            auto store = std::make_shared<std::unique_ptr<DocumentStore>>(std::move(queue.store));
            queues.erase(key);
            lock.unlock();
            post([store, done = std::move(detach->done)] { done(std::move(*store)); });
            lock.lock();
            return;
        }
        lock.unlock();
        post(std::get<StoreJob>(job)(*queue.store));
        job = Job(); // what it holds ends without the lock
        lock.lock();
    }
    queue.isReady = !queue.jobs.empty();
    if (queue.isReady)
        ready.push_back(key);
}

std::vector<Append> StoreWriter::Thread::takeGroup(Queue &queue)
{
    std::vector<Append> group;
    std::size_t count = 0;
    while (!queue.jobs.empty() && std::holds_alternative<Append>(queue.jobs.front())) {
        auto &next = std::get<Append>(queue.jobs.front());
        count += next.changes.size();
        if (!group.empty() && count > kMaxGroupChanges)
            break;
        group.push_back(std::move(next));
        queue.jobs.pop_front();
    }
    return group;
}

void StoreWriter::Thread::commitGroup(Queue &queue, std::unique_lock<std::mutex> &lock)
{
    auto group = std::make_shared<std::vector<Append>>(takeGroup(queue));
    lock.unlock();
    commit(*queue.store, std::move(group));
    lock.lock();
}

void StoreWriter::Thread::commit(DocumentStore &store, std::shared_ptr<std::vector<Append>> group)
{
    std::vector<ChangeRecord> changes = std::move(group->front().changes);
    for (std::size_t i = 1; i < group->size(); ++i)
        std::ranges::move((*group)[i].changes, std::back_inserter(changes));
    const std::size_t count = changes.size();
    const Result<void> result = store.append(changes);
    if (result)
        committed.fetch_add(count, std::memory_order_relaxed);
    post([group, result] {
        for (const Append &append : *group)
            append.done(result);
    });
}

struct StoreWriter::Computing
{
    explicit Computing(const Post &poster)
        : post(poster), thread([this] { loop(); })
    {
    }
    ~Computing()
    {
        {
            const std::lock_guard guard(mutex);
            isEnding = true;
            jobs.clear();
        }
        wake.notify_one();
        thread.join();
    }

    void loop();

    const Post &post;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<Work()>> jobs; // guarded by mutex
    bool isEnding = false;
    std::thread thread;
};

void StoreWriter::Computing::loop()
{
    std::unique_lock lock(mutex);
    for (;;) {
        wake.wait(lock, [this] { return isEnding || !jobs.empty(); });
        if (jobs.empty())
            return;
        auto job = std::move(jobs.front());
        jobs.pop_front();
        lock.unlock();
        post(job());
        job = {}; // what it holds ends without the lock
        lock.lock();
    }
}

StoreWriter::StoreWriter(int threads, Post post)
    : m_post(std::move(post))
{
    for (int i = 0; i < std::clamp(threads, 1, 4); ++i)
        m_threads.push_back(std::make_unique<Thread>(m_post, m_committed));
    m_computing = std::make_unique<Computing>(m_post);
}

StoreWriter::~StoreWriter()
{
    for (const auto &thread : m_threads) {
        const std::lock_guard guard(thread->mutex);
        thread->isEnding = true;
    }
    for (const auto &thread : m_threads) {
        thread->wake.notify_one();
        thread->thread.join();
    }
}

StoreWriter::Thread &StoreWriter::threadOf(Key key)
{
    return *m_threads[key % m_threads.size()];
}

StoreWriter::Key StoreWriter::attach(std::unique_ptr<DocumentStore> store)
{
    const Key key = m_nextKey++;
    auto queue = std::make_unique<Queue>();
    queue->store = std::move(store);
    Thread &thread = threadOf(key);
    const std::lock_guard guard(thread.mutex);
    thread.queues.emplace(key, std::move(queue));
    return key;
}

void StoreWriter::detach(Key key, std::function<void(std::unique_ptr<DocumentStore>)> done)
{
    threadOf(key).push(key, Detach{std::move(done)});
}

void StoreWriter::append(Key key, std::vector<ChangeRecord> changes, std::function<void(Result<void>)> done)
{
    threadOf(key).push(key, Append{std::move(changes), std::move(done)});
}

void StoreWriter::enqueue(Key key, std::function<Work(DocumentStore &)> job)
{
    threadOf(key).push(key, std::move(job));
}

std::size_t StoreWriter::waitingComputations() const
{
    const std::lock_guard guard(m_computing->mutex);
    return m_computing->jobs.size();
}

void StoreWriter::enqueueComputing(std::function<Work()> job)
{
    {
        const std::lock_guard guard(m_computing->mutex);
        m_computing->jobs.push_back(std::move(job));
    }
    m_computing->wake.notify_one();
}

} // namespace syngraph::storage
