// SPDX-License-Identifier: GPL-3.0-or-later
#include "lies.h"

#include "model/delta_json.h"
#include "protocol/codec.h"

namespace syngraph::simulation {

using model::Attributes;
using model::Delta;
using model::Embed;
using model::Value;
using support::Random;
using world::World;

namespace {

// What no document takes, and one change that it does.
Delta badChange(Random &random, const World &world)
{
    const qint64 length = world.server().length();
    const qint64 at = random.below(length);
    Delta change;
    switch (random.below(18)) {
    case 0: return change.retain(length - 1).remove(1); // the last paragraph end
    case 1: return change.retain(length).insert(u"behind");
    case 2: return change.retain(length + 3).remove(1);
    case 3: return change.retain(at).insert(QString(QChar(0xd83d)));
    case 4: { // half a pair, where there is one
        qint64 pair = 0;
        while (pair < length && !world.server().splitsPair(pair))
            ++pair;
        return change.retain(pair).remove(1);
    }
    case 5: return change.retain(at).insert(QString(QChar(u'\r')));
    case 6: return change.retain(at).insert(u"x", Attributes{{"onclick", Value::string(u"evil()")}});
    case 7: return change.retain(at).insert(u"x", Attributes{{"block", Value::string(u"h1")}});
    case 8: return change.retain(at).insert(u"x", Attributes{{"link", Value::string(u"javascript:evil()")}});
    case 9: return change.retain(at).insert(Embed("image", Value::fromCanonicalJson("{\"id\":\"" + QByteArray(64, 'e') + "\"}")));
    case 10: return change.retain(at).changeEmbed(Embed("image", Value::fromCanonicalJson("{\"w\":5}")));
    default: return change.retain(at > 0 && world.server().splitsPair(at) ? at - 1 : at).insert(u"~");
    }
}

QByteArray submit(Random &random, const World &world, int stranger)
{
    const Sequence last = world.lastSequenceOf(world.strangerId(stranger));
    const Revision head = world.room().head();
    Sequence sequence = last.next();
    Revision base = head;
    switch (random.below(8)) {
    case 0: sequence.value += random.between(1, 3); break;
    case 1: sequence.value = random.below(last.value + 1); break;
    case 2: base.value += random.between(1, 5); break;
    case 3: base.value = random.below(head.value + 1); break;
    default: break;
    }
    return protocol::encode(protocol::ClientMessage(
        protocol::Submit{sequence, base, protocol::ChangeKind(random.below(3)), protocol::WireDelta(badChange(random, world))}));
}

// What it has committed before, under the same number and base: as it was, or with another content.
QByteArray repeat(Random &random, const World &world, int stranger)
{
    for (const protocol::ChangeRecord &record : world.log()) {
        if (record.client != world.strangerId(stranger) || random.chance(20))
            continue;
        Delta other;
        other.insert(u"other");
        const Delta delta = random.chance(50) ? other : *model::parseDelta(record.delta);
        return protocol::encode(protocol::ClientMessage(
            protocol::Submit{record.sequence, record.base, record.kind, protocol::WireDelta(delta)}));
    }
    return submit(random, world, stranger);
}

QByteArray resumeOfAnother(Random &random, const World &world)
{
    const int client = int(random.below(world.clientCount()));
    const session::Session &session = world.session(client);
    return protocol::encode(protocol::ClientMessage(protocol::Resume{
        {7, 7}, session.attachment().client, {random.chance(50) ? 0ULL : 9ULL, random.next() % 64 + 1'000'000},
        world.epoch(), session.revision(), {protocol::kChainStart}, {}}));
}

// Says under a used id or a new one what others have said, changes it, or asks for another talk than there is.
QByteArray talkOfOthers(Random &random, const World &world)
{
    using protocol::TalkKind;
    const protocol::TalkBook &book = world.talk();
    const bool isEmpty = book.head() == 0;
    const protocol::TalkEntry any = isEmpty ? protocol::TalkEntry() : random.pick(book.entries());
    if (random.chance(20)) {
        const qint64 from = random.below(book.head() + 3);
        const protocol::TalkId last = random.chance(50) ? any.id : protocol::TalkId{9, random.next()};
        return protocol::encode(protocol::ClientMessage(protocol::ReadTalk{random.below(2), from, last}));
    }
    protocol::Say say{random.chance(20) ? any.id : protocol::TalkId{6, random.next()}, TalkKind::Chat, {}, {}, {}, {}};
    switch (random.below(5)) {
    case 0: say.kind = TalkKind::Edit; break;
    case 1: say.kind = TalkKind::Delete; break;
    case 2: say.kind = TalkKind::DeleteThread; break;
    case 3: say.kind = TalkKind::Resolve; break;
    default: break;
    }
    const bool isRemark = say.kind == TalkKind::Edit || say.kind == TalkKind::Delete;
    if (isRemark || random.chance(5))
        say.about = any.id;
    if ((!isRemark && say.kind != TalkKind::Chat) || random.chance(5))
        say.thread = any.thread.value_or(QStringLiteral("1"));
    if (say.kind == TalkKind::Edit || say.kind == TalkKind::Chat || random.chance(5))
        say.text = QStringLiteral("lie");
    return protocol::encode(protocol::ClientMessage(say));
}

} // namespace

QByteArray drawLie(Random &random, const World &world, int stranger)
{
    if (world.hasTalk() && random.chance(30))
        return talkOfOthers(random, world);
    switch (random.below(10)) {
    case 0: return "{\"type\":\"submit\",\"sequence\":1,\"base\":-1,\"kind\":\"edit\",\"delta\":[]}";
    case 1: return "{\"type\":\"submit\",\"sequence\":9007199254740993,\"base\":0,\"kind\":\"edit\",\"delta\":[{\"delete\":1}]}";
    case 2: return resumeOfAnother(random, world);
    case 3:
        return protocol::encode(protocol::ClientMessage(
            protocol::Presence{{random.below(50)}, {{random.below(1000), random.below(100)}}}));
    case 4: return protocol::encode(protocol::ClientMessage(protocol::ReadHistory{0, {random.below(60)}, {random.below(60)}}));
    case 5:
    case 6: return repeat(random, world, stranger);
    default: return submit(random, world, stranger);
    }
}

} // namespace syngraph::simulation
