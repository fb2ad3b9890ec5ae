// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/talk_feed.h"

#include "base/plant.h"

#include <algorithm>

namespace syngraph::session {

using protocol::Say;
using protocol::TalkBook;
using protocol::TalkEntry;
using protocol::TalkId;

Result<TalkFeed> TalkFeed::restore(const TalkRecord &record)
{
    TalkFeed feed;
    feed.m_person = record.person;
    for (const TalkEntry &entry : record.entries) {
        if (!feed.m_known.apply(entry))
            return ErrorCode::Damaged;
    }
    feed.m_pending = record.pending;
    feed.rebuild();
    return feed;
}

bool TalkFeed::isPending(TalkId id) const
{
    return std::ranges::find(m_pending, id, &Say::id) != m_pending.end();
}

bool TalkFeed::isMine(const protocol::Remark &remark) const
{
    return isPending(remark.id) || (!m_person.isNull() && remark.person == m_person);
}

protocol::ReadTalk TalkFeed::ask() const
{
    const qint64 head = m_known.head();
    return {0, head, head > 0 ? std::optional(m_known.entry(head).id) : std::nullopt};
}

TalkStep TalkFeed::attached()
{
    m_isAttached = true;
    m_isLevel = false;
    m_sent.clear();
    return {{}, {ask()}, false};
}

void TalkFeed::detached()
{
    m_isAttached = false;
    m_isLevel = false;
    if (planted(Plant::TalkSaidAgain)) {
        for (Say &say : m_pending)
            say.id.high += m_sent.contains(say.id) ? 100U : 0U;
    }
    m_sent.clear();
}

void TalkFeed::startOver()
{
    m_known = {};
    rebuild();
}

// False: it does not follow what is known.
bool TalkFeed::take(const TalkEntry &entry)
{
    if (!m_known.apply(entry))
        return false;
    forget(entry.id);
    return true;
}

void TalkFeed::forget(TalkId id)
{
    std::erase_if(m_pending, [id](const Say &say) { return say.id == id; });
    m_sent.erase(id);
}

TalkStep TalkFeed::received(const protocol::Talk &talk)
{
    TalkStep step;
    if (!m_isAttached || talk.request != 0)
        return step;
    step.changed = true;
    const bool isNew = m_person != talk.person || talk.from != m_known.head();
    m_person = talk.person;
    if (talk.from != m_known.head())
        m_known = {};
    SaidRecord said;
    for (const TalkEntry &entry : talk.entries) {
        if (take(entry))
            said.entries.push_back(entry);
    }
    rebuild();
    if (isNew)
        step.journal.push_back(record());
    else if (!said.entries.empty())
        step.journal.push_back(std::move(said));
    m_isLevel = m_known.head() >= talk.head;
    // where nothing came of what was asked for, asking again would bring no more
    if (!m_isLevel && !talk.entries.empty())
        step.send.push_back(ask());
    return step;
}

TalkStep TalkFeed::received(const protocol::Said &message)
{
    TalkStep step;
    SaidRecord said;
    for (const TalkEntry &entry : message.entries) {
        if (entry.number <= m_known.head())
            forget(entry.id);
        else if (take(entry))
            said.entries.push_back(entry);
    }
    rebuild();
    step.changed = true;
    if (!said.entries.empty())
        step.journal.push_back(std::move(said));
    return step;
}

std::optional<Say> TalkFeed::refused(const protocol::NotSaid &message, TalkStep &step)
{
    const auto found = std::ranges::find(m_pending, message.id, &Say::id);
    if (found == m_pending.end())
        return std::nullopt;
    const Say say = *found;
    forget(message.id);
    rebuild();
    step.journal.push_back(NotSaidRecord{message.id});
    step.changed = true;
    return say;
}

Result<TalkStep> TalkFeed::say(const Say &say, protocol::Role role)
{
    // without a role the server has not been met yet
    const protocol::Role asked = role == protocol::Role::None ? protocol::Role::Owner : role;
    const protocol::Remark *about = say.about ? m_shown.remark(*say.about) : nullptr;
    // what this person has said a moment ago is theirs, though nobody has told under which name
    const protocol::PersonId person = about && isMine(*about) ? about->person : m_person;
    if (auto refused = m_shown.refusal(say, person, asked))
        return *refused;
    TalkStep step;
    m_pending.push_back(say);
    showPending(say);
    ++m_version;
    if (!planted(Plant::SayNotJournaled))
        step.journal.push_back(SayRecord{say});
    step.changed = true;
    TalkStep sent = send(role);
    step.send = std::move(sent.send);
    return step;
}

TalkStep TalkFeed::send(protocol::Role role)
{
    TalkStep step;
    if (!m_isLevel || role < protocol::Role::Commenter)
        return step;
    for (const Say &say : m_pending) {
        if (m_sent.insert(say.id).second)
            step.send.push_back(say);
    }
    return step;
}

void TalkFeed::showPending(const Say &say)
{
    // about something that is gone meanwhile: the server will say so
    (void)m_shown.apply({m_shown.head() + 1, say.id, say.kind, say.thread, say.about, say.text, say.quote, {}, m_person, 0});
}

void TalkFeed::rebuild()
{
    m_shown = m_known;
    for (const Say &say : m_pending)
        showPending(say);
    ++m_version;
}

TalkRecord TalkFeed::record() const
{
    return {m_person, m_known.entries(), m_pending};
}

Result<void> TalkFeed::replay(const SaidRecord &record)
{
    for (const TalkEntry &entry : record.entries) {
        if (!take(entry))
            return ErrorCode::Damaged;
    }
    rebuild();
    return {};
}

Result<void> TalkFeed::replay(const SayRecord &record)
{
    m_pending.push_back(record.say);
    rebuild();
    return {};
}

void TalkFeed::replay(const NotSaidRecord &record)
{
    forget(record.id);
    rebuild();
}

} // namespace syngraph::session
