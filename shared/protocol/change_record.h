// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"
#include "base/ids.h"
#include "model/delta_json.h"

#include <QByteArray>
#include <QString>

namespace syngraph::protocol {

// What a change was to the person who made it.
enum class ChangeKind : quint8 { Edit = 0, Undo = 1, Redo = 2 };

// One committed change as it stands in the log; immutable.
struct ChangeRecord
{
    Revision revision;        // the one it makes, 1 …
    ClientId client;
    Sequence sequence;        // of that client, 1 …
    Revision base;            // what the client had built it on
    quint64 submittedHash = 0; // FNV-1a of the canonical delta as the client sent it
    QString author;           // name stamped by the server
    qint64 timeMs = 0;        // wall clock of the server, ms since 1970 UTC, never decreasing in a log
    ChangeKind kind = ChangeKind::Edit;
    QByteArray delta;         // committed form, canonical JSON
    quint64 chainHash = 0;    // of the log up to and including this change

    friend bool operator==(const ChangeRecord &, const ChangeRecord &) = default;
};

// Hash of a log: FNV-1a over the canonical deltas of all changes one after the other.
inline constexpr quint64 kChainStart = kFnvOffset;
inline quint64 chainHash(quint64 before, QByteArrayView delta)
{
    return fnv1a(delta, before);
}
inline quint64 chainHash(quint64 before, const model::Delta &delta)
{
    return model::computeHash(delta, before);
}

} // namespace syngraph::protocol
