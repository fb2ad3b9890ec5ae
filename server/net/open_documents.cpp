// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/open_documents.h"

#include "net/clock.h"

namespace syngraph::net {

OpenDocuments::OpenDocuments(LibraryThread &library, storage::StoreWriter &writer, const LoopTime &loop,
                             const Log &log)
    : m_library(library)
    , m_writer(writer)
    , m_loop(loop)
    , m_log(log)
{
}

RoomHost &OpenDocuments::host(DocumentId document)
{
    std::unique_ptr<RoomHost> &host = m_hosts[document];
    if (!host) {
        host = std::make_unique<RoomHost>(document, libraryOf(document), m_writer, m_loop, m_log);
        connect(host.get(), &RoomHost::refused, this, &OpenDocuments::refused);
        // queued: the host is still in the function that says so
        connect(host.get(), &RoomHost::closed, this, [this, document] { forget(document); }, Qt::QueuedConnection);
    }
    return *host;
}

RoomHost *OpenDocuments::find(DocumentId document) const
{
    const auto found = m_hosts.find(document);
    return found == m_hosts.end() ? nullptr : found->second.get();
}

std::vector<RoomHost *> OpenDocuments::hosts() const
{
    std::vector<RoomHost *> all;
    for (const auto &[id, host] : m_hosts)
        all.push_back(host.get());
    return all;
}

RoomHost::Library OpenDocuments::libraryOf(DocumentId document)
{
    using Store = std::unique_ptr<storage::DocumentStore>;
    RoomHost::Library library;
    library.open = [this, document](RoomHost::OnStore done) {
        m_library.run(
            [document](storage::Library &l) -> Result<Store> {
                auto file = l.open(document);
                return file ? Result<Store>(std::move(*file)) : Result<Store>(file.error());
            },
            std::move(done));
    };
    library.openSalvaged = [this, document](RoomHost::OnStore done) {
        m_library.run([document](storage::Library &l) { return l.openSalvaged(document); }, std::move(done));
    };
    library.recover = [this, document](Store store, CommitCollector::Group unwritten, auto done) {
        // std::function wants to copy what it holds
        auto shared = std::make_shared<Store>(std::move(store));
        m_library.run(
            [document, shared, unwritten](storage::Library &l) -> Result<QString> {
                auto *file = dynamic_cast<storage::DocumentFile *>(shared->get());
                if (!file)
                    return ErrorCode::FileMoved;
                auto path = file->writeRecovered(unwritten);
                shared->reset();
                if (path) {
                    if (auto noted = l.notePath(document, *path); !noted)
                        return noted.error();
                }
                return path;
            },
            std::move(done));
    };
    library.noteSaved = [this, document](const storage::Head &head) {
        m_library.write([document, head, now = wallClockMs()](
                            storage::Library &l) { return l.noteSaved(document, head, now); },
                        [](Result<void>) { });
    };
    return library;
}

void OpenDocuments::tick(qint64 nowMs)
{
    for (RoomHost *host : hosts()) {
        host->tick(nowMs);
        if (host->isForgotten(nowMs))
            host->close();
    }
}

void OpenDocuments::close(DocumentId document, const Error &reason, std::function<void()> done)
{
    RoomHost *host = find(document);
    if (!host) {
        done();
        return;
    }
    m_whenClosed.emplace(document, std::move(done));
    for (Connection *connection : host->audience().connections())
        connection->goodbye(reason);
    host->close(reason);
}

void OpenDocuments::closeAll(std::function<void()> done)
{
    m_whenAllClosed = std::move(done);
    if (m_hosts.empty())
        m_whenAllClosed();
    for (RoomHost *host : hosts())
        host->close(Error{ErrorCode::ShuttingDown, {}});
}

void OpenDocuments::forget(DocumentId document)
{
    RoomHost *host = find(document);
    // somebody came between the signal and now
    if (!host || !host->isClosed())
        return;
    m_hosts.erase(document);
    const auto [first, last] = m_whenClosed.equal_range(document);
    std::vector<std::function<void()>> actions;
    for (auto it = first; it != last; ++it)
        actions.push_back(it->second);
    m_whenClosed.erase(first, last);
    for (const auto &action : actions)
        action();
    if (m_whenAllClosed && m_hosts.empty())
        m_whenAllClosed();
}

} // namespace syngraph::net
