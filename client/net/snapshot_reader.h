// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QThread>

#include <functional>
#include <memory>

namespace syngraph::client_net {

// Reads a long document that the server sent on a thread of its own, while people type in others. One at a time; lives on
// one thread, and does not end before its work has.
class SnapshotReader : public QObject
{
public:
    using Done = std::function<void(Result<model::Document> content)>;

    SnapshotReader() = default;
    ~SnapshotReader() override;
    Q_DISABLE_COPY_MOVE(SnapshotReader)

    bool isReading() const { return m_thread != nullptr; }
    // Nothing is being read. `done` is called in this object's thread.
    void read(const protocol::Snapshot &message, const QByteArray &payload, Done done);
    // Nobody waits for it any more.
    void forget();

private:
    std::unique_ptr<QThread> m_thread;
    quint64 m_reading = 0; // counts, to know an end that was announced before it was forgotten
};

} // namespace syngraph::client_net
