// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/snapshot_reader.h"

#include <optional>

namespace syngraph::client_net {

SnapshotReader::~SnapshotReader()
{
    forget();
}

void SnapshotReader::read(const protocol::Snapshot &message, const QByteArray &payload, Done done)
{
    Q_ASSERT(!isReading());
    auto content = std::make_shared<std::optional<Result<model::Document>>>();
    m_thread.reset(QThread::create([message, payload, content] { content->emplace(session::readSnapshot(message, payload)); }));
    connect(m_thread.get(), &QThread::finished, this, [this, content, done = std::move(done), reading = ++m_reading] {
        if (!isReading() || reading != m_reading)
            return;
        // whoever is told may have the next one read
        m_thread.release()->deleteLater();
        done(std::move(**content));
    });
    m_thread->start();
}

void SnapshotReader::forget()
{
    if (!m_thread)
        return;
    m_thread->wait();
    m_thread.reset();
}

} // namespace syngraph::client_net
