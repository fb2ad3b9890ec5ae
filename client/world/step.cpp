// SPDX-License-Identifier: GPL-3.0-or-later
#include "world/step.h"

#include "model/schema.h"
#include "protocol/codec.h"

namespace syngraph::world {
namespace {

using Kind = Step::Kind;

bool edit(World &world, const Step &step)
{
    if (!world.session(step.client).hasDocument() || step.change.isEmpty()
        || !model::checkChange(step.change, world.visible(step.client)))
        return false;
    if (step.verdict)
        world.decide(step.client, *step.verdict, step.change);
    else
        world.edit(step.client, step.change, step.grouping);
    return true;
}

bool select(World &world, const Step &step)
{
    if (!world.session(step.client).hasDocument())
        return false;
    const model::Document &document = world.visible(step.client);
    const qint64 last = document.length() - 1;
    const auto clamped = [&](qint64 at) { return model::snapRight(std::clamp<qint64>(at, 0, last), document); };
    world.select(step.client, {clamped(step.selection.anchor), clamped(step.selection.head)});
    return true;
}

bool say(World &world, const Step &step)
{
    model::JsonReader reader;
    const auto message = protocol::decodeClientMessage(reader, step.bytes);
    const auto *say = message && *message ? std::get_if<protocol::Say>(&**message) : nullptr;
    return say && world.say(step.client, *say);
}

bool playPerson(World &world, const Step &step)
{
    const bool hasDocument = world.session(step.client).hasDocument();
    switch (step.kind) {
    case Kind::Edit: return edit(world, step);
    case Kind::Select: return select(world, step);
    case Kind::Remark: return say(world, step);
    case Kind::Undo: return hasDocument && world.undo(step.client).has_value();
    default: return hasDocument && world.redo(step.client).has_value();
    }
}

bool playNetwork(World &world, const Step &step)
{
    const int client = step.client;
    const bool wasConnected = world.isConnected(client);
    switch (step.kind) {
    case Kind::ToServer: return world.serverReceives(client);
    case Kind::ToClient: return world.clientReceives(client);
    case Kind::Late: return world.lateFrame(client);
    case Kind::Repeat: return world.duplicateNextFrame(client);
    case Kind::Notice: world.serverNoticesCut(client); return true;
    case Kind::Halt: world.crashBeforeSending(client); return true;
    case Kind::Connect:
        if (!wasConnected)
            world.connect(client);
        return !wasConnected;
    default:
        world.cut(client);
        return wasConnected;
    }
}

bool playClientDisk(World &world, const Step &step)
{
    switch (step.kind) {
    case Kind::CrashClient: world.crashClient(step.client); break;
    case Kind::CrashMachine: world.crashMachine(step.client, step.number); break;
    case Kind::SyncJournal: world.syncJournal(step.client); break;
    case Kind::CompactJournal: world.compactJournal(step.client); break;
    default: world.setJournalFailing(step.client, step.kind == Kind::JournalFails); break;
    }
    return true;
}

bool playServer(World &world, const Step &step)
{
    const bool isSet = step.number != 0;
    switch (step.kind) {
    case Kind::Begin: return isSet ? world.beginTalk() : world.beginWrite();
    case Kind::Finish: return isSet ? world.finishTalk() : world.finishWrite();
    case Kind::Persist: world.persist(); return true;
    case Kind::WriteFails:
        world.failWrite(isSet ? ErrorCode::StorageFailed : ErrorCode::DiskFull, isSet);
        return true;
    case Kind::StoreRecovers: world.storeRecovers(); return true;
    case Kind::Snapshot: world.takeSnapshot(); return true;
    case Kind::CrashServer: world.crashServer(isSet); return true;
    case Kind::ForgetServer: world.crashServerAndForget(); return true;
    case Kind::Close: return world.closeDocument();
    case Kind::Backup: world.restoreBackup({step.number}); return true;
    case Kind::Trim: world.trimLog(step.number); return true;
    case Kind::Role: world.setRole(step.client, protocol::Role(step.number)); return true;
    case Kind::Blob: world.storeBlob(step.bytes); return true;
    case Kind::Tick: world.tick(step.number); return true;
    default: world.setWallClock(step.number); return true;
    }
}

} // namespace

bool play(World &world, const Step &step)
{
    if (step.kind == Kind::Say) {
        if (step.client >= 0 && step.client < world.strangerCount())
            world.strangerSays(step.client, step.bytes);
        return true;
    }
    if (step.kind <= Kind::Select)
        return playPerson(world, step);
    if (step.kind <= Kind::Halt)
        return playNetwork(world, step);
    return step.kind <= Kind::JournalRecovers ? playClientDisk(world, step) : playServer(world, step);
}

} // namespace syngraph::world
