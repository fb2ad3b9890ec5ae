// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <memory>
#include <vector>

namespace syngraph::test {

// The bad network between a client and a server: passes bytes on late and in order, holds one direction back,
// breaks. Times in ms.
class Relay : public QObject
{
    Q_OBJECT

public:
    // Draws delays from `seed`. `server`: this computer, or another one.
    Relay(quint16 serverPort, quint64 seed, const QHostAddress &server = QHostAddress(QHostAddress::LocalHost));

    // What a client connects to.
    QUrl url() const;
    // Each piece of data is delayed by between these, both ways.
    void setDelay(qint64 leastMs, qint64 mostMs);
    // So many of a hundred pieces stall, for between these, and what is behind them with them.
    void setStalls(int percent, qint64 leastMs, qint64 mostMs);
    // So many bytes per second pass, each way of each connection; 0: as many as come.
    void setRate(qint64 bytesPerSecond) { m_rate = bytesPerSecond; }
    // What is held is passed on later, or lost by cut().
    void holdUp(bool isHeld) { setHeld(m_holdsUp, isHeld); }
    void holdDown(bool isHeld) { setHeld(m_holdsDown, isHeld); }
    // Every connection breaks without another byte; new ones are taken.
    void cut();
    // While closed, new connections break at once.
    void setOpen(bool isOpen) { m_isOpen = isOpen; }

private:
    // One direction of one connection.
    struct Pipe
    {
        QTcpSocket *from = nullptr;
        QTcpSocket *to = nullptr;
        const bool *isHeld = nullptr;
        std::deque<std::pair<qint64, QByteArray>> queue; // due when, what
        std::unique_ptr<QTimer> timer;
    };
    struct Connection
    {
        std::unique_ptr<QTcpSocket> client;
        std::unique_ptr<QTcpSocket> server;
        Pipe up;
        Pipe down;
    };

    void accept();
    qint64 drawDelay();
    void prepare(Pipe &pipe, QTcpSocket *from, QTcpSocket *to, const bool *isHeld);
    void read(Pipe &pipe);
    void pass(Pipe &pipe);
    void setHeld(bool &hold, bool isHeld);
    void drop(Connection *connection);

    QTcpServer m_listener;
    QHostAddress m_server;
    quint16 m_serverPort;
    QRandomGenerator m_random;
    std::vector<std::unique_ptr<Connection>> m_connections;
    qint64 m_leastMs = 0;
    qint64 m_mostMs = 0;
    int m_stallPercent = 0;
    qint64 m_leastStallMs = 0;
    qint64 m_mostStallMs = 0;
    qint64 m_rate = 0;
    bool m_holdsUp = false;
    bool m_holdsDown = false;
    bool m_isOpen = true;
};

} // namespace syngraph::test
