// SPDX-License-Identifier: GPL-3.0-or-later
// Who is there, and where their carets are.
#include "session/session.h"

namespace syngraph::session {
namespace {

constexpr qsizetype kFewPeople = 20;

} // namespace

SessionEffects Session::on(const protocol::PersonJoined &message)
{
    SessionEffects effects;
    effects.changed = true;
    m_people.insert(message.person.member, message.person);
    // the newcomer can't place what was said of an older revision; among many the next repetition must do
    if (m_people.size() <= kFewPeople && !m_ranges.empty())
        m_presenceDue = true;
    return effects;
}

SessionEffects Session::on(const protocol::PersonLeft &message)
{
    SessionEffects effects;
    effects.changed = true;
    m_people.remove(message.member);
    if (m_others)
        m_others->left(message.member);
    return effects;
}

SessionEffects Session::on(const protocol::PresenceUpdate &message)
{
    SessionEffects effects;
    if (!m_others || !m_edits)
        return effects;
    effects.changed = true;
    for (const protocol::PresenceEntry &entry : message.entries)
        m_others->said(entry, *m_edits, m_heard);
    return effects;
}

std::vector<PresenceMap::Carets> Session::othersCarets() const
{
    auto carets = m_others ? m_others->carets() : std::vector<PresenceMap::Carets>();
    std::erase_if(carets, [this](const auto &one) { return one.member == m_member; });
    return carets;
}

// The visible document was changed here, without the server.
void Session::shown(const model::Delta &change)
{
    if (m_others && !change.isEmpty())
        m_others->edited(change, m_edits->visible());
}

} // namespace syngraph::session
