// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/raw_socket.h"
#include "e2e/server_process.h"

#include <optional>

namespace syngraph::test {

// A raw connection that has been welcomed.
bool welcomed(RawSocket &socket, quint16 port);
// The code of the close frame in what a server has sent, which ends with it; -1 where there is none.
int closeCodeIn(const QByteArray &bytes);
// The code that goodbye names in what a server has sent; empty where there is none.
QByteArray goodbyeIn(const QByteArray &bytes);

// What the server answers to one text frame of a welcomed connection that is then closed by either side.
struct Verdict
{
    QByteArray goodbye;
    bool isAnswered = false; // something else came
};
Verdict verdictOn(const ServerProcess &server, const QByteArray &text);

// Processor time of all threads of a process, in ms.
double cpuMs(qint64 pid);

} // namespace syngraph::test
