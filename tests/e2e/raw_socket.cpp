// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/raw_socket.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QtEndian>

namespace syngraph::test {

bool RawSocket::connectTo(quint16 port, const QHostAddress &address)
{
    m_socket.connectToHost(address, port);
    return m_socket.waitForConnected(5000);
}

void RawSocket::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

QByteArray RawSocket::readToEnd(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray all = m_socket.readAll();
    while (m_socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < timeoutMs) {
        m_socket.waitForReadyRead(20);
        all += m_socket.readAll();
    }
    return all + m_socket.readAll();
}

QByteArray RawSocket::readUntil(const QByteArray &end, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray all = m_socket.readAll();
    while (!all.contains(end) && m_socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < timeoutMs) {
        m_socket.waitForReadyRead(20);
        all += m_socket.readAll();
    }
    return all;
}

bool RawSocket::isClosed(int timeoutMs)
{
    readToEnd(timeoutMs);
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

QByteArray RawSocket::upgrade(const QByteArray &moreHeaders, const QByteArray &host)
{
    write("GET / HTTP/1.1\r\nHost: " + host
          + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + moreHeaders + "\r\n");
    return readUntil("\r\n\r\n");
}

QByteArray frame(unsigned char first, const QByteArray &payload, Masked masked)
{
    QByteArray out(1, char(first));
    const char maskBit = masked == Masked::Yes ? char(0x80) : char(0);
    if (payload.size() < 126) {
        out += char(maskBit | char(payload.size()));
    } else if (payload.size() < 65536) {
        out += char(maskBit | 126);
        const quint16 size = qToBigEndian(quint16(payload.size()));
        out.append(reinterpret_cast<const char *>(&size), 2);
    } else {
        out += char(maskBit | 127);
        const quint64 size = qToBigEndian(quint64(payload.size()));
        out.append(reinterpret_cast<const char *>(&size), 8);
    }
    if (masked == Masked::No)
        return out + payload;
    const QByteArray mask("\x12\x34\x56\x78");
    out += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        out += char(payload[i] ^ mask[i % 4]);
    return out;
}

} // namespace syngraph::test
