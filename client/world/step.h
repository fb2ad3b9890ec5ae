// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world/world.h"

#include <QJsonObject>

namespace syngraph::world {

// One thing that happens in a World, as a value: what the simulator draws, shrinks and prints, and what the steps of
// a scenario file say beside those of the vectors. A step that does not apply any more (because steps before it
// were left out) does nothing.
struct Step
{
    enum class Kind : quint8 {
        Edit, Undo, Redo, Remark, Select,          // the person; Remark: `bytes` is what they say in the talk
        ToServer, ToClient, Late, Repeat,          // a frame arrives
        Connect, Cut, Notice, Halt,                // connections; Halt: crashBeforeSending
        CrashClient, CrashMachine,                 // number: records kept
        SyncJournal, CompactJournal, JournalFails, JournalRecovers,
        Begin, Finish, Persist, WriteFails, StoreRecovers, Snapshot, // the server's disk; number: whether of the talk
        CrashServer, ForgetServer, Close, Backup,  // number: whether a write under way is durable; the revision
        Trim, Role, Blob, Tick, WallClock,         // number: what is kept; the role; …; ms
        Say,                                       // a stranger sends `bytes`
    };
    Kind kind = Kind::Tick;
    int client = -1; // or stranger
    qint64 number = 0;
    model::Delta change = {};
    session::PendingEdits::Grouping grouping = session::PendingEdits::Grouping::New;
    model::Selection selection = {};
    QByteArray bytes = {}; // the message said; the hash of a picture
    std::optional<model::Verdict> verdict = {}; // that an Edit carries out
};

// Whether anything was done.
bool play(World &world, const Step &step);

bool isOfClient(Step::Kind kind);
// The name of a kind in scenario files.
QString nameOf(Step::Kind kind);
// `nameOf(client)` names clients and strangers.
QJsonObject toJson(const Step &step, const std::function<QString(const Step &)> &clientName);
// A step of a scenario file; nothing where its name is none of these. `client` is the caller's to find.
std::optional<Step> stepFromJson(const QJsonObject &json);

} // namespace syngraph::world
