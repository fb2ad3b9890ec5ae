// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/talk_board.h"

#include "base/plant.h"

namespace syngraph::room {

using protocol::TalkEntry;

namespace {

// Of texts in one answer.
constexpr qint64 kPageUnits = 64 * 1024;

} // namespace

Result<TalkBoard> TalkBoard::start(std::vector<TalkEntry> entries)
{
    TalkBoard board;
    for (TalkEntry &entry : entries) {
        board.m_lastMs = std::max(board.m_lastMs, entry.time);
        if (auto done = board.m_book.apply(std::move(entry)); !done)
            return Error{ErrorCode::Damaged, {}};
    }
    board.m_persisted = board.m_book.head();
    return board;
}

TalkEffects TalkBoard::read(ConnectionId connection, const protocol::ReadTalk &message, protocol::PersonId person)
{
    TalkEffects effects;
    if (m_persisted < m_book.head()) {
        m_waiting.push_back({connection, message, person});
        return effects;
    }
    effects.tell.push_back(answer({connection, message, person}));
    m_readers.insert(connection);
    return effects;
}

// Who knows another talk than this one gets all of it.
Tell TalkBoard::answer(const Waiting &waiting) const
{
    const qint64 from = waiting.message.from;
    const bool isMine = from == 0
        || (from <= m_book.head() && waiting.message.last && m_book.entry(from).id == *waiting.message.last);
    protocol::Talk talk{waiting.message.request, waiting.person, isMine ? from : 0, m_book.head(), {}};
    talk.entries = m_book.entriesSince(planted(Plant::TalkMissesFirst) && from > 0 ? from + 1 : talk.from, kPageUnits);
    return {{waiting.connection}, std::move(talk)};
}

TalkEffects TalkBoard::say(ConnectionId connection, const protocol::Say &message, const Speaker &speaker, Millis nowUtc)
{
    TalkEffects effects;
    if (const auto refused = m_book.refusal(message, speaker.person, speaker.role)) {
        effects.tell.push_back({{connection}, protocol::NotSaid{message.id, refused->code, refused->text()}});
        return effects;
    }
    if (m_book.knows(message.id)) {
        const TalkEntry &known = m_book.entry(m_book.numberOf(message.id));
        // what is not durable yet is on its way
        if (known.number <= m_persisted)
            effects.tell.push_back({{connection}, protocol::Said{{known}}});
        return effects;
    }
    m_lastMs = std::max(m_lastMs, nowUtc);
    const auto changed = m_book.apply({m_book.head() + 1, message.id, message.kind, message.thread, message.about,
                                       message.text, message.quote, speaker.name, speaker.person, m_lastMs});
    Q_ASSERT(changed);
    for (const qint64 number : *changed)
        effects.write.push_back(m_book.entry(number));
    effects.write.push_back(m_book.entry(m_book.head()));
    if (planted(Plant::TalkBeforeDurable))
        effects.tell = persisted(m_book.head()).tell;
    return effects;
}

TalkEffects TalkBoard::persisted(qint64 number)
{
    TalkEffects effects;
    protocol::Said said;
    for (qint64 next = m_persisted + 1; next <= number; ++next)
        said.entries.push_back(m_book.entry(next));
    m_persisted = std::max(m_persisted, number);
    if (!said.entries.empty() && !m_readers.empty())
        effects.tell.push_back({{m_readers.begin(), m_readers.end()}, std::move(said)});
    if (m_persisted < m_book.head())
        return effects;
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        effects.tell.push_back(answer(waiting));
        m_readers.insert(waiting.connection);
    }
    return effects;
}

void TalkBoard::left(ConnectionId connection)
{
    m_readers.erase(connection);
    std::erase_if(m_waiting, [connection](const Waiting &waiting) { return waiting.connection == connection; });
}

} // namespace syngraph::room
