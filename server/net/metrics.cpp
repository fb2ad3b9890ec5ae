// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/metrics.h"

#include <sys/resource.h>

namespace syngraph::net {
namespace {

void appendMetric(QByteArray &out, const char *name, const char *kind, const char *help, const QByteArray &value)
{
    if (!out.isEmpty())
        out += '\n';
    out += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + kind + '\n' + name;
    out += value;
}

QByteArray plain(auto number)
{
    return ' ' + QByteArray::number(number);
}

QByteArray seconds(double value)
{
    return ' ' + QByteArray::number(value, 'f', 3);
}

double secondsOf(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

} // namespace

QByteArray metricsText(const Figures &figures)
{
    QByteArray out;
    appendMetric(out, "syngraph_build_info", "gauge", "The version that runs.",
                 "{version=\"" + figures.version + "\"} 1");
    appendMetric(out, "syngraph_connections", "gauge", "Connections that are open.", plain(figures.connections));
    appendMetric(out, "syngraph_people", "gauge", "People who are in documents.", plain(figures.people));
    appendMetric(out, "syngraph_documents_open", "gauge", "Documents held in memory.", plain(figures.documents));
    appendMetric(out, "syngraph_messages_received_total", "counter", "Messages of clients.", plain(figures.messages));
    appendMetric(out, "syngraph_changes_committed_total", "counter", "Changes made durable.", plain(figures.changes));
    appendMetric(out, "process_start_time_seconds", "gauge", "Start of the process since 1970.",
                 seconds(figures.startedSeconds));
    appendMetric(out, "process_cpu_seconds_total", "counter", "CPU time used by the process.",
                 seconds(figures.processorSeconds));
    return out;
}

double readProcessorSeconds()
{
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    return secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
}

} // namespace syngraph::net
