// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "histories.h"
#include "session/session.h"

// The work of the pure rows, each done once; whether it came out right. Timed by bench_engine, counted in
// instructions by count_engine.
namespace syngraph::bench {

// Checked, applied, and kept as it would be for those who lag behind.
bool replay(const History &history);
// The same through Session, Room and another Session with the codec between them: no network, no disk.
bool replayThroughTheRoom(const History &history);
// All changes as one.
model::Delta compose(const History &history);
// Two branches from one text meet: each side's changes become one, one is moved over the other and applied to
// `head`, which is the text with `theirs`.
bool merge(const model::Document &head, const History &mine, const History &theirs);

// Two changes in which nothing merges and everything meets: each formats every second unit, both delete the others,
// and one inserts between all of them.
struct Alternating
{
    model::Delta mine;
    model::Delta theirs;
};
Alternating alternating(qint64 components);

// A document in which each unit has a run of its own.
model::Document oneCharacterRuns(qint64 units);
bool applyAll(const model::Document &start, const std::vector<model::Delta> &changes);
// One character is formatted again and again, and in the end all that as one change.
std::vector<model::Delta> formatsOfOneCharacter(qint64 count);
bool formatOften(const std::vector<model::Delta> &changes);

// Somebody who has written for long, in a document in which fifty others have carets, and what these write, as it arrives:
// frames of 32 changes at places without any order.
struct Crowd
{
    session::Session person;
    std::vector<protocol::Committed> frames;
};
Crowd crowd(qint64 frames);
bool meet(Crowd crowd);

} // namespace syngraph::bench
