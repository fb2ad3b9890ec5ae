// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"

namespace syngraph::client_net {

// Brings pictures to the server of one document, and from it, over the connection of its driver, a few at a time.
// Every question gets exactly one answer; ConnectionLost at once while there is no connection. What comes is what
// was asked for: its hash is looked at. One thread; the driver must outlive it.
class PictureTransfer : public QObject
{
    Q_OBJECT

public:
    using Stored = std::function<void(const Result<void> &stored)>;
    using Got = std::function<void(const Result<QByteArray> &bytes)>;

    explicit PictureTransfer(SessionDriver &driver, QObject *parent = nullptr);
    ~PictureTransfer() override;

    bool isConnected() const;
    // `hash`: the SHA-256 of the bytes, 64 hex digits.
    void put(const QByteArray &hash, const QByteArray &mime, const QByteArray &bytes, Stored stored);
    void get(const QByteArray &hash, Got got);

private:
    void begin(std::function<void()> question);
    void refuse(std::function<void()> answer);
    void finished();

    SessionDriver &m_driver;
    std::deque<std::function<void()>> m_waiting;
    int m_open = 0;
    quint32 m_lastTransfer = 0;
};

} // namespace syngraph::client_net
