// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

namespace syngraph::storage {

// The verdict on one file.
struct VerifyReport
{
    QString path;
    bool ok = false;
    qint64 revisions = 0; // that the log should have
    // The damaged part of the log, both ends included; 0 where the log is whole.
    Revision firstBad;
    Revision lastBad;
    QString message; // what is wrong, for people; empty where all is well

    // One line of JSON with the members above and "file" for the path, without line end.
    QByteArray toJson() const;
};

// Checks everything about a document file, without a server and without altering it: pages and tables, each
// change of the log by itself, as a chain and by replaying it, snapshots against that replay, pictures against
// their names. A file that a server is writing meanwhile is read again. Time grows with the file; any thread.
VerifyReport verifyFile(const QString &path);

} // namespace syngraph::storage
