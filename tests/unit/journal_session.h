// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "session/session.h"

namespace syngraph::test {

// A Session with a server that only exists in this test: it joins an empty document, and what it wants to write
// down is collected.
class JournalSession
{
public:
    JournalSession() : m_session(DocumentId{7, 7})
    {
        take(m_session.connected(0));
        const model::Document blank = model::Document::blank();
        const QByteArray body = model::toJson(blank.toDelta());
        receive(protocol::Joined{m_session.document(), QStringLiteral("t"), Epoch{1, 1}, ClientId{2, 2}, ResumeToken{3, 3},
                                 Sequence{}, 1, protocol::Role::Editor, std::nullopt, {}});
        receive(protocol::Snapshot{Revision{}, {protocol::kChainStart}, {blank.hash()}, 1, body.size()}, body);
    }

    void type(const QString &text, session::PendingEdits::Grouping grouping = session::PendingEdits::Grouping::New)
    {
        const qint64 end = m_session.edits().visible().length() - 1;
        take(m_session.edit(model::Delta().retain(end).insert(text), grouping, 0));
    }
    // The first so many units bold.
    void format(qint64 units)
    {
        take(m_session.edit(model::Delta().retain(units, {{"bold", model::Value::boolean(true)}}),
                            session::PendingEdits::Grouping::New, 0));
    }
    void receive(const protocol::ServerMessage &message, const QByteArray &payload = {})
    {
        take(m_session.received(message, payload, 0));
    }
    void undo() { take(m_session.undo(0)); }
    // The server commits what is in flight, as it is.
    void acknowledge()
    {
        receive(protocol::Committed{m_session.revision().next(),
                                    {{1, protocol::WireDelta(m_session.edits().inFlight()->change)}}});
    }
    void disconnect() { take(m_session.disconnected(0)); }

    const session::Session &session() const { return m_session; }
    // Since last asked.
    std::vector<session::JournalRecord> takeRecords() { return std::exchange(m_records, {}); }

private:
    void take(session::SessionEffects effects)
    {
        for (session::JournalRecord &record : effects.journal)
            m_records.push_back(std::move(record));
    }

    session::Session m_session;
    std::vector<session::JournalRecord> m_records;
};

inline QString visibleText(const session::Session &session)
{
    const model::Document &visible = session.edits().visible();
    return visible.text(0, visible.length());
}

} // namespace syngraph::test
