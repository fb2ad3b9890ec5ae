// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <vector>

namespace syngraph::cli {

// An editing history that was recorded from people, see traces/README.md. Positions count code points.
struct Trace
{
    struct Patch
    {
        qint64 position = 0;
        qint64 removed = 0;
        QString inserted;
    };
    struct Transaction
    {
        std::vector<Patch> patches; // applied one after the other
        int agent = 0;
        // Of each agent, how many of its transactions this one's author had seen (its own included).
        std::vector<int> seen;
        // Somebody saw the document with this transaction and without the next one of the same agent.
        bool seenAsLast = false;
    };
    QString startContent;
    QString endContent;
    int agents = 1;
    std::vector<Transaction> transactions; // in an order in which they could have happened
    qint64 patchCount = 0;
};

// Reads a trace, sequential or concurrent, compressed with gzip or plain.
Result<Trace> readTrace(const QString &path);

} // namespace syngraph::cli
