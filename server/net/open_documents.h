// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/library_thread.h"
#include "net/room_host.h"

#include <map>

namespace syngraph::net {

// The documents that are open, each in its RoomHost; opened when first asked for, closed when nobody has been
// there for a while. Invariant: one host per document, until its file is closed. Socket thread only.
class OpenDocuments : public QObject
{
    Q_OBJECT

public:
    OpenDocuments(LibraryThread &library, storage::StoreWriter &writer, const LoopTime &loop, const Log &log);

    RoomHost &host(DocumentId document);
    RoomHost *find(DocumentId document) const;
    int count() const { return int(m_hosts.size()); }
    std::vector<RoomHost *> hosts() const;

    void tick(qint64 nowMs);
    // For good: everybody in it and who comes meanwhile is told `reason`; then calls `done`.
    void close(DocumentId document, const Error &reason, std::function<void()> done);
    void closeAll(std::function<void()> done);

Q_SIGNALS:
    // See RoomHost::refused().
    void refused(qint64 connection);

private:
    RoomHost::Library libraryOf(DocumentId document);
    void forget(DocumentId document);

    LibraryThread &m_library;
    storage::StoreWriter &m_writer;
    const LoopTime &m_loop;
    const Log &m_log;
    std::map<DocumentId, std::unique_ptr<RoomHost>> m_hosts;
    std::multimap<DocumentId, std::function<void()>> m_whenClosed;
    std::function<void()> m_whenAllClosed;
};

} // namespace syngraph::net
