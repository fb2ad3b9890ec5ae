// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace syngraph::net {

// What a server says of its work to those who watch over it.
struct Figures
{
    QByteArray version;
    qint64 connections = 0;
    qint64 people = 0;           // in documents
    qint64 documents = 0;        // open now
    quint64 messages = 0;        // received since the start
    quint64 changes = 0;         // made durable since the start
    double startedSeconds = 0;   // since 1970
    double processorSeconds = 0; // used by the process
};

// In the text format of Prometheus, version 0.0.4, without the last end of line.
QByteArray metricsText(const Figures &figures);

// CPU time of the process so far, its own and what the system spent for it.
double readProcessorSeconds();

} // namespace syngraph::net
