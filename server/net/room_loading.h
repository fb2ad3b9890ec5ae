// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "room/room.h"
#include "room/talk_board.h"
#include "storage/storage.h"

namespace syngraph::net {

// A document as read from its store, ready to be edited.
struct LoadedRoom
{
    room::Room room;
    room::TalkBoard talk;
    storage::DocumentMeta meta;
    Revision snapshotRevision;
    qint64 snapshotBytes = 0;
    qint64 tailBytes = 0;
};

// On the document's writer thread.
Result<LoadedRoom> readRoom(storage::DocumentStore &store);

// What takes the time of writing a snapshot; on any thread.
struct MadeSnapshot
{
    storage::Snapshot snapshot;
    qint64 jsonBytes = 0;
};
MadeSnapshot makeSnapshot(const model::Document &document, Revision revision);

// Makes sure that the store still ends at this log, and that it can be written again.
Result<void> checkWritable(storage::DocumentStore &store, Revision head, quint64 chain);

// The changes with from < revision <= to, as many as fit into about a megabyte, at least one.
Result<std::vector<protocol::ChangeRecord>> readPage(storage::DocumentStore &store, Revision from, Revision to);

// The content at `revision` as Delta JSON: newest snapshot before it and the changes from there.
Result<QByteArray> readContentAt(storage::DocumentStore &store, Revision revision);

} // namespace syngraph::net
