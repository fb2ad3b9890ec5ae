// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine_work.h"

#include "model/compose_all.h"
#include "model/json_reader.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "protocol/codec.h"
#include "room/room.h"
#include "session/session.h"
#include "model/delta_json.h"
#include "support/random.h"

#include <array>
#include <deque>

namespace syngraph::bench {

using model::Delta;
using model::Document;
using model::Filter;
using model::Tie;

namespace {

// One Room and two Sessions that hand their frames to each other: no network, no disk.
class Pair
{
public:
    explicit Pair(const Document &start)
        : m_room(*room::Room::start(startOf(start)))
        , m_clients{session::Session({1, 1}), session::Session({1, 1})}
    {
        for (room::ConnectionId client = 0; client < 2; ++client) {
            static_cast<void>(at(client).connected(0));
            take(m_room.join(client, {{2, quint64(client)}, {3, 1}, {}, protocol::Role::Editor}, 0));
        }
    }

    void edit(const Delta &change) { take(0, at(0).edit(change, session::PendingEdits::Grouping::New, 0)); }
    const Document &visible(room::ConnectionId client) { return at(client).edits().visible(); }
    bool isSettled() { return visible(0) == m_room.document() && visible(1) == m_room.document(); }

private:
    static room::RoomStart startOf(const Document &document)
    {
        room::RoomStart start;
        start.document = {1, 1};
        start.epoch = {1, 1};
        start.snapshot = document;
        return start;
    }

    session::Session &at(room::ConnectionId client) { return m_clients[std::size_t(client)]; }

    void take(room::ConnectionId client, session::SessionEffects &&effects)
    {
        for (const protocol::ClientMessage &message : effects.send) {
            const auto read = protocol::decodeClientMessage(m_reader, protocol::encode(message));
            if (const auto *submit = std::get_if<protocol::Submit>(&**read))
                take(m_room.submit(client, *submit, 0));
        }
    }

    void take(room::Effects &&effects)
    {
        for (const room::Send &send : effects.send)
            deliver(send.to, protocol::encode(send.message), send.payload);
        for (const room::Broadcast &broadcast : effects.broadcast) {
            const QByteArray frame = protocol::encode(*broadcast);
            for (room::ConnectionId client = 0; client < 2; ++client)
                deliver(client, frame, {});
        }
        if (effects.commit.empty())
            return;
        const Revision last = effects.commit.back().revision;
        take(m_room.persisted(last));
        // as a host does, whose log is in a file
        if (last.value % protocol::kMaxLag == 0)
            m_room.trimLog(protocol::kMaxLag);
    }

    void deliver(room::ConnectionId client, const QByteArray &frame, const QByteArray &payload)
    {
        const auto messages = protocol::decodeServerFrame(m_reader, frame);
        for (const protocol::ServerMessage &message : *messages)
            take(client, at(client).received(message, payload, 0));
    }

    room::Room m_room;
    std::array<session::Session, 2> m_clients;
    model::JsonReader m_reader;
};

// Recorded histories know no paragraph end that stays.
Document withLastLine(const QString &text)
{
    return documentOf(text.endsWith(u'\n') ? text : text + u'\n');
}

} // namespace

bool replay(const History &history)
{
    Document document = withLastLine(history.start);
    std::deque<Delta> log; // as a room keeps it
    for (const Delta &change : history.changes) {
        if (!model::checkChange(change, document))
            return false;
        document.applyChecked(change, Filter::Classes);
        log.push_back(change);
    }
    return history.end.isEmpty() || document.text(0, history.end.size()) == history.end;
}

bool replayThroughTheRoom(const History &history)
{
    Pair pair(withLastLine(history.start));
    for (const Delta &change : history.changes)
        pair.edit(change);
    return (history.end.isEmpty() || pair.visible(1).text(0, history.end.size()) == history.end) && pair.isSettled();
}

Delta compose(const History &history)
{
    return model::composeAll(history.changes, Filter::Classes);
}

bool merge(const Document &head, const History &mine, const History &theirs)
{
    Document merged = head;
    const Delta over = compose(theirs);
    const Delta own = compose(mine);
    return bool(merged.apply(model::rebase(own, over, Tie::GoesAfter), Filter::Classes));
}

Alternating alternating(qint64 components)
{
    const auto bold = model::Attributes().with("bold", model::Value::boolean(true));
    const auto italic = model::Attributes().with("italic", model::Value::boolean(true));
    Alternating both;
    for (qint64 i = 0; i < components / 2; ++i) {
        both.mine.retain(1, bold).remove(1);
        both.theirs.retain(1, italic).insert(u"y");
        both.theirs.remove(1);
    }
    return both;
}

Document oneCharacterRuns(qint64 units)
{
    const auto bold = model::Attributes().with("bold", model::Value::boolean(true));
    Delta content;
    for (qint64 i = 0; i < units; ++i)
        content.insert(u"x", i % 2 == 0 ? bold : model::Attributes());
    content.insert(u"\n");
    return *Document::fromDelta(content);
}

bool applyAll(const Document &start, const std::vector<Delta> &changes)
{
    Document document = start;
    for (const Delta &change : changes) {
        if (!document.apply(change, Filter::Classes))
            return false;
    }
    return true;
}

std::vector<Delta> formatsOfOneCharacter(qint64 count)
{
    std::vector<Delta> changes;
    for (qint64 i = 0; i < count; ++i) {
        const auto size = model::Attributes().with("size", model::Value::number(8 + i % 50));
        changes.push_back(std::move(Delta().retain(500).retain(1, size)));
    }
    return changes;
}

bool formatOften(const std::vector<Delta> &changes)
{
    return applyAll(documentOf(QString(1000, u'a')), changes)
        && !model::composeAll(changes, Filter::Classes).isEmpty();
}

namespace {

constexpr qint64 kCrowdUnits = 1'000'000;
constexpr qint64 kCrowdPeople = 50;
constexpr qint64 kStepsTaken = 2'000; // as many as are ever kept
constexpr qint64 kChangesInFrame = 32;

session::Session joined(const QString &text)
{
    session::Session person({1, 1});
    static_cast<void>(person.connected(0));
    protocol::Joined message;
    message.document = {1, 1};
    message.epoch = {1, 1};
    message.client = {2, 1};
    message.token = {3, 1};
    message.member = 1;
    message.role = protocol::Role::Editor;
    static_cast<void>(person.received(message, {}, 0));
    const Delta content = documentOf(text).toDelta();
    const QByteArray body = model::toJson(content);
    static_cast<void>(person.received(
        protocol::Snapshot{{0}, {protocol::kChainStart}, {Document::fromDelta(content)->hash()}, 1, body.size()}, body, 0));
    return person;
}

// Steps here and there, all of them committed.
void writeForLong(session::Session &person, support::Random &random)
{
    for (qint64 step = 0; step < kStepsTaken; ++step) {
        const Delta change = std::move(Delta().retain(random.below(kCrowdUnits)).insert(u"word "));
        static_cast<void>(person.edit(change, session::PendingEdits::Grouping::New, 0));
        static_cast<void>(person.received(
            protocol::Committed{person.revision().next(), {{1, protocol::WireDelta(change)}}}, {}, 0));
    }
}

} // namespace

Crowd crowd(qint64 frames)
{
    support::Random random(4);
    Crowd all{joined(writeAnywhere(kCrowdUnits, 0, 1).start), {}};
    writeForLong(all.person, random);
    for (qint64 member = 2; member < 2 + kCrowdPeople; ++member) {
        const qint64 at = random.below(kCrowdUnits);
        static_cast<void>(all.person.received(protocol::PresenceUpdate{{{member, all.person.revision(), {{at, at}}}}}, {}, 0));
    }
    for (qint64 frame = 0; frame < frames; ++frame) {
        protocol::Committed committed{{all.person.revision().value + 1 + frame * kChangesInFrame}, {}};
        for (qint64 i = 0; i < kChangesInFrame; ++i) {
            const Delta change = std::move(Delta().retain(random.below(kCrowdUnits)).insert(u"x"));
            committed.changes.push_back({2 + i, protocol::WireDelta(change)});
        }
        all.frames.push_back(std::move(committed));
    }
    return all;
}

bool meet(Crowd crowd)
{
    for (const protocol::Committed &frame : crowd.frames)
        static_cast<void>(crowd.person.received(frame, {}, 0));
    return crowd.person.revision().value == crowd.frames.back().revision.value + kChangesInFrame - 1;
}

} // namespace syngraph::bench
