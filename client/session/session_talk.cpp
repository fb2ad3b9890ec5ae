// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a Session for comments and chat.
#include "session/session.h"

#include <algorithm>
#include <iterator>

namespace syngraph::session {

void Session::take(TalkStep &&step, SessionEffects &effects) const
{
    std::ranges::move(step.journal, std::back_inserter(effects.journal));
    std::ranges::move(step.send, std::back_inserter(effects.send));
    effects.changed = effects.changed || step.changed;
}

void Session::meetTalk(SessionEffects &effects)
{
    if (m_talk)
        take(m_talk->attached(), effects);
}

void Session::keepTalk(SessionEffects &effects) const
{
    if (m_talk)
        effects.journal.push_back(m_talk->record());
}

void Session::sendTalk(SessionEffects &effects)
{
    if (m_talk && std::holds_alternative<Live>(m_link) && !m_readOnly)
        take(m_talk->send(m_role), effects);
}

Result<SessionEffects> Session::say(const protocol::Say &say)
{
    SessionEffects effects;
    if (!m_talk || !m_edits)
        return ErrorCode::NotJoined;
    auto step = m_talk->say(say, m_role);
    if (!step)
        return step.error();
    if (!std::holds_alternative<Live>(m_link) || m_readOnly)
        step->send.clear();
    take(std::move(*step), effects);
    return effects;
}

SessionEffects Session::on(const protocol::Talk &message)
{
    SessionEffects effects;
    if (!m_talk)
        return effects;
    take(m_talk->received(message), effects);
    sendTalk(effects);
    return effects;
}

SessionEffects Session::on(const protocol::Said &message)
{
    SessionEffects effects;
    if (m_talk)
        take(m_talk->received(message), effects);
    return effects;
}

SessionEffects Session::on(const protocol::NotSaid &message)
{
    SessionEffects effects;
    if (!m_talk)
        return effects;
    TalkStep step;
    const auto say = m_talk->refused(message, step);
    take(std::move(step), effects);
    if (say) {
        const QString text = say->text.value_or(QString());
        effects.notices.push_back({Notice::Kind::Refused, {message.code, message.text},
                                   text.isEmpty() ? model::Delta() : model::Delta().insert(text)});
    }
    return effects;
}

Result<void> Session::replayTalk(const TalkRecord &record)
{
    auto feed = TalkFeed::restore(record);
    if (!feed)
        return feed.error();
    m_talk = std::move(*feed);
    return {};
}

} // namespace syngraph::session
